"""Two days of syncs that nothing disturbed, to compare others with."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dlt_databases import Database, Row, duckdb_database
from dlt_killed import Order
from dlt_plans import first_day

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import sync

TABLES = (
    "follower_statistics",
    "posts",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
)


@dataclass(frozen=True)
class TwoDays:
    """What an undisturbed sync on each of two days made.

    Attributes:
        order: of the second day; its folder can be used again.
        first_day: a copy of the folder after the first day.
        contents: of the database after the second.
    """

    order: Order
    first_day: Path
    contents: dict[str, list[Row]]

    def begin(self, *, is_first_sync: bool = False) -> None:
        """Put the folder back to the end of the first day, or to nothing.

        A first sync on the second day also has to load what `contents` says.
        """
        shutil.rmtree(self.order.folder, ignore_errors=True)
        if is_first_sync:
            self.order.folder.mkdir()
        else:
            shutil.copytree(self.first_day, self.order.folder)

    def is_whole(self) -> bool:
        """Whether the database is as if nothing had happened; says no by an assertion."""
        database: Database = duckdb_database(self.order.folder)
        assert database.contents() == self.contents
        assert database.orphans() == {}
        return True


def two_days(sandbox: Sandbox, folder: Path, **options: Any) -> TwoDays:
    """Make two days; the sandbox's clock moves."""
    options.setdefault("tables", TABLES)
    order = Order(
        sandbox.url,
        sandbox.access_token(),
        sandbox.clock.now(),
        folder / "work",
        tuple(sandbox.figures.organizations),
        first_day=first_day(20),
        **options,
    )
    order.folder.mkdir()
    sync(order.plan, order.target)
    shutil.copytree(order.folder, folder / "first_day")
    sandbox.advance(days=1)
    order = replace(order, now=sandbox.clock.now())
    sync(order.plan, order.target)
    return TwoDays(order, folder / "first_day", duckdb_database(order.folder).contents())
