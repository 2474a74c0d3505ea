"""Who can reach a sandbox: this machine alone, unless it is told to listen elsewhere."""

from __future__ import annotations

import ipaddress
import logging
import warnings

logger = logging.getLogger(__name__)


class SandboxExposed(UserWarning):
    """The sandbox listens on an address that other machines may reach."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

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


def warn_if_exposed(host: str, *, admin: bool) -> None:
    """Say aloud that other machines may reach the sandbox, and what they can do there."""
    if is_loopback(host):
        return
    what = "steer it and make tokens" if admin else "use it"
    text = (
        f"the sandbox listens on {host or 'all addresses'}, not on loopback: "
        f"everybody who reaches this machine can {what}"
    )
    logger.warning(text)
    warnings.warn(text, SandboxExposed, stacklevel=3)
