"""Followers of organizations: how many, who they are, and how many came day by day."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.pages.permissions import ADMINISTRATION
from linkedin_api.sources.table import Record, Table
from linkedin_api.sources.ways import Buckets, Get, Statistics

_RESOURCE: Final = "organizationalEntityFollowerStatistics"
_EDGE: Final = {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}


def _with_organization(record: Record, organization: str) -> dict[str, Any]:
    return {**record, "organizationalEntity": organization}


FOLLOWERS: Final = (
    Table(
        "follower_statistics",
        "Followers of an organization by who they are, today.",
        Statistics(f"/{_RESOURCE}", "organizationalEntity"),
        {},
        ("organizationalEntity",),
        _RESOURCE,
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
        known=True,
    ),
    Table(
        "total_follower_count",
        "How many follow an organization, today.",
        Get("/networkSizes", _EDGE, _with_organization),
        {},
        ("organizationalEntity",),
        "networkSizes",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        known=True,
    ),
    Table(
        "follower_statistics_time_bound",
        "Followers that an organization won on a day or in a month, less those it lost.",
        Buckets(f"/{_RESOURCE}", "organizationalEntity"),
        {},
        ("organizationalEntity", "timeRangeStart"),
        _RESOURCE,
        cursor="timeRangeEnd",
        organization="organizationalEntity",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
        known=True,
    ),
)
