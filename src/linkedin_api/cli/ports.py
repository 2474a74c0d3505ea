"""A port that cannot be used, in words that say what to do."""

from __future__ import annotations

import os


def cannot_listen(host: str, port: int, option: str, error: OSError) -> str:
    """Return the message for a port that cannot be used.

    Args:
        host: the address.
        port: the number.
        option: the option that chooses it.
        error: what the system says.

    Example:
        >>> cannot_listen("127.0.0.1", 80, "--port", OSError(13, ""))
        'cannot listen on 127.0.0.1:80: Permission denied; choose another port with --port, ...'
    """
    reason = os.strerror(error.errno) if error.errno else str(error)
    return (
        f"cannot listen on {host}:{port}: {reason}; choose another port with {option}, or 0 for any"
        " free one"
    )
