"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.requests import build_rest_url, get_rest_api_base_url

__all__ = ["build_rest_url", "get_rest_api_base_url"]
