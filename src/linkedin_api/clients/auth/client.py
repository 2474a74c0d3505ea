"""The synchronous client for LinkedIn's authorization server."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from linkedin_api.clients.argument_docs import documents_arguments
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth.identity import Identity
from linkedin_api.clients.auth.pkce import Pkce, is_same_state, new_state
from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    IntrospectTokenResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import Headers
from linkedin_api.clients.sync_client import SyncClient

if TYPE_CHECKING:
    import requests

__all__ = ["AuthClient", "Pkce", "is_same_state", "new_state"]


@documents_arguments()
class AuthClient(Identity, SyncClient):
    """Gets and inspects tokens.

    The methods raise `InvalidArgumentError` before they send anything if an argument is
    wrong, and `TransportError` (also a `requests` error) if no complete answer comes. They
    return an error status, unless the client has `raise_for_status=True`. Secrets are only
    sent in bodies.

    Args:
        client_id: the application's id, from LinkedIn's developer portal.
        client_secret: its secret. Applications that use PKCE have none.
        redirect_url: where LinkedIn sends members back; required to authorize members.
        base_url: the server; by default the environment variable `LINKEDIN_OAUTH_URL`, else
            `https://www.linkedin.com`.
        timeout: seconds to connect and read, as one number or a pair.
        total_timeout: seconds for a call with all its retries; `None` for no limit.
        max_answer_bytes: maximum size of an answer, decompressed.
        raise_for_status: raise `OAuthError` for every status other than 2xx.
        retry: when to retry; `Retry.none()` never retries.
        observer: gets an `Event` for each request sent.
        session: a session of your own, which the client does not close.
        clock: seconds since 1970.
        monotonic: seconds that only grow, by which `total_timeout` is measured.
        sleep: lets seconds pass.

    Each method that sends takes a `timeout` and `headers` for itself.

    Example:
        >>> auth = AuthClient(sandbox.client_id, sandbox.client_secret)
        >>> auth.get_two_legged_access_token().expires_in
        1800
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None = None,
        redirect_url: str | None = None,
        *,
        base_url: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = None,
        max_answer_bytes: int = DEFAULT_MAX_ANSWER,
        raise_for_status: bool = False,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
        session: requests.Session | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(
            retry, raise_for_status, observer, None, monotonic, clock, total=limits.total
        )
        super().__init__(limits, conduct, session, sleep)
        self._identify(base_url, client_id, client_secret, redirect_url)

    def generate_member_auth_url(
        self,
        scopes: Sequence[str],
        state: str | None = None,
        *,
        code_challenge: str | None = None,
    ) -> str:
        """Build the URL to send a member to, so that they can grant access.

        Args:
            scopes: such as `["r_organization_social"]`, or one string with commas or spaces
                between them; members grant all or none.
            state: comes back unchanged; create it with `new_state` and compare it with
                `is_same_state`, so that you do not accept someone else's answer.
            code_challenge: `Pkce().challenge`, for native applications; the URL is then
                that of LinkedIn's native flow.

        Raises:
            MissingArgumentError: the client has no `redirect_url`.

        Example:
            >>> auth = AuthClient("id", "secret", "https://example.org/back")
            >>> auth.generate_member_auth_url(["openid", "profile"], "a&b").partition("?")[2]
            'response_type=code&client_id=id&redirect_uri=https%3A%2F%2Fexample.org%2Fback&scope=openid%20profile&state=a%26b'
        """
        return grants.authorization_url(self._app, scopes, state, code_challenge)

    def exchange_auth_code_for_access_token(
        self,
        code: str,
        *,
        code_verifier: str | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> AccessToken3LResponse:
        """Exchange a member's authorization code for an access token.

        HTTP: `POST /oauth/v2/accessToken`

        Args:
            code: the `code` from the redirect; valid once, for 30 minutes.
            code_verifier: `Pkce.verifier`, for native applications, which send no secret.

        Raises:
            MissingArgumentError: the client has no `redirect_url`, or no secret.

        Example:
            >>> auth = AuthClient(sandbox.client_id, sandbox.client_secret, sandbox.redirect_url)
            >>> code = sandbox.authorization_code(["openid", "profile"])
            >>> auth.exchange_auth_code_for_access_token(code).scopes
            ('openid', 'profile')
        """
        return self._run(
            self._adjusted(
                grants.authorization_code(self._app, code, code_verifier), timeout, headers
            ),
            AccessToken3LResponse,
        )

    def exchange_refresh_token_for_access_token(
        self, refresh_token: str, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> RefreshTokenExchangeResponse:
        """Exchange a refresh token for a new access token.

        This does not extend the refresh token, which is valid for a year from the consent.

        HTTP: `POST /oauth/v2/accessToken`

        Args:
            refresh_token: of the member; it came with their access token.
        """
        return self._run(
            self._adjusted(grants.refresh_token(self._app, refresh_token), timeout, headers),
            RefreshTokenExchangeResponse,
        )

    def get_two_legged_access_token(
        self, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> AccessToken2LResponse:
        """Get an access token for the application itself (client credentials).

        HTTP: `POST /oauth/v2/accessToken`
        """
        return self._run(
            self._adjusted(grants.client_credentials(self._app), timeout, headers),
            AccessToken2LResponse,
        )

    def introspect_access_token(
        self,
        access_token: str | Token,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> IntrospectTokenResponse:
        """Look up whether a token is active, its owner, its scopes and when it expires.

        HTTP: `POST /oauth/v2/introspectToken`

        Args:
            access_token: the bearer token as a string, or a `Token`.
        """
        return self._run(
            self._adjusted(grants.introspection(self._app, access_token), timeout, headers),
            IntrospectTokenResponse,
        )
