"""What is said of a host that cannot be reached, whatever the HTTP library makes of it."""

from __future__ import annotations

import os
import re
import socket
from typing import Any, Final
from urllib.parse import urlsplit

#: What OpenSSL says of a certificate that was signed by an authority unknown to this machine.
_is_of_unknown_authority = re.compile("CERTIFICATE_VERIFY_FAILED.*(?:issuer|self.signed)").search
#: Usual in companies, whose proxies sign certificates themselves.
_AUTHORITY: Final = (
    "if your network signs certificates itself, set REQUESTS_CA_BUNDLE to a file with the"
    " certificate of its authority"
)
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


def authority_hint(said: str) -> str | None:
    """Return what to do about a certificate of an unknown authority; `None` for other errors.

    Args:
        said: the message of the error.
    """
    return _AUTHORITY if _is_of_unknown_authority(said) else None


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
