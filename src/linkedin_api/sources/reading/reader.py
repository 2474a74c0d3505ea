"""The reader of all tables and organizations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Self

from linkedin_api.argument_checks import check
from linkedin_api.clients.exchange.events import Event, Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.problems import Problem, Problems
from linkedin_api.sources.reading.table_reader import (
    Batch,
    ReaderContext,
    TableReader,
    Tally,
    count,
)
from linkedin_api.sources.scope import Scope

__all__ = ["Batch", "Past", "Reader", "TableReader", "Tally"]
DEFAULT_CONCURRENCY: Final = 16


class Reader:
    """Reads tables with one token, many organizations concurrently.

    Args:
        access: credentials.
        scope: what to read.
        tables: the tables that will be read; the reader refuses others.
        concurrency: maximum number of concurrent calls, of all tables together.
        budget: limit of calls per day; `None` only counts calls.
        retry: retry policy; `None` for five attempts.
        observer: receives an event for each request.
        now: current time in seconds since 1970.

    Attributes:
        problems: what could not be read so far.
        tallies: progress by table name.
        budget: counts the calls.

    Raises:
        MissingArgumentError: `access` has no token, and a credential to fetch one is missing.
        InvalidArgumentError: `concurrency` is less than 1, or a day of the scope is still to
            come.

    Example:
        >>> import asyncio
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> async def pages(*organizations: int) -> list[str]:
        ...     table = PAGES["organization_lookup"]
        ...     async with Reader(Access(token), Scope(organizations), [table]) as reader:
        ...         rows = [row async for batch in reader.read(table) for row in batch.records]
        ...     return [row["localizedName"] for row in rows]
        >>> asyncio.run(pages(2414183, 2414184))
        ['Lovelace Engines', 'Babbage & Sons']
    """

    def __init__(
        self,
        access: Access,
        scope: Scope,
        tables: Iterable[ReadableTable],
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        budget: RateBudget | None = None,
        retry: Retry | None = None,
        observer: Observer | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        is_right = isinstance(concurrency, int) and concurrency >= 1
        check(is_right, "concurrency", "at least 1", concurrency)
        scope.check(now())
        self.budget = budget or RateBudget()
        self.tallies = {table.name: Tally() for table in tables}
        self._observer = observer
        self._problems = Problems(now)
        self._client = access.client(
            concurrency, observer=self._on_event, budget=self.budget, retry=retry, clock=now
        )
        self._session = Session(self._client, scope, self.tallies)
        self._shared = ReaderContext(
            self._session, self._problems, concurrency, now, self._register, self._fail
        )
        self._table_readers: list[TableReader] = []
        self._failure: BaseException | None = None

    @property
    def problems(self) -> list[Problem]:
        """What could not be read so far."""
        return self._problems.all

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop reading and close the connections."""
        for table_reader in self._table_readers:
            await table_reader.aclose()
        await self._session.close()
        await self._client.close()

    def announce(self, tables: Iterable[str]) -> None:
        """Say which tables will be read, so that a table which needs others waits for them.

        Args:
            tables: their names. `give_up` those that will not be read after all.
        """
        for table in tables:
            self._session.ads.begin(table)

    def give_up(self, table: str) -> None:
        """Say that a table that was announced will not be read, so that nothing waits for it."""
        self._session.ads.end(table)

    def read(
        self, table: ReadableTable, past: Past | Mapping[int, int] | None = None
    ) -> TableReader:
        """Read a table; several can be read at once.

        HTTP: the calls of the table's query; the first is sent when the first batch is awaited.

        Args:
            table: one of the reader's tables.
            past: what was read before, or cursors by organization in milliseconds, as in
                `Batch.cursors`; `None` if nothing was read. Organizations without a cursor
                are read from the beginning.

        Returns:
            Batches, for `async for`: everything except the `problems`.

        Raises:
            InvalidArgumentError: the table is not one of the reader's tables.
            UnauthorizedError: the token is not valid. This and the following errors are
                raised where batches are awaited, for all tables.
            VersionError: LinkedIn no longer serves the version.
            OAuthError: the authorization server refuses a token.
            TransportError: LinkedIn cannot be reached.
            NotAdministratorError: the scope names no organizations, and the member
                administers none.
        """
        tally = self.tallies.get(table.name)
        if tally is None:
            raise InvalidArgumentError(
                f"table {table.name} is not one of the reader's tables: pass it to Reader(tables=…)"
            )
        if not isinstance(past, Past):
            past = Past(past or {})
        return TableReader(table, past, tally, self._shared)

    def _register(self, table_reader: TableReader) -> None:
        self._table_readers.append(table_reader)
        if self._failure is not None:
            table_reader.fail(self._failure)

    def _fail(self, error: BaseException) -> None:
        """End the reading of all tables, including those that start later."""
        self._failure = error
        for table_reader in self._table_readers:
            table_reader.fail(error)

    def _on_event(self, event: Event) -> None:
        self._problems.answered |= event.status is not None
        count(event)
        if self._observer is not None:
            self._observer(event)
