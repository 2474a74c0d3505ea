"""Results of organizations' posts: in total, by post, and by day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.administration import read_organization
from linkedin_api.sandbox.catalog.post_book import book_of
from linkedin_api.sandbox.catalog.time_intervals import read_buckets, statistics_by, with_days
from linkedin_api.sandbox.figures import Figures, ShareTotals
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call, Entity, Param
from linkedin_api.sandbox.world import figures_of

#: Parameter that names posts one by one, and the key of its elements.
_ONE_BY_ONE: Final = {"shares": "share", "ugcPosts": "ugcPost"}
_NOT_OWNED: Final = Problem(
    403,
    "Unpermitted fields present in PARAMETER: Data Processing Exception while processing "
    "fields [/{name}[{place}]]",
    "ACCESS_DENIED",
    100,
)
_NO_DAYS_OF_POSTS: Final = Problem(
    400, "Parameter 'timeIntervals' is not supported together with '{name}'", source="chosen"
)


def _statistics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    organization = read_organization(call, "organizationalEntity")
    buckets = read_buckets(call, "DAY", "MONTH")
    named = [name for name in _ONE_BY_ONE if name in call.params]
    if buckets is None:
        if named:
            return [each for name in named for each in _of_posts(call, organization, name)]
        return [_element(call, figures_of(call).share_totals(organization))]
    if named:
        raise Refused(_NO_DAYS_OF_POSTS.fill(name=named[0]))
    read_days = partial(figures_of(call).shares_by_day, organization)
    return [
        {
            "timeRange": bucket.time_range,
            **_element(call, ShareTotals(*map(sum, zip(*days, strict=True)))),
        }
        for bucket, days in with_days(buckets, read_days)
    ]


def _of_posts(call: Call, organization: int, name: str) -> list[Entity]:
    """Return one element per post with activity (documented)."""
    elements: list[Entity] = []
    for place, urn in enumerate(call.params[name]):
        totals = _of_post(figures_of(call), organization, urn)
        if totals is None:
            if not _written_by(call, organization, urn):
                raise Refused(_NOT_OWNED.fill(name=name, place=place))
        elif any(totals):
            elements.append({**_element(call, totals), _ONE_BY_ONE[name]: urn})
    return elements


def _of_post(figures: Figures, organization: int, urn: str) -> ShareTotals | None:
    post = figures.find_post(urn)
    return figures.post_totals(post) if post and post.organization == organization else None


def _written_by(call: Call, organization: int, urn: str) -> bool:
    """Whether the organization owns a post that a call created; these have no activity."""
    written = book_of(call.store).get(urn, {})
    return bool(written.get("author") == f"urn:li:organization:{organization}")


def _element(call: Call, totals: ShareTotals) -> dict[str, Any]:
    return {
        "organizationalEntity": call.params["organizationalEntity"],
        "totalShareStatistics": {
            "uniqueImpressionsCount": totals.unique_impressions,
            "shareCount": totals.shares,
            "engagement": totals.engagement,
            "clickCount": totals.clicks,
            "likeCount": totals.likes,
            "impressionCount": totals.impressions,
            "commentCount": totals.comments,
        },
    }


SHARES: Final = (
    statistics_by(
        "organizationalEntityShareStatistics",
        "organizationalEntity",
        _statistics,
        *(Param(name, "list[urn]") for name in _ONE_BY_ONE),
    ),
)
