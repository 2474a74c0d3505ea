"""Insert tables from the code into the pages, so that the two cannot drift apart.

The comment `<!-- table: methods -->` marks the place for the table of that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sandbox_tables import coverage
from sandbox_tables.differences import DIFFERENCES

from linkedin_api.restli.methods import METHODS
from linkedin_api.restli.resource_paging import RESOURCES
from linkedin_api.versions import CALENDAR, KNOWN_GOOD, find_version

_mark = re.compile(r"<!-- table: (\w+) -->")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Fill in the tables of a page; called by mkdocs."""
    return _mark.sub(lambda match: TABLES[match[1]](), markdown)


def methods() -> str:
    head = ("client method", "`X-RestLi-Method`", "HTTP", "body", "changes data")
    return table(
        head,
        (
            (
                f"`{method.name.lower()}`",
                f"`{method.name}`",
                f"`{method.verb}`",
                "JSON" if method.has_body else "",
                "" if method.is_read else "yes",
            )
            for method in METHODS.values()
        ),
    )


def paging() -> str:
    kinds = {
        "start": "`start` and `count`",
        "cursor": "`pageToken`",
        "whole": "not paged",
        "number": "`start`, the number of a page",
    }
    totals = {True: "yes", False: "no", None: ""}
    return table(
        ("resource", "finder", "pages by", "default size", "maximum", "states the total", "key"),
        (
            (
                f"`{row.resource}`",
                f"`{row.finder}`" if row.finder else "any",
                kinds[row.kind] if row.kind else "",
                str(row.default or ""),
                str(row.maximum or "") if row.cap is None else f"{row.cap:,} in total",
                totals[row.total],
                ", ".join(f"`{name}`" for name in row.key),
            )
            for row in RESOURCES.values()
        ),
    )


def of_rows(rows: Callable[[], Iterable[Any]]) -> Callable[[], str]:
    """A table of named tuples: a column for each field."""

    def write() -> str:
        found = list(rows())
        head = [name.replace("_", " ") for name in found[0]._fields]
        return table(head, (map(cell, row) for row in found))

    return write


def differences() -> str:
    return table(
        ("requests", "for example", "LinkedIn's server", "the sandbox", "because", "source"),
        (
            map(
                cell,
                (
                    row.about,
                    f"`{row.requests[0]}`",
                    f"{row.status}: {row.server}",
                    row.sandbox,
                    row.reason,
                    row.source,
                ),
            )
            for row in DIFFERENCES
        ),
    )


def cell(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple | frozenset) else str(value)
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {
    "calendar": of_rows(lambda: (*CALENDAR, find_version(KNOWN_GOOD))),
    "differences": differences,
    "methods": methods,
    "paging": paging,
    "resources": of_rows(coverage.resource_rows),
    "operations": of_rows(coverage.operation_rows),
    "fields": of_rows(coverage.field_rows),
    "lacks": of_rows(coverage.lack_rows),
    "behaviours": of_rows(coverage.behaviour_rows),
    "refusals": of_rows(coverage.refusal_rows),
    "faults": of_rows(coverage.fault_rows),
    "admin": of_rows(coverage.admin_rows),
    "versions": of_rows(coverage.version_rows),
}
