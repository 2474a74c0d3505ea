"""Column widths of a table in a narrow terminal.

A number that is cut is a different number, so numbers are never cut. Space is taken from other
columns, in this order: text that can wrap, headings, then names. The ends of names stay, since
names differ there. If the table still does not fit, the terminal wraps its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

#: The content of a column: numbers, which are never cut; names, which are cut in the middle;
#: or sentences, which wrap.
Kind = Literal["number", "name", "sentence"]
#: Between columns.
GAP: Final = "  "
#: Minimum width of a heading that people still recognise.
_HEADING: Final = 5
#: Minimum width of a name that people still recognise.
_NAME: Final = 9
#: Longer words of sentences may be broken, unless they contain a digit.
_WORD: Final = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        heading: text above the column.
        cells: text of each row.
        kind: kind of content.
    """

    heading: str
    cells: Sequence[str]
    kind: Kind

    @property
    def width(self) -> int:
        """The width without a limit."""
        return max(len(self.heading), self.needs)

    @property
    def needs(self) -> int:
        """The width of the longest cell."""
        return max(map(len, self.cells), default=0)

    @property
    def words_need(self) -> int:
        """The width of the longest word that must not be broken."""
        words = [word for cell in self.cells for word in cell.split()]
        return max(
            (len(word) if _has_digit(word) else min(len(word), _WORD) for word in words), default=0
        )


def widths(columns: Sequence[Column], room: int | None) -> list[int]:
    """Return the width of each column.

    Args:
        columns: of a table.
        room: characters of a line; `None` for no limit.

    Example:
        >>> name = Column("table", ["follower_statistics_time_bound"], "name")
        >>> rows = Column("rows", ["3,630"], "number")
        >>> seconds = Column("seconds", ["0.2"], "number")
        >>> [widths([name, rows, seconds], room) for room in (80, 44, 30)]
        [[30, 5, 7], [30, 5, 5], [18, 5, 3]]
    """
    found = [column.width for column in columns]
    if room is None:
        return found
    for kind, floor in _STEPS:
        floors = {p: floor(column) for p, column in enumerate(columns) if column.kind == kind}
        while line_width(found) > room:
            wide = [place for place, least in floors.items() if found[place] > least]
            if not wide:
                break
            found[max(wide, key=found.__getitem__)] -= 1
    return found


def line_width(wide: Sequence[int]) -> int:
    """Return the width of a line."""
    return sum(wide) + len(GAP) * (len(wide) - 1)


def cut(name: str, width: int) -> str:
    """Shorten a name to `width` characters by leaving out its middle.

    Example:
        >>> cut("follower_statistics_time_bound", 17), cut("posts", 17)
        ('follower…me_bound', 'posts')
    """
    if len(name) <= width:
        return name
    tail = (width - 1) // 2
    return name[: width - 1 - tail] + "…" + name[len(name) - tail :]


def cut_end(heading: str, width: int) -> str:
    """Shorten a heading to `width` characters by leaving out its end."""
    return heading if len(heading) <= width else heading[: width - 1] + "…"


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


#: Kinds of columns to narrow, in this order, and the minimum width of each.
_STEPS: Final[tuple[tuple[Kind, Callable[[Column], int]], ...]] = (
    ("sentence", lambda column: max(len(column.heading), column.words_need)),
    ("number", lambda column: max(column.needs, _HEADING)),
    ("name", lambda _: _NAME * 2),
    ("number", lambda column: max(column.needs, 1)),
    ("name", lambda _: _NAME),
    ("sentence", lambda column: column.words_need),
)
