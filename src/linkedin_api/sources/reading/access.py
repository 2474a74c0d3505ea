"""Credentials for LinkedIn: an access token, or what is needed to fetch one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.clients.configuration import API_URL, API_URL_VARIABLE, resolve_base_url
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import MissingArgumentError
from linkedin_api.profiles import Profiles
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.tokens import ClientCredentials, RefreshToken, StaticToken
from linkedin_api.versions import KNOWN_GOOD, sunset_notice


@dataclass(frozen=True, slots=True)
class Access:
    """Credentials, and the servers that accept them. The repr hides secrets.

    An access token is used as it is. A refresh token, with the client id and secret, fetches
    tokens of a member, which LinkedIn Pages needs. The client id and secret alone fetch tokens
    of the application, which LinkedIn Learning needs. A sync uses one token.

    Attributes:
        access_token: an access token.
        client_id: the application's client id.
        client_secret: the application's client secret.
        refresh_token: the refresh token from the member's consent.
        tokens: a provider of tokens, instead of all of the above.
        version: version of the API.
        base_url: base URL of the API; `None` for the client's default.
        oauth_url: base URL of the authorization server; `None` for the client's default.
    """

    access_token: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    tokens: TokenProvider | None = field(default=None, repr=False, kw_only=True)
    version: str = KNOWN_GOOD
    base_url: str | None = None
    oauth_url: str | None = None

    @classmethod
    def from_profile(
        cls,
        name: str | None = None,
        *,
        version: str = KNOWN_GOOD,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """Return the credentials of a profile of `linkedin auth login`.

        Its token goes to the servers that it came from, and is renewed in time.

        Args:
            name: of the profile; `None` for `LINKEDIN_PROFILE`, otherwise `default`.
            version: version of the API.
            clock: current time in seconds since 1970.

        Raises:
            InvalidArgumentError: it is no name of a profile.
            ProfileError: there is no such profile, or it has no usable token.
            TokenStoreError: its secret or token cannot be read.

        Example:
            >>> Access.from_profile("nobody")
            Traceback (most recent call last):
            linkedin_api.errors.ProfileError: there is no profile 'nobody' in ...
        """
        profiles = Profiles()
        profile = profiles.load(name)
        return cls(
            tokens=profiles.provider(profile, retry=source_retry(), clock=clock),
            version=version,
            base_url=profile.base_url,
            oauth_url=profile.oauth_url,
        )

    def checked(self) -> Self:
        """Return these credentials if they are complete.

        Raises:
            MissingArgumentError: there is no token, and a credential to fetch one is missing.
        """
        self.provider()
        return self

    def sunset_notice(self, now: float, spelled: str) -> str | None:
        """Return a notice if the version ends soon, or has ended; otherwise `None`.

        A sandbox never ends a version, so a server on this machine gets no notice.

        Args:
            now: seconds since 1970.
            spelled: how the caller sets another version, with `{}` for the version.
        """
        if is_on_loopback(resolve_base_url(self.base_url, API_URL_VARIABLE, API_URL)):
            return None
        return sunset_notice(self.version, datetime.fromtimestamp(now, UTC).date(), spelled)

    def provider(
        self, retry: Retry | None = None, clock: Callable[[], float] = time.time
    ) -> TokenProvider:
        """Return a provider of tokens.

        Args:
            retry: policy for token requests; `None` for five attempts.
            clock: current time in seconds since 1970.

        Raises:
            MissingArgumentError: as `checked`.
        """
        if self.tokens is not None:
            return self.tokens
        if self.access_token:
            return StaticToken(self.access_token)
        if not (self.client_id and self.client_secret):
            raise MissingArgumentError(
                "access_token is missing: set it, or set client_id, client_secret and refresh_token"
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
        """Return a client that raises an error for every status other than 2xx.

        Args:
            concurrency: maximum number of concurrent calls.
            observer: receives an event for each request.
            budget: limit of calls per day.
            retry: retry policy; `None` for five attempts.
            clock: current time in seconds since 1970.
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
