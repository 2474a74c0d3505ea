"""Read the environment's proxies and certificates, in the same way for both clients.

The HTTP libraries interpret the same variables differently: one sends loopback through the proxy,
one cannot parse `127.0.0.1:3128`, one matches `notexample.com` with `example.com`. So this module
reads them itself, as `curl` does. Loopback never goes through a proxy of the environment: a sandbox
must not need `no_proxy`, and its secrets must not leave the machine.
"""

from __future__ import annotations

import math
import os
import re
import time
from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from linkedin_api.clients.loopback import address_of, is_loopback, plain_host

_PORTS: Final = {"http": 80, "https": 443}
#: The host and the optional port of a `no_proxy` entry; an IPv6 address needs no brackets.
_entry_parts = re.compile(r"(?:\[([^]]+)]|([^:]+))(?::([0-9]+))?").fullmatch


class UnusableProxyError(ValueError):
    """The environment has a proxy that cannot be used; the message names the variable."""


def environment_proxy(url: str, schemes: tuple[str, ...]) -> str | None:
    """The environment's proxy for a URL; `None` to connect directly.

    It reads `http_proxy`, `https_proxy` or else `all_proxy`, lower case first. A proxy without
    a scheme speaks `http`. `no_proxy` lists hosts (with all their subdomains), addresses and
    networks such as `10.0.0.0/8`, each with or without a port; `*` means all. Entries of
    `no_proxy` that cannot be parsed match nothing, since each program has its own dialect.

    Args:
        url: the URL to call.
        schemes: the proxy schemes that the caller supports.

    Raises:
        UnusableProxyError: the variable is not the URL of such a proxy.

    Example:
        >>> environment_proxy("http://127.0.0.1:8080/v2/me", ("http",)) is None
        True
    """
    parts = urlsplit(url)
    host = plain_host(parts.hostname or "")
    if is_loopback(host):
        return None
    named = getproxies_environment()
    proxies = named or getproxies()  # macOS and Windows also have system settings
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
        return None  # the HTTP library reports the error


def _fits(entry: str, host: str, port: int | None) -> bool:
    """Whether an entry of `no_proxy` matches a host."""
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
    """The environment variable of a proxy, as it is spelled there."""
    name = f"{kind}_proxy"
    spellings = (name, *(other for other in os.environ if other.lower() == name))
    found = (spelling for spelling in spellings if os.environ.get(spelling))
    return next(found, "the proxy in the system's settings")


def checked_proxy(proxy: str, variable: str, schemes: tuple[str, ...]) -> str:
    """Check a proxy URL and add its scheme; errors never quote it.

    It may contain a password, anywhere in a malformed URL. The error names the variable.

    Raises:
        UnusableProxyError: it is not the URL of such a proxy.
    """
    if not isinstance(proxy, str):
        raise UnusableProxyError(f"{variable} must be a string, not {type(proxy).__name__}")
    url = proxy if "://" in proxy else f"http://{proxy.removeprefix('//')}"
    parts = _parts(url)
    if parts is None:
        raise UnusableProxyError(
            f"{variable} must look like http://host:3128; percent-encode a user name and password "
            "before the host"
        )
    if parts.scheme not in schemes:
        raise UnusableProxyError(
            f"{variable} has a {parts.scheme} proxy, which this client does not support: "
            f"it must start with {' or '.join(f'{scheme}://' for scheme in schemes)}"
        )
    return url


def _parts(url: str) -> SplitResult | None:
    """The parts of a proxy URL; `None` if it is invalid."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    is_whole = parts.hostname and port != 0 and not re.search(r"\s", url)
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment)
    return parts if is_whole and is_bare else None


#: The variables for proxies and certificates. HTTP libraries read the whole environment for each
#: call; checking only these for changes saves a quarter of the CPU time of a call.
_ENVIRONMENT: Final = (
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
)


def network_environment() -> tuple[str | None, ...]:
    """The current values of the environment's proxies and certificates."""
    return tuple(map(os.environ.get, _ENVIRONMENT))


#: Seconds until a change of the environment takes effect, at most.
LOOKS_AGAIN: Final = 1.0


class NetworkEnvironment:
    """The same, read at intervals: reading ten variables takes 5 % of a call."""

    __slots__ = ("_due", "_seen")

    def __init__(self) -> None:
        self._due = -math.inf
        self._seen: tuple[str | None, ...] = ()

    def now(self) -> tuple[str | None, ...]:
        """The recent values."""
        moment = time.monotonic()
        if moment >= self._due:
            self._due = moment + LOOKS_AGAIN
            self._seen = network_environment()
        return self._seen
