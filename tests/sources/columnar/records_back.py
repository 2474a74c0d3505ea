"""Makes records of Arrow tables again, from the paths of their columns alone.

Nulls, empty records and empty lists of records are not kept apart from what is absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from linkedin_api.sources.columnar import Form, TableForm
from linkedin_api.sources.columnar.other_fields import OTHER_FIELDS, from_json


def records_of(form: Form, batches: Mapping[str, pa.RecordBatch]) -> list[dict[str, Any]]:
    """The records, without what says nothing."""
    rows: dict[str, dict[tuple, dict]] = {}
    for name, table in form.tables.items():
        inner = () if table.parent is None else _path_of(table)
        rows[name] = {}
        for row in _plain(batches[name]).to_pylist():
            key = tuple(row[column] for column in table.primary_key)
            assert key not in rows[name], "a key twice"
            rows[name][key] = _record(table, row, inner)
        if table.parent is not None:
            above = form.tables[table.parent]
            path = inner[len(_path_of(above)) : -1]
            for (*key, position), record in rows[name].items():
                items = _at(rows[table.parent][tuple(key)], path[:-1]).setdefault(path[-1], [])
                assert position == len(items), "positions count from 0"
                items.append(record)
    return [meaning(record) for record in rows[form.table.name].values()]


def meaning(value: Any) -> Any:
    """A value without what says nothing, in a form that compares NaN with NaN."""
    if isinstance(value, dict):
        kept = {name: meaning(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in (None, {}, [])}
    if isinstance(value, list):
        return [meaning(item) for item in value]
    if isinstance(value, float) and not value.is_integer():
        return json.dumps(value)
    return value if isinstance(value, str | bool) or value is None else int(value)


def _path_of(table: TableForm) -> tuple[str, ...]:
    if table.parent is None:
        return ()
    return next(column.path for column in table.columns if column.name == "position")


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Moments as the milliseconds that they were."""
    return pa.RecordBatch.from_arrays(
        [
            column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column
            for column in batch.columns
        ],
        names=batch.schema.names,
    )


def _record(table: TableForm, row: Mapping[str, Any], inner: tuple[str, ...]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    key = {*table.parent_key, "position"} if table.parent else set()
    for column in table.columns:
        value = row[column.name]
        if value is None or column.name in key or column.name == OTHER_FIELDS:
            continue
        *path, last = column.path[len(inner) :]
        if column.kind == "json":
            value = from_json(value)
        elif isinstance(value, Decimal):
            value = f"{value.normalize():f}"
        if last == "*":
            _at(record, path).update(value)
        else:
            _at(record, path)[last] = value
    if row[OTHER_FIELDS] is not None:
        _merge(record, from_json(row[OTHER_FIELDS]))
    return record


def _at(record: dict[str, Any], path: Any) -> dict[str, Any]:
    for name in path:
        record = record.setdefault(name, {})
    return record


def _merge(record: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(record.get(name), dict) and isinstance(value, dict):
            _merge(record[name], value)
        else:
            assert name not in record, "a value in two places"
            record[name] = value
