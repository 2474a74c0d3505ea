"""Whether a schema names all that is in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft7Validator

from linkedin_api.sources.catalogue.table import Table


def complaints(table: Table, rows: list[dict[str, Any]]) -> set[str]:
    """What rows have that the schema of their table forbids, or does not name."""
    Draft7Validator.check_schema(table.schema)
    validator = Draft7Validator(table.schema)
    errors = (error for row in rows for error in validator.iter_errors(row))
    wrong = {f"{error.json_path}: {error.message}" for error in errors}
    return wrong | {f"{path} is not named" for row in rows for path in unnamed(table.schema, row)}


def unnamed(schema: Mapping[str, Any], value: Any, path: str = "$") -> Iterator[str]:
    """Paths within a value that its schema does not name; what a map holds has no names."""
    if isinstance(value, dict):
        named, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, within in value.items():
            field = named.get(name) or (others if isinstance(others, dict) else None)
            if field is None:
                yield f"{path}.{name}"
            else:
                yield from unnamed(field, within, f"{path}.{name}")
    if isinstance(value, list):
        for within in value:
            if "items" not in schema:
                yield f"{path}[]"
            else:
                yield from unnamed(schema["items"], within, f"{path}[]")
