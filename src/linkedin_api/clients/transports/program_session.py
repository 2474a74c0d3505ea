"""The `requests` session as a program sets it up: its hooks, its timeouts, its `send`.

Programs for linkedin-api-client 0.x hook into `client.session`, replace `session.send` and mount
their own adapters. All of that takes effect; the client's own settings, such as its timeout, are
applied below it.
"""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import Any, Final
from urllib.request import Request

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar

from linkedin_api.clients.headers import ACCEPTED
from linkedin_api.clients.transports.pools import LimitedRequest, apply_limits, within

_KEYWORDS: Final = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


#: Idle connections per host; this many threads can call at once without opening new connections
#: for every call.
_KEPT: Final = 1000


class _NoCookies(DefaultCookiePolicy):
    """Stores no cookies from answers; cookies that the program sets are sent."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:  # noqa: ARG002
        return False


class _OneHostAdapter(HTTPAdapter):
    """Remembers the pool of the last host, since a client nearly always calls only one.

    `requests` parses the URL and compares all TLS settings for each call.
    """

    _last: tuple[Any, Any] = (None, None)

    def init_poolmanager(self, *args: Any, **keywords: Any) -> None:
        """Create the pools, at first and after a fork."""
        super().init_poolmanager(*args, **keywords)
        self._last = (None, None)

    def close(self) -> None:
        """Close the pools."""
        super().close()
        self._last = (None, None)

    def get_connection_with_tls_context(
        self, request: Any, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """The pool for a request."""
        if proxies:
            return super().get_connection_with_tls_context(request, verify, proxies, cert)
        wanted = (request.url.split("/", 3)[:3], verify, cert)
        known, pool = self._last
        if known != wanted:
            pool = super().get_connection_with_tls_context(request, verify, proxies, cert)
            self._last = (wanted, pool)
        return pool

    def request_url(self, request: Any, proxies: Any) -> str:
        """The request target for the host or the proxy."""
        return super().request_url(request, proxies) if proxies else request.path_url


class ClientSession(requests.Session):
    """A session that never follows redirects or stores cookies, whoever calls its `send`.

    A cookie received with one member's token must not be sent with another's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.headers["Accept-Encoding"] = ACCEPTED
        self.cookies = RequestsCookieJar(policy=_NoCookies())
        for prefix in ("https://", "http://"):
            self.mount(prefix, _OneHostAdapter(pool_maxsize=_KEPT))

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Always `None`: no token or secret may go to another host."""
        return None


class PreparedCall(LimitedRequest):
    """A client's request on its way through the session.

    Attributes:
        hook_error: the exception that a hook raised.
    """

    hook_error: Exception | None = None
    _cookies: Any

    def prepare_cookies(self, cookies: Any) -> None:
        """Set the cookies; an empty cookie header would cost as much as all other headers."""
        if isinstance(cookies, CookieJar) and not len(cookies):
            self._cookies = cookies
        else:
            super().prepare_cookies(cookies)

    def copy(self) -> PreparedCall:
        """Copy the request, so that a program can change and send the copy."""
        copied = super().copy()
        copied.__class__ = PreparedCall
        vars(copied).update(limits=self.limits, deadline=self.deadline)
        return copied  # type: ignore[return-value]

    def prepare_hooks(self, hooks: Any) -> None:
        """Set the hooks, each adapted to the arguments that it accepts."""
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
                    _ = response.content  # the error handler may need it
                raise
            return given if isinstance(given, requests.Response) else None

        return call


def accepted(function: Callable[..., Any], keywords: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments that a function accepts besides its first argument."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # some functions written in C have no signature
        return dict(keywords)
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return dict(keywords)
    names = {parameter.name for parameter in parameters[1:] if parameter.kind in _KEYWORDS}
    return {name: value for name, value in keywords.items() if name in names}


def send(session: requests.Session, prepared: PreparedCall, **keywords: Any) -> requests.Response:
    """Send a request through the session's `send`, even if a program has replaced it.

    The response is read completely.
    """
    for adapter in session.adapters.values():
        apply_limits(adapter)
    _follow_no_redirects(session)
    own = getattr(session.send, "__func__", None) is requests.Session.send
    if not own:
        keywords = accepted(session.send, keywords)
    if prepared.limits.total is None:
        return _sent(session, prepared, keywords)
    with within(prepared.limits.total, prepared):
        return _sent(session, prepared, keywords)


def _sent(
    session: requests.Session, prepared: PreparedCall, keywords: dict[str, Any]
) -> requests.Response:
    response = session.send(prepared, **keywords)
    getattr(response, "content", None)
    return response


def _follow_no_redirects(session: requests.Session) -> None:
    """Hide redirects from a program's own session in answers to a client.

    A malformed redirect would break it, even if it follows none.
    """
    if isinstance(session, ClientSession) or "get_redirect_target" in vars(session):
        return
    target_of = partial(type(session).get_redirect_target, weakref.proxy(session))

    def target(answer: requests.Response) -> str | None:
        return None if isinstance(answer.request, PreparedCall) else target_of(answer)

    vars(session)["get_redirect_target"] = target
