"""How many numbers a caller may get from `adAnalytics` in five minutes (documented)."""

from __future__ import annotations

from collections import deque
from typing import Final

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
#: By application and member: when how many were given.
_Given = dict[tuple[str, str | None], deque[tuple[float, int]]]


def count_values(call: Call, number: int) -> None:
    """Count the numbers of an answer.

    Raises:
        Refused: 429; with them, the caller would have more than are allowed.
    """
    now = call.clock.now()
    callers: _Given = call.store.shelf("adMetricValues", lambda _store: {})
    given = callers.setdefault((call.token.client_id, call.token.member), deque())
    while given and given[0][0] <= now - _WINDOW:
        given.popleft()
    if sum(each for _, each in given) + number > MOST_VALUES:
        raise Refused(_TOO_MANY)
    if number:
        given.append((now, number))
