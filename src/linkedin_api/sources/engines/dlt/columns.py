"""dlt's column hints of a table, so that columns do not depend on the first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from linkedin_api.sources.engines.dlt.plan import Nested

#: dlt's data type for each scalar type of JSON schema.
_TYPES: Final = {"string": "text", "integer": "bigint", "number": "double", "boolean": "bool"}
#: Separates the names of nested fields.
_INSIDE: Final = "__"
#: The column of a child table for a list of scalars.
_VALUE: Final = "value"
Columns = dict[str, dict[str, Any]]


class _Field(NamedTuple):
    path: tuple[str, ...]
    kind: str
    schema: Mapping[str, Any]


def columns_of(schema: Mapping[str, Any], nested: Nested) -> Columns:
    """Return dlt's columns for the rows of a JSON schema.

    Objects are flattened into columns. Lists become JSON columns or child tables.

    Example:
        >>> gains = {"type": "object", "properties": {"organicFollowerGain": {"type": "number"}}}
        >>> schema = {"properties": {"followerGains": gains, "groups": {"type": "array"}}}
        >>> list(columns_of(schema, "tables"))
        ['followerGains__organicFollowerGain']
        >>> columns_of(schema, "json")["groups"]
        {'name': 'groups', 'data_type': 'json', 'nullable': True}
        >>> whole = {"properties": {"id": {"type": "number", "multipleOf": 1}}}
        >>> columns_of(whole, "json")["id"]["data_type"]
        'bigint'
    """
    kinds = {**_TYPES, "array": "json"} if nested == "json" else _TYPES
    columns = (
        _column(_INSIDE.join(field.path), kinds[field.kind])
        for field in _fields(schema)
        if field.kind in kinds
    )
    return {column["name"]: column for column in columns}


def children_of(name: str, schema: Mapping[str, Any]) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return dlt's hints of child tables, by the path of their list.

    Example:
        >>> item = {"type": "object", "properties": {"function": {"type": "string"}}}
        >>> schema = {"properties": {"byFunction": {"type": "array", "items": item}}}
        >>> children_of("follower_statistics", schema)[("byFunction",)]["parent_table_name"]
        'follower_statistics'
    """
    children: dict[tuple[str, ...], dict[str, Any]] = {}
    for path, kind, inner in _fields(schema):
        if kind != "array":
            continue
        item = inner.get("items", {})
        item_kind = _kind(item)
        if item_kind in _TYPES:
            columns = {_VALUE: _column(_VALUE, _TYPES[item_kind])}
        else:
            columns = columns_of(item, "tables")
        children[path] = {"parent_table_name": name, "columns": columns}
        deeper = children_of(_INSIDE.join((name, *path)), item)
        children |= {(*path, *inside): hints for inside, hints in deeper.items()}
    return children


def _column(name: str, data_type: str) -> dict[str, Any]:
    return {"name": name, "data_type": data_type, "nullable": True}


def _fields(schema: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[_Field]:
    """All fields at any depth, except objects."""
    for name, inner in schema.get("properties", {}).items():
        kind = _kind(inner)
        if kind == "object":
            yield from _fields(inner, (*path, name))
        else:
            yield _Field((*path, name), kind, inner)


def _kind(schema: Mapping[str, Any]) -> str:
    """The type of a field; empty if it has several. Whole numbers are integers."""
    types = schema.get("type", ())
    kinds = {types} if isinstance(types, str) else set(types) - {"null"}
    if kinds == {"number"} and schema.get("multipleOf") == 1:
        return "integer"
    return kinds.pop() if len(kinds) == 1 else ""
