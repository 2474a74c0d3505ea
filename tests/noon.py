"""The day of a test: another one every day, and no midnight in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

#: Noon of the day on which the tests began. A sandbox that begins now tells a day's figures as
#: they are on any day of the year, and its day does not end before the test does.
NOON: Final = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
TODAY: Final = NOON.date()


def days_ago(days: int) -> date:
    """The day so many days before `TODAY`, however far a sandbox's clock was moved since."""
    return TODAY - timedelta(days=days)
