"""Names for what the theme leaves without one, for people who hear the page."""

from __future__ import annotations

from typing import Any, Final

#: Elements as the theme writes them, and as they are announced.
NAMED: Final = {
    '<div class="md-search" data-md-component="search" role="dialog">': (
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">'
    ),
}


def on_post_page(output: str, **_: Any) -> str:
    """Name the elements of a page; called by mkdocs.

    Raises:
        ValueError: the theme has changed.
    """
    for written, named in NAMED.items():
        if written not in output:
            raise ValueError(f"the theme no longer writes {written}: see docs/accessible.py")
        output = output.replace(written, named)
    return output
