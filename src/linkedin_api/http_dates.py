"""Dates in HTTP headers."""

from __future__ import annotations

from datetime import UTC, datetime


def read_http_date(text: str | None) -> datetime | None:
    """Parse the date in a header to UTC; `None` if there is none or it cannot be parsed.

    Example:
        >>> print(read_http_date("Sun, 22 Nov 2026 10:30:00 GMT"))
        2026-11-22 10:30:00+00:00
        >>> read_http_date("120") is None
        True
    """
    if not text:
        return None
    from email.utils import parsedate_to_datetime  # slow to import, rarely needed

    try:
        moment = parsedate_to_datetime(text)
        # Some servers write UTC as `-0000`; without a zone it would be read as local time.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
