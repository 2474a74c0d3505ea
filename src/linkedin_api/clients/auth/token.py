"""A token as a value: its lifetime, its refresh token, its JSON form."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final, Literal, Self

from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.exchange.steps import Steps
from linkedin_api.clients.refresh_tokens import note_refresh_token
from linkedin_api.errors import InvalidArgumentError

__all__ = ["State", "Token"]

State = Literal["fresh", "stale", "expired"]

#: The last part of its life, in which an access token is renewed.
_EARLY_PART: Final = 0.1
#: The largest such part; otherwise a token would be stale from the start.
_EARLY_MOST: Final = 0.5
#: An access token that expires this many seconds or less before its refresh token is the last.
_LAST_WITHIN: Final = 60.0
#: Seconds from 1970 to the end of the year 9999, the last that a date can represent.
_LAST_MOMENT: Final = 253_402_300_800
_ANOTHER_THING: Final = "not a token in the format of Token.to_json"


@dataclass(frozen=True, slots=True)
class Token(Provider):
    """An access token and what belongs to it. Times are seconds since 1970, UTC.

    Clients take it as `access_token`, as it is: it is not renewed.

    Attributes:
        access_token: the bearer token. The `repr` shows neither it nor the refresh token.
        client_id: the id of the application.
        issued_at: when it was issued.
        expires_at: when it expires; `None` if LinkedIn did not say.
        refresh_token: the refresh token; `None` if there is none.
        refresh_token_expires_at: when the member has to consent again; `None` if LinkedIn
            did not say.
        scopes: its scopes; empty for an application's own token. One string with spaces or
            commas is split.
        origin: a hash of the first refresh token, to distinguish members.
    """

    access_token: str = field(repr=False)
    client_id: str
    issued_at: float
    expires_at: float | None = None
    refresh_token: str | None = field(default=None, repr=False)
    refresh_token_expires_at: float | None = None
    scopes: tuple[str, ...] = ()
    origin: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.scopes, str):
            object.__setattr__(self, "scopes", split_scopes(self.scopes))
        note_refresh_token(self.refresh_token)

    @property
    def known_scopes(self) -> tuple[str, ...]:
        """Its scopes."""
        return self.scopes

    def steps(self) -> Steps[str]:
        """Give the access token."""
        yield from ()
        return self.access_token

    @classmethod
    def from_response(
        cls,
        response: AccessToken2LResponse[Any],
        client_id: str,
        *,
        replacing: Token | None = None,
        now: float | None = None,
    ) -> Self:
        """Create a token from an answer of the token endpoint.

        Args:
            response: the response of any method of `AuthClient` that gets a token.
            client_id: the id of the application.
            replacing: the token that was refreshed; it supplies what the answer leaves out.
            now: when the answer came; `None` for now.

        Raises:
            OAuthError: the answer is an error.
            ResponseFormattingError: the answer has no access token.

        Example:
            >>> response = auth.get_two_legged_access_token()
            >>> Token.from_response(response, sandbox.client_id, now=1000.0).expires_at
            2800.0
        """
        now = time.time() if now is None else now
        scopes = response.scopes if isinstance(response, AccessToken3LResponse) else ()
        refresh, refresh_ends = _refresh_token(response, replacing, now)
        return cls(
            response.access_token,
            client_id,
            now,
            None if response.seconds_left is None else now + response.seconds_left,
            refresh,
            refresh_ends,
            scopes or (replacing.scopes if replacing else ()),
            replacing.origin if replacing else origin_of(refresh),
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the JSON that `to_json` writes.

        Raises:
            InvalidArgumentError: it is something else; the message does not quote it.
        """
        try:
            written = json.loads(text)
            scopes = written["scopes"]
            token = cls(
                **{**written, "scopes": scopes if isinstance(scopes, str) else tuple(scopes)}
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            raise InvalidArgumentError(_ANOTHER_THING) from None
        wrong = [name for name, is_right in _FIELDS.items() if not is_right(getattr(token, name))]
        if wrong:
            raise InvalidArgumentError(f"{_ANOTHER_THING}: {wrong[0]} is invalid")
        return token

    def to_json(self) -> str:
        """Write the token as JSON, including its secrets."""
        return json.dumps(asdict(self))

    def state(self, now: float, early: float | None = None) -> State:
        """Whether it is fresh, stale (still valid, but due for renewal) or expired.

        Args:
            now: seconds since 1970.
            early: how many seconds before its end it becomes stale, at most half of its life;
                `None` for a tenth of its life. A token that expires with its refresh token
                never does, since the next one would expire at the same time.

        Example:
            >>> token = Token("secret", "client", issued_at=0.0, expires_at=1000.0)
            >>> [token.state(now) for now in (0.0, 899.0, 900.0, 1000.0)]
            ['fresh', 'fresh', 'stale', 'expired']
        """
        if self.expires_at is None:
            return "fresh"
        if now >= self.expires_at:
            return "expired"
        life = self.expires_at - self.issued_at
        ahead = life * _EARLY_PART if early is None else min(early, life * _EARLY_MOST)
        return "stale" if now >= self.expires_at - ahead and not self._is_last else "fresh"

    @property
    def _is_last(self) -> bool:
        return (
            self.expires_at is not None
            and self.refresh_token_expires_at is not None
            and self.expires_at > self.refresh_token_expires_at - _LAST_WITHIN
        )


def _is_secret(value: Any) -> bool:
    return isinstance(value, str) and value != "" and value.isprintable()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and (value == "" or value.isprintable())


def _is_moment(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and abs(value) < _LAST_MOMENT


#: How to validate each field of a token from JSON.
_FIELDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "access_token": _is_secret,
    "client_id": _is_text,
    "issued_at": _is_moment,
    "expires_at": lambda value: value is None or _is_moment(value),
    "refresh_token": lambda value: value is None or _is_secret(value),
    "refresh_token_expires_at": lambda value: value is None or _is_moment(value),
    "scopes": lambda value: all(map(_is_text, value)),
    "origin": _is_text,
}


def origin_of(refresh_token: str | None) -> str:
    """A short hash that distinguishes refresh tokens without revealing them."""
    if not refresh_token:
        return ""
    return sha256(refresh_token.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _refresh_token(
    response: AccessToken2LResponse[Any], replacing: Token | None, now: float
) -> tuple[str | None, float | None]:
    """The current refresh token, and when it expires."""
    old: tuple[str | None, float | None] = (None, None)
    if replacing is not None:
        old = (replacing.refresh_token, replacing.refresh_token_expires_at)
    if not isinstance(response, RefreshTokenExchangeResponse):
        return old
    value, seconds = response.refresh_token or old[0], response.refresh_token_expires_in
    if seconds is not None:
        return value, now + seconds
    return value, old[1] if value == old[0] else None
