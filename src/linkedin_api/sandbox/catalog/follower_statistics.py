"""Followers of organizations: how many, their demographics, and gains by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.catalog.administration import (
    ORGANIZATION_SCOPES,
    organization_number,
    read_organization,
)
from linkedin_api.sandbox.catalog.time_intervals import Bucket, read_buckets, statistics_by
from linkedin_api.sandbox.figures import Figures
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Param, Resource
from linkedin_api.sandbox.world import figures_of

#: Name of the list, key of its entries, and the facet of the figures.
_LISTS: Final = (
    ("followerCountsByAssociationType", "associationType", "associationType"),
    ("followerCountsByGeoCountry", "geo", "geoCountry"),
    ("followerCountsByGeo", "geo", "geo"),
    ("followerCountsByFunction", "function", "function"),
    ("followerCountsByIndustry", "industry", "industry"),
    ("followerCountsBySeniority", "seniority", "seniority"),
    ("followerCountsByStaffCountRange", "staffCountRange", "staffCountRange"),
)
#: `edgeType` as `/v2` and versions to this month spell it, and as later ones do.
_LAST_OLD_VERSION: Final = "202304"
_OLD_EDGE, _EDGE = "CompanyFollowedByMember", "COMPANY_FOLLOWED_BY_MEMBER"


def _statistics(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    organization = read_organization(call, "organizationalEntity")
    buckets = read_buckets(call, "DAY", "WEEK", "MONTH")
    figures, urn = figures_of(call), call.params["organizationalEntity"]
    if buckets is None:
        return [_lifetime(figures, organization, urn)]
    return [_gains(figures, organization, urn, bucket) for bucket in buckets]


def _lifetime(figures: Figures, organization: int, urn: str) -> dict[str, Any]:
    element: dict[str, Any] = {"organizationalEntity": urn}
    for name, key, facet in _LISTS:
        # Followers from advertisements are among the organic ones here (documented).
        element[name] = [
            {"followerCounts": {"organicFollowerCount": count, "paidFollowerCount": 0}, key: value}
            for value, count in figures.followers_by(organization, facet).items()
        ]
    return element


def _gains(figures: Figures, organization: int, urn: str, bucket: Bucket) -> dict[str, Any]:
    gain = figures.gains_between(organization, bucket.first, bucket.reported)
    return {
        "timeRange": bucket.time_range,
        "followerGains": {"organicFollowerGain": gain.organic, "paidFollowerGain": gain.paid},
        "organizationalEntity": urn,
    }


def _size(call: Call) -> dict[str, int]:
    old = call.version[:6] <= _LAST_OLD_VERSION  # `/v2` has no version at all
    if call.params["edgeType"] != (_OLD_EDGE if old else _EDGE):
        raise Refused(bad_parameter("edgeType"))
    number = organization_number(call.key.value) if call.key else None
    if number is None or figures_of(call).organization(number) is None:
        raise Refused(call.resource.not_found)
    return {"firstDegreeSize": figures_of(call).followers(number)}


FOLLOWERS: Final = (
    Resource(
        "networkSizes",
        key=SimpleKey("urn"),
        methods=frozenset({"GET"}),
        params={"GET": (Param("edgeType", required=True),)},
        roots=("/rest", "/v2"),
        read_scopes=ORGANIZATION_SCOPES
        | {"r_organization_social", "r_organization_followers", "r_basicprofile"},
        compute=_size,
    ),
    statistics_by(
        "organizationalEntityFollowerStatistics",
        "organizationalEntity",
        _statistics,
        scopes=("r_organization_followers",),
    ),
)
