"""The date of a test: it differs every day, and midnight never falls within a test."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

#: Noon of the day on which the tests started. A sandbox that starts at this time shows the figures
#: of any day of the year, and its day does not end before the test does.
NOON: Final = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
TODAY: Final = NOON.date()


def days_ago(days: int) -> date:
    """The date `days` days before `TODAY`, wherever the sandbox's clock is now."""
    return TODAY - timedelta(days=days)
