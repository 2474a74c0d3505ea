"""Keeps calls of `adAnalytics` within the limit of metric values, and memory within bounds."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

#: LinkedIn's limit for an application and a member (documented), with room for other programs.
_MOST_VALUES: Final = 40_000_000
_SECONDS: Final = 300.0
#: After LinkedIn has refused, wait a little longer than its period.
REFUSED_SECONDS: Final = 330.0
#: Elements of one table that are requested or in memory at once: sixteen full answers.
_MOST_HELD: Final = 240_000


class ValueBudget:
    """How many metric values were requested in the last five minutes.

    Example:
        >>> budget = ValueBudget()
        >>> budget.note(39_000_000, now=0.0)
        >>> budget.wait(500_000, now=10.0), budget.wait(2_000_000, now=10.0)
        (0.0, 290.0)
    """

    def __init__(self) -> None:
        self._spent: deque[tuple[float, int]] = deque()
        self._sum = 0

    def note(self, values: int, now: float) -> None:
        """Note the values of an answer: metrics requested times elements."""
        self._spent.append((now, values))
        self._sum += values

    def wait(self, values: int, now: float) -> float:
        """Return the seconds to wait before a call that may bring so many values."""
        while self._spent and self._spent[0][0] <= now - _SECONDS:
            self._sum -= self._spent.popleft()[1]
        excess = self._sum + values - _MOST_VALUES
        for moment, spent in self._spent:
            if excess <= 0:
                return 0.0
            excess -= spent
            if excess <= 0:
                return moment + _SECONDS - now
        return 0.0


def is_value_limit(error: Mapping[str, Any]) -> bool:
    """Whether the record of a 429 is about metric values; no other limit says it so (observed)."""
    return "data request limit" in str(error.get("message") or "").casefold()


class Pacer:
    """Lets calls begin when LinkedIn and the memory have room.

    Args:
        monotonic: seconds that only grow.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    ) -> None:
        self._budget = ValueBudget()
        self._now = monotonic
        self._sleep = sleep
        self._held: dict[Hashable, int] = {}
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def holding(self, table: Hashable, elements: int) -> AsyncIterator[None]:
        """Wait until so many more elements of a table may be in memory; they are until the end.

        Tables do not wait for each other: who reads them may take one after the other.
        """
        async with self._changed:
            while (held := self._held.get(table, 0)) and held + elements > _MOST_HELD:
                await self._changed.wait()
            self._held[table] = held + elements
        try:
            yield
        finally:
            self._held[table] -= elements
            async with self._changed:
                self._changed.notify_all()

    async def before(self, values: int) -> None:
        """Wait before a call that may bring so many values."""
        while (wait := self._budget.wait(values, self._now())) > 0:
            await self._sleep(wait)

    def note(self, values: int) -> None:
        """Note the values of an answer."""
        self._budget.note(values, self._now())

    async def after_refusal(self) -> None:
        """Wait until LinkedIn has forgotten what it refused."""
        await self._sleep(REFUSED_SECONDS)
