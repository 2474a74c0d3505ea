"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.constants import (
    CONTENT_TYPE,
    HEADERS,
    HTTP_METHODS,
    NON_VERSIONED_BASE_URL,
    OAUTH_BASE_URL,
    RESTLI_METHOD_TO_HTTP_METHOD_MAP,
    RESTLI_METHODS,
    VERSIONED_BASE_URL,
)

__all__ = [
    "CONTENT_TYPE",
    "HEADERS",
    "HTTP_METHODS",
    "NON_VERSIONED_BASE_URL",
    "OAUTH_BASE_URL",
    "RESTLI_METHODS",
    "RESTLI_METHOD_TO_HTTP_METHOD_MAP",
    "VERSIONED_BASE_URL",
]
