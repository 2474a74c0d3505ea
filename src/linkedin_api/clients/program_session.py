"""The session of `requests` as a program sets it up: its hooks, its timeouts, its `send`.

Programs for linkedin-api-client 0.x hook into `client.session`, replace `session.send` and
mount adapters of their own. What they set there holds; what the client decides, such as its
timeout, is applied below it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.util import Timeout as PoolTimeout

from linkedin_api.clients.configuration import DEFAULT_TIMEOUT, Timeout

_KEYWORDS: Final = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


class ClientSession(requests.Session):
    """A session that follows no redirects, whoever calls its `send`."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Say that there is none: neither a token nor a secret may leave for another host."""
        return None


class PreparedCall(requests.PreparedRequest):
    """A request of a client, on its way through the session.

    Attributes:
        timeout: seconds to connect and read, where nobody has set any.
        hook_error: what a hook raised.
    """

    timeout: Timeout = DEFAULT_TIMEOUT
    hook_error: Exception | None = None

    def copy(self) -> PreparedCall:
        """Make a copy, which a program may change and send instead."""
        copied = super().copy()
        copied.__class__ = PreparedCall
        vars(copied).update(timeout=self.timeout)
        return copied  # type: ignore[return-value]

    def prepare_hooks(self, hooks: Any) -> None:
        """Take the hooks, each adapted to the arguments it takes."""
        super().prepare_hooks(hooks)
        for event, functions in self.hooks.items():
            self.hooks[event] = [self._adapted(function) for function in functions]

    def _adapted(self, hook: Callable[..., Any]) -> Callable[..., Any]:
        def call(response: requests.Response, **keywords: Any) -> requests.Response | None:
            try:
                given = hook(response, **accepted(hook, keywords))
            except Exception as error:
                self.hook_error = error
                with suppress(requests.RequestException):
                    _ = response.content  # whoever handles the error may want it
                raise
            return given if isinstance(given, requests.Response) else None

        return call


def accepted(function: Callable[..., Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords that a function takes beside its first argument."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # some of those written in C do not say
        return dict(keywords)
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return dict(keywords)
    names = {parameter.name for parameter in parameters[1:] if parameter.kind in _KEYWORDS}
    return {name: value for name, value in keywords.items() if name in names}


def send(session: requests.Session, prepared: PreparedCall, **keywords: Any) -> requests.Response:
    """Send a request as the session would, even where a program has replaced its `send`."""
    for adapter in session.adapters.values():
        _apply_timeout_below(adapter)
    own = getattr(session.send, "__func__", None) is requests.Session.send
    return session.send(prepared, **(keywords if own else accepted(session.send, keywords)))


def _apply_timeout_below(adapter: BaseAdapter) -> None:
    """Have an adapter wait no longer than a `PreparedCall` says, where nothing else is set.

    The adapter may be the program's own and fill in a timeout as it sends, so the client's
    is filled in after that: in the pool of connections that the adapter asks for.
    """
    if not isinstance(adapter, HTTPAdapter) or "_pool_before_timeout" in vars(adapter):
        return
    pool_of = adapter.get_connection_with_tls_context

    def pool_with_timeout(request: requests.PreparedRequest, *args: Any, **keywords: Any) -> Any:
        pool = pool_of(request, *args, **keywords)
        return _Pool(pool, request.timeout) if isinstance(request, PreparedCall) else pool

    vars(adapter).update(
        _pool_before_timeout=pool_of, get_connection_with_tls_context=pool_with_timeout
    )


class _Pool:
    """A pool of connections whose requests have a timeout, for one request."""

    __slots__ = ("_pool", "_timeout")

    def __init__(self, pool: Any, timeout: Timeout) -> None:
        object.__setattr__(self, "_pool", pool)
        object.__setattr__(self, "_timeout", timeout)

    def urlopen(self, *args: Any, timeout: Any = None, **keywords: Any) -> Any:
        """Send a request."""
        return self._pool.urlopen(*args, timeout=_filled(timeout, self._timeout), **keywords)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)

    def __setattr__(self, name: str, value: Any) -> None:  # `requests` sets certificates
        setattr(self._pool, name, value)


def _filled(given: Any, default: Timeout) -> PoolTimeout:
    """A timeout whose missing halves are the client's."""
    connect, read = default if isinstance(default, tuple) else (default, default)
    if given is None:
        return PoolTimeout(connect=connect, read=read)
    if given.total is not None:
        return given  # type: ignore[no-any-return]
    return PoolTimeout(
        connect=connect if given.connect_timeout is None else given.connect_timeout,
        read=read if given.read_timeout is None else given.read_timeout,
    )
