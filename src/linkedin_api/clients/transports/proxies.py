"""Which proxy of the environment an address is called through: one answer for both clients.

The HTTP libraries read the same variables in different ways: one sends loopback through the
proxy, one cannot read `127.0.0.1:3128`, one finds `example.com` at the end of
`notexample.com`. So they are not asked. This reads as `curl` does, and nothing on loopback
ever goes through a proxy of the environment: a sandbox must not need `no_proxy`, and its
secrets must not leave the machine.
"""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from linkedin_api.clients.loopback import address_of, is_loopback, plain_host

_PORTS: Final = {"http": 80, "https": 443}
#: What an entry of `no_proxy` names, with a port or without; an IPv6 address may be bare.
_entry_parts = re.compile(r"(?:\[([^]]+)]|([^:]+))(?::([0-9]+))?").fullmatch


class UnusableProxyError(ValueError):
    """The environment names a proxy that cannot be used; the message names the variable."""


def environment_proxy(url: str, schemes: tuple[str, ...]) -> str | None:
    """The proxy of the environment for an address; `None` to call it directly.

    `http_proxy`, `https_proxy` or else `all_proxy`, in small letters first. A proxy without a
    scheme speaks `http`. `no_proxy` names hosts with all their subdomains, addresses and
    networks such as `10.0.0.0/8`, each with a port or without; `*` means all. What cannot be
    read in `no_proxy` fits nothing, since each program has its own dialect of it.

    Args:
        url: what is to be called.
        schemes: of the proxies that the caller can use.

    Raises:
        UnusableProxyError: the variable holds no address of such a proxy.

    Example:
        >>> environment_proxy("http://127.0.0.1:8080/v2/me", ("http",)) is None
        True
    """
    parts = urlsplit(url)
    host = plain_host(parts.hostname or "")
    if is_loopback(host):
        return None
    named = getproxies_environment()
    proxies = named or getproxies()  # macOS and Windows also have settings of the system
    kind = parts.scheme if proxies.get(parts.scheme) else "all"
    proxy = proxies.get(kind, "").strip()
    if not proxy or _is_excepted(host, parts, proxies.get("no", "")):
        return None
    if not named and proxy_bypass(host):
        return None
    return checked_proxy(proxy, _variable_of(kind), schemes)


def _is_excepted(host: str, parts: SplitResult, exceptions: str) -> bool:
    port = _port_of(parts) or _PORTS.get(parts.scheme)
    entries = re.split(r"[,\s]+", exceptions.lower())
    return any(_fits(entry, host, port) for entry in entries if entry)


def _port_of(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None  # the HTTP library says what is wrong with it


def _fits(entry: str, host: str, port: int | None) -> bool:
    """Whether an entry of `no_proxy` names a host."""
    if entry == "*":
        return True
    address = address_of(host)
    if "/" in entry:
        return address is not None and _is_in(address, entry)
    if found := _entry_parts(entry):
        if found[3] and int(found[3]) != port:
            return False
        entry = found[1] or found[2]
    name = entry.removeprefix("*").strip(".")
    if address is not None:
        return address == address_of(name)
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _is_in(address: IPv4Address | IPv6Address, network: str) -> bool:
    try:
        return address in ip_network(network, strict=False)
    except ValueError:
        return False


def _variable_of(kind: str) -> str:
    """The variable in which the environment names a proxy, as it is spelled there."""
    name = f"{kind}_proxy"
    spellings = (name, *(other for other in os.environ if other.lower() == name))
    found = (spelling for spelling in spellings if os.environ.get(spelling))
    return next(found, "the proxy in the system's settings")


def checked_proxy(proxy: str, variable: str, schemes: tuple[str, ...]) -> str:
    """A proxy with its scheme, if it is the address of one; what is wrong is never quoted.

    It may hold a password, and what is malformed may hold it anywhere.

    Args:
        proxy: its address, with or without a scheme.
        variable: what names it, for the error.
        schemes: of the proxies that the caller can use.

    Raises:
        UnusableProxyError: it is no address of such a proxy.
    """
    if not isinstance(proxy, str):
        raise UnusableProxyError(f"{variable} must be text, not {type(proxy).__name__}")
    url = proxy if "://" in proxy else f"http://{proxy.removeprefix('//')}"
    parts = _parts(url)
    if parts is None:
        raise UnusableProxyError(
            f"{variable} must look like http://host:3128, where a user and a password stand "
            "percent-encoded before the host"
        )
    if parts.scheme not in schemes:
        raise UnusableProxyError(
            f"{variable} names a proxy that speaks {parts.scheme}, which this client cannot: "
            f"it must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
        )
    return url


def _parts(url: str) -> SplitResult | None:
    """The parts of a proxy's address; `None` if it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    is_whole = parts.hostname and port != 0 and not re.search(r"\s", url)
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment)
    return parts if is_whole and is_bare else None
