"""How long and how much a client waits for."""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple, Self

from linkedin_api.argument_checks import check

#: Seconds to connect, and seconds without a byte while reading.
DEFAULT_TIMEOUT: Final = (5.0, 60.0)

Timeout = float | tuple[float, float]

#: Seconds that stand for "without end": clocks and sockets refuse numbers that are much larger.
_ENDLESS: Final = 10_000_000.0

#: What a call says that has waited for a token, or for its turn, until its time was over.
NO_TIME_LEFT: Final = "no time is left to send the request"

#: What a call says that has sent its request, perhaps not for the first time.
OUT_OF_TIME: Final = "the answer was not complete when total_timeout ended"

#: The maximum size of an answer in bytes, decompressed.
DEFAULT_MAX_ANSWER: Final = 64 * 1024 * 1024


class Limits(NamedTuple):
    """A client's `timeout`, `total_timeout` and `max_answer_bytes`."""

    timeout: Timeout = DEFAULT_TIMEOUT
    total: float | None = None
    max_answer: int = DEFAULT_MAX_ANSWER

    @classmethod
    def checked(cls, timeout: Timeout, total: float | None, max_answer: int) -> Self:
        """Check a program's settings.

        Raises:
            InvalidArgumentError: a value is not a positive number.
        """
        is_limit = total is None or is_positive(total)
        check(is_limit, "total_timeout", "a positive number of seconds or None", total)
        is_size = isinstance(max_answer, int) and is_positive(max_answer)
        check(is_size, "max_answer_bytes", "a positive number of bytes", max_answer)
        longest = None if total is None else min(total, _ENDLESS)
        return cls(checked_timeout(timeout), longest, max_answer)


def checked_timeout(timeout: Timeout) -> Timeout:
    """Return a timeout that can be one.

    Raises:
        InvalidArgumentError: neither a positive number of seconds nor a pair of them.
    """
    pair = timeout if isinstance(timeout, tuple) and len(timeout) == 2 else (timeout, timeout)
    wanted = "a positive number of seconds, or a pair for connecting and reading, such as (5, 60)"
    check(all(map(is_positive, pair)), "timeout", wanted, timeout)
    return timeout


def connect_and_read(timeout: Timeout) -> tuple[float, float]:
    """The seconds to connect, and those to read."""
    connect, read = timeout if isinstance(timeout, tuple) else (timeout, timeout)
    return min(connect, _ENDLESS), min(read, _ENDLESS)


def is_number(value: Any) -> bool:
    """Whether a value is a number that can be compared."""
    is_nan = isinstance(value, float) and math.isnan(value)  # which a huge `int` cannot become
    return isinstance(value, int | float) and not isinstance(value, bool) and not is_nan


def is_count(value: Any) -> bool:
    """Whether a value is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_positive(value: Any) -> bool:
    """Whether a value is a number above 0 that has an end."""
    return is_number(value) and 0 < value < math.inf
