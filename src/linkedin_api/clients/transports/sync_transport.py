"""The only module that uses `requests`: it sends requests and returns complete answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError

from linkedin_api.argument_checks import check_kind
from linkedin_api.clients.configuration import USER_AGENT
from linkedin_api.clients.exchange.retry import Outcome
from linkedin_api.clients.exchange.steps import Join, Send, Step, Steps, Wait, Work
from linkedin_api.clients.exchange.upload_request import UploadRequest, reply_to
from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.headers import acceptable
from linkedin_api.clients.limits import Limits
from linkedin_api.clients.transports.pools import forget_connections
from linkedin_api.clients.transports.program_errors import raised_by_handler
from linkedin_api.clients.transports.program_session import ClientSession, PreparedCall, send
from linkedin_api.clients.transports.proxies import (
    NetworkEnvironment,
    UnusableProxyError,
    checked_proxy,
    environment_proxy,
)
from linkedin_api.clients.transports.secret_locals import forget_locals
from linkedin_api.clients.transports.stand_ins import content_of, headers_of, whole_session
from linkedin_api.clients.transports.sync_errors import RequestFailed, check_certificates, translate
from linkedin_api.hints import BLOCKING, MistakeWarning
from linkedin_api.program_lines import Line
from linkedin_api.restli.request import Request
from linkedin_api.restli.tunnel import FORM

_REQUESTS_AGENT: Final = requests.utils.default_user_agent()
#: The settings for a URL, before the first one.
_UNUSED: Final[tuple[tuple[Any, ...], dict[str, Any]]] = ((), {})
T = TypeVar("T")

#: Schemes of the proxies that `requests` supports; SOCKS needs an extra, which it names.
_PROXY_SCHEMES = ("http", "https", "socks5h", "socks5", "socks4a", "socks4")


class Transport:
    """Sends requests through a session, with all of the session's settings.

    Its headers, cookies, auth, hooks, proxies, certificates and adapters take effect, and so do
    the environment's proxies and certificates. The session's proxies take precedence; the
    environment's are never used for loopback. It does not follow redirects, so that no token
    or secret reaches another host. How long a whole call may take is said with each sending.
    """

    def __init__(
        self,
        limits: Limits,
        session: requests.Session | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.session: requests.Session = ClientSession() if session is None else session
        self.sleep = sleep
        self._limits = limits._replace(total=None)
        self._environment = NetworkEnvironment()
        self._settings = _UNUSED
        renew_in_children(self)

    def after_fork(self) -> None:
        """Open new connections."""
        forget_connections(whole_session(self.session))

    def __getstate__(self) -> dict[str, Any]:
        return {"session": self.session, "limits": self._limits, "sleep": self.sleep}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]  # everything not in the pickle is new

    def run(self, steps: Steps[T], token: Callable[[], Any]) -> T:
        """Perform the steps of an exchange until it ends.

        `token` returns the bearer token or its provider.

        Raises:
            TransportError: no complete answer came; also a `requests` error.
            StatusError: if the exchange raises for error statuses.
        """
        came: Any = None
        step: Step | None = None
        try:
            while True:
                try:
                    step = steps.send(came)
                except StopIteration as end:
                    return end.value  # type: ignore[no-any-return]
                came = self._perform(step, token)
        except BaseException as error:
            came = step = None  # they may have the token
            forget_locals(error)
            raise
        finally:
            steps.close()  # at once, since others may be waiting for its result

    def _perform(self, step: Step, token: Callable[[], Any]) -> Any:
        if isinstance(step, Send):
            return self._send(step)
        if isinstance(step, Wait):
            return self.sleep(step.seconds)
        if isinstance(step, Work):
            return step.do()
        return _join(step) if isinstance(step, Join) else token()

    def _send(self, step: Send) -> Outcome:
        """Send a request once and read the complete answer."""
        request = step.request
        session = whole_session(self.session)
        if isinstance(request, UploadRequest):
            prepared = prepare_bare(request)
        else:
            prepared = _prepare(session, request)
        prepared.limits = self._limits_of(step)
        try:
            settings = self._environment_settings(session, request.url)
            raw = send(session, prepared, allow_redirects=False, **settings)
        except (OSError, HTTPError) as error:  # from `requests`, `urllib3` or below
            if error is prepared.hook_error or isinstance(error, requests.HTTPError):
                raise  # raised by the program itself: an answer came
            if own := raised_by_handler(error):
                raise own from None
            return Outcome(error=translate(error, request.asked))
        return Outcome(reply_to(request, raw.status_code, headers_of(raw), content_of(raw)), raw)

    def _limits_of(self, step: Send) -> Limits:
        """The limits of one sending: the client's, unless the step has some of its own."""
        if step.seconds is None and step.timeout is None:
            return self._limits
        timeout = self._limits.timeout if step.timeout is None else step.timeout
        return self._limits._replace(total=step.seconds, timeout=timeout)

    def _environment_settings(self, session: requests.Session, url: str) -> dict[str, Any]:
        """Proxies and certificates for a URL, read again only after a change."""
        if not isinstance(session.proxies, Mapping):
            kind = type(session.proxies).__name__
            raise RequestFailed(f"session.proxies must be a dict of URLs, not {kind}")
        key = (
            urlsplit(url)[:2],
            session.trust_env,
            session.verify,
            session.cert,
            tuple(session.proxies.items()),
            self._environment.now() if session.trust_env else (),
        )
        if self._settings[0] != key:
            found = dict(session.merge_environment_settings(url, {}, None, None, None))
            found["proxies"] = _proxies_for(session, url)
            if url.startswith("https:"):
                check_certificates(found.get("verify"))
            if self._settings == _UNUSED:
                _warn_of_blocking()
            self._settings = (key, found)
        return self._settings[1]


