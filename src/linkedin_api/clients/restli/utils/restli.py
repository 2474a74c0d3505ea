"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.codec import encode_query_params_for_get_requests
from linkedin_api.compatibility.requests import get_created_entity_id

__all__ = ["encode_query_params_for_get_requests", "get_created_entity_id"]
