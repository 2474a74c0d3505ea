"""How LinkedIn's resources page: a table of what their answers do not show.

The rows of kind `whole` matter most: such a resource ignores `start`, so a client that requests
the next page gets the same elements forever. The other rows say how many elements fit on a page.
If a row and an answer differ, the answer is right.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["start", "cursor", "whole", "number"]
_SPLIT_REPORT: Final = (
    "request less at a time: a shorter dateRange, fewer accounts or campaigns,"
    " a coarser timeGranularity, or one pivot fewer"
)


class ResourcePaging(NamedTuple):
    """How one resource pages.

    Attributes:
        resource: its name, the last part of the path.
        finder: the finder that pages this way; `None` for all finders.
        kind: `start` for start and count, `cursor` for pageSize and pageToken, `whole` for
            everything at once, `number` if `start` counts pages.
        default: elements per page if the request does not say.
        maximum: the largest page, as far as known. `paginate` requests it if the kind is
            `start`.
        total: whether answers have `paging.total`; `None` if unknown.
        cap: the maximum number of elements in total; LinkedIn drops the rest.
        how_to_split: what to do if the cap is reached.
        key: fields that identify an element; empty for the usual ones.
        hides: whether pages leave out elements that still count, so that the next page begins
            `count` further on, however many came.
    """

    resource: str
    finder: str | None = None
    kind: Kind | None = None
    default: int | None = None
    maximum: int | None = None
    total: bool | None = None
    cap: int | None = None
    how_to_split: str = ""
    key: tuple[str, ...] = ()
    hides: bool = False


# Defaults and maxima: LinkedIn's documentation of cursors, posts and the ad library; for
# organizationAcls and learning*, what existing clients request (observed). LinkedIn sometimes
# answers 500 to large pages of cursor resources (observed), so they keep their default.
_ID: Final = ("id",)
_URN: Final = ("urn",)
_ROLE: Final = ("organization", "roleAssignee", "role")
_ROWS: Final = (
    ResourcePaging("adAccounts", "search", "cursor", 100, 1000, False, key=_ID),
    ResourcePaging("adCampaignGroups", "search", "cursor", 100, 1000, False, key=_ID),
    ResourcePaging("adCampaigns", "search", "cursor", 100, 1000, False, key=_ID),
    ResourcePaging("creatives", "criteria", "cursor", 100, 1000, False, key=_ID),
    ResourcePaging("adAccountUsers", None, "start", 10, key=("account", "user")),
    ResourcePaging("posts", "author", "start", 10, 100, False, key=_ID),
    ResourcePaging("organizationAcls", None, "start", 10, 100, False, key=_ROLE),
    ResourcePaging("organizations", None, "start", 10, total=True, key=_ID),
    ResourcePaging("leadForms", None, "start", 10, total=True, key=_ID),
    ResourcePaging("leadFormResponses", None, "start", 10, total=True, key=_ID, hides=True),
    ResourcePaging("adLibrary", "criteria", "start", 10, 25, True),
    ResourcePaging("learningAssets", None, "start", 10, 100, True, key=_URN),
    ResourcePaging("learningClassifications", None, "start", 10, 100, True, key=_URN),
    ResourcePaging("learningActivityReports", None, "start", 10, 100, True),
    ResourcePaging("memberSnapshotData", None, "number", 10),
    ResourcePaging("organizationalEntityFollowerStatistics", None, "whole"),
    ResourcePaging("organizationalEntityShareStatistics", None, "whole"),
    ResourcePaging("organizationPageStatistics", None, "whole"),
    *(
        ResourcePaging(name, None, "whole", cap=15_000, how_to_split=_SPLIT_REPORT)
        for name in ("adAnalytics", "adAnalyticsV2")
    ),
)

#: All rows, by resource and finder.
RESOURCES: Final = MappingProxyType({(row.resource, row.finder): row for row in _ROWS})


def paging_of(resource: str, finder: str | None) -> ResourcePaging:
    """How a resource pages; a row without a kind if that is unknown.

    Example:
        >>> paging_of("adAnalytics", "statistics").cap
        15000
    """
    row = RESOURCES.get((resource, finder)) or RESOURCES.get((resource, None))
    return row or ResourcePaging(resource, finder)
