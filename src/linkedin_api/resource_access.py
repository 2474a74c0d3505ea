"""What LinkedIn requires to call a resource, as one table: base path, permission, product, role.

The clients' hints read it, and so do the tables of LinkedIn Pages. A resource that is missing here
is not known to need anything.

Source: the permission tables of LinkedIn's pages on Posts, Comments, Reactions, Organizations,
Advertising, Lead Sync and Conversions. Where two pages differ, both names are listed: the social
permissions have had a second name that ends in `_feed` since 2023.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Base = Literal["/rest", "/v2"]
#: One of these is enough.
AnyOf = tuple[str, ...]

_VERSIONED: Final[tuple[Base, ...]] = ("/rest",)
_UNVERSIONED: Final[tuple[Base, ...]] = ("/v2",)
_BOTH: Final[tuple[Base, ...]] = ("/rest", "/v2")

COMMUNITY: Final = "Community Management API"
ADVERTISING: Final = "Advertising API"
CONVERSIONS: Final = "Conversions API"
LEADS: Final = "Lead Sync API"
SHARE: Final = "Share on LinkedIn"
SIGN_IN: Final = "Sign In with LinkedIn using OpenID Connect"

#: The product that grants a permission to an application.
PRODUCTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("openid", "profile", "email"), SIGN_IN),
        "w_member_social": SHARE,
        **dict.fromkeys(
            (
                *("r_basicprofile", "r_organization_admin", "rw_organization_admin"),
                *("r_organization_social", "w_organization_social", "r_organization_followers"),
                *("r_organization_social_feed", "w_organization_social_feed"),
                "w_member_social_feed",
            ),
            COMMUNITY,
        ),
        **dict.fromkeys(("r_ads", "rw_ads", "r_ads_reporting"), ADVERTISING),
        "rw_conversions": CONVERSIONS,
        "r_marketing_leadgen_automation": LEADS,
    }
)

#: To read organizations, and the statistics of their posts and visitors.
ADMINISTRATION: Final[AnyOf] = ("rw_organization_admin", "r_organization_admin")
#: To read the statistics of their followers.
FOLLOWERS: Final[AnyOf] = (*ADMINISTRATION, "r_organization_followers")
#: To read the number of their followers, which is public.
SIZES: Final[AnyOf] = (*FOLLOWERS, "r_organization_social")
#: To read their posts, and the reactions to them.
SOCIAL: Final[AnyOf] = ("r_organization_social",)

#: Only administrators read statistics.
ADMINISTRATOR: Final[AnyOf] = ("ADMINISTRATOR",)
#: Every role that may post can read posts.
POSTER: Final[AnyOf] = ("ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER")
_LEAD_MANAGER: Final[AnyOf] = ("ADMINISTRATOR", "LEAD_GEN_FORMS_MANAGER")

_POSTING: Final[AnyOf] = ("w_organization_social", "w_member_social")
_READING_ACTIONS: Final[AnyOf] = ("r_organization_social_feed", "r_organization_social")
_ACTING: Final[AnyOf] = (
    *("w_organization_social_feed", "w_organization_social"),
    *("w_member_social_feed", "w_member_social"),
)
_ADS: Final[AnyOf] = ("r_ads", "rw_ads")
_MANAGING_ADS: Final[AnyOf] = ("rw_ads",)
_MEDIA: Final[AnyOf] = (*_POSTING, *_MANAGING_ADS)
_LEADS: Final[AnyOf] = ("r_marketing_leadgen_automation",)


class Access(NamedTuple):
    """What a resource requires.

    Attributes:
        resource: its name in the path.
        bases: where it is: `/rest` is the versioned API, `/v2` the unversioned one.
        finders: their names, where the resource is read by finders.
        lists: query parameters that are lists.
        reads: permissions to read, one of which is enough; empty if unknown.
        writes: the same to write.
        read_roles: roles of the member in the organization to read; empty if none is needed.
        write_roles: the same to write.
    """

    resource: str
    bases: tuple[Base, ...] = _VERSIONED
    finders: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    reads: AnyOf = ()
    writes: AnyOf = ()
    read_roles: AnyOf = ()
    write_roles: AnyOf = ()


_REPORTED: Final = ("accounts", "campaigns", "campaignGroups", "creatives", "companies", "pivots")
_CRITERIA: Final = ("creatives", "campaigns", "intendedStatuses", "contentReferences")

_ROWS: Final = (
    Access("me", _BOTH, reads=("r_basicprofile",)),
    Access("userinfo", _UNVERSIONED, reads=("openid",)),
    Access(
        "posts", finders=("author", "dscAdAccount"), lists=("dscAdTypes",),
        reads=SOCIAL, writes=_POSTING, read_roles=POSTER, write_roles=POSTER,
    ),
    Access(
        "ugcPosts", _UNVERSIONED, ("authors",), ("authors",),
        reads=SOCIAL, writes=_POSTING, read_roles=POSTER, write_roles=POSTER,
    ),
    *(
        Access(name, reads=(*SOCIAL, *_MEDIA), writes=_MEDIA, write_roles=POSTER)
        for name in ("images", "documents")
    ),
    Access(
        "videos", finders=("associatedAccount",),
        reads=(*SOCIAL, *_MEDIA), writes=_MEDIA, write_roles=POSTER,
    ),
    Access("socialMetadata", reads=_READING_ACTIONS, writes=_ACTING),
    Access("comments", _BOTH, reads=_READING_ACTIONS, writes=_ACTING),
    Access("reactions", finders=("entity",), reads=_READING_ACTIONS, writes=_ACTING),
    Access(
        "organizations", _BOTH, ("vanityName", "parentOrganization"),
        reads=ADMINISTRATION, read_roles=ADMINISTRATOR,
    ),
    Access("organizationAcls", _BOTH, ("roleAssignee", "organization"), reads=ADMINISTRATION),
    Access(
        "organizationalEntityAcls", _UNVERSIONED, ("roleAssignee", "organizationalTarget"),
        reads=ADMINISTRATION,
    ),
    Access("networkSizes", _BOTH, reads=SIZES),
    Access(
        "organizationalEntityFollowerStatistics", _BOTH, ("organizationalEntity",),
        reads=FOLLOWERS, read_roles=ADMINISTRATOR,
    ),
    Access(
        "organizationalEntityShareStatistics", _BOTH, ("organizationalEntity",),
        ("shares", "ugcPosts"), reads=ADMINISTRATION, read_roles=ADMINISTRATOR,
    ),
    Access(
        "organizationPageStatistics", _BOTH, ("organization",),
        reads=ADMINISTRATION, read_roles=ADMINISTRATOR,
    ),
    *(
        Access(name, finders=("search",), reads=_ADS, writes=_MANAGING_ADS)
        for name in ("adAccounts", "adCampaignGroups", "adCampaigns")
    ),
    Access("creatives", _VERSIONED, ("criteria",), _CRITERIA, _ADS, _MANAGING_ADS),
    Access(
        "adAccountUsers", _VERSIONED, ("accounts", "authenticatedUser"), ("accounts",),
        _ADS, _MANAGING_ADS,
    ),
    Access(
        "adAnalytics", _VERSIONED, ("analytics", "statistics", "attributedRevenueMetrics"),
        _REPORTED, ("r_ads_reporting",),
    ),
    Access("conversions", finders=("account",), reads=("rw_conversions", *_ADS),
           writes=("rw_conversions",)),
    Access("campaignConversions", finders=("campaigns",), lists=("campaigns",),
           reads=("rw_conversions", *_ADS), writes=("rw_conversions",)),
    Access("leadForms", finders=("owner",), reads=_LEADS, writes=_LEADS,
           read_roles=_LEAD_MANAGER, write_roles=_LEAD_MANAGER),
    Access("leadFormResponses", finders=("owner",), reads=_LEADS, read_roles=_LEAD_MANAGER),
    Access("learningAssets", _UNVERSIONED, ("localeAndType", "criteria")),
    Access("learningClassifications", _UNVERSIONED, ("localeAndType", "keyword")),
)  # fmt: skip

#: All rows, by resource.
RESOURCES: Final[Mapping[str, Access]] = MappingProxyType({row.resource: row for row in _ROWS})


def products_of(permissions: AnyOf) -> tuple[str, ...]:
    """Return the products that grant permissions, without duplicates.

    Example:
        >>> products_of(("w_organization_social", "w_member_social"))
        ('Community Management API', 'Share on LinkedIn')
    """
    return tuple(dict.fromkeys(PRODUCTS[name] for name in permissions if name in PRODUCTS))
