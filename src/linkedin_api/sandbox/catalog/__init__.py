"""The resources a sandbox serves, one module per product of LinkedIn's."""

from typing import Final

from linkedin_api.sandbox.catalog.ads import ADS
from linkedin_api.sandbox.catalog.identity import IDENTITY, MEMBER
from linkedin_api.sandbox.catalog.media import MEDIA
from linkedin_api.sandbox.catalog.posts import POSTS

CATALOG: Final = (*IDENTITY, *ADS, *POSTS, *MEDIA)

__all__ = ["CATALOG", "MEMBER"]
