"""What LinkedIn requires to read Pages: permissions of tokens and roles of members."""

from linkedin_api.resource_access import (
    ADMINISTRATION,
    ADMINISTRATOR,
    FOLLOWERS,
    POSTER,
    SIZES,
    SOCIAL,
)
from linkedin_api.resource_access import COMMUNITY as PRODUCT  # grants all of the permissions below

__all__ = [
    "ADMINISTRATION",
    "ADMINISTRATOR",
    "FOLLOWERS",
    "POSTER",
    "PRODUCT",
    "SIZES",
    "SOCIAL",
]
