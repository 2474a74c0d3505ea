"""Reads one table: several workers read its parts and put batches into a queue."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.exchange.events import Event
from linkedin_api.errors import (
    InvalidArgumentError,
    LinkedInError,
    NotAdministratorError,
    RateLimitError,
)
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.ad_session import NO_ACCESS
from linkedin_api.sources.queries.organization_roles import Administered, why_not_read
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.problems import Problems, limit_resets_at
from linkedin_api.sources.reading.unread import Unread
from linkedin_api.sources.windows import Window, day_text, joined, without

#: Why the rows of an organization are not read any more.
NO_LONGER_ADMINISTERED: Final = (
    "the token's member no longer administers organization {}: its rows stay as they were; to"
    " read the others alone, name the organizations"
)
#: Why statistics are not read.
IN_THE_FUTURE: Final = (
    "according to the state of an earlier sync, its statistics are read until {}, which is in the"
    " future: check the clock of this machine; if it is right, load the table again from the start"
)


class Batch(NamedTuple):
    """Rows that belong together, and the cursors to store with them.

    Attributes:
        table: name of the table.
        records: rows, as LinkedIn returned them.
        cursors: cursors by organization, in milliseconds, to store with the rows; only those
            that changed. For a table without a cursor, the time of reading.
        organizations: numbers of the organizations that the rows cover completely.
        covered: periods that the rows cover completely, and those before the first day that
            LinkedIn has at all; empty for a table without a cursor.
        left_out: requested periods before the cursor for which LinkedIn sent nothing. Pass them
            as `Past.owed` to the next read, without what was covered before.
    """

    table: str
    records: Sequence[Record]
    cursors: Mapping[int, int]
    organizations: tuple[int, ...] = ()
    covered: Windows = ()
    left_out: Windows = ()


@dataclass(slots=True)
class Tally:
    """The progress of a table.

    Attributes:
        parts: number of parts; `None` before reading starts.
        done: number of finished parts, with or without a problem.
        calls: number of requests sent, including retries.
        rows: number of rows read so far.
        problems: number of parts, or organizations of a part, that could not be read.
        seconds: seconds from the start to the last finished part.
        organizations: number of organizations read.
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
    """The table for which a task sends requests, and the attempts of its last request."""

    tally: Tally
    attempts: int = 1


_counter: ContextVar[_RequestCounter] = ContextVar("linkedin_request_counter")


def count(event: Event) -> None:
    """Count a request for the table whose task sends it."""
    counter = _counter.get(None)
    if counter is not None:
        counter.tally.calls += 1
        counter.attempts = event.attempt


class ReaderContext(NamedTuple):
    """What the readers of all tables share.

    Attributes:
        session: the session of all queries.
        problems: what could not be read.
        width: number of parts of a table that are read concurrently.
        now: current time in seconds since 1970.
        register: receives a table reader when it starts.
        fail: ends the reading of all tables with an error.
    """

    session: Session
    problems: Problems
    width: int
    now: Callable[[], float]
    register: Callable[[TableReader], None]
    fail: Callable[[BaseException], None]


