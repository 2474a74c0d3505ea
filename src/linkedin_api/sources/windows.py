"""Periods of statistics to request: whole UTC days or whole months that LinkedIn has.

LinkedIn has statistics of the last 12 months, with a two-day delay, and refuses windows shorter
than one bucket (documented; observed). One call requests a window of any length.

The periods to request are those that are wanted and were not read before: the days since the
last reading, what LinkedIn left out or refused before and, if the first day is given, the
missing days since then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from linkedin_api.argument_checks import check, check_one_of
from linkedin_api.errors import InvalidArgumentError

Granularity = Literal["DAY", "MONTH"]
GRANULARITIES: Final[tuple[Granularity, ...]] = ("DAY", "MONTH")
#: Reports on advertising can be by year too.
Period = Literal["DAY", "MONTH", "YEAR"]
PERIODS: Final[tuple[Period, ...]] = ("DAY", "MONTH", "YEAR")
#: Statistics are requested from this many days ago …
OLDEST_DAYS: Final = 365
#: … until this many days ago.
DELAY_DAYS: Final = 2
_EPOCH: Final = date(1970, 1, 1)
#: Milliseconds of a day.
DAY: Final = 86_400_000
#: A day on which clocks are set back has an hour more.
_CLOCK_CHANGE: Final = 3_600_000
#: Days of the longest period.
LONGEST: Final[Mapping[Period, int]] = {"DAY": 1, "MONTH": 31, "YEAR": 366}


class Window(NamedTuple):
    """A period in milliseconds since 1970; the end is exclusive."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{day_of(self.start)} to {day_of(self.end)}"


def joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return windows in order; merge those that touch or overlap, and drop empty ones.

    Example:
        >>> joined([Window(5, 7), Window(0, 2), Window(2, 4), Window(6, 9), Window(20, 20)])
        (Window(start=0, end=4), Window(start=5, end=9))
    """
    whole: list[list[int]] = []
    for start, end in sorted(windows):
        if whole and start <= whole[-1][1]:
            whole[-1][1] = max(whole[-1][1], end)
        elif start < end:
            whole.append([start, end])
    return tuple(Window(start, end) for start, end in whole)


def without(windows: Iterable[Window], others: Iterable[Window]) -> tuple[Window, ...]:
    """Return windows without the periods of other windows.

    Example:
        >>> without([Window(0, 10)], [Window(2, 4), Window(8, 20)])
        (Window(start=0, end=2), Window(start=4, end=8))
    """
    left: list[Window] = []
    cuts = joined(others)
    for window in joined(windows):
        start = window.start
        for cut in cuts:
            if cut.end <= start or cut.start >= window.end:
                continue
            left.append(Window(start, cut.start))
            start = cut.end
        left.append(Window(start, window.end))
    return joined(left)


@dataclass(frozen=True, slots=True)
class Span:
    """Which statistics to read, independent of what was read before.

    Args:
        start_date: first day; a datetime stands for its day in UTC. `None` for the earliest
            statistics that LinkedIn has or, after a first reading, for its end.
        granularity: `DAY`, `MONTH`, or `YEAR`, which only reports on advertising have.
        lookback_days: number of days before the cursor to read again, because LinkedIn
            corrects numbers.
        oldest_days: number of days for which LinkedIn keeps the statistics.
        with_current: whether LinkedIn has statistics of the day or month that is not over yet;
            otherwise they end two days ago.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.

    Example:
        >>> span = Span(start_date=date(2026, 11, 1))
        >>> now = datetime(2026, 11, 22, 5, tzinfo=UTC).timestamp()
        >>> window = span.window(now)
        >>> print(window)
        2026-11-01 to 2026-11-20
        >>> print(span.window(now, window and window.end))
        None
    """

    start_date: date | None = None
    granularity: Period = "DAY"
    lookback_days: int = 0
    oldest_days: int = OLDEST_DAYS
    with_current: bool = False

    def __post_init__(self) -> None:
        check_one_of("granularity", self.granularity, PERIODS)
        days = self.lookback_days
        is_right = isinstance(days, int) and 0 <= days <= OLDEST_DAYS
        check(is_right, "lookback_days", f"from 0 to {OLDEST_DAYS}", days)
        object.__setattr__(self, "start_date", utc_day(self.start_date))

    def window(self, now: float, cursor: int | None = None) -> Window | None:
        """Return the period to request.

        Args:
            now: current time in seconds since 1970.
            cursor: the end of what was read, in milliseconds; `None` if nothing was read.

        Returns:
            Whole days or whole months; `None` if there is nothing to request.
        """
        available = self.available(now)
        begins = [available.start]
        if self.start_date is not None:
            begins.append(milliseconds_of(self._floor(self.start_date)))
        if cursor is not None:
            again = day_of(cursor) - timedelta(self.lookback_days)
            begins.append(milliseconds_of(self._floor(again)))
        start = max(begins)
        return Window(start, available.end) if start < available.end else None

    def windows(
        self,
        now: float,
        cursor: int | None = None,
        covered: Iterable[Window] | None = None,
        owed: Iterable[Window] = (),
    ) -> tuple[Window, ...]:
        """Return all periods to request, the newest first.

        Args:
            now: current time in seconds since 1970.
            cursor: as in `window`.
            covered: periods that were read, as far as they are known; `None` for everything
                before the cursor.
            owed: periods that should have been read but could not be, or that LinkedIn left
                out.

        Returns:
            The result of `window`, preceded by the missing days since `start_date`, if that
            is set, and by what is owed. Each is whole days or months.

        Example:
            >>> span = Span(start_date=date(2026, 6, 1))
            >>> now = datetime(2026, 11, 22, 5, tzinfo=UTC).timestamp()
            >>> read = Span(start_date=date(2026, 10, 1)).window(now - 86_400)
            >>> assert read  # October, and November up to two days before
            >>> [str(window) for window in span.windows(now, read.end, [read])]
            ['2026-11-19 to 2026-11-20', '2026-06-01 to 2026-10-01']
        """
        fresh = self.window(now, cursor)
        missing = list(owed)
        if cursor is not None and covered is not None and self.start_date is not None:
            missing.append(Window(milliseconds_of(self._floor(self.start_date)), cursor))
        available = self.available(now)
        found = [self._within(available, each) for each in without(missing, covered or ())]
        return joined([*found, *([fresh] if fresh else ())])[::-1]

    def available(self, now: float) -> Window:
        """Return the period for which LinkedIn has statistics; empty without a whole month.

        Args:
            now: current time in seconds since 1970.
        """
        today = _today(now)
        start = self._ceil(today - timedelta(self.oldest_days))
        end = self._floor(today - timedelta(DELAY_DAYS))
        if self.with_current:
            end = self._ceil(today + timedelta(1))
        return Window(milliseconds_of(start), milliseconds_of(end))

    def bucket(self, moment: int) -> Window:
        """Return the day, month or year of a moment.

        Args:
            moment: milliseconds since 1970.

        Example:
            >>> print(Span(granularity="MONTH").bucket(1795300000000))
            2026-11-01 to 2026-12-01
        """
        if self.granularity == "DAY":  # each row passes here, and dates are slow
            begin = moment // DAY * DAY
            return Window(begin, begin + DAY)
        start = self._floor(day_of(moment))
        return Window(milliseconds_of(start), milliseconds_of(self._ceil(start + timedelta(1))))

    @property
    def longest(self) -> int:
        """The longest time that a period takes, in milliseconds, in any time zone."""
        return LONGEST[self.granularity] * DAY + _CLOCK_CHANGE

    def last_bucket(self, now: float) -> Window:
        """Return the last day or month for which LinkedIn has statistics.

        Args:
            now: current time in seconds since 1970.
        """
        end = self._floor(_today(now) - timedelta(DELAY_DAYS))
        return self.bucket(milliseconds_of(end) - 1)

    def halves(self, window: Window) -> tuple[Window, Window] | None:
        """Split a window into two parts of whole buckets; `None` if it is a single bucket."""
        middle = self._floor(day_of((window.start + window.end) // 2))
        if milliseconds_of(middle) <= window.start:
            middle = self._ceil(day_of(window.start) + timedelta(1))
        cut = milliseconds_of(middle)
        if cut >= window.end:
            return None
        return Window(window.start, cut), Window(cut, window.end)

    def _within(self, available: Window, window: Window) -> Window:
        """The whole days or months of a window that are available; may be empty."""
        start, end = (milliseconds_of(self._floor(day_of(moment))) for moment in window)
        return Window(max(start, available.start), min(end, available.end))

    def _floor(self, day: date) -> date:
        if self.granularity == "DAY":
            return day
        return day.replace(day=1) if self.granularity == "MONTH" else day.replace(month=1, day=1)

    def _ceil(self, day: date) -> date:
        first = self._floor(day)
        if first == day:
            return day
        return self._floor(first + timedelta(LONGEST[self.granularity]))


def check_past(name: str, day: date | None, now: float) -> None:
    """Refuse a day that is still to come.

    Args:
        name: the argument.
        day: its value; `None` if it is not set.
        now: current time in seconds since 1970.

    Raises:
        InvalidArgumentError: the day is later than today in UTC.
    """
    today = _today(now)
    if day is not None and day > today:
        raise InvalidArgumentError(
            f"{name} must not be in the future, but it is {day} and today is {today} (UTC)"
        )


def granularity_of(bounds: Iterable[int]) -> Granularity | None:
    """Return what periods with these bounds are made of; `None` if days and months both fit.

    Args:
        bounds: milliseconds since 1970.

    Example:
        >>> granularity_of([1793491200000, 1794873600000])  # 2026-11-01, 2026-11-17
        'DAY'
    """
    return "DAY" if any(day_of(each).day != 1 for each in bounds) else None


def utc_day(moment: date | None) -> date | None:
    """Return the day of a datetime in UTC; a naive datetime is in UTC already."""
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _today(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def day_text(milliseconds: int) -> str:
    """Write the day of a moment in UTC; one after the year 9999 in milliseconds.

    Example:
        >>> day_text(1794873600000), day_text(10**20)
        ('2026-11-17', '100000000000000000000 ms')
    """
    try:
        return str(day_of(milliseconds))
    except OverflowError:
        return f"{milliseconds} ms"


def day_of(milliseconds: int) -> date:
    """Return the day of a moment in UTC."""
    return _EPOCH + timedelta(milliseconds // DAY)


def milliseconds_of(day: date) -> int:
    """Return the start of a day in UTC, in milliseconds since 1970."""
    return (day - _EPOCH).days * DAY
