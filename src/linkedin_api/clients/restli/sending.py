"""How a client sends one call; its shell decides how steps are performed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linkedin_api.clients.configuration import AccessToken, resolve_token
from linkedin_api.clients.exchange.task import task_of
from linkedin_api.clients.limits import Timeout
from linkedin_api.clients.options import Configured, Headers, Version
from linkedin_api.restli.calls import Call

Params = Mapping[str, Any] | None
Entity = Mapping[str, Any]


class Sending(Configured):
    """Sends calls, with the options of the client and those of a call."""

    #: What the shells decide: to return a response or a coroutine of one, and what a batch with
    #: more keys than the batch size is split into.
    _run: Callable[..., Any]
    _send_batch: Callable[..., Any]

    def _send(
        self,
        call: Call,
        response_type: type[Any],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> Any:
        task = task_of(call, self.base_url, self._chosen(version_string))
        task = self._with_options_of(task, timeout, headers)
        return self._run(
            task, response_type, lambda: resolve_token(access_token, self._access_token)
        )
