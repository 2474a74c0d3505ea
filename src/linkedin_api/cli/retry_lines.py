"""Says once that LinkedIn cannot be reached, although each retry logs a line.

Concurrent calls fail together and are repeated several times, which would be dozens of lines before
the one that says what is wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: What an event calls these errors, of either client.
_UNREACHABLE: Final = frozenset(
    {
        "ConnectFailed",
        "ConnectTimedOut",
        "ProxyFailed",
        "AsyncConnectFailed",
        "AsyncConnectTimedOut",
    }
)


class RetryLines(logging.Filter):
    """Leaves out the lines of failed connections, and counts them.

    Attributes:
        left_out: how many there were.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is shown."""
        values = record.args if isinstance(record.args, tuple) else ()
        if not any(isinstance(value, str) and value in _UNREACHABLE for value in values):
            return True
        self.left_out += 1
        return False


@contextmanager
def unreachable_said_once() -> Iterator[RetryLines]:
    """Leave out the retries of failed connections; the error at the end says why."""
    lines = RetryLines()
    logger = logging.getLogger("linkedin_api")
    logger.addFilter(lines)
    try:
        yield lines
    finally:
        logger.removeFilter(lines)
