"""Visitors of organizations' pages: in total, by demographics, and by day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.administration import read_organization
from linkedin_api.sandbox.catalog.time_intervals import read_buckets, statistics_by, with_days
from linkedin_api.sandbox.figures import Figures, PageTotals
from linkedin_api.sandbox.figures.chance import split
from linkedin_api.sandbox.figures.followers import FACETS, MOST_ENTRIES, facet_weights
from linkedin_api.sandbox.figures.pages import add_up
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import figures_of

#: Facets whose entries have all views: name of the list, key of its entries.
_WHOLE_LISTS: Final = (
    ("pageStatisticsBySeniority", "seniority"),
    ("pageStatisticsByFunction", "function"),
    ("pageStatisticsByStaffCountRange", "staffCountRange"),
)
#: Those that only count views of a page; also the facet of the figures.
_COUNT_LISTS: Final = (
    ("pageStatisticsByGeo", "geo", "geo"),
    ("pageStatisticsByGeoCountry", "geo", "geoCountry"),
    ("pageStatisticsByIndustryV2", "industryV2", "industry"),
)


def _statistics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    organization = read_organization(call, "organization")
    buckets = read_buckets(call, "DAY", "MONTH")
    if buckets is None:
        return [_lifetime(call, organization)]
    read_days = partial(figures_of(call).pages_by_day, organization)
    return [
        {
            "timeRange": bucket.time_range,
            "organization": call.params["organization"],
            "totalPageStatistics": _totals(add_up(days), unique=True),
        }
        for bucket, days in with_days(buckets, read_days)
    ]


def _lifetime(call: Call, organization: int) -> dict[str, Any]:
    figures = figures_of(call)
    totals = figures.page_totals(organization)
    element: dict[str, Any] = {
        "organization": call.params["organization"],
        "totalPageStatistics": _totals(totals),
        "pageStatisticsByTargetedContent": [],
    }
    for name, key in _WHOLE_LISTS:
        element[name] = _whole_list(figures, organization, totals, key)
    for name, key, facet in _COUNT_LISTS:
        element[name] = _count_list(figures, organization, totals, key, facet)
    return element


def _whole_list(
    figures: Figures, organization: int, totals: PageTotals, key: str
) -> list[dict[str, Any]]:
    """Divide the views over a facet; the entries of a facet sum to the totals (chosen)."""
    parts = totals.split(facet_weights(figures.seed, organization, key))
    entries = []
    for value, part in zip(FACETS[key], parts, strict=True):
        views = part.views()
        if views["allPageViews"]:
            counts = {name: {"pageViews": count} for name, count in views.items()}
            entries.append({key: value, "pageStatistics": {"views": counts}})
    return entries


def _count_list(
    figures: Figures, organization: int, totals: PageTotals, key: str, facet: str
) -> list[dict[str, Any]]:
    seen = totals.views()["allPageViews"]
    counts = split(seen, facet_weights(figures.seed, organization, facet))
    pairs = sorted(zip(counts, FACETS[facet], strict=True), reverse=True)[:MOST_ENTRIES]
    return [
        {key: value, "pageStatistics": {"views": {"allPageViews": {"pageViews": count}}}}
        for count, value in pairs
        if count
    ]


def _totals(totals: PageTotals, *, unique: bool = False) -> dict[str, Any]:
    """Return views and clicks; only days and months have unique visitors."""
    views = {name: {"pageViews": count} for name, count in totals.views().items()}
    if unique:
        for name, people in totals.unique_views().items():
            views[name]["uniquePageViews"] = people
    return {
        "views": views,
        "clicks": {
            "careersPageClicks": totals.clicks("desktop"),
            "mobileCareersPageClicks": totals.clicks("mobile"),
        },
    }


PAGES: Final = (statistics_by("organizationPageStatistics", "organization", _statistics),)
