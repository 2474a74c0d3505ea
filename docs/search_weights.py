"""Guides before the reference in the results of a search."""

from __future__ import annotations

from typing import Any, Final

from mkdocs.structure.pages import Page

#: By the beginning of a page's file name: how much its matches count. The first that fits.
WEIGHTS: Final = {
    "reference/": 0.001,
    "sandbox-tables.md": 0.5,
    "examples.md": 0.05,
    "benchmarks.md": 0.3,
    "errors.md": 3,
    "paging.md": 6,
    "signing-in.md": 9,
    "tables/follower_statistics_time_bound.md": 4,
    "tokens.md": 12,
    "versions.md": 3,
}


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Set the weight of a page; called by mkdocs."""
    for beginning, weight in WEIGHTS.items():
        if page.file.src_uri.startswith(beginning):
            page.meta["search"] = {"boost": weight}
            break
    return markdown
