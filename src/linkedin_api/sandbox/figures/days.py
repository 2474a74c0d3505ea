"""Days as numbers: 0 is 1970-01-01 UTC, as everything at LinkedIn is counted in UTC."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

#: Milliseconds.
DAY: Final = 86_400_000
_EPOCH: Final = date(1970, 1, 1)
#: 1970-01-01 was a Thursday: what makes Monday 0.
_MONDAY_SHIFT: Final = 3


def day_number(day: date) -> int:
    """Return the number of a day.

    Example:
        >>> day_number(date(2026, 1, 1))
        20454
    """
    return (day - _EPOCH).days


def day_date(number: int) -> date:
    """Return the date of a day."""
    return _EPOCH + timedelta(days=number)


def weekday(number: int) -> int:
    """Return the day of the week; Monday is 0."""
    return (number + _MONDAY_SHIFT) % 7


def months_later(number: int, months: int) -> int:
    """Return the same day of another month, or its last day where it has no such day.

    Example:
        >>> day_date(months_later(day_number(date(2024, 2, 29)), -12)).isoformat()
        '2023-02-28'
    """
    day = day_date(number)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day_number(date(year, month + 1, min(day.day, last)))


def month_start(number: int) -> int:
    """Return the first day of a day's month."""
    return number - day_date(number).day + 1
