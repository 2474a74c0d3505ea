"""One reader for all tables of a source, for an engine that asks for rows in turns.

dlt asks each table for its next item, one table after the other; a table that has none says
`None` and is asked again. So no table waits for another, and all read ahead, in bounds. It may ask
in several threads.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable, Container, Iterator, Mapping
from typing import Any, Final

from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.sunsets import Line
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.past import Past
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch, Reader, Tally

logger: Final = logging.getLogger("linkedin_api")
OnStart = Callable[[Mapping[str, Tally], RateBudget], None]


class Extractions:
    """Reads the tables of a plan with one reader, if they are asked for at once.

    Args:
        plan: what is read.
        on_start: gets tallies and budget once, before reading begins.

    Attributes:
        last: the extraction that goes on, or the last one; `None` before the first.
    """

    def __init__(self, plan: Plan, on_start: OnStart | None = None) -> None:
        self._plan = plan
        self._on_start = on_start
        self._lock = threading.RLock()
        self.last: Extraction | None = None

    def join(self, table: Table, selected: Container[str] = ()) -> Extraction:
        """Return the extraction in which a table is read.

        Args:
            table: which one.
            selected: names of all that will be read; those that are not named here must join
                before any is read.
        """
        with self._lock:
            if self.last is None or not self.last.takes(table):
                tables = [each for each in self._plan.tables if each.name in selected]
                self.last = Extraction(self._plan, tables, self._on_start)
            self.last.join(table)
            return self.last


class Extraction:
    """One reader on a thread of its own, from the first table's first row to the last's last."""

    def __init__(self, plan: Plan, tables: list[Table], on_start: OnStart | None) -> None:
        self._plan = plan
        self._on_start = on_start
        self._tables = tables
        self._joined: set[str] = set()
        self._open = 0
        self._lock = threading.RLock()  # within, garbage may be collected, which ends tables
        self._loop = LoopThread()
        self._reader: Reader | None = None

    @property
    def has_ended(self) -> bool:
        """Whether no table needs it any more."""
        return self._open == 0

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """Table to how far it is."""
        return self._reader.tallies if self._reader else {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read so far."""
        return tuple(self._reader.problems) if self._reader else ()

    def takes(self, table: Table) -> bool:
        """Whether a table can still join."""
        if table.name in self._joined or (self._joined and self.has_ended):
            return False
        return self._reader is None or table in self._tables

    def join(self, table: Table) -> None:
        """Announce a table that will be read."""
        with self._lock:
            if table not in self._tables:
                self._tables.append(table)
            self._joined.add(table.name)
            self._open += 1

    def batches(self, table: Table, past: Past) -> Iterator[Batch | None]:
        """Give what comes of a table that joined; `None` as often as nothing has come yet.

        Raises:
            LinkedInError: every further call would fail too.
        """
        try:
            yield None  # all other tables join now
            yield from self._read(table, past)
        finally:
            self._leave()

    def _read(self, table: Table, past: Past) -> Iterator[Batch | None]:
        source = self._begun().read(table, past)
        waiting = self._loop.begin(_next(source))
        try:
            while True:
                if not waiting.done():
                    yield None
                    continue
                batch = waiting.result()
                if batch is _END:
                    return
                waiting = self._loop.begin(_next(source))
                yield batch
        finally:
            waiting.cancel()
            self._loop.dispose(source)

    def _begun(self) -> Reader:
        with self._lock:
            if self._reader is None:
                found = self._plan.access
                access = found if isinstance(found, Access) else found()
                _warn_of_sunset(access, self._plan.now())
                self._loop.__enter__()
                self._reader = self._loop.enter(lambda: self._make(access))
                if self._on_start is not None:
                    self._on_start(self._reader.tallies, self._reader.budget)
            return self._reader

    def _make(self, access: Access) -> Reader:
        plan = self._plan
        return Reader(
            access,
            plan.scope,
            self._tables,
            concurrency=plan.concurrency,
            budget=plan.budget,
            retry=plan.retry,
            now=plan.now,
        )

    def _leave(self) -> None:
        """End a table; the last one ends the reader."""
        with self._lock:
            self._open -= 1
            is_last = self._open == 0
        if is_last:
            self._loop.close()


def _warn_of_sunset(access: Access, now: float) -> None:
    """Warn where a program runs the pipeline, since the reader's own thread knows no program."""
    notice = access.sunset_notice(now, "Access(version={!r})")
    if notice is None:
        return
    line = Line.of_program(between=("dlt",))
    if line is None:
        logger.warning("%s", notice)
    else:
        line.warn(notice)


_END: Final[Any] = object()


async def _next(source: AsyncIterator[Batch]) -> Any:
    return await anext(source, _END)
