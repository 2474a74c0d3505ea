"""Collects the batches of one table as Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import Nested, form_of
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.queries.query import Record
from linkedin_api.sources.reading.reader import Reader

#: So many records are converted at once, since few at a time cost more.
_AT_ONCE: Final = 400


class Collector:
    """The records of one table, as Arrow.

    Args:
        table: the table.
        nested: how to keep lists of records.
    """

    def __init__(self, table: Table, nested: Nested) -> None:
        self._table = table
        self._form = form_of(table, nested=nested)
        self._waiting: list[Record] = []
        self._batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in self._form.tables}

    async def collect(self, reader: Reader) -> None:
        """Read the table.

        Raises:
            LinkedInError: every further call would fail too.
        """
        async for batch in reader.read(self._table):
            if isinstance(batch.records, ColumnRecords):
                self._convert(batch.records)
                continue
            self._waiting += batch.records
            if len(self._waiting) >= _AT_ONCE:
                self._convert_waiting()
        self._convert_waiting()

    def tables(self) -> dict[str, pa.Table]:
        """Return the table, and those of the lists of records in it."""
        schemas = self._form.schemas
        return {
            name: pa.Table.from_batches(batches, schemas[name])
            for name, batches in self._batches.items()
        }

    def _convert_waiting(self) -> None:
        self._convert(self._waiting)
        self._waiting = []

    def _convert(self, records: Sequence[Record]) -> None:
        for name, batch in self._form.batches(records).items():
            if batch.num_rows:
                self._batches[name].append(batch)
