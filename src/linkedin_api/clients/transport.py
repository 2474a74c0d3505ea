"""The one place that talks to `requests`: finished requests out, whole answers back."""

from __future__ import annotations

import os
import sys
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import requests
from requests.structures import CaseInsensitiveDict

from linkedin_api.clients.configuration import Timeout
from linkedin_api.clients.response import BaseResponse
from linkedin_api.clients.transport_errors import translate
from linkedin_api.restli.reply import Reply
from linkedin_api.restli.request import Request
from linkedin_api.version import __version__

USER_AGENT: Final = (
    f"linkedin-api-client/{__version__} python/{sys.version_info.major}.{sys.version_info.minor}"
)

R = TypeVar("R", bound=BaseResponse)

#: What `requests` reads from the environment for each call. Looking at these alone, instead
#: of at every variable there is, saves a quarter of the CPU time of a call.
_ENVIRONMENT: Final = (
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
)


class Transport:
    """Sends finished requests through a session, with all that the session is set up for.

    Its headers, cookies, auth, hooks, proxies, certificates and adapters take effect, and
    so do the proxies and certificates of the environment. Redirects are not followed:
    neither a token nor a secret may leave for another host.

    Args:
        timeout: seconds to connect and read, together or as a pair.
        raise_for_status: raise for every status that is not 2xx.
    """

    def __init__(self, timeout: Timeout, raise_for_status: bool) -> None:
        self.session = requests.Session()
        self.session.headers["User-Agent"] = USER_AGENT
        self._timeout = timeout
        self._raises = raise_for_status
        self._settings: tuple[tuple[Any, ...], dict[str, Any]] = ((), {})

    def fetch(self, request: Request, response_type: type[R]) -> R:
        """Send a request and give the answer as a typed response.

        Raises:
            TransportError: no whole answer came; also an error of `requests`.
            StatusError: as `BaseResponse.raise_for_status` says, if asked for.
        """
        raw = self.send(request)
        response = response_type(Reply(raw.status_code, raw.headers, raw.content), raw)
        return response.raise_for_status() if self._raises else response

    def send(self, request: Request) -> requests.Response:
        """Send a request and read the whole answer, whatever its status.

        Raises:
            TransportError: no whole answer came; also an error of `requests`.
        """
        try:
            return self.session.send(
                self._prepare(request),
                timeout=self._timeout,
                allow_redirects=False,
                **self._environment_settings(request.url),
            )
        except requests.RequestException as error:
            raise translate(error) from error

    def _prepare(self, request: Request) -> requests.PreparedRequest:
        """Merge a request with the session.

        `Session.prepare_request` would parse and quote the finished URL again, and put
        credentials from a netrc file in the place of the token.
        """
        session = self.session
        prepared = requests.PreparedRequest()
        prepared.method = request.verb
        prepared.url = request.url
        kept = ((name, value) for name, value in session.headers.items() if value is not None)
        headers: CaseInsensitiveDict[Any] = CaseInsensitiveDict(kept)
        headers.update(request.headers)
        prepared.headers = headers
        prepared.body = request.content
        if request.content is not None:
            headers["Content-Length"] = str(len(request.content))
        if session.params:
            prepared.prepare_url(request.url, session.params)
        prepared.prepare_cookies(session.cookies)
        if session.auth is not None:
            prepared.prepare_auth(session.auth)
        prepared.prepare_hooks(session.hooks)
        return prepared

    def _environment_settings(self, url: str) -> dict[str, Any]:
        """Proxies and certificates for an address, looked up again only after a change."""
        session = self.session
        key = (
            urlsplit(url)[:2],
            session.trust_env,
            session.verify,
            session.cert,
            tuple(session.proxies.items()),
            *(map(os.environ.get, _ENVIRONMENT) if session.trust_env else ()),
        )
        if self._settings[0] != key:
            found = session.merge_environment_settings(url, {}, None, None, None)
            self._settings = (key, dict(found))
        return self._settings[1]
