"""A port that nobody else gets meanwhile."""

from __future__ import annotations

import random
import socket
from typing import Final

#: Below those that systems give to whoever asks for any port, or connects: one that was given so,
#: and freed, may be given to another test's server before it is used.
_NEVER_GIVEN: Final = range(10_000, 32_000)


def free_port() -> int:
    """A port of 127.0.0.1 that is free, and stays so until a test takes it."""
    while True:
        port = random.choice(_NEVER_GIVEN)
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
