"""Earlier rows that stay although new rows replace the table: those that could not be read.

They are copied from the destination into the new load, so that the cost depends on how many
they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import dlt
import pyarrow as pa
import pyarrow.compute as pc
from dlt.common.destination.exceptions import DestinationUndefinedEntity
from dlt.common.schema import Schema
from dlt.common.schema.utils import is_complete_column
from dlt.destinations.sql_client import SqlClientBase, WithSqlClient

from linkedin_api.sources.columnar import Form, TableForm
from linkedin_api.sources.columnar.collecting import Tables
from linkedin_api.sources.columnar.other_fields import to_json
from linkedin_api.sources.engines.dlt.hints import schema_of

_ROWS_AT_ONCE: Final = 10_000
#: Between the parts of a key.
_SEPARATOR: Final = "\x1f"


class Kept(NamedTuple):
    """Which rows stay.

    Attributes:
        of: numbers of the organizations whose rows stay; `None` for all rows, except:
        read: numbers of organizations that were read completely.
        keys: primary keys of new rows.
    """

    of: Collection[int] | None
    read: Collection[int]
    keys: Sequence[pa.Table]


def kept_rows(
    pipeline: dlt.Pipeline, schema: Schema, form: Form, names: Mapping[str, str], kept: Kept
) -> Iterator[Tables]:
    """Read the rows that stay from a pipeline's destination.

    Args:
        pipeline: the pipeline.
        schema: schema of the source, as the pipeline knows it.
        form: form of the table.
        names: names of its tables in the destination.
        kept: which rows stay.
    """
    if schema.name not in pipeline.schemas:  # nothing was loaded before
        return
    with pipeline.destination_client(schema.name) as client:
        if not isinstance(client, WithSqlClient):
            return
        source = _Source(client.sql_client, schema, form, names, kept)
        try:
            for name in form.tables:
                yield from source.read(name)
        except DestinationUndefinedEntity:  # the table was not loaded before
            return


class _Source:
    """The rows of a table and its child tables in a database."""

    def __init__(
        self,
        sql: SqlClientBase[Any],
        schema: Schema,
        form: Form,
        names: Mapping[str, str],
        kept: Kept,
    ) -> None:
        self._sql = sql
        self._schema = schema
        self._form = form
        self._root = form.tables[form.table.name]
        self._names = names
        self._new_keys = _joined_keys(kept.keys)
        self._condition, self._parameters = self._where(kept)

    def read(self, name: str) -> Iterator[Tables]:
        form = self._form.tables[name]
        known = self._schema.tables.get(self._names[name], {}).get("columns", {})
        columns = [each for each in form.schema.names if is_complete_column(known.get(each, {}))]
        if not columns:
            return
        listed = ", ".join(f"c.{self._column(column)}" for column in columns)
        query = f"SELECT {listed} FROM {self._table(name)} AS c WHERE {self._of_rows(form)}"  # noqa: S608
        with self._sql.execute_query(query, *self._parameters) as cursor:
            while found := cursor.fetchmany(_ROWS_AT_ONCE):
                rows = _as_arrow(dict(zip(columns, zip(*found, strict=True), strict=True)), form)
                if self._new_keys is not None:
                    key = [rows.column(column) for column in self._key_in(form)]
                    rows = rows.filter(pc.invert(pc.is_in(_as_text(key), self._new_keys)))
                yield {name: rows}

    def _where(self, kept: Kept) -> tuple[str, list[Any]]:
        """The condition on the rows of the table itself, here called `p`."""
        field = self._form.table.organization
        if field is None or (kept.of is None and not kept.read):
            return "1 = 1", []
        column = self._form.column(field)
        word, numbers = ("NOT IN", kept.read) if kept.of is None else ("IN", kept.of)
        values: list[Any] = sorted(numbers)
        if pa.types.is_string(column.type):
            values = [f"urn:li:organization:{number}" for number in values]
        places = ", ".join(["%s"] * len(values))
        return f"p.{self._column(column.name)} {word} ({places})", values

    def _of_rows(self, form: TableForm) -> str:
        keys = zip(self._root.primary_key, self._key_in(form), strict=True)
        same = " AND ".join(f"p.{self._column(one)} = c.{self._column(two)}" for one, two in keys)
        root = self._table(self._root.name)
        return f"EXISTS (SELECT 1 FROM {root} AS p WHERE {same} AND {self._condition})"  # noqa: S608

    def _key_in(self, form: TableForm) -> Sequence[str]:
        """The columns of a table that hold the primary key of the table at the top."""
        return form.primary_key[: len(self._root.primary_key)]

    def _table(self, name: str) -> str:
        return self._sql.make_qualified_table_name(self._names[name])

    def _column(self, name: str) -> str:
        return self._sql.escape_column_name(name)


def _joined_keys(keys: Sequence[pa.Table]) -> pa.Array | None:
    if not keys:
        return None
    return _as_text(pa.concat_tables(keys).columns).combine_chunks()


def _as_text(key: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    """One text for each row's key."""
    texts = [column.cast(pa.string()) for column in key]
    if len(texts) == 1:
        return texts[0]
    return pc.binary_join_element_wise(*texts, _SEPARATOR)


def _as_arrow(columns: Mapping[str, Sequence[Any]], form: TableForm) -> pa.Table:
    """The rows of a database as an Arrow table; a column that is not there is null."""
    size = len(next(iter(columns.values())))
    schema = schema_of(form)
    arrays = [
        pa.array(map(_storable, columns.get(field.name, (None,) * size)), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _storable(value: Any) -> Any:
    """JSON as text; drivers of some databases parse it."""
    return to_json(value) if isinstance(value, dict | list) else value
