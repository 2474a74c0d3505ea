"""Whether an address is this machine, where a sandbox answers and LinkedIn never does."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit


@lru_cache(maxsize=64)
def is_on_loopback(url: str) -> bool:
    """Whether what answers at an address runs on this machine, by the host's name alone.

    Example:
        >>> is_on_loopback("http://127.0.0.1:8686"), is_on_loopback("https://api.linkedin.com")
        (True, False)
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False  # a name, of who knows what
    return address.is_loopback or address.is_unspecified  # 0.0.0.0 is called as 127.0.0.1
