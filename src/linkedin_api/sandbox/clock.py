"""The sandbox's time: real time, plus what a test has added."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from linkedin_api.sandbox import arguments

#: The last moment it can show: what follows it, such as the ends of tokens, has dates too.
_END: Final = datetime(9998, 1, 1, tzinfo=UTC).timestamp()
#: Gets the times before and after the clock leapt, in seconds since 1970.
Leap = Callable[[float, float], None]


class Clock:
    """A clock that can be moved forward, so that no test waits for an expiry.

    Args:
        start: the time at the start, with a time zone; `None` starts at real time.

    Raises:
        ValueError: `start` has no time zone, so it means a different time on each machine.

    Example:
        >>> clock = Clock(start=datetime(2026, 1, 31, tzinfo=UTC))
        >>> clock.advance(days=1)
        >>> clock.date_time().date().isoformat()
        '2026-02-01'
    """

    __slots__ = ("_offset", "_watchers")

    def __init__(self, start: datetime | None = None) -> None:
        arguments.moment("start", start)
        self._watchers: list[Leap] = []
        self._offset = 0.0 if start is None else start.timestamp() - time.time()

    def now(self) -> float:
        """Return seconds since 1970-01-01 UTC."""
        return time.time() + self._offset

    @property
    def ahead(self) -> float:
        """Seconds between real time and this clock's."""
        return self._offset

    def milliseconds(self) -> int:
        """Return whole milliseconds since 1970-01-01 UTC, as LinkedIn writes times."""
        return int(self.now() * 1000)

    def date_time(self) -> datetime:
        """Return the time in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move forward by the sum of the arguments.

        Raises:
            ValueError: one is not a number, or the sum is negative (time does not run backwards)
                or too large.
        """
        for name, value in (
            ("days", days), ("hours", hours), ("minutes", minutes), ("seconds", seconds),
        ):  # fmt: skip
            arguments.number(name, value)
        seconds += ((days * 24 + hours) * 60 + minutes) * 60
        if seconds < 0:
            raise ValueError(f"a clock only moves forward, not by {seconds:g} s")
        before = self.now()
        if not before + seconds < _END:
            raise ValueError("a clock cannot go beyond the year 9997")
        self._offset += seconds
        for leap in self._watchers:
            leap(before, self.now())

    def watch(self, leap: Leap) -> None:
        """Call a function with the times before and after each move."""
        self._watchers.append(leap)
