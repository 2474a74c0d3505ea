"""The credentials: calls made with them, what their token allows, and whose it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, Final, NamedTuple

from linkedin_api.assistants.setup import Setup
from linkedin_api.assistants.tallies import current
from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.auth.providers import StaticToken
from linkedin_api.clients.auth.renewal import Renewal
from linkedin_api.clients.auth.response import IntrospectTokenResponse
from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.clients.exchange.events import Event
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.restli.client import RestliClient
from linkedin_api.errors import ForbiddenError, LinkedInError, ResponseFormattingError

#: Seconds to connect, and to wait for an answer; an assistant does not wait longer.
_TIMEOUT: Final = (5.0, 30.0)
_TOTAL: Final = 60.0


@contextmanager
def as_documented() -> Iterator[None]:
    """Blame LinkedIn's answer if it has another form than its documentation says.

    Raises:
        ResponseFormattingError: a field is missing, or has another type.
    """
    try:
        yield
    except (AttributeError, KeyError, OverflowError, TypeError) as error:
        raise ResponseFormattingError(
            f"LinkedIn's answer does not have the documented form: {error!r}"
        ) from error


@as_documented()
def member_of(client: RestliClient) -> str:
    """Return the URN of the member whose token a client has.

    HTTP: `GET /v2/userinfo`, or `GET /v2/me` where the token may not read that

    Raises:
        StatusError: the token may read neither.
    """
    try:
        number = client.get("/userinfo", version_string=None).entity["sub"]
    except ForbiddenError:
        number = client.get("/me", version_string=None).entity["id"]
    return f"urn:li:person:{number}"


def introspected(
    application: tuple[str, str], token: str, **options: Any
) -> IntrospectTokenResponse | None:
    """Return what LinkedIn knows of a token; `None` if it cannot be looked up.

    HTTP: `POST /oauth/v2/introspectToken`

    Args:
        application: id and secret of the application, which learns of its own tokens alone.
        token: an access token.
        options: of the client that asks.
    """
    with suppress(LinkedInError), AuthClient(*application, **options) as client:
        found = client.introspect_access_token(token)
        return found if found.error is None and found.client_id == application[0] else None
    return None


class Grant(NamedTuple):
    """What is known of the token.

    Attributes:
        scopes: `None` if they are unknown.
        expires_at: in seconds since 1970; `None` if unknown.
        is_member: whether it is a member's and not the application's own.
    """

    scopes: tuple[str, ...] | None = None
    expires_at: float | None = None
    is_member: bool = True


class Account:
    """The credentials of a server, and the calls made with them.

    Attributes:
        access: the credentials.
        budget: counts the calls, and limits them.
        now: current time in seconds since 1970.
        calls: requests sent so far.
        member: who `acting_member` said acts, the last time; `None` before.
    """

    def __init__(self, setup: Setup) -> None:
        self.access = setup.access
        self.now = setup.now
        self.budget = RateBudget(setup.max_calls_per_day)
        self.calls = 0
        self.member: str | None = None

    @cached_property
    def tokens(self) -> TokenProvider:
        """Gives tokens.

        Raises:
            MissingArgumentError: a credential is missing.
        """
        return self.access.provider(clock=self.now)

    @cached_property
    def client(self) -> RestliClient:
        """A client that raises an error for every status other than 2xx."""
        return RestliClient(
            base_url=self.access.base_url,
            access_token=self.tokens,
            version_string=self.access.version,
            raise_for_status=True,
            budget=self.budget,
            observer=self.observe,
            timeout=_TIMEOUT,
            total_timeout=_TOTAL,
            clock=self.now,
        )

    def observe(self, event: Event) -> None:
        """Count a request."""
        self.calls += 1
        current().note(event)

    def calls_left(self) -> int | None:
        """Calls left today at the endpoints that an answer used; `None` without a limit."""
        left = [self.budget.left(endpoint) for endpoint in current().endpoints]
        return min((each for each in left if each is not None), default=None)

    def acting_member(self) -> str:
        """Return whose token it is; where LinkedIn does not say, which token it is.

        HTTP: as `member_of`
        """
        try:
            self.member = member_of(self.client)
        except ForbiddenError:
            self.member = "token:" + hashlib.sha256(self.tokens.token().encode()).hexdigest()
        return self.member

    def known_grant(self) -> Grant:
        """Return what this machine knows of the token; makes no call."""
        scopes = self.tokens.known_scopes or None
        latest = self.tokens.latest if isinstance(self.tokens, Renewal) else None
        is_member = latest is None or latest.refresh_token is not None
        return Grant(scopes, latest.expires_at if latest else None, is_member)

    def grant(self) -> Grant:
        """Return what LinkedIn knows of the token, if the application is known; otherwise as above.

        HTTP: `POST /oauth/v2/introspectToken`
        """
        name, secret = self.access.client_id, self.access.client_secret
        options = {
            "base_url": self.access.oauth_url,
            "timeout": _TIMEOUT,
            "observer": self.observe,
        }
        found = None
        if name and secret:
            with suppress(LinkedInError):  # there is no token
                found = introspected((name, secret), self.tokens.token(), **options)
        if found is None:
            return self.known_grant()
        scopes = split_scopes(found.scope) if found.scope else None
        return Grant(scopes, found.expires_at, found.auth_type != "2L")

    def secrets(self) -> Iterator[str | None]:
        """Give the secrets that must never leave the server."""
        access = self.access
        yield from (access.access_token, access.client_secret, access.refresh_token)
        tokens = self.__dict__.get("tokens")  # only if they were needed
        if isinstance(tokens, Renewal) and tokens.latest is not None:
            yield from (tokens.latest.access_token, tokens.latest.refresh_token)
        if isinstance(tokens, StaticToken):
            yield tokens.token()

    def close(self) -> None:
        """Close the connections."""
        if "client" in self.__dict__:
            self.client.close()
