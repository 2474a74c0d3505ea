"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.codec import encode, param_encode

__all__ = ["encode", "param_encode"]
