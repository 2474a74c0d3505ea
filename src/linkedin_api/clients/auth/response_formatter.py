"""The formatters of 0.3 for the methods of `AuthClient`."""

from linkedin_api.clients.auth import response as auth
from linkedin_api.clients.common.response_formatter import BaseResponseFormatter


class AccessToken2LResponseFormatter(BaseResponseFormatter[auth.AccessToken2LResponse]):
    """Formats the answer to `get_two_legged_access_token`."""


class AccessToken3LResponseFormatter(BaseResponseFormatter[auth.AccessToken3LResponse]):
    """Formats the answer to `exchange_auth_code_for_access_token`."""


class RefreshTokenExchangeResponseFormatter(
    BaseResponseFormatter[auth.RefreshTokenExchangeResponse]
):
    """Formats the answer to `exchange_refresh_token_for_access_token`."""


class IntrospectTokenResponseFormatter(BaseResponseFormatter[auth.IntrospectTokenResponse]):
    """Formats the answer to `introspect_access_token`."""