def checked_session(session: requests.Session | None) -> requests.Session | None:
    """Return a session of the program's own, or `None`.

    Raises:
        InvalidArgumentError: it is something else.
    """
    is_session = isinstance(session, requests.Session | None)
    check_kind(is_session, "session", "a requests.Session", session)
    return session


def _proxies_for(session: requests.Session, url: str) -> dict[str, str]:
    """The session's own proxies, or the environment's if it has none for this URL."""
    own = dict(session.proxies)
    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname
    chosen = {f"{scheme}://{host}", scheme, f"all://{host}", "all"}.intersection(own)
    try:
        for name in chosen:
            checked_proxy(own[name], f"session.proxies[{name!r}]", _PROXY_SCHEMES)
        if chosen or not session.trust_env:
            return own
        proxy = environment_proxy(url, _PROXY_SCHEMES)
    except UnusableProxyError as error:
        raise RequestFailed(str(error)) from None
    return own if proxy is None else {scheme: proxy}


def _warn_of_blocking() -> None:
    """Warn of a synchronous client in a coroutine, where each call stops all tasks.

    A cell of a notebook is no coroutine, although notebooks have a loop.
    """
    asyncio = sys.modules.get("asyncio")
    if asyncio is None or asyncio._get_running_loop() is None:  # noqa: SLF001  # raises nothing
        return
    if line := Line.of_coroutine():
        line.warn(BLOCKING, MistakeWarning)


def _prepare(session: requests.Session, request: Request) -> PreparedCall:
    """Merge a request with the session's settings.

    `Session.prepare_request` would parse and quote the encoded URL again, and replace the
    token with credentials from a netrc file.
    """
    kept = {name: value for name, value in session.headers.items() if value is not None}
    headers: CaseInsensitiveDict[Any] = CaseInsensitiveDict(kept)
    if headers.get("User-Agent") == _REQUESTS_AGENT:  # the program has not set one
        headers["User-Agent"] = USER_AGENT
    headers.update(request.headers)
    if "Accept-Encoding" in headers:
        headers["Accept-Encoding"] = acceptable(headers["Accept-Encoding"])
    prepared = _addressed(request, headers)
    if session.params:
        prepared.prepare_url(request.url, session.params)
    prepared.prepare_cookies(session.cookies)
    if session.auth is not None:
        prepared.prepare_auth(session.auth)
    prepared.prepare_hooks(session.hooks)
    return prepared


def prepare_bare(request: Request | UploadRequest) -> PreparedCall:
    """Prepare a request without any of the session's settings."""
    headers = CaseInsensitiveDict({"User-Agent": USER_AGENT, **request.headers})
    prepared = _addressed(request, headers)
    prepared.prepare_cookies({})
    prepared.prepare_hooks({})
    return prepared


def _addressed(request: Request | UploadRequest, headers: CaseInsensitiveDict[Any]) -> PreparedCall:
    """A request with its headers and its body, which is a string if it is a form.

    Programs and their tests expect that.
    """
    prepared = PreparedCall()
    prepared.method, prepared.url, prepared.headers = request.verb, request.url, headers
    content: Any = request.content
    if content is not None:
        headers["Content-Length"] = str(len(content))
    is_form = isinstance(content, bytes) and request.headers.get("Content-Type") == FORM
    prepared.body = content.decode() if is_form else content
    return prepared


def _join(step: Join) -> Any:
    try:
        return step.future.result(step.seconds)
    except TimeoutError:
        return None
