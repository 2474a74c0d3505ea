"""A report of LinkedIn Ads: `figures` reads, `charts` draws, `page` writes.

Names are loaded on first use, since Bokeh is large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_api.sources.report.loading import load

if TYPE_CHECKING:
    from linkedin_api.sources.report.ads.figures import AdFigures, read_figures
    from linkedin_api.sources.report.ads.page import html_of

__all__ = ["AdFigures", "html_of", "read_figures"]

_HOMES = {"AdFigures": "figures", "html_of": "page", "read_figures": "figures"}


def __getattr__(name: str) -> Any:
    return load(__name__, _HOMES, name)
