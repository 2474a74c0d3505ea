"""Posts of organizations, what became of each, and how each was received."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.pages.permissions import ADMINISTRATION, SOCIAL
from linkedin_api.sources.pages.shares import RESOURCE
from linkedin_api.sources.table import Record, Table
from linkedin_api.sources.ways import PostBatches, Posts, PostStatistics

_COUNTERS: Final = (
    "uniqueImpressionsCount",
    "shareCount",
    "engagement",
    "clickCount",
    "likeCount",
    "impressionCount",
    "commentCount",
)


def _with_organization(record: Record, organization: str) -> dict[str, Any]:
    return {**record, "organizationalEntity": organization}


POSTS: Final = (
    Table(
        "posts",
        "A post of an organization.",
        Posts(),
        {},
        ("id",),
        "posts",
        organization="author",
        permissions=(SOCIAL,),
        roles=("ADMINISTRATOR",),
    ),
    Table(
        "post_statistics",
        "What became of one post in the last 12 months; zeros if nothing did.",
        PostStatistics(f"/{RESOURCE}", "organizationalEntity", _COUNTERS),
        {},
        ("post",),
        RESOURCE,
        organization="organizationalEntity",
        permissions=(SOCIAL, ADMINISTRATION),
        roles=("ADMINISTRATOR",),
    ),
    Table(
        "social_metadata",
        "How one post was received, today: reactions by kind and comments.",
        PostBatches("/socialMetadata", _with_organization),
        {},
        ("entity",),
        "socialMetadata",
        organization="organizationalEntity",
        permissions=(SOCIAL,),
        roles=("ADMINISTRATOR",),
    ),
)
