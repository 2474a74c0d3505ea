"""Performance of organizations' posts: in total, and for each day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.pages import documentation
from linkedin_api.sources.catalogue.pages.permissions import ADMINISTRATION, ADMINISTRATOR, PRODUCT
from linkedin_api.sources.catalogue.pages.records import LATE, bucket
from linkedin_api.sources.catalogue.schema import count, number, record, row, urn
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import LifetimeStatistics, TimeBoundStatistics

RESOURCE: Final = "organizationalEntityShareStatistics"

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

_WHOSE: Final = urn("the organization")
_DAILY: Final = {name: count(about) for name, about in COUNTERS.items()}
_TOTAL: Final = _DAILY | {name: count(about) for name, about in MENTIONS.items()}
_ABOUT: Final = "performance of its posts"

SHARES: Final = (
    Table(
        name="share_statistics",
        about="Performance of all posts of an organization in the last 12 months.",
        query=LifetimeStatistics(f"/{RESOURCE}", "organizationalEntity"),
        schema=row(
            {
                "organizationalEntity": _WHOSE,
                "totalShareStatistics": record({**_TOTAL, "engagement": ENGAGEMENT}, _ABOUT),
            }
        ),
        primary_key=("organizationalEntity",),
        resource=RESOURCE,
        product=PRODUCT,
        source=documentation.SHARE_STATISTICS,
        calls="one for each organization",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        known=True,
        notes="Results of advertising are not counted."
        " The 12 months end today, so numbers may decrease.",
    ),
    Table(
        name="share_statistics_time_bound",
        about="Performance of the posts of an organization on one day or in one month.",
        query=TimeBoundStatistics(f"/{RESOURCE}", "organizationalEntity"),
        schema=row(
            {
                "organizationalEntity": _WHOSE,
                **bucket("number"),
                "totalShareStatistics": record({**_DAILY, "engagement": ENGAGEMENT}, _ABOUT),
            }
        ),
        primary_key=("organizationalEntity", "timeRangeStart", "timeRangeEnd"),
        resource=RESOURCE,
        product=PRODUCT,
        source=documentation.SHARE_STATISTICS,
        calls="one for each organization with new statistics",
        cursor="timeRangeEnd",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        known=True,
        notes=f"{LATE} Results of advertising are not counted."
        " Some versions have no `uniqueImpressionsCount`. Do not sum it:"
        " a member who came on two days is counted on both."
        " LinkedIn corrects the numbers of recent days; read them again to get the corrections.",
    ),
)
