"""Reports: one HTML file with charts from the tables in a DuckDB file.

Those of LinkedIn Pages are here, those of LinkedIn Ads in `linkedin_api.sources.report.ads`. Makes
no calls to LinkedIn. Names are loaded on first use, since Bokeh is large.

Each report has a package: `figures` reads the tables into typed data, `measures` says what it
shows of them, `charts` are its charts, and `page` writes the file. What both need is here:
`tables` and `days` for figures, `plots` for charts, `frame` for pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.report.pages.figures import Figures, read_figures
    from linkedin_api.sources.report.pages.page import html_of
    from linkedin_api.sources.report.tables import Tables

__all__ = ["Figures", "Tables", "html_of", "read_figures"]

_HOMES = {
    "Figures": "pages.figures",
    "Tables": "tables",
    "html_of": "pages.page",
    "read_figures": "pages.figures",
}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "the report", "report")
