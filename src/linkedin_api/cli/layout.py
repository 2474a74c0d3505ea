"""How wide the columns of a table are where there is little room.

A number that is cut is another number. So what is narrow is taken from elsewhere, in this order:
from text that can take several lines, from headings, from names, whose ends are kept, since there
they differ. What does not fit even then is left to the terminal, which cuts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

#: What is in a column: numbers, which are never cut; names, which are cut in their middle; or
#: sentences, which take several lines.
Kind = Literal["number", "name", "sentence"]
#: Between columns.
GAP: Final = "  "
#: Headings can be recognised by so much of them.
_HEADING: Final = 5
#: And names by so much.
_NAME: Final = 9
#: Words of sentences that are longer may be broken, unless there is a digit in them.
_WORD: Final = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        heading: above it.
        cells: texts, one for each row.
        kind: what is in it.
    """

    heading: str
    cells: Sequence[str]
    kind: Kind

    @property
    def width(self) -> int:
        """As it would be if there were room."""
        return max(len(self.heading), self.needs)

    @property
    def needs(self) -> int:
        """What its longest cell needs."""
        return max(map(len, self.cells), default=0)

    @property
    def words_need(self) -> int:
        """What its longest word needs that must not be broken."""
        words = [word for cell in self.cells for word in cell.split()]
        return max(
            (len(word) if _has_digit(word) else min(len(word), _WORD) for word in words), default=0
        )


def widths(columns: Sequence[Column], room: int | None) -> list[int]:
    """Return how wide each column is.

    Args:
        columns: of a table.
        room: characters of a line; `None` for as many as it takes.

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
    """Return how long a line of columns is."""
    return sum(wide) + len(GAP) * (len(wide) - 1)


def cut(name: str, width: int) -> str:
    """Return a name in so many characters; its middle is left out.

    Example:
        >>> cut("follower_statistics_time_bound", 17), cut("posts", 17)
        ('follower…me_bound', 'posts')
    """
    if len(name) <= width:
        return name
    tail = (width - 1) // 2
    return name[: width - 1 - tail] + "…" + name[len(name) - tail :]


def cut_end(heading: str, width: int) -> str:
    """Return a heading in so many characters; its end is left out."""
    return heading if len(heading) <= width else heading[: width - 1] + "…"


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


#: What is taken from, and down to what.
_STEPS: Final[tuple[tuple[Kind, Callable[[Column], int]], ...]] = (
    ("sentence", lambda column: max(len(column.heading), column.words_need)),
    ("number", lambda column: max(column.needs, _HEADING)),
    ("name", lambda _: _NAME * 2),
    ("number", lambda column: max(column.needs, 1)),
    ("name", lambda _: _NAME),
    ("sentence", lambda column: column.words_need),
)
