"""Where a sandbox listens, and what its answers call it.

The issuer of id tokens is signed, so nothing that stands before a sandbox can put another name
into it; whoever is to see another name must say so at the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

#: LinkedIn's hosts: where members sign in and files go, and where the API answers.
WWW: Final = "www.linkedin.com"
API: Final = "api.linkedin.com"
LINKEDIN_HOSTS: Final = (WWW, API)
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_address = re.compile(r"https?://[^\s/?#@\\]+/?", re.IGNORECASE).fullmatch


class UncertifiableHost(ValueError):
    """A host whose name cannot stand in a certificate; the message names it."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What answers call a sandbox; both are the same but behind a proxy.

    Attributes:
        www: in the issuer, the discovery document and addresses for uploads.
        api: where the discovery document says `userinfo` is.
    """

    www: str = ""
    api: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sandbox listens, what it speaks there, and what it is called.

    Attributes:
        host: address to listen on.
        port: 0 takes a free one.
        tls: whether it is spoken to by https.
        proxy: whether it is a proxy for LinkedIn's hosts as well.
        public_url: what answers call it; `None` for where it listens or, if it is a proxy, for
            LinkedIn's own addresses.
    """

    host: str
    port: int
    tls: bool = False
    proxy: bool = False
    public_url: str | None = None

    @property
    def secured(self) -> bool:
        """Whether it needs certificates."""
        return self.tls or self.proxy

    def url(self, port: int, scheme: str | None = None) -> str:
        """Return where it answers, once the port is known."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme or ('https' if self.tls else 'http')}://{host}:{port}"

    def addresses(self, port: int) -> Addresses:
        """Return what answers call it, once the port is known."""
        if self.public_url:
            return Addresses(self.public_url, self.public_url)
        if self.proxy:
            return Addresses(f"https://{WWW}", f"https://{API}")
        return Addresses(self.url(port), self.url(port))

    def names(self) -> list[str]:
        """Return the hosts that its certificate is good for."""
        public = urlsplit(self.public_url or "").hostname
        proxied = LINKEDIN_HOSTS if self.proxy else ()
        return list(dict.fromkeys(filter(None, (*_LOOPBACK, self.host, public, *proxied))))


def read_public_url(text: str) -> str:
    """Return an address that a sandbox may be called by, without a slash at its end.

    Raises:
        ValueError: it is not; the message continues from the name of an argument.

    Example:
        >>> read_public_url("https://linkedin.test:8443/")
        'https://linkedin.test:8443'
    """
    wrong = (
        "must be an http or https address without a path, such as https://linkedin.test, "
        f"not {text!r}"
    )
    if not isinstance(text, str) or not _address(text):
        raise ValueError(wrong)
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise ValueError(wrong) from error
    if not named:
        raise ValueError(wrong)
    return text.rstrip("/")
