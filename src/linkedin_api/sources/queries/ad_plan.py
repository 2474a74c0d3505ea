"""What to request of `adAnalytics`, decided without I/O.

LinkedIn's rules, of which a reader notices none by itself:

- A call has at most 20 metrics. The period and the pivot values come along, so 18 are left.
- An answer has at most 15,000 elements, and does not say that it was cut.
- Five minutes have room for 45 million metric values: metrics requested times elements.
- Statistics are kept for ten years; those of members for two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from linkedin_api.sources.windows import DAY, Span, Window, day_of, joined

#: Elements of one answer; LinkedIn drops the rest.
MOST_ELEMENTS: Final = 15_000
#: Metrics of one call, and what must come along.
MOST_METRICS: Final = 20
ALONG: Final = ("dateRange", "pivotValues")
#: Days of the first request for an account: what a sync reads again, and today.
FIRST_DAYS: Final = 31
#: As many elements as the next request should have: figures grow, and a cut answer is wasted.
_WANTED: Final = 13_500
#: From one request to the next, the number of days grows at most so much.
_GROWTH: Final = 4
_LONGEST_DAYS: Final = 366
#: The last days of an answer show how many elements the next has.
WEEK_DAYS: Final = 7
#: URNs in one call: its query travels in the body of a POST.
MOST_URNS: Final = 500
#: Accounts in one call: a month of as many with 20 campaigns that are shown fits in an answer.
MOST_ACCOUNTS: Final = 20
#: So many days of several accounts may fit into one answer.
_FEW_DAYS: Final = 92
#: So many parts of a table are read at the same time, as a rule.
_AT_THE_SAME_TIME: Final = 16
#: Statistics are kept for so many days.
_KEPT_DAYS: Final = 3_650
_KEPT_DAYS_OF_MEMBERS: Final = 729


def metric_chunks(metrics: Sequence[str]) -> list[tuple[str, ...]]:
    """Divide metrics into those of one call each.

    Example:
        >>> [len(chunk) for chunk in metric_chunks([str(number) for number in range(40)])]
        [18, 18, 4]
    """
    size = MOST_METRICS - len(ALONG)
    return [tuple(metrics[i : i + size]) for i in range(0, len(metrics), size)]


def kept_days(pivots: Iterable[str]) -> int:
    """Return for how many days before today LinkedIn keeps statistics by pivots.

    Example:
        >>> kept_days(["CAMPAIGN"]), kept_days(["MEMBER_SENIORITY"])
        (3650, 729)
    """
    of_members = any(pivot.startswith("MEMBER_") for pivot in pivots)
    return _KEPT_DAYS_OF_MEMBERS if of_members else _KEPT_DAYS


def is_cut(elements: int) -> bool:
    """Whether an answer with so many elements may lack others: LinkedIn does not say."""
    return elements >= MOST_ELEMENTS


def next_days(days: int, elements: int) -> int:
    """Return the number of days to request next, from what the last request brought.

    Args:
        days: days of the last request.
        elements: elements of its answer, which was whole.

    Example:
        >>> next_days(30, 3_000), next_days(30, 12_000), next_days(30, 0)
        (120, 33, 120)
    """
    most = min(days * _GROWTH, _LONGEST_DAYS)
    if not elements:
        return most
    return max(1, min(most, _WANTED * days // elements))


def accounts_at_once(accounts: int, windows: Iterable[Window]) -> int:
    """Return how many accounts to read together.

    A few weeks of many accounts fit into one answer. A first reading of years does not: there,
    as many are read together as leave enough to read at the same time.

    Args:
        accounts: how many there are with the same windows.
        windows: what is to read of each.

    Example:
        >>> month, year = Window(0, 31 * 86_400_000), Window(0, 365 * 86_400_000)
        >>> accounts_at_once(100, [month]), accounts_at_once(100, [year])
        (20, 7)
    """
    days = sum(map(_days_of, windows))
    fair = -(-accounts // _AT_THE_SAME_TIME)
    return min(MOST_ACCOUNTS, accounts if days <= _FEW_DAYS else fair)


def split_off(window: Window, days: int, span: Span) -> tuple[Window, Window | None]:
    """Split a window after about so many days, between two days or months.

    Example:
        >>> first, rest = split_off(Window(0, 10 * 86_400_000), 3, Span())
        >>> print(first, rest)
        1970-01-01 to 1970-01-04 1970-01-04 to 1970-01-11
    """
    end = span.bucket(window.start + days * DAY - 1).end
    if end >= window.end:
        return window, None
    return Window(window.start, end), Window(end, window.end)


def later(window: Window) -> Window | None:
    """Return what is left of a window that begins before what LinkedIn keeps.

    It begins a month later: LinkedIn rounds to months (documented).

    Example:
        >>> print(later(Window(0, 50 * 86_400_000)))
        1970-02-01 to 1970-02-20
    """
    month_end = Span(granularity="MONTH").bucket(window.start).end
    return Window(month_end, window.end) if month_end < window.end else None


class _Full(NamedTuple):
    """What a cut answer says: how many elements there are at least until the end of its period.

    After an empty half, the other half has too many: to request it would be in vain.
    """

    end: int
    elements: int

    def after(self, window: Window, elements: int) -> _Full | None:
        """Return what is known after a part was read; `None` if nothing is."""
        left = self.elements - elements
        return _Full(self.end, left) if window.end < self.end and left > 0 else None

    def days(self, start: int) -> int:
        """Return how many days to request from a moment, so that few answers are cut."""
        return max(1, _days_of(Window(start, self.end)) * _WANTED // (2 * self.elements))


@dataclass
class Course:
    """The periods that are still to request, the oldest first, and how many days at once.

    Example:
        >>> course = Course(Span(), [Window(0, 100 * 86_400_000)])
        >>> month = course.next()
        >>> print(month)
        1970-01-01 to 1970-02-01
        >>> month is not None and course.cut(month)
        True
        >>> print(course.next())
        1970-01-01 to 1970-01-16
    """

    span: Span
    windows: Iterable[Window]
    days: int = FIRST_DAYS
    _left: deque[Window] = field(init=False)
    _full: _Full | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._left = deque(sorted(self.windows))

    def next(self) -> Window | None:
        """Return the next period to request; `None` at the end."""
        if not self._left:
            return None
        window, rest = split_off(self._left.popleft(), self.days, self.span)
        if rest is not None:
            self._left.appendleft(rest)
        return window

    def whole(self, window: Window, elements: int, lately: int = 0) -> None:
        """Note that the answer for a period was whole.

        Args:
            window: the period.
            elements: elements of the answer.
            lately: those of its last week; there may be many where before there were none.
        """
        self.days = next_days(_days_of(window), elements)
        if lately:
            week = min(WEEK_DAYS, _days_of(window))
            self.days = min(self.days, max(1, _WANTED * week // lately))
        if self._full is not None:
            self._full = self._full.after(window, elements)
        if self._full is not None:
            self.days = min(self.days, self._full.days(window.end))

    def rest(self, window: Window) -> tuple[Window, ...]:
        """Return a period that was given but not read, and all that is left after it."""
        return (window, *self._left)

    def cut(self, window: Window) -> bool:
        """Note that the answer for a period was cut; `False` if the period cannot be halved."""
        halves = self.span.halves(window)
        if halves is None:
            return False
        self.days = max(1, _days_of(halves[0]))
        self._full = _Full(window.end, MOST_ELEMENTS)
        self._left = deque(joined([window, *self._left]))
        return True

    def begin_later(self, window: Window) -> Window:
        """Note that LinkedIn keeps nothing of the start of a period; return what is skipped."""
        rest = later(window)
        if rest is None:
            return window
        self._left.appendleft(rest)
        return Window(window.start, rest.start)


def _days_of(window: Window) -> int:
    return max(1, (window.end - window.start) // DAY)


class Cell(NamedTuple):
    """What one question asks for: some campaigns in one period."""

    campaigns: tuple[int, ...]
    window: Window


@dataclass
class Cells:
    """A period of many campaigns, divided until each answer is whole.

    Args:
        span: says whether periods are days or months.
        campaigns: numbers of all campaigns.
        window: the period.
        size: how many campaigns to request at once.

    Attributes:
        size: the same, after what was cut.

    Example:
        >>> cells = Cells(Span(), range(3), Window(0, 2 * 86_400_000), 2)
        >>> cell = cells.next()
        >>> assert cell is not None
        >>> cell.campaigns, cells.cut(cell)
        ((0, 1), True)
        >>> day = cells.next()
        >>> assert day is not None
        >>> print(day.campaigns, day.window)
        (0, 1) 1970-01-01 to 1970-01-02
    """

    span: Span
    campaigns: Iterable[int]
    window: Window
    size: int = MOST_URNS
    _left: deque[Cell] = field(init=False)

    def __post_init__(self) -> None:
        size = self.size = max(1, min(self.size, MOST_URNS))
        every = tuple(self.campaigns)
        lists = (every[i : i + size] for i in range(0, len(every), size))
        self._left = deque(Cell(each, self.window) for each in lists)

    def next(self) -> Cell | None:
        """Return the next cell to request; `None` at the end."""
        return self._left.popleft() if self._left else None

    def cut(self, cell: Cell) -> bool:
        """Note that an answer was cut; `False` for one campaign and one day or month."""
        campaigns, window = cell
        if (halves := self.span.halves(window)) is not None:
            self._left.extendleft(Cell(campaigns, half) for half in reversed(halves))
            return True
        if len(campaigns) == 1:
            return False
        middle = (len(campaigns) + 1) // 2
        self.size = min(self.size, middle)
        lists = (campaigns[middle:], campaigns[:middle])
        self._left.extendleft(Cell(each, window) for each in lists)
        return True


def days_in(window: Window, now: float) -> dict[str, Any]:
    """Return a period as `dateRange`: both ends are days, and none is after today (UTC).

    Example:
        >>> days_in(Window(0, 2 * 86_400_000), now=1e9)["end"]
        {'year': 1970, 'month': 1, 'day': 2}
    """
    last = min(window.end, (int(now * 1000) // DAY + 1) * DAY) - 1
    return {"start": _record(day_of(window.start)), "end": _record(day_of(last))}


def _record(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def over(window: Window, span: Span, now: float) -> tuple[Window, ...]:
    """Return the days or months of a window that are over; numbers of the others still grow."""
    end = min(window.end, span.bucket(int(now * 1000)).start)
    return (Window(window.start, end),) if window.start < end else ()
