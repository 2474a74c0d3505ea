"""A program that someone would write by hand to load the same answers: dict → Arrow → DuckDB.

It makes the same tables with the same columns: a column for each field, with its type, and a table
for each list of records, with the key of its row and a position. It knows neither descriptions nor
what to do with an odd value, loads into new tables only, and keeps no state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from linkedin_api.sources.columnar import Form, TableForm

Names = tuple[str, ...]


class Shape(NamedTuple):
    """What the program knows of a table. A person would write it down.

    Attributes:
        name: its name.
        records: the type of its records, as LinkedIn sends them.
        keys: the columns of a list that lead to its row, and the position.
        columns: the columns by LinkedIn's path, and their types.
        lists: the shapes of the lists in it, by LinkedIn's path.
        key: the columns of its own key.
    """

    name: str
    records: pa.DataType
    keys: Sequence[str]
    columns: Mapping[Names, tuple[str, pa.DataType]]
    lists: Mapping[Names, Shape]
    key: Sequence[str]


def shape_of(form: Form, table: TableForm | None = None) -> Shape:
    """Return the shape of a table of the catalogue, or of one of its lists."""
    table = table or form.tables[form.table.name]
    path = _path_of(table)
    keys = table.primary_key if table.parent else ()
    columns = {
        column.path[len(path) :]: (column.name, column.type)
        for column in table.columns[len(keys) : -1]
        if "*" not in column.path and column.kind != "json"
    }
    lists = {
        _path_of(each)[len(path) : -1]: shape_of(form, each)
        for each in form.tables.values()
        if each.parent == table.name
    }
    types = {each: _sent(kind) for each, (_, kind) in columns.items()}
    types |= {each: pa.list_(shape.records) for each, shape in lists.items()}
    return Shape(table.name, _record(types), keys, columns, lists, table.primary_key)


def _path_of(table: TableForm) -> Names:
    """The path to the records of a list, which is that of their position."""
    return table.columns[len(table.primary_key) - 1].path if table.parent else ()


def _record(types: Mapping[Names, pa.DataType]) -> pa.DataType:
    inner: dict[str, dict[Names, pa.DataType]] = {}
    for (name, *rest), kind in types.items():
        inner.setdefault(name, {})[tuple(rest)] = kind
    return pa.struct(
        [(name, each[()] if () in each else _record(each)) for name, each in inner.items()]
    )


def _sent(kind: pa.DataType) -> pa.DataType:
    """LinkedIn sends moments as milliseconds."""
    return pa.int64() if pa.types.is_timestamp(kind) else kind


def load(tables: Sequence[tuple[Shape, list[dict[str, Any]]]], file: Path) -> None:
    """Load records into a new DuckDB file.

    Args:
        tables: the shape and the records of each table.
        file: the file.
    """
    with duckdb.connect(str(file)) as database:
        for shape, records in tables:
            for name, rows in _parts(shape, pa.array(records, shape.records), []):
                database.register("rows", rows)
                database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows')


def _parts(shape: Shape, records: pa.Array, keys: list[pa.Array]) -> Iterator[tuple[str, pa.Table]]:
    """The table with a column for each field of a record, and one for each list of records."""
    fields = dict(_fields(records))
    columns = dict(zip(shape.keys, keys, strict=True))
    columns |= {name: fields[path].cast(kind) for path, (name, kind) in shape.columns.items()}
    yield shape.name, pa.table(columns)
    for path, each in shape.lists.items():
        parents = pc.list_parent_indices(fields[path])
        below = [columns[name].take(parents) for name in shape.key]
        yield from _parts(each, pc.list_flatten(fields[path]), [*below, _positions(parents)])


def _positions(parents: pa.Array) -> pa.Array:
    """The number of each item in its list."""
    place, last, positions = 0, None, []
    for parent in parents.to_pylist():
        place = place + 1 if parent == last else 0
        last = parent
        positions.append(place)
    return pa.array(positions, pa.int64())


def _fields(records: pa.Array, path: Names = ()) -> Iterator[tuple[Names, pa.Array]]:
    for field, values in zip(records.type, records.flatten(), strict=True):
        inner = (*path, field.name)
        if pa.types.is_struct(field.type):
            yield from _fields(values, inner)
        else:
            yield inner, values