class TableReader(AsyncIterator[Batch]):
    """Gives the batches of one table; starts when the first batch is awaited.

    It reads ahead of its consumer by at most twice the width.

    Args:
        table: the table.
        past: what was read before.
        tally: progress, kept up to date.
        shared: what it shares with the readers of other tables.
    """

    def __init__(
        self, table: ReadableTable, past: Past, tally: Tally, shared: ReaderContext
    ) -> None:
        self._table = table
        self._past = past if table.cursor is None else past.up_to(shared.now())
        self._tally = tally
        self._shared = shared
        self._batches: asyncio.Queue[Batch | None] = asyncio.Queue(shared.width)
        self._tasks: list[asyncio.Task[None]] = []
        self._running = 0
        self._working = 0
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

    def ready(self) -> list[Batch]:
        """Return the next batches that nobody has to wait for; none if there is no such batch."""
        found: list[Batch] = []
        while self._failure is None and not self._batches.empty():
            batch = self._batches.get_nowait()
            if batch is None:
                self._running -= 1
            else:
                found.append(batch)
        return found

    async def aclose(self) -> None:
        """Stop reading."""
        self._running = 0
        await cancel_all(self._tasks)
        self._shared.session.ads.end(self._table.name)

    def fail(self, error: BaseException) -> None:
        """End with an error: the consumer gets it, and no more requests are sent."""
        self._failure = error
        for task in self._tasks:
            task.cancel()
        with suppress(asyncio.QueueFull):
            self._batches.put_nowait(
                None
            )  # wakes a waiting consumer; with a full queue, none waits

    def _begin(self) -> None:
        self._since = time.monotonic()
        self._shared.register(self)
        self._shared.session.ads.begin(self._table.name)
        if self._failure is None:
            self._start(self._plan)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._running += 1
        self._working += 1
        self._tasks.append(asyncio.create_task(self._guard(work)))

    async def _guard(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do some work for this table; its errors are raised in the consumer."""
        _counter.set(_RequestCounter(self._tally))
        try:
            await work()
        except Exception as error:  # noqa: BLE001
            self._shared.fail(error)
        self._working -= 1
        if not self._working:
            self._shared.session.ads.end(self._table.name)
        await self._batches.put(None)

    async def _plan(self) -> None:
        """Determine the parts to read, and start workers."""
        parts = await self._parts()
        self._tally.parts = len(parts)
        waiting = iter(parts)
        for _ in range(min(self._shared.width, len(parts))):
            self._start(partial(self._work, waiting))

    async def _parts(self) -> Sequence[Part]:
        scope, now = self._shared.session.scope, self._shared.now()
        if self._table.organization is not None:
            try:
                numbers = await self._owners()
            except LinkedInError as error:
                if limit_resets_at(error, now) is None:
                    raise
                self._note((), error)
                return ()
            if self._table.cursor is not None:
                wrong = self._note_cursors_in_the_future(numbers, now)
                numbers = tuple(n for n in numbers if n not in wrong)
            if not numbers:
                return ()
            scope = scope.with_owners(self._table.owner, numbers)
        return self._table.query.parts(scope, self._past, now)

    async def _owners(self) -> tuple[int, ...]:
        """Return the organizations or accounts to read, perhaps none; record the others."""
        session = self._shared.session
        if self._table.owner == "account":
            accounts = await session.ads.accounts()
            loaded = sorted(self._past.loaded.union(self._past.cursors))
            wanted = session.scope.accounts
            for number in loaded if wanted is None else wanted:
                if number not in accounts:
                    self._note((number,), NotAdministratorError(NO_ACCESS.format(number)))
            return tuple(accounts if wanted is None else filter(accounts.__contains__, wanted))
        scope = await session.with_organizations()
        if session.scope.organizations is None:
            self._note_not_administered(await session.administered())
        return scope.organizations or ()

    def _note_not_administered(self, administered: Administered) -> None:
        """Record what has rows but is no longer administered, and what is no organization."""
        loaded = self._past.loaded.union(self._past.cursors)
        for organization in sorted(loaded.difference(administered.organizations)):
            error = NotAdministratorError(NO_LONGER_ADMINISTERED.format(organization))
            self._note((organization,), error)
        for urn in administered.others:
            self._note((), NotAdministratorError(why_not_read(urn)))

    def _note_cursors_in_the_future(self, organizations: Sequence[int], now: float) -> set[int]:
        """Record the organizations whose cursor cannot be right, and return them."""
        cursors = self._past.in_the_future(now)
        wrong = [number for number in organizations if number in cursors]
        for number in wrong:
            error = InvalidArgumentError(IN_THE_FUTURE.format(day_text(cursors[number])))
            self._note((number,), error)
        return set(wrong)

    async def _work(self, waiting: Iterator[Part]) -> None:
        """Read one part after another until none is left."""
        for part in waiting:
            _counter.get().attempts = 1
            if self._throttled is None:
                await self._read(part)
            else:
                self._note(part.organizations, self._throttled, part.windows)
            self._tally.done += 1
            self._tally.seconds = time.monotonic() - self._since

    async def _read(self, part: Part) -> None:
        """Read one part; an error that concerns only this part becomes a problem."""
        problems = self._shared.problems
        unread = Unread(part)
        try:
            async with aclosing(self._table.query.read(self._shared.session, part)) as results:
                async for result in results:
                    await self._take(part, result, is_last=unread.take(result))
            problems.note_success()
        except LinkedInError as error:
            if problems.is_fatal(error):
                raise
            for organizations, windows in unread.each():
                self._note(organizations, error, windows)
            if isinstance(error, RateLimitError) and error.window == "unknown":
                self._throttled = error

    async def _take(self, part: Part, result: QueryResult, *, is_last: bool) -> None:
        about = result.organizations or part.organizations
        for organization, error in result.refused.items():
            self._note((organization,), error, result.windows)
        if result.flaw is not None:
            left_out = without(result.windows, result.covered)
            self._note(about, result.flaw, left_out)
        answered = tuple(n for n in about if n not in result.refused)
        if about and not answered:
            return
        self._tally.rows += len(result.records)
        if is_last:
            self._tally.organizations += len(answered)
        await self._batches.put(self._batch(answered, result))

    def _batch(self, organizations: tuple[int, ...], result: QueryResult) -> Batch:
        """Return rows with their cursors.

        A cursor moves to the end of the last bucket that LinkedIn returned, not to the end of
        the window, so that a late bucket is requested again. It never moves beyond the window.
        """
        name, records = self._table.name, result.records
        if self._table.cursor is None:
            moment = int(self._shared.now() * 1000)
            return Batch(name, records, dict.fromkeys(organizations, moment), organizations)
        seen = max((window.end for window in result.covered), default=0)
        known = {number: self._past.cursors.get(number, 0) for number in organizations}
        covered, left_out = result.covered, self._left_out(result, max([seen, *known.values()]))
        if result.flaw is None:
            firsts = [self._past.first_day(number, result.covered) for number in organizations]
            first = min(firsts, default=0)
            covered = joined([*covered, *(each for each in left_out if each.end <= first)])
        return Batch(
            name,
            records,
            {number: seen for number, cursor in known.items() if seen > cursor},
            organizations,
            covered,
            without(left_out, covered),
        )

    @staticmethod
    def _left_out(result: QueryResult, position: int) -> Windows:
        """The requested periods before a cursor for which LinkedIn sent nothing."""
        before = (Window(each.start, min(each.end, position)) for each in result.windows)
        return without(before, result.covered)

    def _note(
        self, organizations: tuple[int, ...], error: LinkedInError, windows: Windows = ()
    ) -> None:
        attempts = _counter.get().attempts
        self._shared.problems.note(self._table.name, organizations, error, attempts, windows)
        self._tally.problems += 1
