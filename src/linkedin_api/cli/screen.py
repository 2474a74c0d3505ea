"""What a command prints: one JSON document, or tables and sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import click

Cell = str | int | float
_GAP: Final = "  "


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns.

    Attributes:
        columns: headings.
        rows: of numbers, which stand to the right, and text.
        wraps: whether columns but the first may take several lines where it is narrow.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]] = field(default_factory=list)
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """Standard output.

    Args:
        as_json: print a document and nothing else.
    """

    as_json: bool = False

    def tell(self, document: Any, *parts: Grid | str) -> None:
        """Print a command's result, which is all that it prints on standard output.

        Args:
            document: what is printed as JSON.
            parts: what is printed for people.
        """
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
            return
        for part in parts:
            if isinstance(part, Grid):
                _print_grid(part)
            else:
                click.echo(part)


def _print_grid(grid: Grid) -> None:
    """Print rows: with colours on a terminal, one line for each anywhere else."""
    if sys.stdout.isatty():
        _draw(grid)
        return
    texts = [[_text(cell) for cell in row] for row in (grid.columns, *grid.rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for place, row in enumerate(texts):
        cells = grid.rows[place - 1] if place else grid.columns
        aligned = [
            text.rjust(width) if isinstance(cell, int | float) else text.ljust(width)
            for text, width, cell in zip(row, widths, cells, strict=True)
        ]
        click.echo(_GAP.join(aligned).rstrip())


def _draw(grid: Grid) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, column in enumerate(grid.columns):
        is_number = any(isinstance(row[place], int | float) for row in grid.rows)
        table.add_column(
            column,
            justify="right" if is_number else "left",
            no_wrap=not grid.wraps or place == 0,
            overflow="fold",
        )
    for row in grid.rows:
        table.add_row(*(Text(_text(cell)) for cell in row))
    Console().print(table)


def _text(cell: Cell) -> str:
    """Write numbers as people read them.

    Example:
        >>> _text(9371), _text(3.14159), _text("posts")
        ('9,371', '3.1', 'posts')
    """
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:.1f}" if isinstance(cell, float) else cell
