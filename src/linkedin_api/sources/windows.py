"""Which stretch of time to ask for: whole UTC days or whole months, never too early or late.

LinkedIn tells statistics of the last 12 months, two days late, and refuses windows shorter
than one bucket (documented; observed). A window is asked for with one call, however long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from linkedin_api.errors import InvalidArgumentError

Granularity = Literal["DAY", "MONTH"]
GRANULARITIES: Final[tuple[Granularity, ...]] = ("DAY", "MONTH")
#: Statistics are asked for from so many days ago …
OLDEST_DAYS: Final = 365
#: … to so many days ago.
DELAY_DAYS: Final = 2
_EPOCH: Final = date(1970, 1, 1)
_DAY: Final = 86_400_000


class Window(NamedTuple):
    """A stretch of time in milliseconds since 1970; the end is not part of it."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{_date(self.start)} to {_date(self.end)}"


@dataclass(frozen=True, slots=True)
class Span:
    """Which statistics are wanted, whatever was read before.

    Args:
        start_date: first day; a moment means the day it is on, in UTC. `None` for as early as
            LinkedIn tells.
        granularity: `DAY` or `MONTH`.
        lookback_days: how many days before the cursor are read again, because LinkedIn
            restates numbers.

    Raises:
        InvalidArgumentError: one of them cannot be.

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
    granularity: Granularity = "DAY"
    lookback_days: int = 0

    def __post_init__(self) -> None:
        if self.granularity not in GRANULARITIES:
            raise InvalidArgumentError(
                f"granularity must be one of {', '.join(GRANULARITIES)}, not {self.granularity!r}"
            )
        if not 0 <= self.lookback_days <= OLDEST_DAYS:
            raise InvalidArgumentError(
                f"lookback_days must be from 0 to {OLDEST_DAYS}, not {self.lookback_days}"
            )
        object.__setattr__(self, "start_date", _day(self.start_date))

    def window(self, now: float, cursor: int | None = None) -> Window | None:
        """Return what is to be asked for.

        Args:
            now: seconds since 1970.
            cursor: where reading ended, in milliseconds; `None` if nothing was read yet.

        Returns:
            Whole days or whole months; `None` if there is nothing to ask.
        """
        today = _today(now)
        begins = [self._ceil(today - timedelta(OLDEST_DAYS))]
        if self.start_date is not None:
            begins.append(self._floor(self.start_date))
        if cursor is not None:
            begins.append(self._floor(_date(cursor) - timedelta(self.lookback_days)))
        start, end = max(begins), self._floor(today - timedelta(DELAY_DAYS))
        return Window(_milliseconds(start), _milliseconds(end)) if start < end else None

    def last_bucket(self, now: float) -> Window:
        """Return the last day or month that LinkedIn tells.

        Args:
            now: seconds since 1970.
        """
        end = self._floor(_today(now) - timedelta(DELAY_DAYS))
        return Window(_milliseconds(self._floor(end - timedelta(1))), _milliseconds(end))

    def halves(self, window: Window) -> tuple[Window, Window] | None:
        """Cut a window in two whole parts; `None` if it is a single bucket."""
        middle = self._floor(_date((window.start + window.end) // 2))
        if _milliseconds(middle) <= window.start:
            middle = self._ceil(_date(window.start) + timedelta(1))
        cut = _milliseconds(middle)
        if cut >= window.end:
            return None
        return Window(window.start, cut), Window(cut, window.end)

    def _floor(self, day: date) -> date:
        return day if self.granularity == "DAY" else day.replace(day=1)

    def _ceil(self, day: date) -> date:
        if self.granularity == "DAY" or day.day == 1:
            return day
        return (day.replace(day=1) + timedelta(31)).replace(day=1)


def _day(moment: date | None) -> date | None:
    """The day of a moment in UTC; one that names no time zone is in UTC already."""
    if not isinstance(moment, datetime):
        return moment
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()


def _today(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def _date(milliseconds: int) -> date:
    return _EPOCH + timedelta(milliseconds // _DAY)


def _milliseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY
