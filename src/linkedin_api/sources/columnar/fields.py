"""The fields of a schema as a tree, which one pass over records follows.

A group is a record: its fields become columns of the same row. A leaf is a column. A list of
records becomes rows of another table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Protocol

import pyarrow as pa

from linkedin_api.sources.columnar.kinds import Kind
from linkedin_api.sources.columnar.other_fields import OtherFields, to_json
from linkedin_api.sources.queries.column_records import ColumnRecords

Record = Mapping[str, Any]
_NO_FIELDS: Final[dict[str, Any]] = {}
_NONE: Final = type(None)
_UNKNOWN: Final = "is not in the catalogue"


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: its name.
        path: LinkedIn's names from the row of the catalogue's table inwards, with `[]` for the
            items of a list and `*` for the names of a map that have no columns of their own;
            empty for `other_fields`.
        kind: what it is, in words: `text`, `boolean`, `number`, `whole number`,
            `milliseconds`, `money`, `list`, `json`, or `position` for the number of a row in
            its list.
        about: its description; may be empty.
        type: its type.
    """

    name: str
    path: tuple[str, ...]
    kind: str
    about: str
    type: pa.DataType

    @property
    def source(self) -> str:
        """LinkedIn's path, such as `locations[].address.city`; may be empty."""
        return ".".join(self.path).replace(".[]", "[]")

    @property
    def field(self) -> pa.Field:
        """Arrow's field; its metadata has `description`, `path` and `kind`."""
        metadata = {"description": self.about, "path": self.source, "kind": self.kind}
        return pa.field(self.name, self.type, metadata={k: v for k, v in metadata.items() if v})


@dataclass(slots=True)
class Reading:
    """The columns of one table, while records are converted.

    Attributes:
        others: what has no column.
        columns: arrays by the number of their column.
        lists: lists of records: the number of the list's table, and one list for each row.
    """

    others: OtherFields
    columns: dict[int, pa.Array] = field(default_factory=dict)
    lists: list[tuple[int, list[list[Any] | None]]] = field(default_factory=list)


class Node(Protocol):
    """A field of a schema."""

    def take(self, values: list[Any], reading: Reading) -> int:
        """Convert the values of this field, one for each row; return how many are not null."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field with one column.

    Attributes:
        path: LinkedIn's names, from the row of its own table inwards.
        column: the number of its column.
        kind: how its values are stored.
    """

    path: tuple[str, ...]
    column: int
    kind: Kind

    def take(self, values: list[Any], reading: Reading) -> int:
        """Convert the values."""
        rejected = 0

        def reject(row: int, value: Any) -> None:
            nonlocal rejected
            rejected += 1
            reading.others.put(row, self.path, value, f"is not {self.kind.about}")

        array = reading.columns[self.column] = self.kind.column(values, reject)
        nulls: int = array.null_count
        return len(values) - nulls + rejected


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of records, which are rows of another table.

    Attributes:
        path: as in `Leaf`.
        table: the number of the other table.
    """

    path: tuple[str, ...]
    table: int

    def take(self, values: list[Any], reading: Reading) -> int:
        """Keep the lists until the keys of this table's rows are known."""
        lists: list[list[Any] | None] = []
        found = 0
        for row, value in enumerate(values):
            is_list = isinstance(value, list) and all(isinstance(item, dict) for item in value)
            lists.append(value if is_list else None)
            if value is not None:
                found += 1
                if not is_list:
                    reading.others.put(row, self.path, value, "is not a list of records")
        reading.lists.append((self.table, lists))
        return found


@dataclass(frozen=True, slots=True)
class Group:
    """A record, whose fields are columns of the row.

    Attributes:
        path: as in `Leaf`.
        fields: its fields by LinkedIn's name.
        rest: the number of a JSON column for all other fields, if the record is a map.
    """

    path: tuple[str, ...]
    fields: Mapping[str, Node]
    rest: int | None = None

    def take(self, values: list[Any], reading: Reading) -> int:
        """Convert the records."""
        if set(map(type, values)) == {dict}:
            self.take_records(values, reading)
            return len(values)
        records: list[Record] = []
        found = 0
        for row, value in enumerate(values):
            is_record = isinstance(value, dict)
            records.append(value if is_record else _NO_FIELDS)
            if value is not None:
                found += 1
                if not is_record:
                    reading.others.put(row, self.path, value, "is not a record")
        if found:  # a column that nothing was kept for is null
            self.take_records(records, reading)
        return found

    def take_records(self, records: Sequence[Record], reading: Reading) -> None:
        """Convert records that are certainly records."""
        found = 0
        for name, node in self.fields.items():
            try:
                values = [record[name] for record in records]
            except KeyError:
                values = [record.get(name) for record in records]
            found += node.take(values, reading)
        if self.rest is not None:
            self._take_rest(records, self.rest, reading)
        elif found != sum(map(len, records)):  # otherwise all fields were found
            self._keep_others(records, reading)

    def take_columns(self, records: ColumnRecords, reading: Reading) -> None:
        """Convert records that are columns already."""
        if self.rest is not None or not records.columns.keys() <= self.fields.keys():
            self.take_records(list(records), reading)
            return
        for name, values in records.columns.items():
            self.fields[name].take(values, reading)

    def _take_rest(self, records: Sequence[Record], column: int, reading: Reading) -> None:
        rests = ({n: v for n, v in each.items() if n not in self.fields} for each in records)
        texts = [to_json(rest) if rest else None for rest in rests]
        reading.columns[column] = pa.array(texts, pa.string())

    def _keep_others(self, records: Sequence[Record], reading: Reading) -> None:
        for row, record in enumerate(records):
            for name, value in record.items():
                if name not in self.fields and value is not None:
                    reading.others.put(row, (*self.path, name), value, _UNKNOWN)
