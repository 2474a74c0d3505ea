"""Puts tables that the code itself holds into the pages, so that the two cannot drift.

A page says `<!-- table: methods -->` where the table of that name shall stand.
"""

from __future__ import annotations

import re
from typing import Any

from linkedin_api.restli.methods import METHODS

_mark = re.compile(r"<!-- table: (\w+) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in the tables of a page; called by mkdocs."""
    return _mark.sub(lambda match: TABLES[match[1]](), markdown)


def methods() -> str:
    rows = [
        "| client method | `X-RestLi-Method` | HTTP | body | changes something |",
        "|---|---|---|---|---|",
    ]
    for method in METHODS.values():
        cells = [
            f"`{method.name.lower()}`",
            f"`{method.name}`",
            f"`{method.verb}`",
            "JSON" if method.has_body else "",
            "" if method.is_read else "yes",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


TABLES = {"methods": methods}
