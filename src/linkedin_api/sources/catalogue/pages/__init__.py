"""LinkedIn Pages: the tables of organizations, their followers, posts and visitors."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from linkedin_api.sources.catalogue.pages.followers import FOLLOWERS
from linkedin_api.sources.catalogue.pages.organizations import ORGANIZATIONS
from linkedin_api.sources.catalogue.pages.posts import POSTS
from linkedin_api.sources.catalogue.pages.shares import SHARES
from linkedin_api.sources.catalogue.pages.visitors import VISITORS
from linkedin_api.sources.catalogue.table import Table

#: The streams of the Airbyte connector in its order, then the other tables.
ORDER: Final = (
    "organization_lookup",
    "follower_statistics",
    "share_statistics",
    "total_follower_count",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
    "page_statistics",
    "page_statistics_time_bound",
    "posts",
    "post_statistics",
    "social_metadata",
    "organization_acls",
)
_ALL: Final = {
    table.name: table for table in (*ORGANIZATIONS, *FOLLOWERS, *SHARES, *VISITORS, *POSTS)
}
#: All tables by name.
PAGES: Final = MappingProxyType[str, Table](
    {name: _ALL[name] for name in sorted(_ALL, key=ORDER.index)}  # none is left out
)
