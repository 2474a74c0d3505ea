"""Who can reach a sandbox and who may steer it: by default, only this machine."""

from __future__ import annotations

import ipaddress
import logging
import warnings
from collections.abc import Mapping
from urllib.parse import urlsplit

logger = logging.getLogger(__name__)


class SandboxExposed(UserWarning):
    """The sandbox listens on an address that other machines may reach."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
        (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # a name, of who knows what


def why_not_steered(headers: Mapping[str, str], url: str) -> str:
    """Return why a request may not steer the sandbox; empty if it may.

    A page of another site may make a browser send requests here, under a name that its DNS
    points to this machine. So the `Host` must be an address, `localhost` or the sandbox's own
    name, and an `Origin` the sandbox's own. Programs send no `Origin`.

    Args:
        headers: of the request, by lower-case name.
        url: where the sandbox answers.

    Example:
        >>> why_not_steered({"host": "127.0.0.1:8686"}, "http://127.0.0.1:8686")
        ''
        >>> why_not_steered({"host": "evil.example"}, "http://127.0.0.1:8686")
        "the Host 'evil.example' is not this sandbox: call it by http://127.0.0.1:8686"
    """
    host, origin = headers.get("host", ""), headers.get("origin")
    own = urlsplit(url)
    if host != own.netloc and not _is_trusted(host):
        return f"the Host '{host}' is not this sandbox: call it by {url}"
    if origin is not None and origin != f"{own.scheme}://{host}":
        return f"the Origin '{origin}' is another site: only this sandbox's own pages may steer it"
    return ""


def _is_trusted(host: str) -> bool:
    """Whether a host is safe: not a name that somebody else can point to this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def warn_if_exposed(host: str, *, admin: bool) -> None:
    """Warn that other machines may reach the sandbox, and say what they can do there."""
    if is_loopback(host):
        return
    what = "steer it and make tokens" if admin else "use it"
    text = (
        f"the sandbox listens on {host}, not on loopback: "
        f"everybody who reaches this machine can {what}"
    )
    logger.warning(text)
    warnings.warn(text, SandboxExposed, stacklevel=3)
