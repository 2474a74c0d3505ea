"""A report of LinkedIn Ads: `figures` reads, `charts` draws, `page` writes.

Names are loaded on first use, since Bokeh is large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.report.ads.figures import AdFigures, read_figures
    from linkedin_api.sources.report.ads.page import html_of

__all__ = ["AdFigures", "html_of", "read_figures"]

_HOMES = {"AdFigures": "figures", "html_of": "page", "read_figures": "figures"}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "the report", "report")
