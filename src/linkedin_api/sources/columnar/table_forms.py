"""The tables of a form: one for the rows, and one for each list of records in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

import pyarrow as pa

from linkedin_api.sources.catalogue.columns import kind_of
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar.fields import Column, Group, Leaf, Node, Rows
from linkedin_api.sources.columnar.kinds import JSON_LIST, JSON_MAP, PLAIN, Kind, list_of
from linkedin_api.sources.columnar.names import column_name
from linkedin_api.sources.columnar.other_fields import OTHER_FIELDS

Nested = Literal["tables", "json"]
NESTED: Final[tuple[Nested, ...]] = ("tables", "json")
Lists = Literal["lists", "json"]
#: The number of a row in its list.
POSITION: Final = "position"
#: The items of a list, and the names of a map, in a path.
_ITEMS: Final = "[]"
_ANY: Final = "*"
#: The column of a map's other names, after the name of the map.
_OTHERS: Final = "others"
#: The column of an item that is a map.
_VALUE: Final = "value"
_INSIDE: Final = "__"
_TEXT: Final = pa.string()
_RECORDS: Final = ("record", "map")


@dataclass(frozen=True, eq=False)
class TableForm:
    """The form of one table.

    Attributes:
        name: its name.
        about: what a row is.
        columns: its columns; the last is `other_fields`.
        primary_key: the columns that identify a row.
        parent: the name of the table whose rows have the list; `None` for the table itself.
        parent_key: the columns that hold the primary key of the parent's row, in its order.
        group: the fields of a row, for the conversion of records.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    parent: str | None
    parent_key: tuple[str, ...]
    group: Group

    @cached_property
    def schema(self) -> pa.Schema:
        """Arrow's schema; its metadata and that of its fields have a `description`."""
        return pa.schema([column.field for column in self.columns], {"description": self.about})

    @cached_property
    def key_places(self) -> tuple[int, ...]:
        """The numbers of the columns of the primary key."""
        names = [column.name for column in self.columns]
        return tuple(map(names.index, self.primary_key))


def forms_of(table: Table, nested: Nested, lists: Lists) -> list[TableForm]:
    """Return the form of a table, then those of the lists of records in it.

    Args:
        table: a table of the catalogue.
        nested: how to keep lists of records.
        lists: how to keep lists of plain values.
    """
    makers = [_Maker(table, nested, lists)]
    for maker in makers:  # this list grows: a list of records adds the maker of its table
        maker.add_columns(makers)
    return [maker.form() for maker in makers]


