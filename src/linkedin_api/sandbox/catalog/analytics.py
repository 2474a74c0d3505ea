"""`adAnalytics`: reports on advertisements, by one to three pivots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from heapq import nlargest, nsmallest
from itertools import islice
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_limits import count_values
from linkedin_api.sandbox.catalog.ad_report import (
    FACETS,
    date_range,
    find_creatives,
    read_facets,
    read_order,
    read_report,
    written,
)
from linkedin_api.sandbox.catalog.ad_revenue import revenue
from linkedin_api.sandbox.figures.ad_metrics import Form
from linkedin_api.sandbox.figures.ad_report import EMPTY_PIVOTS, PIVOTS, Part, Report, parts
from linkedin_api.sandbox.figures.ad_tree import CAMPAIGN_TYPES, AdAccount, AdCreative
from linkedin_api.sandbox.protocol.fields import Field, record
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.world import figures_of

#: Elements of one answer; beyond them it ends without an error (documented).
MOST_ELEMENTS: Final = 15_000
_MOST_PIVOTS: Final = 3
_KNOWN: Final = (*PIVOTS, *EMPTY_PIVOTS)
#: Documented: objectives only in `statistics`, demographics only in `analytics`.
_ANALYTICS_PIVOTS: Final = tuple(pivot for pivot in _KNOWN if pivot != "OBJECTIVE_TYPE")


def _analytics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    sent = call.params["pivot"]
    pivot = sent["value"] if isinstance(sent, Mapping) and set(sent) == {"value"} else sent
    if pivot not in _ANALYTICS_PIVOTS:
        raise Refused(bad_parameter("pivot"))
    return _report(call, (pivot,))


def _statistics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    pivots: list[str] = call.params["pivots"]
    for pivot in pivots:
        if pivot.startswith("MEMBER_") and pivot in _KNOWN:
            text = f"Pivot {pivot} is not allowed for this finder"
            raise Refused(bad_parameter("pivots", "FIELD_INVALID", text))
    known = set(pivots) <= set(_KNOWN) and len(set(pivots)) == len(pivots)
    if not known or not 0 < len(pivots) <= _MOST_PIVOTS:
        raise Refused(bad_parameter("pivots"))
    return _report(call, tuple(pivots))


def _report(call: Call, pivots: tuple[str, ...]) -> list[Entity]:
    """Return the elements, at most as many as LinkedIn gives."""
    report, others = read_report(call, pivots)
    found = find_creatives(call, read_facets(call))
    made = islice(_ordered(call, report, found), MOST_ELEMENTS)
    texts = figures_of(call).ads.choices.texts
    elements = list(_written(made, report.forms, others, texts=texts))
    count_values(call, len(report.asked) * len(elements))
    return elements


def _ordered(
    call: Call, report: Report, found: Iterator[tuple[AdAccount, AdCreative]]
) -> Iterator[Part]:
    order = read_order(call)
    if order is None:
        yield from parts(report, found, call.store.seed)
        return
    metric, backwards = order
    wider = replace(report, asked=report.asked | {metric})
    # As `sorted` would, but it keeps no more than an answer can have.
    first = nlargest if backwards else nsmallest
    made = first(
        MOST_ELEMENTS,
        parts(wider, found, call.store.seed),
        key=lambda part: part.amounts.get(metric, 0),
    )
    for part in made:
        shown = {name: each for name, each in part.amounts.items() if name in report.forms}
        if shown or not report.forms:
            yield part._replace(amounts=shown)


def _written(
    made: Iterator[Part], forms: Mapping[str, Form], others: frozenset[str], *, texts: bool
) -> Iterator[Entity]:
    """Write the elements of a report; those of the same days share one `dateRange`."""
    special = {name: form for name, form in forms.items() if form in ("money", "text")}
    ranges: dict[tuple[int, int], dict[str, Any]] = {}
    for place, (values, days, amounts) in enumerate(made):
        element: dict[str, Any] = dict(amounts)
        for name, form in special.items():
            if name in element:
                element[name] = written(element[name], form)
        if texts and place % 2:
            element = {name: _as_text(amount) for name, amount in element.items()}
        if "dateRange" in others:
            if days not in ranges:
                ranges[days] = date_range(days)
            element["dateRange"] = ranges[days]
        if "pivotValues" in others:
            element["pivotValues"] = list(values)
        yield element


def _as_text(amount: Any) -> Any:
    return str(amount) if isinstance(amount, int) else amount


_DAYS: Final = (
    Param("dateRange", "record", required=True),
    Param("timeGranularity", "any", required=True),
)
_FACETS: Final = tuple(Param(name, "list[urn]") for name in FACETS)
_NARROWING: Final = (
    Param("campaignType", symbols=CAMPAIGN_TYPES),
    record(
        "sortBy", Field("field", required=True), Field("order", symbols=("ASCENDING", "DESCENDING"))
    ),
)

ANALYTICS: Final = Resource(
    "adAnalytics",
    finders=(
        Finder(
            "analytics",
            (Param("pivot", "any", required=True), *_DAYS, *_FACETS, *_NARROWING),
            _analytics,
        ),
        Finder(
            "statistics",
            (
                Param("pivots", "list[string]", required=True),
                *_DAYS,
                *_FACETS,
                *_NARROWING,
                Param("objectiveType"),
            ),
            _statistics,
        ),
        Finder(
            "attributedRevenueMetrics",
            (
                Param("account", "urn", required=True),
                Param("dateRange", "record", required=True),
                Param("pivots", "list[string]"),
            ),
            revenue,
        ),
    ),
    paging=Paging("none"),
    read_scopes=frozenset({"r_ads_reporting"}),
)
