"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.oauth import generate_member_auth_url

__all__ = ["generate_member_auth_url"]
