"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.formatters import BaseResponseFormatter

__all__ = ["BaseResponseFormatter"]
