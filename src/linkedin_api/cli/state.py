"""`linkedin pages state` and `linkedin learning state`: how far each table has been loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from linkedin_api.cli.destinations import destination_of
from linkedin_api.cli.output import Grid, Output
from linkedin_api.cli.products import Product

if TYPE_CHECKING:
    from linkedin_api.sources.catalogue.table import Table
    from linkedin_api.sources.engines.dlt import Target

Cursors = dict[str, dict[int, int]]


def show_state(product: Product, typed: Mapping[str, Any]) -> int:
    """Print the cursors in the destination; makes no calls to LinkedIn."""
    destination = destination_of(typed)
    target = destination.target(product, sandbox=typed["sandbox"])
    if target.file is not None and not target.file.exists():
        raise click.ClickException(f"there is no file {target.file}; `sync` creates it")
    wanted = product.tables(typed["tables"])
    found = _chosen(target, typed.get("organizations") or ())
    rows = [row for table in wanted for row in _rows(table, found.get(table.name, {}))]
    Output(typed["as_json"]).show(
        {"tables": [_document(table, found.get(table.name, {})) for table in wanted]},
        Grid(("table", "loaded", "organizations"), rows, wraps=True),
    )
    return 0


def _chosen(target: Target, organizations: tuple[int, ...]) -> Cursors:
    """Read the cursors of some organizations; of all if none are named."""
    from linkedin_api.sources.engines.dlt import cursors

    found = {
        table: {int(number): cursor for number, cursor in of.items()}
        for table, of in cursors(target).items()
    }
    if not organizations:
        return found
    wanted = frozenset(organizations)
    return {
        table: {number: cursor for number, cursor in of.items() if number in wanted}
        for table, of in found.items()
    }


def _rows(table: Table, cursors: Mapping[int, int]) -> Iterator[tuple[str, str, str]]:
    """Give a row for each date, with the organizations loaded up to it."""
    from linkedin_api.sources.reading.problems import name_some

    if not cursors:
        yield table.name, "never", ""
    by_moment: dict[str, list[int]] = {}
    for number, cursor in sorted(cursors.items()):
        by_moment.setdefault(_moment(table, cursor), []).append(number)
    for moment, numbers in sorted(by_moment.items()):
        yield table.name, moment, name_some(numbers)


def _moment(table: Table, cursor: int) -> str:
    """Describe a cursor; for statistics, it is the first day that is not loaded yet."""
    then = datetime.fromtimestamp(cursor / 1000, UTC)
    return f"before {then:%Y-%m-%d}" if table.cursor else f"on {then:%Y-%m-%d}"


def _document(table: Table, cursors: Mapping[int, int]) -> dict[str, Any]:
    moments = {
        str(number): {
            "cursor": cursor,
            "date": datetime.fromtimestamp(cursor / 1000, UTC).date().isoformat(),
        }
        for number, cursor in sorted(cursors.items())
    }
    return {"table": table.name, "kind": table.kind, "organizations": moments}
