"""One reader for all tables of a source, for an engine that asks for rows in turns.

dlt asks each table for its next item, one table after the other; a table that has none says
`None` and is asked again. So no table waits for another, and all read ahead, in bounds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.clients.quota import RateBudget
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.loop_thread import LoopThread
from linkedin_api.sources.problems import Problem
from linkedin_api.sources.reader import Batch, Reader, Tally
from linkedin_api.sources.reading import Reading as TableReading
from linkedin_api.sources.table import Table

OnStart = Callable[[Mapping[str, Tally], RateBudget], None]


class Feed:
    """Reads the tables of a plan, those at once that are asked for at once.

    Args:
        plan: what is read.
        on_start: gets tallies and budget once, before reading begins.

    Attributes:
        reading: the one that goes on, or the last one; `None` before the first.
    """

    def __init__(self, plan: Plan, on_start: OnStart | None = None) -> None:
        self._plan = plan
        self._on_start = on_start
        self.reading: Reading | None = None

    def batches(self, table: Table, cursors: Mapping[int, int]) -> Iterator[Batch | None]:
        """Give what comes of a table; `None` as often as nothing has come yet.

        Raises:
            LinkedInError: every further call would fail too.
        """
        reading = self._join(table)
        try:
            yield None  # all other tables join now
            yield from reading.batches(table, cursors)
        finally:
            reading.leave()

    def _join(self, table: Table) -> Reading:
        reading = self.reading
        if reading is None or not reading.may_join:
            reading = self.reading = Reading(self._plan, self._on_start)
        reading.join(table)
        return reading


class Reading:
    """One reader on a thread of its own, as long as any table needs it."""

    def __init__(self, plan: Plan, on_start: OnStart | None) -> None:
        self._plan = plan
        self._on_start = on_start
        self._tables: list[Table] = []
        self._open = 0
        self._loop: LoopThread | None = None
        self._reader: Reader | None = None

    @property
    def may_join(self) -> bool:
        """Whether it has not begun."""
        return self._loop is None

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """Table to how far it is."""
        return self._reader.tallies if self._reader else {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read so far."""
        return tuple(self._reader.problems) if self._reader else ()

    def join(self, table: Table) -> None:
        """Announce a table that will be read."""
        self._tables.append(table)
        self._open += 1

    def leave(self) -> None:
        """End a table; the last one ends the reader."""
        self._open -= 1
        if self._open == 0 and self._loop is not None:
            if self._reader is not None:
                self._loop.run(self._reader.close())
            self._loop.close()

    def batches(self, table: Table, cursors: Mapping[int, int]) -> Iterator[Batch | None]:
        """Give what comes of a table; `None` as often as nothing has come yet."""
        loop, reader = self._begun()
        turns = _Turns(reader.read(table, cursors))
        waiting = loop.begin(turns.next())
        try:
            while True:
                if not waiting.done():
                    yield None
                    continue
                batch = waiting.result()
                if batch is _END:
                    return
                waiting = loop.begin(turns.next())
                yield batch
        finally:
            waiting.cancel()
            loop.run(turns.close())

    def _begun(self) -> tuple[LoopThread, Reader]:
        if self._loop is None:
            self._loop = LoopThread().__enter__()
            self._reader = self._loop.run(self._make())
            if self._on_start is not None:
                self._on_start(self._reader.tallies, self._reader.budget)
        if self._reader is None:
            raise RuntimeError("the reader could not be made")
        return self._loop, self._reader

    async def _make(self) -> Reader:
        plan = self._plan
        return Reader(
            plan.access,
            plan.scope,
            self._tables,
            concurrency=plan.concurrency,
            budget=plan.budget,
            retry=plan.retry,
            now=plan.now,
        )


_END: Final[Any] = object()


class _Turns:
    """The reading of a table, closed only when it does nothing else."""

    def __init__(self, source: TableReading) -> None:
        self._source = source
        self._lock = asyncio.Lock()

    async def next(self) -> Any:
        async with self._lock:
            return await anext(self._source, _END)

    async def close(self) -> None:
        async with self._lock:
            await self._source.aclose()
