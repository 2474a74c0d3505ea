"""Where a sandbox listens, and its URLs in answers.

The issuer of id tokens is signed, so nothing in front of a sandbox can replace its URL there;
another URL must be given at the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from linkedin_api.sandbox import arguments

#: LinkedIn's hosts: where members sign in and files go, and where the API answers.
WWW: Final = "www.linkedin.com"
API: Final = "api.linkedin.com"
LINKEDIN_HOSTS: Final = (WWW, API)
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_address = re.compile(r"https?://[^\s/?#@\\]+/?", re.IGNORECASE).fullmatch
_LAST_PORT: Final = 65_535
#: What an empty host means, as a URL can have it.
_EVERY_ADDRESS: Final = "0.0.0.0"  # noqa: S104  # only if somebody asks for it


class UncertifiableHost(ValueError):
    """A host whose name a certificate cannot have; the message names it."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """A sandbox's URLs in answers; they differ only if it is a proxy.

    Attributes:
        www: in the issuer, the discovery document and addresses for uploads.
        api: where the discovery document says `userinfo` is.
    """

    www: str = ""
    api: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sandbox listens, with which protocols, and its public URL.

    Attributes:
        host: address to listen on.
        port: 0 chooses a free one.
        tls: whether it serves HTTPS.
        proxy: whether it is also a proxy for LinkedIn's hosts.
        public_url: its URL in answers; `None` for the URL where it listens or, if it is a
            proxy, LinkedIn's own.
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
        """Return its URLs in answers, once the port is known."""
        if self.public_url:
            return Addresses(self.public_url, self.public_url)
        if self.proxy:
            return Addresses(f"https://{WWW}", f"https://{API}")
        return Addresses(self.url(port), self.url(port))

    def names(self) -> list[str]:
        """Return the hosts in its certificate."""
        public = urlsplit(self.public_url or "").hostname
        proxied = LINKEDIN_HOSTS if self.proxy else ()
        return list(dict.fromkeys(filter(None, (*_LOOPBACK, self.host, public, *proxied))))


def read_public_url(text: str) -> str:
    """Return a valid public URL, without a slash at its end.

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


def read_place(host: str, port: int, tls: bool, proxy: bool, public_url: str | None) -> Place:
    """Return where a sandbox listens, from the arguments of `Sandbox`.

    Raises:
        ValueError: one is wrong; the message names it.
    """
    try:
        public = None if public_url is None else read_public_url(public_url)
    except ValueError as error:
        raise ValueError(f"public_url {error}") from error
    return Place(
        arguments.text("host", host, "127.0.0.1") or _EVERY_ADDRESS,
        arguments.whole_number("port", port, 0, _LAST_PORT),
        arguments.flag("tls", tls),
        arguments.flag("proxy", proxy),
        public,
    )
