"""Rows of unfinished loads in a database, and their removal.

dlt writes the load id into each row, and into a table of loads when a load has finished. Rows of
any other load were left behind by a process that was killed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

import dlt
from dlt.common.destination.exceptions import DestinationUndefinedEntity
from dlt.common.schema import Schema
from dlt.common.schema.typing import (
    C_DLT_ID,
    C_DLT_LOAD_ID,
    C_DLT_LOADS_TABLE_LOAD_ID,
)
from dlt.common.schema.utils import get_nested_tables, is_nested_table
from dlt.destinations.job_client_impl import SqlJobClientBase

_PARENT_ID: Final = "_dlt_parent_id"


@contextmanager
def leftovers_in(pipeline: dlt.Pipeline, source: str) -> Iterator[Leftovers | None]:
    """Give the leftovers of a source in a pipeline's destination.

    Gives `None` if the destination has no tables of the source, or is not a database: there dlt
    overwrites its files.
    """
    with pipeline.destination_client() as client:
        if not isinstance(client, SqlJobClientBase):
            yield None
            return
        try:
            stored = client.get_stored_schema(source)
        except DestinationUndefinedEntity:
            stored = None
        if stored is None:
            yield None
            return
        yield Leftovers(client, Schema.from_stored_schema(json.loads(stored.schema)))


class Leftovers:
    """The rows of unfinished loads in a database.

    Args:
        client: dlt's open client.
        schema: schema of the tables after the last load.
    """

    def __init__(self, client: SqlJobClientBase, schema: Schema) -> None:
        self._sql = client.sql_client
        self._schema = schema
        stored = client.get_storage_tables(list(schema.tables))
        self._there = {name for name, columns in stored if columns}

    def is_finished(self, load_id: str) -> bool:
        """Whether a load has finished."""
        return load_id in self._finished()

    def take_out(self, load_id: str) -> None:
        """Delete the rows of a load that will be repeated.

        Only tables with appended rows need this; the load replaces or merges the others.
        """
        for table in self._roots("append"):
            self._delete(table, {load_id})

    def take_out_all(self) -> None:
        """Delete the rows of all unfinished loads.

        In merged tables they have replaced other rows. There they stay, as rows of the last
        finished load, if there is one.
        """
        finished = self._finished()
        last = max(finished, key=float, default=None)
        for disposition in ("append", "replace", "merge"):
            for table in self._roots(disposition):
                left = {
                    load_id
                    for load_id in self._load_ids(table) - finished
                    if last is None or float(load_id) > float(last)
                }
                if disposition == "merge" and last is not None:
                    self._adopt(table, left, last)
                else:
                    self._delete(table, left)

    def _roots(self, disposition: str) -> list[str]:
        return [
            name
            for name, table in self._schema.tables.items()
            if not is_nested_table(table)
            and name in self._there
            and table.get("write_disposition") == disposition
            and self._schema.naming.normalize_identifier(C_DLT_LOAD_ID) in table["columns"]
        ]

    def _finished(self) -> set[str]:
        loads = self._schema.loads_table_name
        if loads not in self._there:
            return set()
        found = self._sql.execute_sql(
            f"SELECT {self._column(C_DLT_LOADS_TABLE_LOAD_ID)} FROM {self._table(loads)}"  # noqa: S608
            f" WHERE {self._column('schema_name')} = %s AND {self._column('status')} = 0",
            self._schema.name,
        )
        return {str(row[0]) for row in found or ()}

    def _load_ids(self, table: str) -> set[str]:
        found = self._sql.execute_sql(
            f"SELECT DISTINCT {self._column(C_DLT_LOAD_ID)} FROM {self._table(table)}"  # noqa: S608
        )
        return {str(row[0]) for row in found or ()}

    def _adopt(self, table: str, load_ids: Collection[str], last: str) -> None:
        load_id = self._column(C_DLT_LOAD_ID)
        for left in load_ids:
            self._sql.execute_sql(
                f"UPDATE {self._table(table)} SET {load_id} = %s WHERE {load_id} = %s",  # noqa: S608
                last,
                left,
            )

    def _delete(self, table: str, load_ids: Collection[str]) -> None:
        """Delete rows, then the child rows without a parent.

        dlt loads tables in any order, so child rows may exist without their parents.
        """
        with self._sql.begin_transaction():
            for left in load_ids:
                self._sql.execute_sql(
                    f"DELETE FROM {self._table(table)} WHERE {self._column(C_DLT_LOAD_ID)} = %s",  # noqa: S608
                    left,
                )
            for each in get_nested_tables(self._schema.tables, table):
                child, parent = each.get("name"), each.get("parent")
                if child in self._there and parent in self._there:
                    self._delete_orphans(child, parent)

    def _delete_orphans(self, child: str, parent: str) -> None:
        name, above = self._table(child), self._table(parent)
        row, parent_row = self._column(C_DLT_ID), self._column(_PARENT_ID)
        self._sql.execute_sql(
            f"DELETE FROM {name} WHERE {row} IN (SELECT c.{row} FROM {name} c"  # noqa: S608
            f" LEFT JOIN {above} p ON p.{row} = c.{parent_row} WHERE p.{row} IS NULL)"
        )

    def _table(self, name: str) -> str:
        return self._sql.make_qualified_table_name(name)

    def _column(self, name: str) -> str:
        return self._sql.escape_column_name(self._schema.naming.normalize_identifier(name))
