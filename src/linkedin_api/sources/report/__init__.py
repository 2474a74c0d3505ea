"""A report of LinkedIn Pages: one HTML file from the tables in a DuckDB file.

`figures` reads the tables into typed data, `charts` draws them with Bokeh, and `page` writes
the file. Makes no calls to LinkedIn. Names are loaded on first use, since Bokeh is large.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "linkedin_api":
            raise
        raise ModuleNotFoundError(
            f"the report needs '{error.name}': pip install \"linkedin-api-client[report]\"",
            name=error.name,
        ) from error
