"""Check the upload URLs from LinkedIn before using them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from linkedin_api.errors import UploadError

#: LinkedIn's hosts, including their subdomains.
UPLOAD_HOSTS: Final = ("linkedin.com", "licdn.com")

_end_of_origin = re.compile(r"[/?#\\]").split
_is_printable = re.compile(r"[\x21-\x7e]+").fullmatch
#: A host that DNS can resolve (labels of at most 63 characters), and a port.
_is_host = re.compile(
    r"(?=[^:]{1,253}(:|$))([a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}(:[0-9]{1,5})?"
).fullmatch


def check_address(url: str, base_url: str, hosts: Iterable[str]) -> str:
    """Return an upload URL if it is safe to send a file there.

    Args:
        url: the URL from LinkedIn.
        base_url: the client's base URL: its scheme, host and port are trusted, such as those
            of a sandbox.
        hosts: other trusted hosts, including their subdomains; only with `https`.

    Raises:
        UploadError: the URL is not trusted; nothing was sent there.

    Example:
        >>> check_address("https://evil.example/x", "https://api.linkedin.com", UPLOAD_HOSTS)
        Traceback (most recent call last):
        linkedin_api.errors.UploadError: refused to upload to https://evil.example: it is not ...
    """
    origin = "/".join(_end_of_origin(url, 3)[:3]) if _is_printable(url) else ""
    scheme, _, place = origin.partition("://")
    trusted = origin == "/".join(base_url.split("/", 3)[:3])
    if scheme == "https" and _is_host(place.lower()) and _has_port(place):
        host = "." + place.lower().partition(":")[0]
        trusted = trusted or any(host.endswith(f".{known.lower()}") for known in hosts)
    if not trusted:
        raise UploadError(
            f"refused to upload to {_shown(origin)}: it is not https at {' or '.join(hosts)}; "
            "if you trust the host, add it to the client's upload_hosts"
        )
    return url


def _has_port(place: str) -> bool:
    """Whether the port of a host, if it has one, is valid."""
    return 0 < int(place.partition(":")[2] or 443) < 65_536


def _shown(origin: str) -> str:
    """An origin without possible secrets."""
    scheme, mark, place = origin.partition("://")
    return f"{scheme}{mark}{place.rpartition('@')[2]}" if mark else "an invalid URL"
