"""`linkedin pages state`, and of the other products: what of each table has been loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.destination_needs import destination_needs
from linkedin_api.cli.destinations import existing_target, other_origin
from linkedin_api.cli.output import Grid, show
from linkedin_api.cli.products import Product
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.reading.problems import name_some
from linkedin_api.sources.windows import Window, day_text

if TYPE_CHECKING:
    from linkedin_api.sources.engines.dlt import Target
    from linkedin_api.sources.reading.table_state import Loaded

LoadedTables = Mapping[str, Mapping[int, "Loaded"]]
#: The heading of what was refused or left out.
_MISSING: Final = "\nmissing, as LinkedIn refused it or left it out; the next sync asks again:"


def show_state(product: Product, typed: Mapping[str, Any]) -> None:
    """Print what the destination says is loaded and missing; makes no calls to LinkedIn."""
    target = existing_target(product, typed)
    wanted = product.tables(typed["tables"])
    with destination_needs(typed["destination"]):
        found = _chosen(target, typed.get(product.owners) or ())
        if not found:
            _name_other_origin(target)
    rows = [row for table in wanted for row in _rows(table, found.get(table.name, {}))]
    missing = [row for table in wanted for row in _missing(table, found.get(table.name, {}))]
    owners = product.owners
    parts: list[Grid | str] = [Grid(("table", "loaded", owners), rows, wraps=True)]
    if missing:
        parts += [_MISSING, Grid(("table", "missing", owners), missing, wraps=True)]
    show(
        typed,
        {"tables": [_document(table, found.get(table.name, {}), owners) for table in wanted]},
        *parts,
    )


def _name_other_origin(target: Target) -> None:
    if origin := other_origin(target):
        option = "leave out" if origin == "LinkedIn" else "add"
        click.echo(f"these tables were loaded from {origin}: {option} --sandbox", err=True)


def _chosen(target: Target, organizations: tuple[int, ...]) -> LoadedTables:
    """Read what is loaded of some organizations; of all if none are named."""
    from linkedin_api.sources.engines.dlt import loaded

    found = loaded(target)
    if not organizations:
        return found
    wanted = frozenset(organizations)
    return {
        table: {number: each for number, each in of.items() if number in wanted}
        for table, of in found.items()
    }


def _rows(table: Table, loaded: Mapping[int, Loaded]) -> Iterator[tuple[str, str, str]]:
    """Give a row for each date, with the organizations loaded up to it."""
    if not loaded:
        yield table.name, "never", ""
    moments = {number: _moment(table, each.cursor) for number, each in loaded.items()}
    yield from _grouped(table, moments.items())


def _missing(table: Table, loaded: Mapping[int, Loaded]) -> Iterator[tuple[str, str, str]]:
    """Give a row for each missing period, with its organizations."""
    found = ((n, _period(window)) for n, each in loaded.items() for window in each.missing)
    yield from _grouped(table, found)


def _grouped(table: Table, found: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
    by_text: dict[str, list[int]] = {}
    for number, text in sorted(found):
        by_text.setdefault(text, []).append(number)
    for text, numbers in sorted(by_text.items()):
        yield table.name, text, name_some(numbers)


def _moment(table: Table, cursor: int) -> str:
    """Describe a cursor; for statistics, it is the first day that is not loaded yet."""
    return f"{'before' if table.cursor else 'on'} {day_text(cursor)}"


def _period(window: Window) -> str:
    """Describe a period by its first and last day."""
    first, last = day_text(window.start), day_text(window.end - 1)
    return first if first == last else f"{first} to {last}"


def _document(table: Table, loaded: Mapping[int, Loaded], owners: str) -> dict[str, Any]:
    moments = {
        str(number): {
            "cursor": each.cursor,
            "date": day_text(each.cursor),
            "missing": [
                {"from": day_text(start), "before": day_text(end)} for start, end in each.missing
            ],
        }
        for number, each in sorted(loaded.items())
    }
    return {"table": table.name, "kind": table.kind, owners: moments}
