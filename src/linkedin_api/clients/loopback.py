"""Recognize URLs on this machine, where a sandbox may answer but LinkedIn never does."""

from __future__ import annotations

import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit


@lru_cache(maxsize=64)
def is_on_loopback(url: str) -> bool:
    """Whether a URL points to this machine, judged by the host name alone.

    Example:
        >>> is_on_loopback("http://127.0.0.1:8686"), is_on_loopback("https://api.linkedin.com")
        (True, False)
    """
    host = urlsplit(url).hostname or ""
    address = address_of(plain_host(host))
    return is_loopback(host) or (address is not None and address.is_unspecified)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, judged by its name alone.

    Example:
        >>> [is_loopback(host) for host in ("127.8.9.1", "::1", "LOCALHOST", "li.localhost")]
        [True, True, True, True]
        >>> [is_loopback(host) for host in ("127.evil.example", "notlocalhost", "10.0.0.1")]
        [False, False, False]
    """
    name = plain_host(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    address = address_of(name)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def plain_host(host: str) -> str:
    """A host in the form used for comparison."""
    return host.lower().rstrip(".")


def address_of(host: str) -> IPv4Address | IPv6Address | None:
    """A host as an IP address, if the system reads it as one; `127.1` counts too."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host)) if host and not host.isspace() else None
    except (OSError, UnicodeError):
        return None
