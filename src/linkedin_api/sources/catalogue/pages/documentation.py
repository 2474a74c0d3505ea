"""LinkedIn's documentation of the resources behind the tables of Pages."""

from __future__ import annotations

from typing import Final

_GUIDE: Final = "https://learn.microsoft.com/en-us/linkedin/marketing/community-management"

LOOKUP: Final = f"{_GUIDE}/organizations/organization-lookup-api"
ACCESS: Final = f"{_GUIDE}/organizations/organization-access-control-by-role"
FOLLOWER_STATISTICS: Final = f"{_GUIDE}/organizations/follower-statistics"
NETWORK_SIZE: Final = f"{_GUIDE}/organizations/organization-network-size"
SHARE_STATISTICS: Final = f"{_GUIDE}/organizations/share-statistics"
PAGE_STATISTICS: Final = f"{_GUIDE}/organizations/page-statistics"
POSTS: Final = f"{_GUIDE}/shares/posts-api"
SOCIAL_METADATA: Final = f"{_GUIDE}/shares/social-metadata-api"
