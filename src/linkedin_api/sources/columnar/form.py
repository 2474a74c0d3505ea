"""The Arrow form of a table, and the conversion of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from linkedin_api.sources.columnar.fields import Column, Reading
from linkedin_api.sources.columnar.other_fields import OtherFields
from linkedin_api.sources.columnar.table_forms import Lists, Nested, TableForm, forms_of
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.readable import ReadableTable

#: So many rows of a wide table, and the values in them, fit into the cache of a processor.
_AT_ONCE: Final = 400


@dataclass(frozen=True, eq=False, slots=True)
class Form:
    """The Arrow form of a table of the catalogue. `form_of` makes one.

    Attributes:
        table: the table.
        tables: the table's own form, then that of each list of records in it, by name.
    """

    table: ReadableTable
    tables: Mapping[str, TableForm]
    _forms: Sequence[TableForm] = field(repr=False)
    _noted: set[tuple[str, str]] = field(default_factory=set, repr=False)

    @property
    def schemas(self) -> Mapping[str, pa.Schema]:
        """Arrow's schema of each table, by name."""
        return {name: form.schema for name, form in self.tables.items()}

    def column(self, name: str) -> Column:
        """Return the column of a field of the row.

        Args:
            name: LinkedIn's name of the field, such as `timeRangeEnd`.

        Raises:
            KeyError: the field has no column of its own.
        """
        for column in self._forms[0].columns:
            if column.path == (name,):
                return column
        raise KeyError(name)

    def batches(self, records: Sequence[Mapping[str, Any]]) -> dict[str, pa.RecordBatch]:
        """Convert records; many at once cost much less than each on its own.

        Args:
            records: rows of the table, as a reader gives them.

        Returns:
            One batch for each of the form's tables, by name; it may have no rows.
        """
        found: dict[str, list[pa.RecordBatch]] = {name: [] for name in self.tables}
        size = len(records) if isinstance(records, ColumnRecords) else _AT_ONCE
        for start in range(0, len(records), max(1, size)):
            for name, batch in self._read(0, records[start : start + size], []):
                found[name].append(batch)
        return {name: _joined(self.tables[name].schema, found[name]) for name in found}

    def _read(
        self, number: int, records: Sequence[Mapping[str, Any]], keys: list[pa.Array]
    ) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Convert the records of a table, and those of the lists in them.

        Args:
            number: number of the table.
            records: its rows.
            keys: the columns that lead to the rows of the table that contains the lists.
        """
        form, size = self._forms[number], len(records)
        reading = Reading(OtherFields(form.name, self._noted), dict(enumerate(keys)))
        if isinstance(records, ColumnRecords):
            form.group.take_columns(records, reading)
        else:
            form.group.take_records(records, reading)
        columns = [
            reading.columns[place] if place in reading.columns else pa.nulls(size, column.type)
            for place, column in enumerate(form.columns[:-1])
        ]
        columns.append(reading.others.column(size))
        yield form.name, pa.RecordBatch.from_arrays(columns, schema=form.schema)
        own_key = [columns[place] for place in form.key_places]
        for child, lists in reading.lists:
            items = list(chain.from_iterable(each for each in lists if each))
            if items:
                yield from self._read(child, items, _keys(own_key, lists))


def _keys(key: list[pa.Array], lists: Sequence[Sequence[Any] | None]) -> list[pa.Array]:
    """The key of each item's row, and its place in its list."""
    sizes = [len(each) if each else 0 for each in lists]
    rows = pa.array([row for row, size in enumerate(sizes) for _ in range(size)], pa.int64())
    positions = pa.array([place for size in sizes for place in range(size)], pa.int64())
    return [*(column.take(rows) for column in key), positions]


def _joined(schema: pa.Schema, batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    columns = [
        pa.concat_arrays([batch.column(place) for batch in batches])
        if batches
        else pa.nulls(0, field.type)
        for place, field in enumerate(schema)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def form_of(table: ReadableTable, *, nested: Nested = "tables", lists: Lists = "lists") -> Form:
    """Return the Arrow form of a table.

    Args:
        table: a table of the catalogue.
        nested: how to keep lists of records: as `tables` of their own, or as `json` text.
        lists: how to keep lists of plain values: as `lists` of Arrow, or as `json` text for
            destinations that have no lists.

    Example:
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> form = form_of(PAGES["follower_statistics"])
        >>> list(form.tables)[:2]
        ['follower_statistics', 'follower_statistics__follower_counts_by_association_type']
        >>> form.tables["follower_statistics__follower_counts_by_geo"].primary_key
        ('organizational_entity', 'position')
        >>> form.column("organizationalEntity").name
        'organizational_entity'
    """
    forms = forms_of(table, nested, lists)
    return Form(table, MappingProxyType({form.name: form for form in forms}), forms)
