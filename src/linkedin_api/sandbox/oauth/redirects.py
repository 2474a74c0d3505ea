"""Redirect URLs: which of them an application may use, and how an answer is put into one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from linkedin_api.sandbox.oauth.tokens import App

# Written out rather than parsed: libraries and browsers differ on odd addresses.
_loopback = re.compile(
    r"https?://(127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?([/?][^\s\\#]*)?", re.ASCII
).fullmatch

_registrable = re.compile(r"https?://[^\s/?#@\\]+([/?][^\s\\#]*)?", re.IGNORECASE).fullmatch


def is_loopback(url: str) -> bool:
    """Whether a native client may use the URL: only by address, never by name (documented).

    Example:
        >>> is_loopback("http://127.0.0.1:8000/done"), is_loopback("http://localhost:8000/done")
        (True, False)
    """
    return _loopback(url) is not None


def read_redirect_url(text: str) -> str:
    """Return a redirect URL that an application may register.

    Raises:
        ValueError: it may not; the message continues from the name of an argument.

    Example:
        >>> read_redirect_url("http://localhost:3000/api/auth/callback/linkedin")
        'http://localhost:3000/api/auth/callback/linkedin'
    """
    if not _registrable(text):
        raise ValueError(
            "must be an absolute http or https URL without #, such as "
            f"http://localhost:3000/callback, not {text!r}"
        )
    return text


def is_registered(url: str, app: App) -> bool:
    """Whether the application registered the URL; queries do not count, fragments never."""
    known = (each.partition("?")[0] for each in app.redirect_urls)
    return bool(url) and "#" not in url and url.partition("?")[0] in known


def with_answer(url: str, answer: Mapping[str, str], state: str | None) -> str:
    """Return the URL with an answer in its query: a code after the state, an error before it.

    Example:
        >>> with_answer("https://example.com/?a=1", {"code": "c"}, "s")
        'https://example.com/?a=1&state=s&code=c'
    """
    sent = dict(answer)
    if state is not None:
        sent = {"state": state, **sent} if "code" in sent else {**sent, "state": state}
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(sent))))
    return urlunsplit(parts._replace(query=query))
