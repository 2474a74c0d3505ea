"""The progress of a sync: a line for each table, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from linkedin_api.cli.layout import GAP, Column, cut, cut_end, line_width, widths
from linkedin_api.cli.output import console

if TYPE_CHECKING:
    from linkedin_api.clients.exchange.quota import RateBudget
    from linkedin_api.sources.catalogue.table import Table
    from linkedin_api.sources.reading.reader import Tally

Watch = Callable[["Mapping[str, Tally]", "RateBudget"], None]
_PER_SECOND: Final = 8
_BAR_WIDTH: Final = 24
#: A shorter bar shows too little.
_SHORTEST_BAR: Final = 6
_HEADINGS: Final = ("parts", "calls", "rows", "quota used", "time left")


@contextmanager
def progress(tables: Sequence[Table], *, is_wanted: bool = True) -> Iterator[Watch]:
    """Give a function that starts the display; the display ends with the `with`.

    Args:
        tables: the tables that are read.
        is_wanted: whether to show anything. Without a terminal at stderr, nothing is shown.
    """
    if not (is_wanted and sys.stderr.isatty()):
        yield lambda _tallies, _budget: None
        return
    from rich.live import Live

    screen = console(stderr=True)
    live: Live | None = None

    def watch(tallies: Mapping[str, Tally], budget: RateBudget) -> None:
        nonlocal live
        live = Live(
            get_renderable=lambda: picture(tables, tallies, budget, screen.width),
            console=screen,
            refresh_per_second=_PER_SECOND,
            transient=True,
            redirect_stdout=False,
        )
        live.start()

    try:
        yield watch
    finally:
        if live is not None:
            live.stop()


def picture(
    tables: Sequence[Table],
    tallies: Mapping[str, Tally],
    budget: RateBudget,
    room: int | None = None,
) -> Any:
    """Return the current display.

    Args:
        tables: the tables that are read.
        tallies: progress of each table.
        budget: counts the calls.
        room: characters of a line. If there are few, bars are shorter or left out, then
            the last columns are left out, since numbers are not cut.
    """
    from rich.console import Group
    from rich.table import Table as Drawing
    from rich.text import Text

    columns = _columns(tables, tallies, budget, room)
    bar_width = _bar_width(columns, room)
    wide = widths(columns, room and room - (bar_width and bar_width + len(GAP)))
    drawing = Drawing(box=None, padding=(0, len(GAP), 0, 0), pad_edge=False, header_style="dim")
    for column, width in zip(columns, wide, strict=True):
        justify: Any = "right" if column.kind == "number" else "left"
        drawing.add_column(cut_end(column.heading, width), justify=justify, no_wrap=True)
        if column.kind == "name" and bar_width:
            drawing.add_column("", no_wrap=True)
    for place, table in enumerate(tables):
        name, *numbers = (column.cells[place] for column in columns)
        bars = [_bar(tallies[table.name], bar_width)] if bar_width else []
        drawing.add_row(Text(cut(name, wide[0])), *bars, *map(Text, numbers))
    return Group(drawing, Text(step(tallies), "dim"))


def _columns(
    tables: Sequence[Table],
    tallies: Mapping[str, Tally],
    budget: RateBudget,
    room: int | None,
) -> list[Column]:
    rows = [cells(table, tallies[table.name], budget) for table in tables]
    columns = [Column("table", [table.name for table in tables], "name")]
    columns += [
        Column(heading, texts, "number")
        for heading, texts in zip(_HEADINGS, zip(*rows, strict=True), strict=True)
    ]
    while room is not None and len(columns) > 2 and line_width(widths(columns, room)) > room:
        columns.pop()
    return columns


def _bar_width(columns: Sequence[Column], room: int | None) -> int:
    """The width left for bars beside the other columns; 0 if it is too small."""
    if room is None:
        return _BAR_WIDTH
    left = room - line_width(widths(columns, None)) - len(GAP)
    return min(left, _BAR_WIDTH) if left >= _SHORTEST_BAR else 0


def _bar(tally: Tally, width: int) -> Any:
    from rich.progress_bar import ProgressBar

    return ProgressBar(tally.parts or 1, tally.done, width, pulse=tally.parts is None)


def step(tallies: Mapping[str, Tally]) -> str:
    """Return the current step: loading begins when all tables are read.

    Example:
        >>> from linkedin_api.sources.reading.reader import Tally
        >>> step({"posts": Tally(parts=9, done=9), "organization_acls": Tally(parts=0)})
        'loading …'
    """
    is_read = all(
        tally.parts is not None and tally.done >= tally.parts for tally in tallies.values()
    )
    return "loading …" if is_read else "reading …"


def cells(table: Table, tally: Tally, budget: RateBudget) -> tuple[str, ...]:
    """Return the cells beside a bar."""
    parts = "" if tally.parts is None else f"{tally.done:,}/{tally.parts:,}"
    quota = quota_used(budget, table.resource)
    return parts, f"{tally.calls:,}", f"{tally.rows:,}", quota, time_left(tally)


def quota_used(budget: RateBudget, endpoint: str) -> str:
    """Return how much of an endpoint's budget is used; empty if it has no limit.

    Example:
        >>> from linkedin_api.clients.exchange.quota import RateBudget
        >>> budget = RateBudget(100)
        >>> _ = budget.claim("/posts", now=0.0)
        >>> quota_used(budget, "posts"), quota_used(RateBudget(), "posts")
        ('1/100', '')
    """
    used, left = budget.used(endpoint), budget.left(endpoint)
    return "" if left is None else f"{used:,}/{used + left:,}"


def time_left(tally: Tally) -> str:
    """Return the estimated time until a table is read, from the speed so far.

    Example:
        >>> from linkedin_api.sources.reading.reader import Tally
        >>> time_left(Tally(parts=200, done=50, seconds=25.0))
        '1:15'
    """
    if not tally.parts or not tally.done:
        return ""
    if tally.done == tally.parts:
        return "done"
    minutes, seconds = divmod(round(tally.seconds / tally.done * (tally.parts - tally.done)), 60)
    return f"{minutes}:{seconds:02}"
