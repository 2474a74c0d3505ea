"""Token providers, which clients accept in place of a token."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from linkedin_api.argument_checks import filled
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth.renewal import LOOK_SECONDS, OnChange, Renewal
from linkedin_api.clients.auth.response import AccessToken2LResponse, AccessToken3LResponse
from linkedin_api.clients.auth.stores import TokenStore
from linkedin_api.clients.auth.token import Token, origin_of
from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.secret_variables import forgets_variables
from linkedin_api.clients.exchange.steps import Steps, Wait
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.refresh_tokens import note_refresh_token
from linkedin_api.errors import ConsentNeededError, InvalidArgumentError, OAuthError

__all__ = ["ClientCredentials", "RefreshToken", "StaticToken"]

_DAY: Final = 24 * 3600.0
#: Seconds before the end of a refresh token when the warnings begin.
_NOTICE: Final = 30 * _DAY
#: How often the store is looked at, before a refresh token that was refused counts as ended.
_LOOKS: Final = 20

logger: Final = logging.getLogger("linkedin_api")


class StaticToken(TokenProvider):
    """One fixed token; if LinkedIn refuses it, there is no other.

    Args:
        token: the bearer token.
        scopes: its scopes, for hints; empty if they are unknown.

    Example:
        >>> RestliClient(access_token=StaticToken(token)).get("/me").status_code
        200
    """

    def __init__(self, token: str, *, scopes: tuple[str, ...] = ()) -> None:
        self._token = filled("token", token)
        self._scopes = scopes

    @property
    def known_scopes(self) -> tuple[str, ...]:
        """The scopes that it was made with."""
        return self._scopes

    def steps(self) -> Steps[str]:
        """Return the token."""
        yield from ()
        return self._token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class ClientCredentials(Renewal):
    """Tokens of the application itself (two-legged OAuth), renewed before they expire.

    HTTP: `POST /oauth/v2/accessToken` with `grant_type=client_credentials`, through the
    session of the client that needs the token.

    Args:
        client_id: the application's id.
        client_secret: its secret.
        store: where tokens are saved between runs; `None` keeps them in memory.
        base_url: the authorization server; by default the environment variable
            `LINKEDIN_OAUTH_URL`, else `https://www.linkedin.com`.
        early: how many seconds before its end to renew a token, at most half of its life;
            `None` for a tenth of its life: 3 minutes of 30.
        on_change: called with each new `Token` after it is stored; asynchronous clients call it
            in a thread. Its exceptions reach the call that renewed the token.
        retry: when to retry requests to the authorization server.
        observer: gets an `Event` for each request to the authorization server.
        clock: returns seconds since 1970.

    Example:
        >>> provider = ClientCredentials(sandbox.client_id, sandbox.client_secret)
        >>> client = RestliClient(access_token=provider)
        >>> [client.finder("/learningAssets", "criteria").status_code for _ in range(3)]
        [200, 200, 200]
        >>> [request.path for request in sandbox.requests].count("/oauth/v2/accessToken")
        1
    """

    def _task(self) -> Task:
        return grants.client_credentials(self._app)

    def _accepts(self, kept: Token) -> bool:
        return kept.client_id == self._app.client_id and kept.refresh_token is None


class RefreshToken(Renewal):
    """A member's tokens, renewed with their refresh token.

    LinkedIn's refresh tokens are valid for a year from the consent, however often they are
    used. During the last 30 days the log has a warning once a day.

    HTTP: `POST /oauth/v2/accessToken` with `grant_type=refresh_token`, through the session
    of the client that needs the token.

    Args:
        client_id: the application's id.
        client_secret: its secret.
        refresh_token: the one received after the member's consent; `None` for the one in
            `store`. A stored token that came from another refresh token is not used.

    The other arguments are those of `ClientCredentials`. With `early=None`, a token of 60 days is
    renewed 6 days before its end.

    Raises:
        ConsentNeededError: in the calls that need a token, once the member has to consent
            again.

    Example:
        >>> refresh_token = sandbox.refresh_token("openid profile r_basicprofile")
        >>> provider = RefreshToken(sandbox.client_id, sandbox.client_secret, refresh_token)
        >>> RestliClient(access_token=provider).get("/me").entity["localizedFirstName"]
        'Ada'
        >>> provider.ends_soon
        False
    """

    _response_type = AccessToken3LResponse
    made_with = (*Renewal.made_with, "_given")

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        refresh_token: str | None = None,
        *,
        store: TokenStore | None = None,
        base_url: str | None = None,
        early: float | None = None,
        on_change: OnChange | None = None,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(
            client_id,
            client_secret,
            store=store,
            base_url=base_url,
            early=early,
            on_change=on_change,
            retry=retry,
            observer=observer,
            clock=clock,
        )
        if refresh_token is None and store is None:
            raise InvalidArgumentError("refresh_token or store is required")
        self._given = None if refresh_token is None else filled("refresh_token", refresh_token)
        note_refresh_token(self._given)

    def _begin(self) -> None:
        super()._begin()
        self._ended: tuple[str, OAuthError] | None = None
        self._next_notice = -math.inf

    @property
    def refresh_token_expires_at(self) -> datetime | None:
        """When the member has to consent again; `None` if that is unknown."""
        ends = self._token.refresh_token_expires_at if self._token else None
        return None if ends is None else datetime.fromtimestamp(ends, UTC)

    @property
    def ends_soon(self) -> bool:
        """Whether the member has to consent again within 30 days."""
        return self._token is not None and _left(self._token, self._clock()) < _NOTICE

    def _task(self) -> Task:
        return grants.refresh_token(self._app, self._current())

    def _held(self) -> str | None:
        return (self._token.refresh_token if self._token else None) or self._given

    def _current(self) -> str:
        """The refresh token to use.

        Raises:
            ConsentNeededError: there is none, or LinkedIn has refused it already.
        """
        current = self._held()
        if current is None:
            raise ConsentNeededError(
                f"{self._store!r} has no refresh token for client {self._app.client_id}; "
                "the member has to consent"
            )
        if self._ended is not None and self._ended[0] == current:
            raise _consent_needed(self._ended[1])
        return current

    @forgets_variables
    def _new(self) -> Steps[Token | None]:
        """Get a new token; `None` if the store has one of another process, which was faster.

        An authorization server that replaces refresh tokens refuses the one that another process
        has used, so the store may hold the next, at once or as soon as that process has saved it.
        """
        current = self._current()
        try:
            return (yield from super()._new())
        except OAuthError as error:
            if not _says_it_ended(error):
                raise
            self._ended, refused = (current, error), error
        for _ in range(0 if self._store is None else _LOOKS):
            if (yield from self._found()):
                return None
            if self._held() != current:
                return (yield from self._new())
            yield Wait(LOOK_SECONDS)
        raise _consent_needed(refused)

    def _accepts(self, kept: Token) -> bool:
        if kept.client_id != self._app.client_id or kept.refresh_token is None:
            return False
        return self._given is None or kept.origin == origin_of(self._given)

    def _token_of(self, response: AccessToken2LResponse, replaced: Token | None) -> Token:
        token = super()._token_of(response, replaced)
        if self._given is None:
            return token
        kept = token.refresh_token or self._given
        return replace(token, refresh_token=kept, origin=origin_of(self._given))

    def _watch(self, token: Token) -> None:
        left, elapsed = _left(token, self._clock()), self._conduct.clock()
        if left >= _NOTICE or elapsed < self._next_notice:
            return
        self._next_notice = elapsed + _DAY
        logger.warning(
            "the refresh token of client %s expires in %d days: the member has to consent again",
            self._app.client_id,
            max(0, left // _DAY),
        )


def _left(token: Token, now: float) -> float:
    """Seconds until the refresh token expires; infinite if that is unknown."""
    ends = token.refresh_token_expires_at
    return float("inf") if ends is None else ends - now


def _says_it_ended(error: OAuthError) -> bool:
    """Whether the refresh token is invalid; LinkedIn uses `invalid_request` for much else too."""
    description = str(error.description or "").lower()
    return error.error_code == "invalid_grant" or (
        error.status in (400, 401) and "refresh token is invalid" in description
    )


def _consent_needed(error: OAuthError) -> ConsentNeededError:
    return ConsentNeededError(
        f"{error}: the member has to consent again",
        status=error.status,
        error=error.error,
        request_id=error.request_id,
        request=error.request,
        response=error.response,
    )
