"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.requests import (
    MAX_QUERY_STRING_LENGTH,
    is_query_tunneling_required,
    maybe_apply_query_tunneling_get_requests,
    maybe_apply_query_tunneling_requests_with_body,
)

__all__ = [
    "MAX_QUERY_STRING_LENGTH",
    "is_query_tunneling_required",
    "maybe_apply_query_tunneling_get_requests",
    "maybe_apply_query_tunneling_requests_with_body",
]
