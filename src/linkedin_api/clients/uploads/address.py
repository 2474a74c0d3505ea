"""Where bytes may be sent: addresses that LinkedIn names, checked before they are used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from linkedin_api.errors import UploadError

#: The hosts that are LinkedIn's, with all below them.
UPLOAD_HOSTS: Final = ("linkedin.com", "licdn.com")

_end_of_origin = re.compile(r"[/?#\\]").split
_is_printable = re.compile(r"[\x21-\x7e]+").fullmatch
#: A host that can be looked up: labels of 63 characters at the most. And a port.
_is_host = re.compile(
    r"(?=[^:]{1,253}(:|$))([a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}(:[0-9]{1,5})?"
).fullmatch


def check_address(url: str, base_url: str, hosts: Iterable[str]) -> str:
    """Return an upload address, if a file may be sent there.

    Args:
        url: what LinkedIn named.
        base_url: where the client talks to: the same scheme, host and port are trusted, as
            those of a sandbox.
        hosts: others, with all hosts below them; they must be asked by `https`.

    Raises:
        UploadError: it may not; nothing was sent there.

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
            "if it is right, name its host in upload_hosts of the client"
        )
    return url


def _has_port(place: str) -> bool:
    """Whether the port of a host, if it names one, is one that there is."""
    return 0 < int(place.partition(":")[2] or 443) < 65_536


def _shown(origin: str) -> str:
    """An origin without what may be secrets in it."""
    scheme, mark, place = origin.partition("://")
    return f"{scheme}{mark}{place.rpartition('@')[2]}" if mark else "what is no address"
