"""What the tests of programs put in the place of a session or of an answer of `requests`.

A mock has what its test needs: `send`, `status_code`, `json()`. Whatever else it lacks, or has as
another mock, is as if nobody had set it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookiejar import CookieJar
from typing import Any, Final

import requests
from requests.auth import AuthBase
from requests.structures import CaseInsensitiveDict

from linkedin_api.clients.pickling import plain_headers
from linkedin_api.clients.transports.program_session import ClientSession

#: The settings of a session, and what they are made of.
_SETTINGS: Final[Mapping[str, Any]] = {
    "headers": Mapping,
    "params": Mapping,
    "hooks": Mapping,
    "proxies": Mapping,
    "adapters": Mapping,
    "cookies": CookieJar,
    "auth": (tuple, AuthBase),
    "verify": (bool, str),
    "cert": (str, tuple),
    "trust_env": bool,
}


def whole_session(session: Any) -> requests.Session:
    """A session with all settings: the given one, or one that sends through it."""
    if issubclass(type(session), requests.Session):  # `isinstance` is true of some mocks
        return session  # type: ignore[no-any-return]
    whole = ClientSession()
    for name, kind in _SETTINGS.items():
        if isinstance(value := getattr(session, name, None), kind):
            setattr(whole, name, value)
    whole.send = session.send  # type: ignore[method-assign]
    return whole


def headers_of(answer: Any) -> Mapping[str, str]:
    """The headers of an answer; none, if it has no dict of them."""
    headers = getattr(answer, "headers", None)
    if isinstance(headers, CaseInsensitiveDict):
        return headers
    return plain_headers(headers) if isinstance(headers, Mapping) else {}


def content_of(answer: Any) -> bytes:
    """The body of an answer, or else its JSON or its text as a body."""
    content = getattr(answer, "content", None)
    if isinstance(content, bytes):
        return content
    try:
        return json.dumps(answer.json()).encode()
    except (AttributeError, TypeError, ValueError):  # there is none
        text = getattr(answer, "text", "")
        return text.encode() if isinstance(text, str) else b""
