"""What is said of a host that cannot be reached, whatever the HTTP library makes of it."""

from __future__ import annotations

import os
import socket
from typing import Any, Final
from urllib.parse import urlsplit

_USUAL_PORTS: Final = frozenset({80, 443})
#: Statuses of a proxy that may be better a moment later, below 500.
_PASSING: Final = frozenset({408, 429})


def unreachable(url: Any, host: str | None, port: int | None, error: BaseException) -> str:
    """Return the sentence.

    Args:
        url: what was requested.
        host: what cannot be reached: the host of the URL, or a proxy.
        port: its port.
        error: the error of the HTTP library; the system's own is among its causes.

    Example:
        >>> refused = ConnectionRefusedError(111, "Connect call failed ('127.0.0.1', 3128)")
        >>> unreachable("https://api.linkedin.com/v2/me", "127.0.0.1", 3128, refused)
        'the proxy 127.0.0.1:3128 cannot be reached: Connection refused'
    """
    wanted = urlsplit(str(url)).hostname
    what = "" if host is None or host.lower() == wanted else "the proxy "
    place = host or wanted or "the host"
    if port is not None and port not in _USUAL_PORTS:
        place = f"{place}:{port}"
    return f"{what}{place} cannot be reached: {_reason(error)}"


def refused_by_proxy(status: int, said: str) -> str:
    """Return the sentence for a proxy that does not connect to LinkedIn.

    Example:
        >>> refused_by_proxy(403, "Forbidden")
        'the proxy refused to connect: 403 Forbidden'
    """
    advice = "; check its user name and password" if status == 407 else ""
    return f"the proxy refused to connect: {status} {said}".rstrip() + advice


def refuses_for_good(status: int) -> bool:
    """Whether a proxy would refuse again; some lock a user out after several wrong passwords."""
    return 400 <= status < 500 and status not in _PASSING


def untrusted(said: str) -> str:
    """Add advice to what was said of a certificate that cannot be trusted."""
    if "CERTIFICATE_VERIFY_FAILED" not in said:
        return said
    return (
        f"{said}; if your network replaces certificates with its own, set REQUESTS_CA_BUNDLE to "
        "a file with the certificate of its authority"
    )


def _reason(error: BaseException) -> str:
    """The system's words for it."""
    step: BaseException | None = error
    while step is not None:
        if isinstance(step, socket.gaierror):
            return str(step.strerror or step)
        if isinstance(step, OSError):
            return os.strerror(step.errno) if step.errno else str(step)
        step = step.__cause__ or step.__context__
    return str(error)
