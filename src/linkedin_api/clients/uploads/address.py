"""Where bytes may be sent: addresses that LinkedIn names, checked before they are used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from linkedin_api.errors import UploadError

#: The hosts that are LinkedIn's, with all below them.
UPLOAD_HOSTS: Final = ("linkedin.com", "licdn.com")

_is_printable = re.compile(r"[\x21-\x7e]+").fullmatch
_is_host = re.compile(r"[a-z0-9.-]+(:[0-9]+)?").fullmatch


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
    origin = "/".join(url.split("/", 3)[:3]) if _is_printable(url) else "what is no address"
    scheme, _, place = origin.partition("://")
    trusted = origin == "/".join(base_url.split("/", 3)[:3])
    if scheme == "https" and _is_host(place.lower()):
        host = "." + place.lower().partition(":")[0]
        trusted = trusted or any(host.endswith(f".{known.lower()}") for known in hosts)
    if not trusted:
        raise UploadError(
            f"refused to upload to {origin}: it is not https at {' or '.join(hosts)}; if it is "
            "right, name its host in upload_hosts of the client"
        )
    return url
