"""How many numbers a caller may get from `adAnalytics` in five minutes (documented)."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Final

from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call

#: Numbers are counted as requested metrics times elements, per application and member.
MOST_VALUES: Final = 45_000_000
#: Seconds.
_WINDOW: Final = 300
_TOO_MANY: Final = Problem(
    429,
    "The data request limit has been exceeded. No more than 45 million metric values can be "
    "requested in 5 minutes.",
    "TOO_MANY_REQUESTS",
)


@dataclass(slots=True)
class _Given:
    """What a caller got: how many numbers when, and in all."""

    times: deque[tuple[float, int]] = field(default_factory=deque)
    total: int = 0


def count_values(call: Call, number: int) -> None:
    """Count the numbers of an answer.

    Raises:
        Refused: 429; with them, the caller would have more than are allowed.
    """
    now = call.clock.now()
    callers = call.store.shelf("adMetricValues", lambda _store: defaultdict[Any, _Given](_Given))
    given = callers[call.token.client_id, call.token.member]
    while given.times and given.times[0][0] <= now - _WINDOW:
        given.total -= given.times.popleft()[1]
    if given.total + number > MOST_VALUES:
        raise Refused(_TOO_MANY)
    if number:
        given.times.append((now, number))
        given.total += number
