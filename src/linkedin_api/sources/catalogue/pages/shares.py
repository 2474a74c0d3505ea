"""Performance of organizations' posts: in total, and for each day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.pages.records import GUIDE, LATE, bucket, by_day, in_total
from linkedin_api.sources.catalogue.schema import Schema, count, number, record

RESOURCE: Final = "organizationalEntityShareStatistics"
SOURCE: Final = f"{GUIDE}/organizations/share-statistics"

#: What LinkedIn counts for posts, without advertising (documented).
COUNTERS: Final = {
    "impressionCount": "impressions",
    "uniqueImpressionsCount": "members who saw them",
    "clickCount": "clicks",
    "likeCount": "reactions minus withdrawn reactions; may be negative",
    "commentCount": "comments",
    "shareCount": "reposts",
}
#: Responses of old versions also have these.
MENTIONS: Final = {
    "commentMentionsCount": "mentions of the organization in comments",
    "shareMentionsCount": "mentions of the organization in posts",
}
ENGAGEMENT: Final = number("clicks, reactions, comments and reposts per impression")

_DAILY: Final = {name: count(about) for name, about in COUNTERS.items()}
_TOTAL: Final = _DAILY | {name: count(about) for name, about in MENTIONS.items()}


def _performance(counters: dict[str, Schema]) -> dict[str, Schema]:
    fields = {**counters, "engagement": ENGAGEMENT}
    return {"totalShareStatistics": record(fields, "performance of its posts")}


SHARES: Final = (
    in_total(
        RESOURCE,
        "organizationalEntity",
        _performance(_TOTAL),
        name="share_statistics",
        about="Performance of all posts of an organization in the last 12 months.",
        source=SOURCE,
        known=True,
        notes="Results of advertising are not counted."
        " The 12 months end today, so numbers may decrease.",
    ),
    by_day(
        RESOURCE,
        "organizationalEntity",
        {**bucket("number"), **_performance(_DAILY)},
        name="share_statistics_time_bound",
        about="Performance of the posts of an organization on one day or in one month.",
        source=SOURCE,
        known=True,
        notes=f"{LATE} Results of advertising are not counted."
        " Some versions have no `uniqueImpressionsCount`. Do not sum it:"
        " a member who came on two days is counted on both."
        " LinkedIn corrects the numbers of recent days; read them again to get the corrections.",
    ),
)
