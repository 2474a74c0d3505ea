"""A program that someone would write by hand to load the same answers: dict → Arrow → DuckDB.

It makes the same tables: records become columns, and a list of records a table with the key of its
row and a position. It knows neither descriptions nor what to do with an odd value, loads into new
tables only, and keeps no state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc


def load(tables: Mapping[str, tuple[Sequence[str], list[dict[str, Any]]]], file: Path) -> None:
    """Load records into a new DuckDB file.

    Args:
        tables: the key and the records of each table, by name.
        file: the file.
    """
    with duckdb.connect(str(file)) as database:
        for name, (key, records) in tables.items():
            table = pa.Table.from_struct_array(pa.array(records))
            for part, rows in _parts(name, table, list(key)):
                database.register("rows", rows)
                database.execute(f'CREATE TABLE "{part}" AS SELECT * FROM rows')


def _parts(name: str, table: pa.Table, key: list[str]) -> Iterator[tuple[str, pa.Table]]:
    """The table with a column for each field of a record, and one for each list of records."""
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    names = [_snake(each) for each in table.column_names]
    table = table.rename_columns(names)
    key = [_snake(each) for each in key]
    lists = [field.name for field in table.schema if _is_of_records(field.type)]
    for each in lists:
        column = table.column(each).combine_chunks()
        parents = pc.list_parent_indices(column)
        items = pa.Table.from_struct_array(pc.list_flatten(column))
        for part in key:
            items = items.append_column(part, table.column(part).take(parents))
        yield from _parts(f"{name}__{each}", items, key)
    yield name, table.drop_columns(lists)


def _is_of_records(kind: pa.DataType) -> bool:
    return pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).replace(".", "__")
