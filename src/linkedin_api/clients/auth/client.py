"""The synchronous client for LinkedIn's authorization server."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from linkedin_api.clients.auth.methods import AuthMethods
from linkedin_api.clients.auth.pkce import Pkce, is_same_state, new_state
from linkedin_api.clients.auth.response import (
    AccessToken2LResponse,
    AccessToken3LResponse,
    IntrospectTokenResponse,
    RefreshTokenExchangeResponse,
)
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.sync_client import SyncClient

if TYPE_CHECKING:
    import requests

__all__ = ["AuthClient", "Pkce", "is_same_state", "new_state"]


class AuthClient(
    AuthMethods[
        AccessToken3LResponse,
        RefreshTokenExchangeResponse,
        AccessToken2LResponse,
        IntrospectTokenResponse,
    ],
    SyncClient,
):
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
