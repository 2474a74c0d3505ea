"""Reads tables of a sandbox whole, for tests of what is in them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope

Rows = dict[str, list[dict[str, Any]]]


def read(
    sandbox: Sandbox, scope: Scope, tables: Iterable[Table], token: str | None = None
) -> tuple[Rows, list[Problem]]:
    """Return the rows of tables by name, and what could not be read."""
    return asyncio.run(_read(sandbox, scope, list(tables), token or sandbox.access_token()))


async def _read(
    sandbox: Sandbox, scope: Scope, tables: list[Table], token: str
) -> tuple[Rows, list[Problem]]:
    rows: Rows = {table.name: [] for table in tables}
    access = Access(token, base_url=sandbox.url)
    async with Reader(
        access, scope, tables, retry=source_retry(0, 0), now=sandbox.clock.now
    ) as reader:
        for table in tables:
            async for batch in reader.read(table):
                rows[table.name] += batch.records
        return rows, reader.problems
