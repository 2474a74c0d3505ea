"""One reader for all tables of a source.

dlt takes an item from each table in turn, possibly in several threads. A table without a new
item yields `None`, and dlt continues with the next table. So no table waits for another, and all
of them read ahead within limits.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cached_property
from typing import Final

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.program_lines import Line
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.dlt.hints import FileFormats, file_formats_at_run
from linkedin_api.sources.past import Past
from linkedin_api.sources.plan import Plan
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch, Reader, TableReader, Tally
from linkedin_api.versions import VersionSunsetWarning

logger: Final = logging.getLogger("linkedin_api")
OnStart = Callable[[Mapping[str, Tally], RateBudget], None]


class Extractions:
    """The extractions of a plan: tables that dlt reads together share one reader.

    Args:
        plan: what to read.
        on_start: receives tallies and budget once, before reading starts.

    Attributes:
        last: the current extraction, or the last one; `None` before the first.
    """

    def __init__(self, plan: Plan, on_start: OnStart | None = None) -> None:
        self._plan = plan
        self._on_start = on_start
        self._lock = threading.RLock()
        self.last: Extraction | None = None

    def join(self, table: Table, selected: Container[str] = ()) -> Extraction:
        """Return the extraction that reads a table.

        Args:
            table: the table.
            selected: names of all tables that will be read; any other table must join before
                reading starts.
        """
        with self._lock:
            if self.last is None or not self.last.takes(table):
                tables = [each for each in self._plan.tables if each.name in selected]
                self.last = Extraction(self._plan, tables, self._on_start)
            self.last.join(table)
            return self.last


class Extraction:
    """One reader on its own thread, from the first row of any table to the last."""

    def __init__(self, plan: Plan, tables: list[Table], on_start: OnStart | None) -> None:
        self._plan = plan
        self._on_start = on_start
        self._tables = tables
        self._joined: set[str] = set()
        self._open: set[str] = set()
        self._lock = threading.RLock()  # garbage collection inside it may end tables
        self._loop = LoopThread()
        self._reader: Reader | None = None

    @cached_property
    def file_formats(self) -> FileFormats:
        """The hints of file formats, for the destination of this run."""
        return file_formats_at_run()

    @property
    def has_ended(self) -> bool:
        """Whether all tables have ended."""
        return not self._open

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """Progress by table name."""
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
        """Register a table that will be read."""
        with self._lock:
            if table not in self._tables:
                self._tables.append(table)
            self._joined.add(table.name)
            self._open.add(table.name)

    def batches(self, table: Table, past: Past) -> Iterator[Batch | None]:
        """Give the batches of a registered table, and `None` while there is no new batch.

        Raises:
            LinkedInError: every further call would fail too.
        """
        try:
            yield None  # all other tables join here
            yield from self._read(table, past)
        finally:
            self._leave(table)

    def _read(self, table: Table, past: Past) -> Iterator[Batch | None]:
        source = self._begun().read(table, past)
        waiting = self._loop.begin(_next(source))
        try:
            while True:
                if not waiting.done():
                    yield None
                    continue
                found = waiting.result()
                if not found:
                    return
                while found:
                    yield found.popleft()  # and forget it: a batch can be large
                waiting = self._loop.begin(_next(source))
        finally:
            waiting.cancel()
            self._loop.dispose(source)

    def _begun(self) -> Reader:
        with self._lock:
            if self._reader is None:
                access = self._plan.find_access()
                _warn_of_sunset(access, self._plan.now())
                self._loop.__enter__()
                self._reader = self._loop.enter(lambda: self._make(access))
                if self._on_start is not None:
                    self._on_start(self._reader.tallies, self._reader.budget)
            return self._reader

    def _make(self, access: Access) -> Reader:
        plan = self._plan
        reader = Reader(
            access,
            plan.scope,
            self._tables,
            concurrency=plan.concurrency,
            budget=plan.budget,
            retry=plan.retry,
            now=plan.now,
        )
        reader.announce(self._open)  # dlt may begin with any of them
        return reader

    def _leave(self, table: Table) -> None:
        """End a table; the last table ends the reader."""
        with self._lock:
            self._open.discard(table.name)
            is_last = not self._open
            if self._reader is not None and not is_last:
                self._loop.begin(_give_up(self._reader, table))
        if is_last:
            self._loop.close()


def _warn_of_sunset(access: Access, now: float) -> None:
    """Warn at the line that runs the pipeline; the reader's thread has no such line."""
    notice = access.sunset_notice(now, "Access(version={!r})")
    if notice is None:
        return
    line = Line.of_program(between=("dlt",))
    if line is None:
        logger.warning("%s", notice)
    else:
        line.warn(notice, VersionSunsetWarning)


async def _give_up(reader: Reader, table: Table) -> None:
    reader.give_up(table.name)


async def _next(source: TableReader) -> deque[Batch]:
    """Return the batches that are there, at least one; none at the end."""
    first = await anext(source, None)
    return deque() if first is None else deque([first, *source.ready()])
