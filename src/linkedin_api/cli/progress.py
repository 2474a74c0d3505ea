"""How far a sync is: a line for each table, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from linkedin_api.clients.quota import RateBudget
    from linkedin_api.sources.reader import Tally
    from linkedin_api.sources.table import Table

Watch = Callable[["Mapping[str, Tally]", "RateBudget"], None]
_PER_SECOND: Final = 8
_BAR_WIDTH: Final = 24
_COLUMNS: Final = ("table", "", "parts", "calls", "rows", "quota used", "time left")


@contextmanager
def progress(tables: Sequence[Table], *, is_wanted: bool = True) -> Iterator[Watch]:
    """Give what shows tallies from when it is called until the end of the `with`.

    Args:
        tables: that are read.
        is_wanted: whether to show anything; nothing is shown if stderr is no terminal.
    """
    if not (is_wanted and sys.stderr.isatty()):
        yield lambda _tallies, _budget: None
        return
    from rich.console import Console
    from rich.live import Live

    live: Live | None = None

    def watch(tallies: Mapping[str, Tally], budget: RateBudget) -> None:
        nonlocal live
        live = Live(
            get_renderable=lambda: picture(tables, tallies, budget),
            console=Console(stderr=True),
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


def picture(tables: Sequence[Table], tallies: Mapping[str, Tally], budget: RateBudget) -> Any:
    """Return what is shown at this moment."""
    from rich.console import Group
    from rich.progress_bar import ProgressBar
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for place, column in enumerate(_COLUMNS):
        drawing.add_column(column, justify="left" if place < 2 else "right", no_wrap=True)
    for table in tables:
        tally = tallies[table.name]
        bar = ProgressBar(tally.parts or 1, tally.done, _BAR_WIDTH, pulse=tally.parts is None)
        drawing.add_row(Text(table.name), bar, *map(Text, cells(table, tally, budget)))
    return Group(drawing, Text(step(tallies), "dim"))


def step(tallies: Mapping[str, Tally]) -> str:
    """Return what goes on: tables are loaded when all are read.

    Example:
        >>> from linkedin_api.sources.reader import Tally
        >>> step({"posts": Tally(parts=9, done=9), "organization_acls": Tally(parts=0)})
        'loading …'
    """
    is_read = all(
        tally.parts is not None and tally.done >= tally.parts for tally in tallies.values()
    )
    return "loading …" if is_read else "reading …"


def cells(table: Table, tally: Tally, budget: RateBudget) -> tuple[str, ...]:
    """Return what stands beside a bar."""
    parts = "" if tally.parts is None else f"{tally.done:,}/{tally.parts:,}"
    quota = quota_used(budget, table.resource)
    return parts, f"{tally.calls:,}", f"{tally.rows:,}", quota, time_left(tally)


def quota_used(budget: RateBudget, endpoint: str) -> str:
    """Return how much of the budget of an endpoint is used; empty if it has no limit.

    Example:
        >>> from linkedin_api.clients.quota import RateBudget
        >>> budget = RateBudget(100)
        >>> _ = budget.claim("/posts", now=0.0)
        >>> quota_used(budget, "posts"), quota_used(RateBudget(), "posts")
        ('1/100', '')
    """
    used, left = budget.used(endpoint), budget.left(endpoint)
    return "" if left is None else f"{used:,}/{used + left:,}"


def time_left(tally: Tally) -> str:
    """Return how long the rest will take if it takes as long as what was read.

    Example:
        >>> from linkedin_api.sources.reader import Tally
        >>> time_left(Tally(parts=200, done=50, seconds=25.0))
        '1:15'
    """
    if not tally.parts or not tally.done:
        return ""
    if tally.done == tally.parts:
        return "done"
    minutes, seconds = divmod(round(tally.seconds / tally.done * (tally.parts - tally.done)), 60)
    return f"{minutes}:{seconds:02}"
