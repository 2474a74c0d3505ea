"""Reads tables of a sandbox as an engine would: all at once, keeping the cursors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Reader, Tally
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import joined, without

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
DAY = 86_400_000
#: Where figures end on that day: midnight of two days before.
END = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp() * 1000)
FIRST = 2414183
KNOWN = [table for table in PAGES.values() if table.known]
TIME_BOUND = [table for table in PAGES.values() if table.cursor]
AT_ONCE = source_retry(0, 0)


@dataclass
class Kept:
    """What an engine has kept after one or several syncs."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    cursors: dict[str, dict[int, int]] = field(default_factory=dict)
    covered: dict[str, dict[int, Windows]] = field(default_factory=dict)
    owed: dict[str, dict[int, Windows]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def count(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.rows.items()}

    def sorted(self) -> dict[str, list[str]]:
        return {name: sorted(map(repr, rows)) for name, rows in self.rows.items()}


def access_to(sandbox: Sandbox, token: str | None = None, **options: Any) -> Access:
    """As a member with a token, or if none is given, with a refresh token."""
    whose = (
        {"access_token": token}
        if token
        else {
            "client_id": sandbox.client_id,
            "client_secret": sandbox.client_secret,
            "refresh_token": sandbox.refresh_token(),
        }
    )
    return Access(**{**whose, "base_url": sandbox.url, "oauth_url": sandbox.url, **options})


def sync(
    sandbox: Sandbox,
    tables: Iterable[Table],
    scope: Scope | None = None,
    kept: Kept | None = None,
    access: Access | None = None,
    **options: Any,
) -> Kept:
    """Read tables at once and add to what is kept: snapshots replaced, buckets appended."""
    kept = kept or Kept()
    asyncio.run(
        _sync(access or access_to(sandbox), sandbox, list(tables), scope or Scope(), kept, options)
    )
    return kept


async def _sync(
    access: Access,
    sandbox: Sandbox,
    tables: list[Table],
    scope: Scope,
    kept: Kept,
    options: Mapping[str, Any],
) -> None:
    options.setdefault("retry", AT_ONCE)
    if "now" not in options:
        options["now"] = sandbox.clock.now
    async with Reader(access, scope, tables, **options) as reader:
        kept.tallies = reader.tallies
        try:
            async with asyncio.TaskGroup() as group:
                for table in tables:
                    group.create_task(_keep(reader, table, kept))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            kept.problems = list(reader.problems)


async def _keep(reader: Reader, table: Table, kept: Kept) -> None:
    if table.cursor is None or table.name not in kept.rows:
        kept.rows[table.name] = []
    cursors = kept.cursors.setdefault(table.name, {})
    covered = kept.covered.setdefault(table.name, {})
    owed = kept.owed.setdefault(table.name, {})
    async for batch in reader.read(table, Past(dict(cursors), dict(covered), dict(owed))):
        kept.rows[table.name] += batch.records
        cursors.update(batch.cursors)
        for number in batch.organizations if table.cursor else ():
            covered[number] = joined([*covered.get(number, ()), *batch.covered])
            owed[number] = without([*owed.get(number, ()), *batch.left_out], covered[number])
