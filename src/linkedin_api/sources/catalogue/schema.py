"""Functions that build schemas, so that a schema reads like a list of columns.

They build JSON schemas (draft 7) like those of the Airbyte connector's streams: every field may
be null, additional fields are allowed, counts have the type `number`. JSON schema keywords add
what the type cannot say: a whole number has `"multipleOf": 1`, a time has
`"format": "epoch-milliseconds"`, an amount of money `"format": "decimal"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = dict[str, Any]

#: The format of numbers that are milliseconds since 1970.
MILLISECONDS: Final = "epoch-milliseconds"
#: The format of text that is an exact amount of money, such as `18.50`.
DECIMAL: Final = "decimal"


def _field(kind: str, about: str, **more: Any) -> Schema:
    schema: Schema = {"type": [kind, "null"], **more}
    return {**schema, "description": about} if about else schema


def text(about: str = "") -> Schema:
    """Text."""
    return _field("string", about)


def urn(about: str = "") -> Schema:
    """A URN: text such as `urn:li:organization:1337`."""
    return text(f"URN of {about}" if about else "URN")


def boolean(about: str = "") -> Schema:
    """True or false."""
    return _field("boolean", about)


def number(about: str = "") -> Schema:
    """A number that may have a fraction."""
    return _field("number", about)


def count(about: str = "") -> Schema:
    """A whole number of the type `number`, as in the Airbyte connector."""
    return _field("number", about, multipleOf=1)


def integer(about: str = "") -> Schema:
    """A whole number, of the type `integer`."""
    return _field("integer", about)


def money(about: str = "") -> Schema:
    """An amount of money: text such as `18.50`, since numbers with fractions are not exact."""
    return _field("string", about, format=DECIMAL)


def moment(about: str = "", kind: str = "integer") -> Schema:
    """Milliseconds since 1970, UTC.

    Args:
        kind: `integer`, or `number` as in the Airbyte connector.
    """
    whole = {"multipleOf": 1} if kind == "number" else {}
    return _field(kind, about, format=MILLISECONDS, **whole)


def record(fields: Mapping[str, Schema], about: str = "") -> Schema:
    """A record of named fields; additional fields are allowed."""
    return _field("object", about, properties=dict(fields))


def locale(about: str = "") -> Schema:
    """A language as spoken in a country."""
    return record({"country": text("such as `US`"), "language": text("such as `en`")}, about)


def array(items: Schema | None, about: str = "") -> Schema:
    """A list.

    Args:
        items: schema of its items; `None` if unknown.
    """
    return _field("array", about, **({} if items is None else {"items": items}))


def mapping(values: Schema, about: str = "", known: Mapping[str, Schema] | None = None) -> Schema:
    """A map from arbitrary names to values of one kind.

    Args:
        known: names that have their own columns.
    """
    more = {"properties": dict(known)} if known else {}
    return _field("object", about, **more, additionalProperties=values)


def required(field: Schema) -> Schema:
    """A field that every row has and that is never null.

    Example:
        >>> required(text("who"))
        {'type': 'string', 'description': 'who'}
    """
    return {**field, "type": field["type"][0]}


def row(fields: Mapping[str, Schema]) -> Schema:
    """The schema of a table's rows.

    Example:
        >>> row({"firstDegreeSize": count("members who follow")})["properties"]
        {'firstDegreeSize': {'type': ['number', 'null'], 'multipleOf': 1, \
'description': 'members who follow'}}
    """
    never_null = [name for name, field in fields.items() if isinstance(field["type"], str)]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": dict(fields),
        **({"required": never_null} if never_null else {}),
        "additionalProperties": True,
    }
