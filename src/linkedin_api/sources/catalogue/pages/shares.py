"""What became of organizations' posts: in all, and day by day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.pages import documentation
from linkedin_api.sources.catalogue.pages.permissions import ADMINISTRATION, ADMINISTRATOR, PRODUCT
from linkedin_api.sources.catalogue.pages.records import LATE, bucket
from linkedin_api.sources.catalogue.schema import count, number, record, row, urn
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import LifetimeStatistics, TimeBoundStatistics

RESOURCE: Final = "organizationalEntityShareStatistics"

#: What LinkedIn counts of posts; of those that were not advertised only (documented).
COUNTERS: Final = {
    "impressionCount": "how often they were shown",
    "uniqueImpressionsCount": "to how many members",
    "clickCount": "clicks on them",
    "likeCount": "reactions, less those taken back; may be negative",
    "commentCount": "comments",
    "shareCount": "how often they were reposted",
}
#: Answers of old versions have these too.
MENTIONS: Final = {
    "commentMentionsCount": "how often the organization was named in comments",
    "shareMentionsCount": "how often the organization was named in posts",
}
ENGAGEMENT: Final = number("clicks, reactions, comments and reposts for each impression")

_WHOSE: Final = urn("the organization")
_DAILY: Final = {name: count(about) for name, about in COUNTERS.items()}
_TOTAL: Final = _DAILY | {name: count(about) for name, about in MENTIONS.items()}
_ABOUT: Final = "what became of its posts"

SHARES: Final = (
    Table(
        name="share_statistics",
        about="What became of all posts of an organization in the last 12 months.",
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
        notes="What advertising brought is not counted."
        " The 12 months end today, so numbers may become smaller.",
    ),
    Table(
        name="share_statistics_time_bound",
        about="What became of the posts of an organization on a day or in a month.",
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
        calls="one for each organization of which there is something new",
        cursor="timeRangeEnd",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=ADMINISTRATOR,
        known=True,
        notes=f"{LATE} What advertising brought is not counted."
        " `uniqueImpressionsCount` is not told by all versions, and must not be summed:"
        " who came on two days is in both."
        " LinkedIn corrects numbers of the last days; read them again to have them right.",
    ),
)
