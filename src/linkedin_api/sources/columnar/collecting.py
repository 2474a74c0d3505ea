"""The rows of a table on their way to an engine: from records to large Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from linkedin_api.sources.columnar.form import Form
from linkedin_api.sources.queries.column_records import ColumnRecords

#: Converting many records at once costs less than converting each, but records need about ten
#: times as much memory as the Arrow table made of them. So it is that table's size that counts.
_RECORDS_AT_ONCE: Final = 1000
_BYTES_CONVERTED_AT_ONCE: Final = 500_000
#: So few records are collected even if they come as columns: each Arrow batch has its own cost.
_FEW: Final = 100
#: Bytes of Arrow that are kept before an engine gets them; each time costs as much as many rows.
_BYTES_AT_ONCE: Final = 8_000_000

Tables = dict[str, pa.Table]


class ArrowRows:
    """Collects the records of a table.

    Args:
        form: the table's Arrow form.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._records: list[Mapping[str, Any]] = []
        self._batches: dict[str, list[pa.RecordBatch]] = {}
        self._bytes = 0
        self._at_once = 1  # the first record shows how large they are

    def add(self, records: Sequence[Mapping[str, Any]]) -> Tables:
        """Add records; return the tables of all records so far if they are many, or none."""
        if isinstance(records, ColumnRecords) and len(records) > _FEW:
            self._convert()
            self._keep(records)
        else:
            self._records += records
            if len(self._records) >= self._at_once:
                self._convert()
        return self.take() if self._bytes >= _BYTES_AT_ONCE else {}

    def take(self) -> Tables:
        """Return the rows that were not returned yet, as tables by name."""
        self._convert()
        tables = {name: pa.Table.from_batches(each) for name, each in self._batches.items()}
        self._batches, self._bytes = {}, 0
        return tables

    def _convert(self) -> None:
        if not self._records:
            return
        size = self._keep(self._records)
        fitting = _BYTES_CONVERTED_AT_ONCE * len(self._records) // max(1, size)
        self._at_once = min(max(1, fitting), _RECORDS_AT_ONCE)
        self._records = []

    def _keep(self, records: Sequence[Mapping[str, Any]]) -> int:
        """Convert records and keep them; return their bytes."""
        size = 0
        for name, batch in self._form.batches(records).items():
            if batch.num_rows:
                self._batches.setdefault(name, []).append(batch)
                size += batch.nbytes
        self._bytes += size
        return size
