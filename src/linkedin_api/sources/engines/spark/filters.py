"""Filters that Spark pushes down, as organizations and days to read.

Spark still applies every filter to the rows that come. So a filter that is not understood costs
calls, and never rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil, floor
from typing import Any, Final

from pyspark.sql.datasource import (
    EqualNullSafe,
    EqualTo,
    Filter,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    LessThan,
    LessThanOrEqual,
)

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.columnar import TableForm
from linkedin_api.sources.engines.spark.options import Options
from linkedin_api.sources.scope import Scope, read_organization
from linkedin_api.sources.windows import DAY, LONGEST, Window

#: The fields of a bucket, in milliseconds.
_START: Final = "timeRangeStart"
_END: Final = "timeRangeEnd"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Up to the year 9999, which dates can express.
_ALWAYS: Final = Window(0, 253_370_764_800_000)
#: The moments that a filter's comparison with a moment leaves: from, and before.
_PERIODS: Final[Mapping[type[Filter], Callable[[float], Window]]] = {
    EqualTo: lambda moment: Window(floor(moment), floor(moment) + 1),
    EqualNullSafe: lambda moment: Window(floor(moment), floor(moment) + 1),
    GreaterThan: lambda moment: Window(floor(moment) + 1, _ALWAYS.end),
    GreaterThanOrEqual: lambda moment: Window(floor(moment), _ALWAYS.end),
    LessThan: lambda moment: Window(0, ceil(moment)),
    LessThanOrEqual: lambda moment: Window(0, floor(moment) + 1),
}


class Narrowing:
    """What filters leave to read.

    Attributes:
        organizations: numbers; `None` for all.
        period: moments, at which a bucket has to begin.
    """

    def __init__(self, options: Options) -> None:
        self._span = options.scope.span
        self._names = _names(options.table_form, options.chosen.organization)
        self.organizations: frozenset[int] | None = None
        self.period = _ALWAYS

    def take(self, filters: Iterable[Filter]) -> None:
        """Take filters that all have to be met."""
        for each in filters:
            field = self._names.get(getattr(each, "attribute", ()))
            if field == "organization":
                self._take_organizations(each)
            elif field is not None:
                self._take_period(field, each)

    def scope(self, scope: Scope) -> Scope | None:
        """Return the part of a scope that is left; `None` if nothing is."""
        if self.organizations is None or scope.organizations is None:
            return scope
        left = tuple(each for each in scope.organizations if each in self.organizations)
        return replace(scope, organizations=left) if left else None

    def window(self, window: Window | None) -> Window | None:
        """Return the buckets of a window that may be wanted; `None` if none is."""
        if window is None or self.period.start >= self.period.end:
            return None
        start = max(window.start, self._span.bucket(self.period.start).start)
        end = min(window.end, self._span.bucket(self.period.end - 1).end)
        return Window(start, end) if start < end else None

    def _take_organizations(self, each: Filter) -> None:
        if isinstance(each, In):
            values = each.value
        elif isinstance(each, EqualTo | EqualNullSafe):
            values = (each.value,)
        else:
            return
        try:
            numbers = frozenset(map(read_organization, values))
        except InvalidArgumentError:
            return
        before = self.organizations
        self.organizations = numbers if before is None else numbers & before

    def _take_period(self, field: str, each: Filter) -> None:
        period_of = _PERIODS.get(type(each))
        moment = _milliseconds(getattr(each, "value", None))
        if period_of is None or moment is None:
            return
        period = period_of(moment)
        # A bucket that ends in a period begins before it, by a bucket at most.
        earlier = LONGEST[self._span.granularity] * DAY if field == _END else 0
        start, end = period.start - earlier, period.end
        self.period = Window(max(self.period.start, start), min(self.period.end, end))


def _names(form: TableForm, organization: str | None) -> dict[tuple[str, ...], str]:
    """The fields of the columns that narrow what is read, by Spark's name."""
    fields = {_START: _START, _END: _END}
    if organization is not None:
        fields[organization] = "organization"
    return {
        (column.name,): fields[column.path[0]]
        for column in form.columns
        if len(column.path) == 1 and column.path[0] in fields
    }


def _milliseconds(value: Any) -> float | None:
    if isinstance(value, datetime):
        aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return (aware - _EPOCH) / timedelta(milliseconds=1)
    return None
