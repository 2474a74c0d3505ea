"""How a client is made from a profile, and sends one call; its shell performs the steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Self

from linkedin_api.clients.configuration import AccessToken, resolve_token
from linkedin_api.clients.exchange.task import task_of
from linkedin_api.clients.limits import Timeout
from linkedin_api.clients.options import Configured, Headers, Version
from linkedin_api.clients.restli.response import RESPONSES
from linkedin_api.restli.calls import Call

Params = Mapping[str, Any] | None
Entity = Mapping[str, Any]


class Sending(Configured):
    """Sends calls, with the options of the client and those of a call."""

    #: What the shells decide: to return a response or a coroutine of one, and what a batch with
    #: more keys than the batch size is split into.
    _run: Callable[..., Any]
    _send_batch: Callable[..., Any]

    @classmethod
    def from_profile(cls, name: str | None = None, **options: Any) -> Self:
        """Return a client that uses the token of a profile, and renews it in time.

        It talks to the server that the profile signed in to.

        HTTP: none; a token that must be renewed is renewed at the first call.

        Args:
            name: of the profile; `None` for `LINKEDIN_PROFILE`, otherwise `default`.
            options: the other arguments of the client, such as `version_string`.

        Raises:
            ProfileError: there is no such profile, or it has no usable token; the message says
                how to sign in.
            TokenStoreError: its secret or its token cannot be read.

        Example:
            >>> RestliClient.from_profile("nobody")
            Traceback (most recent call last):
            linkedin_api.errors.ProfileError: there is no profile 'nobody' in ...
        """
        from linkedin_api.clients.auth.profiles import Profiles

        profiles = Profiles()
        profile = profiles.load(name)
        provider = profiles.provider(profile, clock=options.get("clock", time.time))
        return cls(**{"base_url": profile.base_url, "access_token": provider, **options})

    def _send(
        self,
        call: Call,
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
        *,
        response_type: type[Any] | None = None,
    ) -> Any:
        task = task_of(call, self.base_url, self._chosen(version_string))
        task = self._with_options_of(task, timeout, headers)
        kind = response_type or RESPONSES[call.method]
        return self._run(task, kind, lambda: resolve_token(access_token, self._access_token))
