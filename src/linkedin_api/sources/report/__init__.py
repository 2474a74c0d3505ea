"""A report of LinkedIn Pages: one HTML file from the tables in a DuckDB file.

`figures` reads the tables into typed data, `charts` draws them with Bokeh, and `page` writes
the file. Makes no calls to LinkedIn. Names are loaded on first use, since Bokeh is large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_api.extras import names_on_demand

if TYPE_CHECKING:
    from linkedin_api.sources.report.figures import Figures, read_figures
    from linkedin_api.sources.report.page import html_of
    from linkedin_api.sources.report.tables import Tables

__all__ = ["Figures", "Tables", "html_of", "read_figures"]

_HOMES = {"Figures": "figures", "Tables": "tables", "html_of": "page", "read_figures": "figures"}

__getattr__, __dir__ = names_on_demand(__name__, _HOMES, "the report", "report")
