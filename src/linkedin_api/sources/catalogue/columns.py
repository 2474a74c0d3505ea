"""The columns of a schema, for engines that need types, and for the docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from linkedin_api.sources.catalogue.schema import DECIMAL, MILLISECONDS

ColumnKind = Literal[
    "text",
    "boolean",
    "number",
    "whole number",
    "milliseconds",
    "money",
    "record",
    "list",
    "map",
]
_KINDS: Final[Mapping[str, ColumnKind]] = {
    "string": "text",
    "boolean": "boolean",
    "number": "number",
    "integer": "whole number",
    "array": "list",
    "object": "record",
}


class Column(NamedTuple):
    """A field of a row, or of a record, list or map inside a row.

    Attributes:
        path: names from the row inwards; `[]` for the items of a list, `*` for the values
            of a map.
        kind: its type.
        about: its description; may be empty.
        nullable: whether it may be null or absent.
    """

    path: tuple[str, ...]
    kind: ColumnKind
    about: str = ""
    nullable: bool = True

    @property
    def name(self) -> str:
        """The path in words, such as `locations[].address.city`."""
        return ".".join(self.path).replace(".[]", "[]")


def columns(schema: Mapping[str, Any]) -> Iterator[Column]:
    """Iterate over the columns of a schema, each before the columns inside it.

    Example:
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> for column in columns(PAGES["total_follower_count"].schema):
        ...     print(column.name, "is", column.kind)
        organizationalEntity is text
        firstDegreeSize is whole number
    """
    yield from _within((), schema)


def _within(path: tuple[str, ...], schema: Mapping[str, Any]) -> Iterator[Column]:
    for name, field in schema.get("properties", {}).items():
        yield from _column((*path, name), field)
    if isinstance(values := schema.get("additionalProperties"), Mapping):
        yield from _column((*path, "*"), values)
    if isinstance(items := schema.get("items"), Mapping):
        yield from _column((*path, "[]"), items)


def _column(path: tuple[str, ...], field: Mapping[str, Any]) -> Iterator[Column]:
    nullable = not isinstance(field["type"], str)
    yield Column(path, kind_of(field), field.get("description", ""), nullable)
    yield from _within(path, field)


def kind_of(field: Mapping[str, Any]) -> ColumnKind:
    """Return the kind of a field of a schema."""
    kind = _KINDS[field["type"] if isinstance(field["type"], str) else field["type"][0]]
    if field.get("format") == MILLISECONDS:
        return "milliseconds"
    if field.get("format") == DECIMAL:
        return "money"
    if kind == "number" and field.get("multipleOf") == 1:
        return "whole number"
    if kind == "record" and isinstance(field.get("additionalProperties"), Mapping):
        return "map"
    return kind
