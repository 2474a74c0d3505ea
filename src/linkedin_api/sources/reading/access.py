"""Whom to ask and as whom: an access token, or what one is made from."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from linkedin_api.clients.configuration import API_URL, API_URL_VARIABLE, resolve_base_url
from linkedin_api.clients.events import Observer
from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.clients.provider import TokenProvider
from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.clients.retry import Retry
from linkedin_api.errors import MissingArgumentError
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.tokens import ClientCredentials, RefreshToken, StaticToken
from linkedin_api.versions import KNOWN_GOOD, sunset_notice


@dataclass(frozen=True, slots=True)
class Access:
    """Credentials, and where they are good. Secrets are not shown.

    A token that is given is used as it is. A refresh token (with client id and secret)
    makes tokens of a member, as LinkedIn Pages needs; client id and secret alone make
    tokens of the application, as LinkedIn Learning needs. One token serves a whole sync.

    Attributes:
        access_token: a token.
        client_id: the application's id.
        client_secret: its secret.
        refresh_token: as it came after the member's consent.
        version: of the API.
        base_url: of the API; `None` for the client's default.
        oauth_url: of the authorization server; `None` for the client's default.
    """

    access_token: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    version: str = KNOWN_GOOD
    base_url: str | None = None
    oauth_url: str | None = None

    def checked(self) -> Self:
        """Return these credentials if something can be done with them.

        Raises:
            MissingArgumentError: neither a token nor what makes one; says what is missing.
        """
        self.provider()
        return self

    def sunset_notice(self, now: float, spelled: str) -> str | None:
        """Return what to tell who named the version; `None` if it is far from its end.

        A sandbox never ends a version, so there is no notice for one on this machine.

        Args:
            now: seconds since 1970.
            spelled: how another version is named here, with `{}` in its place.
        """
        if is_on_loopback(resolve_base_url(self.base_url, API_URL_VARIABLE, API_URL)):
            return None
        return sunset_notice(self.version, datetime.fromtimestamp(now, UTC).date(), spelled)

    def provider(
        self, retry: Retry | None = None, clock: Callable[[], float] = time.time
    ) -> TokenProvider:
        """Return what gives tokens.

        Args:
            retry: when to ask for one again; `None` for five attempts.
            clock: seconds since 1970.

        Raises:
            MissingArgumentError: as `checked`.
        """
        if self.access_token:
            return StaticToken(self.access_token)
        if not (self.client_id and self.client_secret):
            raise MissingArgumentError(
                "access_token is needed, or client_id, client_secret and refresh_token"
            )
        retry = retry or source_retry()
        if self.refresh_token:
            return RefreshToken(
                self.client_id,
                self.client_secret,
                self.refresh_token,
                base_url=self.oauth_url,
                retry=retry,
                clock=clock,
            )
        return ClientCredentials(
            self.client_id, self.client_secret, base_url=self.oauth_url, retry=retry, clock=clock
        )

    def client(
        self,
        concurrency: int,
        *,
        observer: Observer | None = None,
        budget: RateBudget | None = None,
        retry: Retry | None = None,
        clock: Callable[[], float] = time.time,
    ) -> AsyncRestliClient:
        """Return a client that raises for every status that is not 2xx.

        Args:
            concurrency: calls at once.
            observer: gets an event for each request.
            budget: how many calls a day are allowed.
            retry: when to ask again; `None` for five attempts.
            clock: seconds since 1970.
        """
        retry = retry or source_retry()
        return AsyncRestliClient(
            base_url=self.base_url,
            access_token=self.provider(retry, clock),
            version_string=self.version,
            connections=concurrency,
            raise_for_status=True,
            retry=retry,
            observer=observer,
            budget=budget,
            clock=clock,
        )
