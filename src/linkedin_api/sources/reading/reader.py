"""The one reader of all tables and organizations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Final, Self

from linkedin_api.clients.events import Event
from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.retry import Retry
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.session import Session
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
        self.tallies = {table.name: Tally() for table in tables}
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

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop reading and close the connections."""
        for table_reader in self._table_readers:
            await table_reader.aclose()
        await self._session.close()
        await self._client.close()

    def read(self, table: Table, past: Past | Mapping[int, int] | None = None) -> TableReader:
        """Read a table; several can be read at once.

        HTTP: as the table's way says; nothing is sent before the first batch is asked for.

        Args:
            table: one of those that were named before.
            past: what was read before, or organization to where reading ended, in
                milliseconds, as in `Batch.cursors`; `None` for nothing read yet.
                Organizations that it does not name begin at their beginning.

        Returns:
            Batches, for `async for`. They are all there is but for `problems`.

        Raises:
            InvalidArgumentError: the table was not named before.
            UnauthorizedError: the token is no good; by the batches, of all tables.
            VersionError: LinkedIn does not serve the version any more; likewise.
            OAuthError: no token can be had; likewise.
            TransportError: LinkedIn cannot be reached; likewise.
            NotAdministratorError: no organizations are named, and none administered.
        """
        tally = self.tallies.get(table.name)
        if tally is None:
            raise InvalidArgumentError(f"table {table.name} was not named when the reader began")
        if not isinstance(past, Past):
            past = Past(past or {})
        return TableReader(table, past, tally, self._shared)

    def _register(self, table_reader: TableReader) -> None:
        self._table_readers.append(table_reader)
        if self._failure is not None:
            table_reader.fail(self._failure)

    def _fail(self, error: BaseException) -> None:
        """End the reading of all tables, also of those that begin later."""
        self._failure = error
        for table_reader in self._table_readers:
            table_reader.fail(error)

    def _on_event(self, event: Event) -> None:
        self._problems.answered |= event.status is not None
        count(event)
