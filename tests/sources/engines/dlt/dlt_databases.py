"""Databases that tests load into and ask what they hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dlt

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.dlt import Target

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]


@dataclass(frozen=True)
class Database:
    """A dataset in a database.

    Attributes:
        target: as `sync` wants it.
        connect: opens it.
    """

    target: Target
    connect: Callable[[], Any]

    @contextmanager
    def asking(self) -> Iterator[Ask]:
        """Give what answers queries; names without a schema are those of the dataset."""
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(f"SET search_path = '{self.target.dataset_name}'")

            def ask(sql: str) -> list[Row]:
                cursor.execute(sql)
                return [tuple(map(_in_utc, row)) for row in cursor.fetchall()]

            yield ask

    def ask(self, sql: str) -> list[Row]:
        """Return the rows of a query, moments in UTC."""
        with self.asking() as ask:
            return ask(sql)

    def one(self, sql: str) -> Any:
        """Return the only value of a query."""
        ((value,),) = self.ask(sql)
        return value

    def change(self, sql: str) -> None:
        """Change something behind everybody's back."""
        with closing(self.connect()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(f"SET search_path = '{self.target.dataset_name}'")
            cursor.execute(sql)
            connection.commit()

    def count(self, table: str) -> int:
        return int(self.one(f'SELECT count(*) FROM "{table}"'))

    def columns(self) -> dict[str, list[str]]:
        """Return columns by table, without those of dlt's own."""
        with self.asking() as ask:
            return self._columns(ask)

    def contents(self) -> dict[str, list[Row]]:
        """Return all rows of all tables, in an order of their own, alike in every database."""
        with self.asking() as ask:
            return {
                table: sorted(
                    (
                        tuple(map(_alike, row))
                        for row in ask(f'SELECT {_listed(columns)} FROM "{table}"')
                    ),
                    key=repr,
                )
                for table, columns in self._columns(ask).items()
                if columns
            }

    def orphans(self) -> dict[str, int]:
        """Return tables with rows that have no parent, and how many."""
        with self.asking() as ask:
            tables = self._columns(ask)
            found = {
                table: ask(
                    f'SELECT count(*) FROM "{table}" AS c WHERE NOT EXISTS'
                    f' (SELECT 1 FROM "{parent}" AS p WHERE {_same(key)})'
                )[0][0]
                for table, parent, key in _children()
                if table in tables
            }
        return {table: count for table, count in found.items() if count}

    def _columns(self, ask: Ask) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for table, column in ask(
            "SELECT table_name, column_name FROM information_schema.columns"
            f" WHERE table_schema = '{self.target.dataset_name}' ORDER BY 1, 2"
        ):
            if not table.startswith("_dlt"):
                found.setdefault(table, []).extend([] if column.startswith("_dlt") else [column])
        return found


def _in_utc(value: Any) -> Any:
    """A moment in UTC: where clocks are set back, Python finds no moments of two zones equal."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _alike(value: Any) -> Any:
    """The value without what depends on the driver: JSON as text."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        with suppress(ValueError):
            value = json.loads(value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _children() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each table of a list, the table whose rows have the list, and the columns of its key."""
    for table in PAGES.values():
        for form in form_of(table).tables.values():
            if form.parent is not None:
                yield form.name, form.parent, form.parent_key


def _same(key: tuple[str, ...]) -> str:
    return " AND ".join(f'p."{column}" = c."{column}"' for column in key)


def duckdb_database(folder: Path) -> Database:
    """Return an empty DuckDB file."""
    import duckdb

    file = folder / "linkedin.duckdb"
    target = Target(database=file, pipelines_dir=folder / "pipelines")
    return Database(target, lambda: duckdb.connect(str(file)))


def postgres_database(folder: Path, url: str, dataset: str) -> Database:
    """Return a dataset of a PostgreSQL that runs."""
    import psycopg2

    destination = dlt.destinations.postgres(url)
    target = Target(destination, dataset=dataset, pipelines_dir=folder / "pipelines")
    return Database(target, lambda: psycopg2.connect(url))
