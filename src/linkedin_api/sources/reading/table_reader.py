"""The reading of one table: its parts by several workers, batches in the order they come."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.events import Event
from linkedin_api.errors import LinkedInError, RateLimitError
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.problems import Problems, limit_resets_at
from linkedin_api.sources.windows import Window


class Batch(NamedTuple):
    """Rows that belong together, and where reading stands once they are kept.

    Attributes:
        table: name.
        records: rows, as LinkedIn told them.
        cursors: organization to cursor, in milliseconds, to be remembered with the rows;
            only those that moved. For a table without a cursor, when it was read.
        organizations: numbers, of which the rows are all there is.
        window: time, of which the rows are all there is; `None` for a table without a
            cursor, and where LinkedIn has nothing of it yet.
    """

    table: str
    records: list[Record]
    cursors: Mapping[int, int]
    organizations: tuple[int, ...] = ()
    window: Window | None = None


@dataclass(slots=True)
class Tally:
    """How far the reading of a table is.

    Attributes:
        parts: how many there are; `None` before reading began.
        done: how many were read, or could not be.
        calls: requests sent, those that were sent again too.
        rows: read so far.
        problems: parts, or organizations of a part, that could not be read.
        seconds: between the beginning and the last part.
        organizations: how many were read.
    """

    parts: int | None = None
    done: int = 0
    calls: int = 0
    rows: int = 0
    problems: int = 0
    seconds: float = 0.0
    organizations: int = 0


@dataclass(slots=True)
class _RequestCounter:
    """For which table a task sends its requests, and how often it sent the last one."""

    tally: Tally
    attempts: int = 1


_counter: ContextVar[_RequestCounter] = ContextVar("linkedin_asking")


def count(event: Event) -> None:
    """Count a request for the table whose task sends it."""
    counter = _counter.get(None)
    if counter is not None:
        counter.tally.calls += 1
        counter.attempts = event.attempt


class ReaderContext(NamedTuple):
    """What the readings of all tables have in common.

    Attributes:
        session: how LinkedIn is asked.
        problems: what could not be read.
        width: how many parts of a table are read at once.
        now: seconds since 1970.
        register: gets a reading when it begins.
        fail: ends the reading of all tables with an error.
    """

    session: Session
    problems: Problems
    width: int
    now: Callable[[], float]
    register: Callable[[TableReader], None]
    fail: Callable[[BaseException], None]


class TableReader(AsyncIterator[Batch]):
    """Gives the batches of one table; begins when it is asked for the first.

    Parts are read ahead of whoever takes the batches, and no further than twice the width.

    Args:
        table: which one.
        past: what was read before.
        tally: is kept.
        shared: what it has in common with other tables.
    """

    def __init__(self, table: Table, past: Past, tally: Tally, shared: ReaderContext) -> None:
        self._table = table
        self._past = past
        self._tally = tally
        self._shared = shared
        self._batches: asyncio.Queue[Batch | None] = asyncio.Queue(shared.width)
        self._tasks: list[asyncio.Task[None]] = []
        self._running = 0
        self._failure: BaseException | None = None
        self._throttled: RateLimitError | None = None
        self._since = 0.0

    async def __anext__(self) -> Batch:
        """Return the next batch.

        Raises:
            LinkedInError: every further call would fail too.
        """
        if not self._tasks:
            self._begin()
        while self._failure is None and self._running:
            batch = await self._batches.get()
            if batch is not None:
                return batch
            self._running -= 1
        if self._failure is not None:
            raise self._failure
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """Stop reading."""
        self._running = 0
        await cancel_all(self._tasks)

    def fail(self, error: BaseException) -> None:
        """End: whoever asks for a batch gets the error, and nothing more is sent."""
        self._failure = error
        for task in self._tasks:
            task.cancel()
        with suppress(asyncio.QueueFull):
            self._batches.put_nowait(None)  # for one who waits; else nobody does

    def _begin(self) -> None:
        self._since = time.monotonic()
        self._shared.register(self)
        if self._failure is None:
            self._start(self._plan)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._running += 1
        self._tasks.append(asyncio.create_task(self._guard(work)))

    async def _guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do some work for this table; its errors are raised where batches are taken."""
        _counter.set(_RequestCounter(self._tally))
        try:
            await work()
        except Exception as error:  # noqa: BLE001
            self._shared.fail(error)
        await self._batches.put(None)

    async def _plan(self) -> None:
        """Find out what is to be read, and begin to."""
        parts = await self._parts()
        self._tally.parts = len(parts)
        waiting = iter(parts)
        for _ in range(min(self._shared.width, len(parts))):
            self._start(partial(self._work, waiting))

    async def _parts(self) -> Sequence[Part]:
        session, scope = self._shared.session, self._shared.session.scope
        if self._table.organization is not None:
            try:
                scope = await session.with_organizations()
            except LinkedInError as error:
                if limit_resets_at(error, self._shared.now()) is None:
                    raise
                self._note((), error)
                return ()
        return self._table.query.parts(scope, self._past, self._shared.now())

    async def _work(self, waiting: Iterator[Part]) -> None:
        """Read part after part until none is waiting."""
        for part in waiting:
            if self._throttled is None:
                await self._read(part)
            else:
                self._note(part.organizations, self._throttled, part.windows)
            self._tally.done += 1
            self._tally.seconds = time.monotonic() - self._since

    async def _read(self, part: Part) -> None:
        """Read one part; what ends it but not the rest becomes a problem."""
        problems = self._shared.problems
        _counter.get().attempts = 1
        left = list(part.windows)
        try:
            async with aclosing(self._table.query.read(self._shared.session, part)) as results:
                async for result in results:
                    await self._take(part, result)
                    left = left[1:]
            problems.note_success()
        except LinkedInError as error:
            if problems.is_fatal(error):
                raise
            self._note(part.organizations, error, tuple(left))
            if isinstance(error, RateLimitError) and error.window == "unknown":
                self._throttled = error

    async def _take(self, part: Part, result: QueryResult) -> None:
        for organization, error in result.refused.items():
            self._note((organization,), error)
        answered = tuple(n for n in part.organizations if n not in result.refused)
        self._tally.rows += len(result.records)
        if result.window in (None, *part.windows[-1:]):
            self._tally.organizations += len(answered)
        await self._batches.put(self._batch(answered, result))

    def _batch(self, organizations: tuple[int, ...], result: QueryResult) -> Batch:
        """Return rows, and where reading stands with them.

        A cursor goes on to the end of the last bucket that came, not of the window: a bucket
        that comes later than usual is asked for again. What is older than a cursor
        is complete, whatever came.
        """
        name, records, window = self._table.name, result.records, result.window
        if self._table.cursor is None or window is None:
            moment = int(self._shared.now() * 1000)
            return Batch(name, records, dict.fromkeys(organizations, moment), organizations)
        seen: int = max((record[self._table.cursor] for record in records), default=0)
        known = {number: self._past.cursors.get(number, 0) for number in organizations}
        if window.end > min(known.values(), default=0):
            window = Window(window.start, min(window.end, seen))
        return Batch(
            name,
            records,
            {number: seen for number, cursor in known.items() if seen > cursor},
            organizations,
            window if window.start < window.end else None,
        )

    def _note(
        self, organizations: tuple[int, ...], error: LinkedInError, windows: Windows = ()
    ) -> None:
        attempts = _counter.get().attempts
        self._shared.problems.note(self._table.name, organizations, error, attempts, windows)
        self._tally.problems += 1
