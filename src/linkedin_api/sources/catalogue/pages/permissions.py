"""What LinkedIn requires to read Pages: permissions of tokens and roles of members."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.table import AnyOf

#: The product to request for an application; it grants all permissions below.
PRODUCT: Final = "Community Management API"

#: To read organizations, and the statistics of their posts and visitors.
ADMINISTRATION: Final[AnyOf] = ("rw_organization_admin", "r_organization_admin")
#: To read the statistics of their followers.
FOLLOWERS: Final[AnyOf] = (*ADMINISTRATION, "r_organization_followers")
#: To read the number of their followers, which is public.
SIZES: Final[AnyOf] = (*FOLLOWERS, "r_organization_social")
#: To read their posts, and the reactions to them.
SOCIAL: Final[AnyOf] = ("r_organization_social",)

#: Only administrators read statistics.
ADMINISTRATOR: Final = ("ADMINISTRATOR",)
#: Every role that may post can read posts.
POSTER: Final = (
    "ADMINISTRATOR",
    "CONTENT_ADMINISTRATOR",
    "DIRECT_SPONSORED_CONTENT_POSTER",
)
