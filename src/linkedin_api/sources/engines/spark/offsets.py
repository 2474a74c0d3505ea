"""Offsets of a streaming query: the end of what was read, by organization."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from linkedin_api.sources.windows import DAY, Span, Window

#: Milliseconds since 1970 by the number of an organization, as text; and under `OF`, of what.
Offset = dict[str, Any]
#: The key of what a query reads: its table, and days or months.
OF: Final = "of"


def advanced(
    start: Offset, ends: Mapping[int, int], span: Span, most_rows: int | None = None
) -> Offset:
    """Return the offset to read up to.

    Args:
        start: the offset that was reached.
        ends: the end of what LinkedIn has, by organization.
        span: how long a row's period is.
        most_rows: limit of rows; `None` for no limit. The organizations that are furthest
            behind come first, each with the same number of rows.

    Example:
        >>> day = 86_400_000
        >>> advanced({"1": 0, "2": 0}, {1: 9 * day, 2: 9 * day}, Span(), 6) == {
        ...     "1": 3 * day, "2": 3 * day
        ... }
        True
    """
    behind = [number for number, end in ends.items() if start[str(number)] < end]
    behind.sort(key=lambda number: (start[str(number)], number))
    each = None
    if most_rows is not None and behind:
        behind = behind[:most_rows]
        each = most_rows // len(behind)
    return {
        **start,
        **{str(n): min(ends[n], _after(start[str(n)], each, span, ends[n])) for n in behind},
    }


def window_of(start: Offset, end: Offset, number: int, available: Window) -> Window:
    """Return what to read of an organization between two offsets; it may be empty."""
    ends: int = end[str(number)]
    begins = max(start.get(str(number), ends), available.start)
    return Window(min(begins, ends), ends)


def _after(position: int, buckets: int | None, span: Span, end: int) -> int:
    """The position some buckets later."""
    if buckets is None:
        return end
    if span.granularity == "DAY":
        return position + buckets * DAY
    moment = datetime.fromtimestamp(position / 1000, UTC)
    months = moment.year * 12 + moment.month - 1 + buckets
    later = datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
    return int(later.timestamp() * 1000)
