"""LinkedIn's documentation of the resources behind the tables of advertising."""

from __future__ import annotations

from typing import Final

_GUIDE: Final = "https://learn.microsoft.com/en-us/linkedin/marketing"
_STRUCTURE: Final = f"{_GUIDE}/integrations/ads/account-structure"

ACCOUNTS: Final = f"{_STRUCTURE}/create-and-manage-accounts"
ACCOUNT_USERS: Final = f"{_STRUCTURE}/create-and-manage-account-users"
CAMPAIGN_GROUPS: Final = f"{_STRUCTURE}/create-and-manage-campaign-groups"
CAMPAIGNS: Final = f"{_STRUCTURE}/create-and-manage-campaigns"
CREATIVES: Final = f"{_STRUCTURE}/create-and-manage-creatives"
CONVERSIONS: Final = f"{_GUIDE}/integrations/ads-reporting/conversion-tracking"
REPORTING: Final = f"{_GUIDE}/integrations/ads-reporting/ads-reporting"
LEADS: Final = f"{_GUIDE}/lead-sync/leadsync"
TARGETING: Final = f"{_GUIDE}/integrations/ads/advertising-targeting/ads-targeting"
