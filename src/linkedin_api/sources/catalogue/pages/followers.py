"""Followers of organizations: how many, who they are, and how many came day by day."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.catalogue.pages import documentation, permissions
from linkedin_api.sources.catalogue.pages.records import LATE, bucket
from linkedin_api.sources.catalogue.schema import Schema, array, count, record, row, text, urn
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries import Get, LifetimeStatistics, TimeBoundStatistics
from linkedin_api.sources.queries.query import Record

_RESOURCE: Final = "organizationalEntityFollowerStatistics"
_EDGE: Final = {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}
_WHOSE: Final = urn("the organization")


def _by(facet: str, value: Schema, about: str) -> Schema:
    counts = {
        "organicFollowerCount": count("how many, those won by advertisements among them"),
        "paidFollowerCount": count("always 0 by now"),
    }
    return array(record({facet: value, "followerCounts": record(counts)}), about)


#: At most 100 entries each, the largest first (documented).
_BREAKDOWNS: Final = {
    "followerCountsByAssociationType": _by(
        "associationType",
        text("`EMPLOYEE`, or absent for all others"),
        "by whether they work there",
    ),
    "followerCountsByFunction": _by("function", urn("the function"), "by what they do"),
    "followerCountsByGeo": _by("geo", urn("the region"), "by the region where they live"),
    "followerCountsByGeoCountry": _by("geo", urn("the country"), "by country"),
    "followerCountsByIndustry": _by("industry", urn("the industry"), "by industry"),
    "followerCountsBySeniority": _by("seniority", urn("the seniority"), "by seniority"),
    "followerCountsByStaffCountRange": _by(
        "staffCountRange", text("such as `SIZE_11_TO_50`"), "by the size of where they work"
    ),
}

_GAINS: Final = record(
    {
        "organicFollowerGain": count("of those who came by themselves; net, may be negative"),
        "paidFollowerGain": count("of those won by advertisements; net, may be negative"),
    },
    "followers won, less those lost",
)
#: The known connector has them in its schema; LinkedIn never fills them for days.
_UNUSED: Final = {
    name: array(None, "never filled: LinkedIn does not tell it of days") for name in _BREAKDOWNS
}


def _with_organization(record: Record, organization: str) -> dict[str, Any]:
    return {**record, "organizationalEntity": organization}


FOLLOWERS: Final = (
    Table(
        name="follower_statistics",
        about="Followers of an organization by who they are, today.",
        query=LifetimeStatistics(f"/{_RESOURCE}", "organizationalEntity"),
        schema=row({"organizationalEntity": _WHOSE, **_BREAKDOWNS}),
        primary_key=("organizationalEntity",),
        resource=_RESOURCE,
        product=permissions.PRODUCT,
        source=documentation.FOLLOWER_STATISTICS,
        calls="one for each organization",
        organization="organizationalEntity",
        permissions=(permissions.FOLLOWERS,),
        roles=permissions.ADMINISTRATOR,
        known=True,
        notes="A breakdown has at most 100 entries, the largest first,"
        " so it need not sum to `total_follower_count`.",
    ),
    Table(
        name="total_follower_count",
        about="How many follow an organization, today.",
        query=Get("/networkSizes", _EDGE, _with_organization),
        schema=row({"organizationalEntity": _WHOSE, "firstDegreeSize": count("how many follow")}),
        primary_key=("organizationalEntity",),
        resource="networkSizes",
        product=permissions.PRODUCT,
        source=documentation.NETWORK_SIZE,
        calls="one for each organization",
        organization="organizationalEntity",
        permissions=(permissions.SIZES,),
        known=True,
        notes="LinkedIn's answer does not name the organization; the row does.",
    ),
    Table(
        name="follower_statistics_time_bound",
        about="Followers that an organization won on a day or in a month, less those it lost.",
        query=TimeBoundStatistics(f"/{_RESOURCE}", "organizationalEntity"),
        schema=row(
            {
                "organizationalEntity": _WHOSE,
                **bucket("number"),
                "followerGains": _GAINS,
                **_UNUSED,
            }
        ),
        primary_key=("organizationalEntity", "timeRangeStart", "timeRangeEnd"),
        resource=_RESOURCE,
        product=permissions.PRODUCT,
        source=documentation.FOLLOWER_STATISTICS,
        calls="one for each organization of which there is something new",
        cursor="timeRangeEnd",
        organization="organizationalEntity",
        permissions=(permissions.FOLLOWERS,),
        roles=permissions.ADMINISTRATOR,
        known=True,
        notes=f"{LATE} Gains are net: a day on which more left than came is negative.",
    ),
)