class _Maker:
    """Makes the form of one table.

    Args:
        table: the table of the catalogue.
        nested: as in `forms_of`.
        lists: as in `forms_of`.
        parent: the maker of the table whose rows have the list; `None` for the table itself.
        path: LinkedIn's names from the row of the catalogue's table to the items of the list.
        field: the schema of the list.
    """

    def __init__(
        self,
        table: Table,
        nested: Nested,
        lists: Lists,
        parent: _Maker | None = None,
        path: tuple[str, ...] = (),
        field: Mapping[str, Any] | None = None,
    ) -> None:
        self._table = table
        self._nested: Nested = nested
        self._lists: Lists = lists
        self._parent = parent
        self._path = path
        self._field = field
        self._of_list = column_name(_words_of(path), table.unsaid) if path else ""
        self._columns: list[Column] = []
        self._group = Group((), {})
        self.name = _INSIDE.join(filter(None, (table.name, self._of_list)))

    def add_columns(self, makers: list[_Maker]) -> None:
        """Add the columns of the key and of the fields.

        Args:
            makers: the makers of all tables, in order; each list of records adds one.
        """
        if self._parent is None or self._field is None:
            self._group = self._group_of((), self._table.schema, makers)
            return
        about = "number of the row in its list, from 0"
        position = Column(POSITION, self._path, POSITION, about, pa.int64())
        self._columns += [*self._parent.key_below(), position]
        self._group = self._group_of((), self._field["items"], makers)

    def form(self) -> TableForm:
        """Return the form."""
        others = "as JSON: fields without a column, and values that are not of the column's type"
        key = tuple(column.name for column in self._key())
        return TableForm(
            self.name,
            self._about(),
            (*self._columns, Column(OTHER_FIELDS, (), "json", others, _TEXT)),
            key,
            None if self._parent is None else self._parent.name,
            () if self._parent is None else key[:-1],
            self._group,
        )

    def key_below(self) -> list[Column]:
        """The columns that hold this table's key in the tables of its lists."""
        *key, last = self._key()
        if last.kind == POSITION:
            last = last._replace(name=_INSIDE.join((self._of_list, POSITION)))
        return [*key, last]

    def _key(self) -> list[Column]:
        """The columns of the primary key."""
        if self._parent is not None:
            return self._columns[: len(self._parent.key_below()) + 1]
        columns = {column.path: column for column in self._columns}
        return [columns[name,] for name in self._table.primary_key]

    def _about(self) -> str:
        if self._field is None:
            return self._table.about
        path = ".".join(_words_of(self._path))
        about = f"An item of `{path}` of a row of `{self._table.name}`"
        said = self._field.get("description")
        return f"{about}: {said}." if said else f"{about}."

    def _group_of(
        self, path: tuple[str, ...], schema: Mapping[str, Any], makers: list[_Maker]
    ) -> Group:
        fields = {
            name: self._node((*path, name), field, makers)
            for name, field in schema.get("properties", {}).items()
        }
        values = schema.get("additionalProperties")
        if not isinstance(values, Mapping):
            return Group(path, fields)
        about = "; ".join(filter(None, (schema.get("description"), "all others, as JSON")))
        return Group(path, fields, self._add((*path, _ANY), "json", about, _TEXT))

    def _node(self, path: tuple[str, ...], field: Mapping[str, Any], makers: list[_Maker]) -> Node:
        kind = kind_of(field)
        if kind == "record" or (kind == "map" and field.get("properties")):
            return self._group_of(path, field, makers)
        if kind == "list" and self._nested == "tables" and kind_of_items(field) in _RECORDS:
            inner = (*self._path, *path, _ITEMS)
            makers.append(_Maker(self._table, self._nested, self._lists, self, inner, field))
            return Rows(path, len(makers) - 1)
        stored, word = self._stored(kind, field)
        about = field.get("description", "")
        return Leaf(path, self._add(path, word, about, stored.type), stored)

    def _stored(self, kind: str, field: Mapping[str, Any]) -> tuple[Kind, str]:
        """How a field of one column is stored, and its kind in words."""
        if kind == "map":
            return JSON_MAP, "json"
        if kind != "list":
            return PLAIN[kind], kind
        items = kind_of_items(field)
        if items in PLAIN and self._lists == "lists":
            return list_of(PLAIN[items]), "list"
        return JSON_LIST, "json"

    def _add(self, path: tuple[str, ...], kind: str, about: str, stored: pa.DataType) -> int:
        """Add a column and return its number."""
        name = self._name(path)
        self._columns.append(Column(name, (*self._path, *path), kind, about, stored))
        return len(self._columns) - 1

    def _name(self, path: tuple[str, ...]) -> str:
        words = [_OTHERS if name == _ANY else name for name in path]
        if words == [_OTHERS]:
            return _VALUE
        name = column_name(words, self._table.unsaid)
        key = {column.name for column in self._columns if not self._is_own(column)}
        if name not in key:
            return name
        return column_name((_words_of(self._path)[-1], *words), self._table.unsaid)

    def _is_own(self, column: Column) -> bool:
        """Whether a column belongs to a field of this table, not to its key."""
        return column.kind != POSITION and column.path[: len(self._path)] == self._path


def _words_of(path: Sequence[str]) -> list[str]:
    return [name for name in path if name != _ITEMS]


def kind_of_items(field: Mapping[str, Any]) -> str:
    """Return the kind of the items of a list; empty if it is unknown."""
    items = field.get("items")
    return kind_of(items) if isinstance(items, Mapping) else ""
