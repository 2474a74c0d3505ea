"""Typed responses of LinkedIn's authorization server.

On an error status, the data properties raise the same `OAuthError` as `raise_for_status()`. A
property that LinkedIn may leave out is then `None`. No `repr` shows a token.
"""

from __future__ import annotations

from typing import ClassVar, Final

from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.clients.refresh_tokens import note_refresh_token
from linkedin_api.clients.response import BaseResponse, Raw
from linkedin_api.errors import OAuthError, StatusError
from linkedin_api.restli.promise import ACCESS_TOKEN, INTROSPECTION

__all__ = [
    "AccessToken2LResponse",
    "AccessToken3LResponse",
    "BaseAuthResponse",
    "IntrospectTokenResponse",
    "RefreshTokenExchangeResponse",
]

#: The largest time in seconds; larger ones are invalid.
_LARGEST: Final = 2**53


class BaseAuthResponse(BaseResponse[Raw]):
    """The base of all responses of `AuthClient`."""

    _error_type: ClassVar[type[StatusError] | None] = OAuthError
    _shows_data: ClassVar = False  # tokens do not belong in logs

    def _text(self, name: str) -> str | None:
        value = self._field(name)
        return value if isinstance(value, str) else None

    def _number(self, name: str) -> int | None:
        """A number that LinkedIn sends as a number or, sometimes, as a string."""
        try:
            number = int(self._field(name))
        except (TypeError, ValueError, OverflowError):
            return None
        return number if abs(number) <= _LARGEST else None


class AccessToken2LResponse(BaseAuthResponse[Raw]):
    """Response of `get_two_legged_access_token`."""

    _data: ClassVar[tuple[str, ...]] = ("access_token", "expires_in")

    @property
    def access_token(self) -> str:
        """The bearer token; it may be 1,000 characters long."""
        token = self._text("access_token")
        if not token:
            self._raise_formatting(ACCESS_TOKEN.lack({}))
        return token

    @property
    def expires_in(self) -> int:
        """Seconds until the access token expires."""
        seconds = self.seconds_left
        if seconds is None:
            self._raise_formatting("without expires_in, a number of seconds")
        return seconds

    @property
    def seconds_left(self) -> int | None:
        """The same, or `None` if LinkedIn does not say when the token expires."""
        return self._number("expires_in")


class RefreshTokenExchangeResponse(AccessToken2LResponse[Raw]):
    """Response of `exchange_refresh_token_for_access_token`."""

    _data: ClassVar[tuple[str, ...]] = (
        *("access_token", "expires_in"),
        *("refresh_token", "refresh_token_expires_in"),
    )

    @property
    def refresh_token(self) -> str | None:
        """The refresh token, if the application may have one."""
        token = self._text("refresh_token")
        note_refresh_token(token)
        return token

    @property
    def refresh_token_expires_in(self) -> int | None:
        """Seconds until the refresh token expires, a year after the member's consent."""
        return self._number("refresh_token_expires_in")


class AccessToken3LResponse(RefreshTokenExchangeResponse[Raw]):
    """Response of `exchange_auth_code_for_access_token`."""

    _data = (
        *("access_token", "expires_in"),
        *("refresh_token", "refresh_token_expires_in", "scope"),
    )

    @property
    def scope(self) -> str | None:
        """The scopes as received: documented with spaces, observed with commas."""
        return self._text("scope")

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes, one by one."""
        return split_scopes(self.scope or "")


class IntrospectTokenResponse(BaseAuthResponse[Raw]):
    """Response of `introspect_access_token`. Times are seconds since 1970, UTC."""

    _data = (
        *("active", "auth_type", "authorized_at", "client_id"),
        *("created_at", "expires_at", "scope", "status"),
    )

    @property
    def active(self) -> bool:
        """Whether the token is valid; also `False` for another application's token."""
        active = self._field("active")
        if not isinstance(active, bool):
            self._raise_formatting(INTROSPECTION.lack({}))
        return active

    @property
    def auth_type(self) -> str | None:
        """`2L`, `3L` or `Enterprise_User`."""
        return self._text("auth_type")

    @property
    def authorized_at(self) -> int | None:
        """When the member consented."""
        return self._number("authorized_at")

    @property
    def client_id(self) -> str | None:
        """The application the token belongs to."""
        return self._text("client_id")

    @property
    def created_at(self) -> int | None:
        """When the token was made."""
        return self._number("created_at")

    @property
    def expires_at(self) -> int | None:
        """When the token expires."""
        return self._number("expires_at")

    @property
    def scope(self) -> str | None:
        """The scopes as received, separated by commas; member tokens only."""
        return self._text("scope")

    @property
    def status(self) -> str | None:
        """`active`, `expired` or `revoked`."""
        return self._text("status")
