"""Rows of the tables in a DuckDB file, whichever of them are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import duckdb

from linkedin_api.errors import InvalidArgumentError


def quoted(name: str) -> str:
    """Quote a name for SQL.

    Example:
        >>> quoted('a"b')
        '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def check_known(what: str, wanted: Iterable[Any], known: Collection[Any]) -> None:
    """Check that the tables have all that somebody wants to see.

    Raises:
        InvalidArgumentError: something is not there; the message says what is.
    """
    if unknown := [str(each) for each in wanted if each not in known]:
        listed = ", ".join(map(str, sorted(known)[:10]))
        raise InvalidArgumentError(
            f"the tables have no {what} {', '.join(unknown)}; they have {listed or 'none'}"
        )


class Tables:
    """The tables of a dataset; the file is only read.

    Args:
        database: DuckDB file.
        dataset: schema with the tables.

    Raises:
        duckdb.Error: it is no DuckDB file, or another process writes it.
    """

    def __init__(self, database: Path, dataset: str) -> None:
        self._connection = duckdb.connect(str(database), read_only=True)
        self._dataset = dataset
        self._columns: dict[str, set[str]] = {}
        found = self._connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = ? AND table_catalog = current_database()",
            [dataset],
        ).fetchall()
        for table, column in found:
            self._columns.setdefault(table, set()).add(column)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def __contains__(self, table: str) -> bool:
        return table in self._columns

    def place(self, table: str) -> str:
        """Return the name of a table, for SQL."""
        return f"{quoted(self._dataset)}.{quoted(table)}"

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that a query of yours finds; `?` in it stands for a value."""
        return self._connection.execute(sql, values).fetchall()

    def has(self, table: str, column: str) -> bool:
        """Whether a table is there and has a column."""
        return column in self._columns.get(table, ())

    def rows(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return some columns of all rows; a column that is not there is empty.

        A moment is given in milliseconds since 1970, in UTC.

        Args:
            table: its name; without such a table there are no rows.
            columns: their names, or `epoch_ms:NAME` for a moment.
        """
        if table not in self:
            return []
        chosen = ", ".join(self._expression(table, column) for column in columns)
        return self.query(f"SELECT {chosen} FROM {self.place(table)}")  # noqa: S608

    def _expression(self, table: str, column: str) -> str:
        function, _, name = column.rpartition(":")
        if not self.has(table, name):
            return "NULL"
        return f"{function}({quoted(name)})" if function else quoted(name)
