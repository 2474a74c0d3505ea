"""Followers of organizations: how many, who they are, and how many were gained each day."""

from __future__ import annotations

from typing import Final

from linkedin_api.resource_access import FOLLOWERS as READING
from linkedin_api.resource_access import SIZES
from linkedin_api.sources.catalogue.pages.records import (
    GUIDE,
    LATE,
    WHOSE,
    bucket,
    by_day,
    in_total,
    table_of_pages,
)
from linkedin_api.sources.catalogue.schema import Schema, array, count, record, row, text, urn
from linkedin_api.sources.queries.organizations import Get

_RESOURCE: Final = "organizationalEntityFollowerStatistics"
_SOURCE: Final = f"{GUIDE}/organizations/follower-statistics"
_WHOSE: Final = "organizationalEntity"
_EDGE: Final = {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}


def _by(facet: str, value: Schema, about: str) -> Schema:
    counts = {
        "organicFollowerCount": count("number of followers, including those gained by advertising"),
        "paidFollowerCount": count("always 0 nowadays"),
    }
    return array(record({facet: value, "followerCounts": record(counts)}), about)


#: At most 100 entries each, the largest first (documented).
_BREAKDOWNS: Final = {
    "followerCountsByAssociationType": _by(
        "associationType",
        text("`EMPLOYEE`; absent for everyone else"),
        "by employment at the organization",
    ),
    "followerCountsByFunction": _by("function", urn("the job function"), "by job function"),
    "followerCountsByGeo": _by("geo", urn("the region"), "by region of residence"),
    "followerCountsByGeoCountry": _by("geo", urn("the country"), "by country"),
    "followerCountsByIndustry": _by("industry", urn("the industry"), "by industry"),
    "followerCountsBySeniority": _by("seniority", urn("the seniority"), "by seniority"),
    "followerCountsByStaffCountRange": _by(
        "staffCountRange", text("such as `SIZE_11_TO_50`"), "by company size"
    ),
}

_GAINS: Final = record(
    {
        "organicFollowerGain": count("net gain of organic followers; may be negative"),
        "paidFollowerGain": count("net gain of followers from advertising; may be negative"),
    },
    "followers gained minus followers lost",
)
#: The Airbyte connector has them in its schema; LinkedIn never fills them for days.
_UNUSED: Final = {
    name: array(None, "never filled: LinkedIn has no daily breakdowns") for name in _BREAKDOWNS
}

FOLLOWERS: Final = (
    in_total(
        _RESOURCE,
        _WHOSE,
        _BREAKDOWNS,
        name="follower_statistics",
        about="Today's followers of an organization, by demographic.",
        source=_SOURCE,
        permissions=(READING,),
        known=True,
        notes="A breakdown has at most 100 entries, the largest first,"
        " so its sum may differ from `total_follower_count`.",
    ),
    table_of_pages(
        name="total_follower_count",
        about="Today's number of followers of an organization.",
        query=Get("/networkSizes", _EDGE, _WHOSE),
        schema=row({_WHOSE: WHOSE, "firstDegreeSize": count("number of followers")}),
        primary_key=(_WHOSE,),
        resource="networkSizes",
        source=f"{GUIDE}/organizations/organization-network-size",
        calls="one for each organization",
        organization=_WHOSE,
        permissions=(SIZES,),
        roles=(),
        known=True,
        notes="LinkedIn's response does not name the organization; the row does.",
    ),
    by_day(
        _RESOURCE,
        _WHOSE,
        {**bucket("number"), "followerGains": _GAINS, **_UNUSED},
        name="follower_statistics_time_bound",
        about="Followers gained by an organization, minus those lost, on one day or in one month.",
        source=_SOURCE,
        permissions=(READING,),
        known=True,
        notes=f"{LATE} Gains are net: a day with more losses than gains is negative.",
    ),
)
