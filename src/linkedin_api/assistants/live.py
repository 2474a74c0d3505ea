"""The tables as LinkedIn has them now, in memory, so that the same queries read them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.synced import Row
from linkedin_api.sources.arguments import pages_scope
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import select_tables
from linkedin_api.sources.reading.reader import Reader


class Live:
    """Some tables of one Page, read when they are needed.

    Args:
        account: the credentials.
        page: number of the Page.
        tables: names of the tables.
        start: first day of statistics by day; `None` for the earliest.
    """

    def __init__(
        self, account: Account, page: int, tables: Sequence[str], start: date | None = None
    ) -> None:
        self._account = account
        self._scope = pages_scope([page], start_date=start)
        self._tables = select_tables(PAGES, tables)
        self._database: Any = None

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a query; the first one reads the tables.

        HTTP: see the documentation of each table

        Raises:
            LinkedInError: a table cannot be read.
        """
        if self._database is None:
            import duckdb

            found = asyncio.run(self._read())
            self._database = duckdb.connect()
            for name, table in found.items():
                self._database.register(name, table)
        result = self._database.execute(sql, list(parameters))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def has(self, table: str) -> bool:
        """Whether a table is there; lists inside rows are tables of their own."""
        return any(table.startswith(each.name) for each in self._tables)

    async def _read(self) -> dict[str, Any]:
        from linkedin_api.sources.engines.arrow.collecting import Collector

        collectors = [Collector(table, "tables") for table in self._tables]
        async with Reader(
            self._account.access,
            self._scope,
            self._tables,
            budget=self._account.budget,
            observer=self._account.observe,
            now=self._account.now,
        ) as reader:
            for collector in collectors:
                await collector.collect(reader)
            for problem in reader.problems:
                raise problem.error
        return {name: table for each in collectors for name, table in each.tables().items()}
