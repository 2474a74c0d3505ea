"""Days as reports count them, from 1970, and how many of them a report holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from linkedin_api.sources.windows import DAY, day_of, milliseconds_of

#: How many days a file holds, at least the range and the one before; two years fit everywhere.
MOST_DAYS: Final = 731


def date_of(day: int) -> date:
    """Return the date of a day.

    Example:
        >>> date_of(31)
        datetime.date(1970, 2, 1)
    """
    return day_of(day * DAY)


def number_of(day: date | None) -> int | None:
    """Return the number of a date; `None` for none.

    Example:
        >>> number_of(date(1970, 2, 1))
        31
    """
    return None if day is None else milliseconds_of(day) // DAY


def span_of(first: int, last: int, days: int, until: date | None) -> range:
    """Return the days that a report holds.

    Args:
        first: the first day in the tables.
        last: the last one.
        days: length of the range that the report opens with.
        until: its last day; `None` for the last one in the tables.
    """
    wanted = number_of(until)
    end = last if wanted is None else max(first, min(last, wanted))
    return range(max(first, end + 1 - max(MOST_DAYS, 2 * days)), end + 1)
