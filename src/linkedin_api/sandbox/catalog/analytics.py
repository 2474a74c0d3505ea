"""`adAnalytics`: reports on advertisements, by one to three pivots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_performance import (
    Metric,
    Performance,
    money_text,
    needed_metrics,
    until,
)
from linkedin_api.sandbox.catalog.ad_report import (
    FACETS,
    Advertisement,
    Days,
    cut_days,
    date_range,
    find_advertisements,
    perform,
    read_days,
    read_facets,
    read_granularity,
)
from linkedin_api.sandbox.catalog.ad_revenue import revenue
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.world import figures_of

#: Elements of one answer; beyond them it ends without an error (documented by others).
MOST_ELEMENTS: Final = 15_000
#: Metrics of one call (documented by others).
MOST_METRICS: Final = 20
_MOST_PIVOTS: Final = 3
#: Names in `fields` that are not metrics.
_NO_METRICS: Final = frozenset({"dateRange", "pivotValues", "pivotValue", "pivot"})
#: What a report has when `fields` does not say; documented.
_DEFAULT: Final = frozenset({"impressions", "clicks"})


def _numbered(kind: str, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"urn:li:{kind}:{number}" for number in numbers)


#: Demographic pivots and their values, the most frequent first; values are chosen.
DEMOGRAPHIC: Final[Mapping[str, tuple[str, ...]]] = {
    "MEMBER_COMPANY_SIZE": (
        "SIZE_1001_TO_5000", "SIZE_51_TO_200", "SIZE_11_TO_50", "SIZE_201_TO_500",
        "SIZE_10001_OR_MORE", "SIZE_501_TO_1000", "SIZE_2_TO_10", "SIZE_5001_TO_10000", "SIZE_1",
    ),
    "MEMBER_INDUSTRY": _numbered("industry", (4, 96, 6, 80, 43, 104, 11, 14, 68, 48)),
    "MEMBER_SENIORITY": _numbered("seniority", range(1, 11)),
    "MEMBER_JOB_FUNCTION": _numbered("function", range(1, 27)),
    "MEMBER_COUNTRY_V2": _numbered("geo", (103644278, 101165590, 101282230, 105015875, 102713980)),
}  # fmt: skip
_ENTITY_PIVOTS: Final = tuple(pivot for _, pivot in FACETS.values())
#: Pivots that exist and never have elements here.
_EMPTY_PIVOTS: Final = (
    "SHARE", "CONVERSION", "CONVERSATION_NODE", "CONVERSATION_NODE_OPTION_INDEX",
    "SERVING_LOCATION", "CARD_INDEX", "PLACEMENT_NAME", "IMPRESSION_DEVICE_TYPE", "EVENT_STAGE",
    "OBJECTIVE_TYPE", "MEMBER_JOB_TITLE", "MEMBER_COMPANY", "MEMBER_REGION_V2", "MEMBER_COUNTY",
)  # fmt: skip
PIVOTS: Final = (*_ENTITY_PIVOTS, *DEMOGRAPHIC, *_EMPTY_PIVOTS)
#: Documented: objectives only in `statistics`, demographics only in `analytics`.
_ANALYTICS_PIVOTS: Final = tuple(pivot for pivot in PIVOTS if pivot != "OBJECTIVE_TYPE")
Vector = list[int]


@dataclass(frozen=True, slots=True)
class _Report:
    """One call, understood.

    Attributes:
        pivots: what elements are grouped by.
        stretches: the periods of the elements.
        reported: names of the fields in each element.
        metrics: those that are computed.
    """

    pivots: tuple[str, ...]
    stretches: list[Days]
    reported: frozenset[str]
    metrics: tuple[Metric, ...]


def _analytics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    sent = call.params["pivot"]
    pivot = sent["value"] if isinstance(sent, Mapping) and set(sent) == {"value"} else sent
    if pivot not in _ANALYTICS_PIVOTS:
        raise Refused(bad_parameter("pivot"))
    return _report(call, (pivot,))


def _statistics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    pivots: list[str] = call.params["pivots"]
    for pivot in pivots:
        if pivot.startswith("MEMBER_") and pivot in PIVOTS:
            text = f"Pivot {pivot} is not allowed for this finder"
            raise Refused(bad_parameter("pivots", "FIELD_INVALID", text))
    known = set(pivots) <= set(PIVOTS) and len(set(pivots)) == len(pivots)
    if not known or not 0 < len(pivots) <= _MOST_PIVOTS:
        raise Refused(bad_parameter("pivots"))
    return _report(call, tuple(pivots))


def _report(call: Call, pivots: tuple[str, ...]) -> list[Entity]:
    """Return the elements, at most as many as LinkedIn gives."""
    days, granularity = read_days(call), read_granularity(call)
    reported = _read_fields(call)
    stretches = cut_days(days, granularity, figures_of(call).today)
    report = _Report(pivots, stretches, reported, needed_metrics(reported))
    found = find_advertisements(call, read_facets(call))
    return list(islice(_elements(call, report, found), MOST_ELEMENTS))


def _read_fields(call: Call) -> frozenset[str]:
    """Return the names of the fields to report.

    Raises:
        Refused: 400; more metrics than one call may ask for.
    """
    if "fields" not in call.masks:
        return _DEFAULT
    reported = frozenset(call.masks["fields"])
    if len(reported - _NO_METRICS) > MOST_METRICS:
        text = f"No more than {MOST_METRICS} metrics can be asked for"
        raise Refused(bad_parameter("fields", "FIELD_LENGTH_TOO_LONG", text))
    return reported


def _elements(call: Call, report: _Report, found: list[Advertisement]) -> Iterator[Entity]:
    groups: dict[tuple[str, ...], list[Performance]] = {}
    demographic = DEMOGRAPHIC.get(report.pivots[0])
    if not report.stretches or set(report.pivots) & set(_EMPTY_PIVOTS):
        return
    for each in found:
        key = () if demographic else tuple(each.urns[pivot] for pivot in report.pivots)
        groups.setdefault(key, []).append(perform(call, each, report.metrics))
    for key, group in groups.items():
        history = [until(group, day) for day in _edges(report)]
        if demographic is None:
            yield from _elements_by_stretch(report, key, history)
        else:
            yield from _by_people(report, demographic, history)


def _edges(report: _Report) -> list[int]:
    """Return the first day of each period, and the day after the last one."""
    return [first for first, _ in report.stretches] + [report.stretches[-1][1] + 1]


def _by_people(report: _Report, values: tuple[str, ...], history: list[Vector]) -> Iterator[Entity]:
    """Give each value its part: the first one most, the last one least."""
    whole = sum(range(1, len(values) + 1))
    for place, value in enumerate(values):
        weight = len(values) - place
        yield from _elements_by_stretch(
            report, (value,), [[had * weight // whole for had in row] for row in history]
        )


def _elements_by_stretch(
    report: _Report, values: tuple[str, ...], history: list[Vector]
) -> Iterator[Entity]:
    """Make one element for each period with impressions; zeros are left out."""
    for (before, after), (first, last) in zip(pairwise(history), report.stretches, strict=True):
        if after[0] == before[0]:
            continue
        element: dict[str, Any] = {}
        for metric, early, late in zip(report.metrics, before, after, strict=True):
            if late > early and metric.name in report.reported:
                element[metric.name] = money_text(late - early) if metric.money else late - early
        if "dateRange" in report.reported:
            element["dateRange"] = date_range((first, last))
        if "pivotValues" in report.reported:
            element["pivotValues"] = list(values)
        yield element


_DAYS: Final = (
    Param("dateRange", "record", required=True),
    Param("timeGranularity", "any", required=True),
)
_FACETS: Final = tuple(Param(name, "list[urn]") for name in FACETS)
_WHOLE: Final = Paging("none")

ANALYTICS: Final = Resource(
    "adAnalytics",
    finders=(
        Finder(
            "analytics",
            (Param("pivot", "any", required=True), *_DAYS, *_FACETS),
            _analytics,
            paging=_WHOLE,
        ),
        Finder(
            "statistics",
            (Param("pivots", "list[string]", required=True), *_DAYS, *_FACETS),
            _statistics,
            paging=_WHOLE,
        ),
        Finder(
            "attributedRevenueMetrics",
            (
                Param("account", "urn", required=True),
                Param("dateRange", "record", required=True),
                Param("pivots", "list[string]"),
            ),
            revenue,
            paging=_WHOLE,
        ),
    ),
    read_scopes=frozenset({"r_ads_reporting"}),
)
