"""What LinkedIn requires to read advertising: permissions of tokens."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.table import AnyOf

#: To read accounts, campaigns and creatives.
ADS: Final[AnyOf] = ("r_ads", "rw_ads")
#: To read reports.
REPORTING: Final[AnyOf] = ("r_ads_reporting",)
#: To read conversion rules; LinkedIn documents the second, and others use the first (observed).
CONVERSIONS: Final[AnyOf] = ("r_ads", "rw_ads", "rw_conversions")
#: To read lead forms and what was sent in with them.
LEADS: Final[AnyOf] = ("r_marketing_leadgen_automation",)
