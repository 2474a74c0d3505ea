"""For programs written for linkedin-api-client 0.3; see `linkedin_api.compatibility`."""

from linkedin_api.compatibility.formatters import (
    AccessToken2LResponseFormatter,
    AccessToken3LResponseFormatter,
    BaseResponseFormatter,
    IntrospectTokenResponseFormatter,
    RefreshTokenExchangeResponseFormatter,
)

__all__ = [
    "AccessToken2LResponseFormatter",
    "AccessToken3LResponseFormatter",
    "BaseResponseFormatter",
    "IntrospectTokenResponseFormatter",
    "RefreshTokenExchangeResponseFormatter",
]
