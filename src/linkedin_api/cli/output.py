"""What a command prints: one JSON document, or tables and sentences for people."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api.cli.layout import GAP, Column, Kind, cut, cut_end, line_width, widths

if TYPE_CHECKING:
    from rich.console import Console

Cell = str | int | float
#: Seconds.
DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns.

    Attributes:
        columns: headings.
        rows: numbers, aligned to the right, and text.
        wraps: whether columns after the first may wrap in a narrow terminal; otherwise their
            text is cut. Numbers are never cut.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]] = field(default_factory=list)
    wraps: bool = False


def show(typed: Mapping[str, Any], document: Any, *parts: Grid | str) -> None:
    """Print the result of a command. A command prints nothing else on standard output.

    Args:
        typed: the options of the command line, which choose between JSON and text.
        document: printed as JSON.
        parts: printed for people.
    """
    if typed["as_json"]:
        print_json(document)
        return
    for part in parts:
        if isinstance(part, Grid):
            _print_grid(part)
        else:
            click.echo(part)


def print_json(document: Any) -> None:
    """Print one JSON document."""
    click.echo(json_text(document, indent=2, default=str))


def json_text(document: Any, **options: Any) -> str:
    """Return JSON with its characters as they are, or escaped where the output lacks one.

    Args:
        document: the document.
        options: of `json.dumps`.
    """
    text = json.dumps(document, ensure_ascii=False, **options)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(document, **options)
    return text


def counted(number: int, name: str) -> str:
    """Return a number with the name of what it counts.

    Example:
        >>> counted(1, "calls"), counted(3630, "rows")
        ('1 call', '3,630 rows')
    """
    return f"{number:,} {name.removesuffix('s') if number == 1 else name}"


def duration(seconds: float) -> str:
    """Return a duration in its largest unit.

    Example:
        >>> duration(86_400), duration(5_184_000), duration(90)
        ('1 day', '60 days', '2 minutes')
    """
    for unit, length in (("days", DAY), ("hours", 3600), ("minutes", 60)):
        if seconds >= length:
            return counted(round(seconds / length), unit)
    return counted(round(seconds), "seconds")


def is_plain() -> bool:
    """Whether the person wants no colours and no bold type, by the variable `NO_COLOR`."""
    return bool(os.environ.get("NO_COLOR"))


def console(**options: Any) -> Console:
    """Return a console that keeps to `NO_COLOR`.

    Args:
        options: of the console.
    """
    from rich.console import Console

    return Console(color_system=None if is_plain() else "auto", **options)


def terminal_width() -> int | None:
    """Return the width of the terminal in characters; `None` if there is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def grid_lines(grid: Grid, room: int | None = None) -> list[str]:
    """Return the lines of a grid without colours, one for each row.

    Args:
        grid: rows and columns.
        room: characters of a line; `None` for no limit.

    Example:
        >>> grid_lines(Grid(("table", "rows"), [("posts", 9371)]))
        ['table   rows', 'posts  9,371']
    """
    columns = list(_columns(grid))
    wide = widths(columns, room)
    return [
        GAP.join(map(_aligned, row, columns, wide)).rstrip()
        for row in zip(*([column.heading, *column.cells] for column in columns), strict=True)
    ]  # fmt: skip


def _aligned(text: str, column: Column, width: int) -> str:
    """Pad or cut a cell or a heading to its width; numbers always fit."""
    if column.kind == "number":
        return cut_end(text, width).rjust(width)
    return cut(text, width).ljust(width)


def _print_grid(grid: Grid) -> None:
    """Print rows: with colours and fitted to the width on a terminal, in full elsewhere."""
    width = terminal_width()
    if width is None:
        for line in grid_lines(grid):
            click.echo(line)
    else:
        _draw(list(_columns(grid)), width)


def _columns(grid: Grid) -> Iterator[Column]:
    for place, heading in enumerate(grid.columns):
        cells = [row[place] for row in grid.rows]
        kind: Kind = "sentence" if grid.wraps and place else "name"
        if any(isinstance(cell, int | float) for cell in cells):
            kind = "number"
        yield Column(heading, [_text(cell) for cell in cells], kind)


def _draw(columns: Sequence[Column], room: int) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    wide = widths(columns, room)
    padding = (0, len(GAP) - 1, 0, 0)  # the box adds one
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=padding)
    table.header_style = "bold"
    for column, width in zip(columns, wide, strict=True):
        table.add_column(
            Text(cut_end(column.heading, width)),
            justify="right" if column.kind == "number" else "left",
            width=width,
            no_wrap=column.kind != "sentence",
            overflow="fold",
        )
    for row in zip(*(column.cells for column in columns), strict=True):
        cells = zip(row, columns, wide, strict=True)
        table.add_row(
            *(
                Text(cut(text, width) if column.kind == "name" else text)
                for text, column, width in cells
            )
        )
    console(width=max(room, line_width(wide))).print(table)


def _text(cell: Cell) -> str:
    """Format numbers for people.

    Example:
        >>> _text(9371), _text(3.14159), _text("posts")
        ('9,371', '3.1', 'posts')
    """
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:.1f}" if isinstance(cell, float) else cell
