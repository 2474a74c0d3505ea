"""What became of organizations' posts: in all, and day by day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.pages.permissions import ADMINISTRATION
from linkedin_api.sources.table import Table
from linkedin_api.sources.ways import Buckets, Statistics

RESOURCE: Final = "organizationalEntityShareStatistics"

SHARES: Final = (
    Table(
        "share_statistics",
        "What became of all posts of an organization in the last 12 months.",
        Statistics(f"/{RESOURCE}", "organizationalEntity"),
        {},
        ("organizationalEntity",),
        RESOURCE,
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
        known=True,
    ),
    Table(
        "share_statistics_time_bound",
        "What became of the posts of an organization on a day or in a month.",
        Buckets(f"/{RESOURCE}", "organizationalEntity"),
        {},
        ("organizationalEntity", "timeRangeStart"),
        RESOURCE,
        cursor="timeRangeEnd",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
        known=True,
    ),
)
