"""The one reader of all tables and organizations."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Final, NamedTuple, Self

from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.events import Event
from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.retry import Retry
from linkedin_api.errors import InvalidArgumentError, LinkedInError
from linkedin_api.sources.access import Access
from linkedin_api.sources.problems import CONNECTION, FATAL, MOST_CONNECTION_ERRORS, Problem
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.session import POST_TABLES, Session
from linkedin_api.sources.table import Part, Record, Table

logger: Final = logging.getLogger("linkedin_api")
DEFAULT_CONCURRENCY: Final = 16


class Batch(NamedTuple):
    """Rows that belong together, and where reading stands once they are kept.

    Attributes:
        table: name.
        records: rows, as LinkedIn told them.
        cursors: organization to cursor, in milliseconds, to be remembered with the rows;
            only those that moved. For a table without a cursor, when it was read.
        organizations: numbers, of which the rows are all there is.
    """

    table: str
    records: list[Record]
    cursors: Mapping[int, int]
    organizations: tuple[int, ...] = ()


@dataclass(slots=True)
class Tally:
    """How far the reading of a table is.

    Attributes:
        parts: how many there are; `None` before reading began.
        done: how many were read, or could not be.
        calls: requests sent, those that were sent again too.
        rows: read so far.
        problems: parts that could not be read.
        seconds: between the beginning and the last part.
    """

    parts: int | None = None
    done: int = 0
    calls: int = 0
    rows: int = 0
    problems: int = 0
    seconds: float = 0.0


#: The table that a request is sent for.
_tally: ContextVar[Tally | None] = ContextVar("linkedin_table", default=None)


class Reader:
    """Reads tables, many organizations at once, with one token.

    Args:
        access: as whom.
        scope: what is wanted.
        tables: which will be read; others cannot be.
        concurrency: calls at once, of all tables together.
        budget: how many calls a day are allowed; `None` only counts them.
        retry: when to ask again; `None` for five attempts.
        now: seconds since 1970.

    Attributes:
        problems: what could not be read so far.
        tallies: table to how far it is.
        budget: which counts the calls.

    Raises:
        MissingArgumentError: `access` has neither a token nor what makes one.
        InvalidArgumentError: `concurrency` is less than 1.

    Example:
        >>> import asyncio
        >>> from linkedin_api.sources.pages import PAGES
        >>> async def followers(*organizations):
        ...     table = PAGES["total_follower_count"]
        ...     async with Reader(Access(token), Scope(organizations), [table]) as reader:
        ...         return [row async for batch in reader.read(table) for row in batch.records]
        >>> asyncio.run(followers(2414184))
        [{'firstDegreeSize': 6127, 'organizationalEntity': 'urn:li:organization:2414184'}]
    """

    def __init__(
        self,
        access: Access,
        scope: Scope,
        tables: Iterable[Table],
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        budget: RateBudget | None = None,
        retry: Retry | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        if concurrency < 1:
            raise InvalidArgumentError(f"concurrency must be at least 1, not {concurrency}")
        self.budget = budget or RateBudget()
        self.problems: list[Problem] = []
        self.tallies = {table.name: Tally() for table in tables}
        self._scope = scope
        self._concurrency = concurrency
        self._now = now
        self._connection_errors = 0
        self._client = access.client(concurrency, observer=_count, budget=self.budget, retry=retry)
        on_posts = len(POST_TABLES & self.tallies.keys())
        self._session = Session(self._client, scope, max(1, on_posts))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def read(
        self, table: Table, cursors: Mapping[int, int] | None = None
    ) -> AsyncIterator[Batch]:
        """Read a table; several may be read at once.

        What one organization refuses does not end the rest: it is among `problems`.
        Batches come as answers come. Nothing is read much ahead of who takes them.

        HTTP: as the table's way of asking says; nothing if there is nothing new.

        Args:
            table: one of those the reader was made for.
            cursors: where reading ended before; `None` for never read.

        Raises:
            LinkedInError: every further call would fail too, such as for a token that is
                no longer good.
        """
        known = dict(cursors or {})
        belongs = table.organization is not None
        scope = await self._session.with_organizations() if belongs else self._scope
        parts = table.way.parts(scope, known, self._now())
        tally = self.tallies[table.name]
        tally.parts, begun = len(parts), time.monotonic()
        batches: asyncio.Queue[Batch | BaseException | None] = asyncio.Queue(self._concurrency)
        waiting = iter(parts)
        width = min(self._concurrency, len(parts))
        readers = [
            asyncio.create_task(self._work(table, waiting, known, batches)) for _ in range(width)
        ]
        left = len(readers)
        try:
            while left:
                batch = await batches.get()
                tally.seconds = time.monotonic() - begun
                if isinstance(batch, BaseException):
                    raise batch
                if batch is None:
                    left -= 1
                else:
                    yield batch
        finally:
            await cancel_all(readers)

    async def _work(
        self,
        table: Table,
        waiting: Iterator[Part],
        known: Mapping[int, int],
        batches: asyncio.Queue[Batch | BaseException | None],
    ) -> None:
        """Read part after part until none is waiting."""
        tally = self.tallies[table.name]
        _tally.set(tally)
        try:
            for part in waiting:
                async for batch in self._read(table, part, known):
                    tally.rows += len(batch.records)
                    await batches.put(batch)
                tally.done += 1
            await batches.put(None)
        except Exception as error:  # noqa: BLE001  raised again where the batches are read
            await batches.put(error)

    async def _read(
        self, table: Table, part: Part, known: Mapping[int, int]
    ) -> AsyncIterator[Batch]:
        """Read one part; what ends it but not the rest becomes a problem."""
        try:
            async for answer in table.way.ask(self._session, part):
                refused = answer.refused
                told = tuple(n for n in part.organizations if n not in refused)
                cursors = self._moved(table, told, answer.records, known)
                yield Batch(table.name, answer.records, cursors, told)
                for organization, error in refused.items():
                    self._note(table, (organization,), error)
            self._connection_errors = 0
        except FATAL:
            raise
        except LinkedInError as error:
            if not part.organizations or self._is_cut_off(error):
                raise
            self._note(table, part.organizations, error)

    def _moved(
        self,
        table: Table,
        organizations: tuple[int, ...],
        records: list[Record],
        known: Mapping[int, int],
    ) -> dict[int, int]:
        """Where the cursors of organizations stand after an answer, if they went on.

        That is the end of the last bucket that came, not of the window: a bucket that
        LinkedIn tells later than usual is asked for again.
        """
        if table.cursor is None:
            return dict.fromkeys(organizations, int(self._now() * 1000))
        seen: int = max((record[table.cursor] for record in records), default=0)
        return {n: seen for n in organizations if seen > known.get(n, 0)}

    def _note(self, table: Table, organizations: tuple[int, ...], error: Exception) -> None:
        problem = Problem.of(table.name, organizations, error)
        logger.debug("%s", problem)
        self.problems.append(problem)
        self.tallies[table.name].problems += 1

    def _is_cut_off(self, error: Exception) -> bool:
        """Whether there seems to be no connection at all."""
        if not isinstance(error, CONNECTION):
            return False
        self._connection_errors += 1
        return self._connection_errors >= MOST_CONNECTION_ERRORS


def _count(event: Event) -> None:
    """Count a request for the table whose task sends it."""
    del event
    tally = _tally.get()
    if tally is not None:
        tally.calls += 1
