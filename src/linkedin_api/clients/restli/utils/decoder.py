"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.codec import decode, reduced_decode

__all__ = ["decode", "reduced_decode"]
