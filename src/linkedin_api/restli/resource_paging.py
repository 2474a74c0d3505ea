"""How LinkedIn's resources page, as one table, for what their answers cannot tell.

The rows of kind `whole` matter most: such a resource ignores `start`, so a client that asks
for the next page gets the same elements for ever. The other rows say how many elements fit
on a page. Where a row and an answer differ, the answer is right.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["start", "cursor", "whole"]
_SPLIT_REPORT: Final = (
    "ask for less at a time: a shorter dateRange, fewer accounts or campaigns,"
    " a coarser timeGranularity, or one pivot less"
)


class ResourcePaging(NamedTuple):
    """How one resource pages.

    Attributes:
        resource: its name, the last of the path.
        finder: the finder that pages so; `None` for every one.
        kind: `start` for start and count, `cursor` for pageSize and pageToken, `whole` for
            all at once.
        default: elements on a page if the request does not say.
        maximum: elements on a page at the most, as far as known. `paginate` asks for as
            many where the kind is `start`.
        total: whether `paging.total` is told; `None` where unknown.
        cap: as many elements come at the most, in all, and the rest is dropped.
        how_to_split: what to do if the cap is reached.
    """

    resource: str
    finder: str | None = None
    kind: Kind | None = None
    default: int | None = None
    maximum: int | None = None
    total: bool | None = None
    cap: int | None = None
    how_to_split: str = ""


# Defaults and maxima: LinkedIn's pages on cursors, posts and the ad library (documented);
# organizationAcls and learning*: what clients in use ask for (observed). Large pages of
# cursor resources are answered 500 now and then (observed), so their default stays.
_ROWS: Final = (
    ResourcePaging("adAccounts", "search", "cursor", 100, 1000, False),
    ResourcePaging("adCampaignGroups", "search", "cursor", 100, 1000, False),
    ResourcePaging("adCampaigns", "search", "cursor", 100, 1000, False),
    ResourcePaging("creatives", "criteria", "cursor", 100, 1000, False),
    ResourcePaging("adAccountUsers", None, "start", 10),
    ResourcePaging("posts", "author", "start", 10, 100, False),
    ResourcePaging("organizationAcls", None, "start", 10, 100, False),
    ResourcePaging("organizations", None, "start", 10, total=True),
    ResourcePaging("leadForms", None, "start", 10, total=True),
    ResourcePaging("adLibrary", "criteria", "start", 10, 25, True),
    ResourcePaging("learningAssets", None, "start", 10, 100, True),
    ResourcePaging("learningClassifications", None, "start", 10, 100, True),
    ResourcePaging("learningActivityReports", None, "start", 10, 100, True),
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
    """What is known of a resource; a row without a kind where nothing is.

    Example:
        >>> paging_of("adAnalytics", "statistics").cap
        15000
    """
    row = RESOURCES.get((resource, finder)) or RESOURCES.get((resource, None))
    return row or ResourcePaging(resource, finder)
