"""What a database holds of loads that were not finished, and how it is taken out.

dlt writes the id of the load into each row, and into a table of loads when the load is
finished. Rows of a load that is not there were left behind by a process that was killed.
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
    """Give what a pipeline's destination holds of a source.

    Gives `None` if it holds nothing, or is no database, where dlt writes files again under
    the same names.
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
        client: dlt's, open.
        schema: of the tables, as they were when something was loaded last.
    """

    def __init__(self, client: SqlJobClientBase, schema: Schema) -> None:
        self._sql = client.sql_client
        self._schema = schema
        stored = client.get_storage_tables(list(schema.tables))
        self._there = {name for name, columns in stored if columns}

    def is_finished(self, load_id: str) -> bool:
        """Whether a load was finished."""
        return load_id in self._finished()

    def take_out(self, load_id: str) -> None:
        """Delete the rows of a load that will be made again.

        They are in the tables to which rows are added. Others are emptied then, or merged into.
        """
        for table in self._roots("append"):
            self._delete(table, {load_id})

    def take_out_all(self) -> None:
        """Delete the rows of all loads that were not finished.

        In tables that are merged they took the place of others: there they stay, as rows of
        the last load that was finished, if there was one.
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
        """Delete rows, and then those of other tables whose parents are not there (any more).

        Tables are loaded in any order, so that children can be there without parents.
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
