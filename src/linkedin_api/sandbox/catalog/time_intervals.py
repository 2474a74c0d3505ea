"""`timeIntervals`: which days a statistics call asks for, and in which buckets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from linkedin_api.sandbox.catalog.administration import ORGANIZATION_SCOPES, named_by
from linkedin_api.sandbox.figures import Figures
from linkedin_api.sandbox.figures.days import DAY, day_number, month_start, months_later, weekday
from linkedin_api.sandbox.protocol.fields import field_type
from linkedin_api.sandbox.protocol.problems import Problem, Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Finder, Paging, Param, Resource, Select
from linkedin_api.sandbox.world import figures_of

_T = TypeVar("_T")
NAME: Final = "timeIntervals"
_MOST_MONTHS: Final = 14
_APART: Final = Problem(
    400,
    "Invalid timeIntervals parameter [{sent}]. "
    "Start time and end time must be less than 14 months apart.",
)
_TOO_SHORT: Final = Problem(
    400,
    "Invalid timeIntervals parameter [{sent}]. End time must be greater than start time "
    "by at least one multiple of the granularity type [{unit}]",
)
_NO_START: Final = Problem(
    400, "Invalid timeIntervals parameter [{sent}]. Start time is required.", source="chosen"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A granularity.

    Attributes:
        floor: returns the first day of the bucket a day is in.
        step: returns the same day that number of buckets later; any day, not only a first one.
    """

    floor: Callable[[int], int]
    step: Callable[[int, int], int]


UNITS: Final[Mapping[str, Unit]] = {
    "DAY": Unit(lambda day: day, lambda day, count: day + count),
    "WEEK": Unit(lambda day: day - weekday(day), lambda day, count: day + 7 * count),
    "MONTH": Unit(month_start, months_later),
}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A period of days with one element in the answer.

    Attributes:
        first: number of its first day.
        last: number of its last day.
        reported: number of its last day that has figures.
    """

    first: int
    last: int
    reported: int

    @property
    def time_range(self) -> dict[str, int]:
        """The bucket's bounds in milliseconds; the end excluded."""
        return {"start": self.first * DAY, "end": (self.last + 1) * DAY}


def read_buckets(call: Call, *units: str) -> list[Bucket] | None:
    """Return the buckets a call asks for; `None` if it asks for all time.

    Args:
        call: which may have `timeIntervals`.
        units: names of the granularities that the resource has.

    Raises:
        Refused: 400.
    """
    sent = call.params.get(NAME)
    if sent is None:
        return None
    unit = sent.get("timeGranularityType", "DAY")
    if unit not in units:
        raise Refused(bad_parameter(NAME))
    start, end = _read_window(sent, call.clock.milliseconds())
    _check_window(sent, start, end, unit)
    return _cut(figures_of(call), start, end, UNITS[unit])


def statistics_by(
    name: str, parameter: str, select: Select, *params: Param, scopes: Iterable[str] = ()
) -> Resource:
    """Return a resource of statistics of the organization that a parameter names, by time.

    Args:
        name: of the resource.
        parameter: also the name of its finder.
        select: makes the elements.
        params: in addition to the organization and `timeIntervals`.
        scopes: in addition to those of everything that belongs to organizations.
    """
    named = Param(parameter, "urn", required=True)
    return Resource(
        name,
        finders=(Finder(parameter, (named, Param(NAME, "record"), *params), select),),
        roots=("/rest", "/v2"),
        paging=Paging("none"),
        read_scopes=ORGANIZATION_SCOPES.union(scopes),
        rules=(named_by(parameter),),
    )


def with_days(
    buckets: Sequence[Bucket], read_days: Callable[[int, int], list[_T]]
) -> Iterator[tuple[Bucket, list[_T]]]:
    """Yield each bucket with its days that have figures.

    Args:
        buckets: adjacent ones.
        read_days: returns all days from the first to the last; called once.
    """
    if buckets:
        first = buckets[0].first
        days = read_days(first, buckets[-1].reported)
        for bucket in buckets:
            yield bucket, days[bucket.first - first : bucket.reported + 1 - first]


def _read_window(sent: Mapping[str, Any], now: int) -> tuple[int, int]:
    window = sent.get("timeRange", {})
    if not isinstance(window, dict):
        raise Refused(bad_parameter(NAME))
    if "start" not in window:
        raise Refused(_NO_START.fill(sent=_java(sent)))
    try:
        start, end = (
            field_type("long").read(window.get(key, str(now))) for key in ("start", "end")
        )
    except ValueError:
        raise Refused(bad_parameter(NAME)) from None
    return start, end


def _check_window(sent: Mapping[str, Any], start: int, end: int, unit: str) -> None:
    if not (0 <= start <= _FAR and 0 <= end <= _FAR):
        raise Refused(bad_parameter(NAME))
    if end < _later(start, UNITS[unit], 1):
        raise Refused(_TOO_SHORT.fill(sent=_java(sent), unit=unit))
    if end >= _later(start, UNITS["MONTH"], _MOST_MONTHS):
        raise Refused(_APART.fill(sent=_java(sent)))


#: Milliseconds; beyond these there are no calendars (chosen).
_FAR: Final = 60_000_000_000_000


def _later(moment: int, unit: Unit, count: int) -> int:
    day, time = divmod(moment, DAY)
    return unit.step(day, count) * DAY + time


def _cut(figures: Figures, start: int, end: int, unit: Unit) -> list[Bucket]:
    reported = day_number(figures.last_day)
    earliest = max(-(-start // DAY), day_number(figures.first_day))
    first = unit.floor(earliest)
    if first < earliest:
        first = unit.step(first, 1)
    buckets = []
    while first <= reported and first * DAY < end:
        following = unit.step(first, 1)
        buckets.append(Bucket(first, following - 1, min(following - 1, reported)))
        first = following
    return buckets


_ORDER: Final = ("timeGranularityType", "timeRange", "start", "end")


def _java(value: Any) -> str:
    """Write the parameter as LinkedIn's messages do: `{timeRange={start=1, end=2}}`."""
    if isinstance(value, Mapping):
        known = [name for name in _ORDER if name in value]
        pairs = (f"{name}={_java(value[name])}" for name in known)
        return "{" + ", ".join(pairs) + "}"
    return str(value)
