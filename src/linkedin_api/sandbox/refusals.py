"""LinkedIn's own refusals, beyond Rest.li's: tokens, roles, quotas and versions."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from linkedin_api.sandbox.protocol.problems import Problem

# Tokens. All are 401; the numbers and names were seen in recorded answers.
EMPTY_TOKEN: Final = Problem(401, "Empty oauth2 access token", "EMPTY_ACCESS_TOKEN", 65604)
INVALID_TOKEN: Final = Problem(401, "Invalid access token", "INVALID_ACCESS_TOKEN", 65600)
REVOKED_TOKEN: Final = Problem(
    401,
    "The token used in the request has been revoked by the user",
    "REVOKED_ACCESS_TOKEN",
    65601,
)
EXPIRED_TOKEN: Final = Problem(
    401, "The token used in the request has expired", "EXPIRED_ACCESS_TOKEN", 65602
)
UNKNOWN_SCHEME: Final = Problem(
    401, "Unknown authentication schema", "UNKNOWN_AUTHENTICATION_SCHEMA", source="chosen"
)

# Roles and quotas.
NOT_ADMINISTERED: Final = Problem(
    403,
    "Viewer don't have permission to the ADMIN_ONLY VisibilityReduction for {organization}",
    "ACCESS_DENIED",
    100,
)
THROTTLED: Final = Problem(
    429,
    "Resource level throttle {whose} {window} limit for calls to this resource is reached.",
    "TOO_MANY_REQUESTS",
    101,
)
THROTTLED_OLDER: Final = Problem(
    429,
    "Resource level throttle limit for calls to this resource is reached.",
    service_error_code=101,
)
#: A burst is over soon; its answer was not recorded in full.
TOO_MANY_IN_A_BURST: Final = replace(
    THROTTLED.fill(whose="APPLICATION", window="MINUTE"), source="chosen"
)

# Versions.
VERSION_MISSING: Final = Problem(
    400,
    "A version must be present. Please specify a version by adding the Linkedin-Version header.",
    "VERSION_MISSING",
    source="documented",
)
VERSION_MALFORMED: Final = Problem(
    400, "Invalid version {version}: expected YYYYMM", "INVALID_VERSION", source="chosen"
)
VERSION_INACTIVE: Final = Problem(
    426, "Requested version {version} is not active", "NONEXISTENT_VERSION"
)
