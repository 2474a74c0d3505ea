"""Who looked at organizations' pages: in all, by who they are, and day by day."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.pages.permissions import ADMINISTRATION
from linkedin_api.sources.table import Table
from linkedin_api.sources.ways import Buckets, Statistics

_RESOURCE: Final = "organizationPageStatistics"

VISITORS: Final = (
    Table(
        "page_statistics",
        "Views of an organization's page of all time, also by who looked.",
        Statistics(f"/{_RESOURCE}", "organization"),
        {},
        ("organization",),
        _RESOURCE,
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
    ),
    Table(
        "page_statistics_time_bound",
        "Views of an organization's page on a day or in a month.",
        Buckets(f"/{_RESOURCE}", "organization"),
        {},
        ("organization", "timeRangeStart"),
        _RESOURCE,
        cursor="timeRangeEnd",
        organization="organization",
        permissions=(ADMINISTRATION,),
        roles=("ADMINISTRATOR",),
    ),
)
