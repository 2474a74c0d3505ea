"""What LinkedIn asks for before it tells of Pages: permissions of tokens, roles of members."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.catalogue.table import AnyOf

#: The product to ask for on an application's page; it gives all permissions below.
PRODUCT: Final = "Community Management API"

#: To read organizations, what their posts came to and who looked at them.
ADMINISTRATION: Final[AnyOf] = ("rw_organization_admin", "r_organization_admin")
#: To read who follows them.
FOLLOWERS: Final[AnyOf] = (*ADMINISTRATION, "r_organization_followers")
#: To read how many follow them, which is public.
SIZES: Final[AnyOf] = (*FOLLOWERS, "r_organization_social")
#: To read what they posted, and how that was received.
SOCIAL: Final[AnyOf] = ("r_organization_social",)

#: Only administrators read statistics.
ADMINISTRATOR: Final = ("ADMINISTRATOR",)
#: Whoever may post reads posts.
POSTER: Final = (
    "ADMINISTRATOR",
    "CONTENT_ADMINISTRATOR",
    "DIRECT_SPONSORED_CONTENT_POSTER",
)
