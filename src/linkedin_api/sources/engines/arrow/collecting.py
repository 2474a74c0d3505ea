"""Collects the batches of one table as Arrow."""

from __future__ import annotations

import pyarrow as pa

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import Nested, form_of
from linkedin_api.sources.columnar.collecting import ArrowRows, Tables
from linkedin_api.sources.reading.reader import Reader


class Collector:
    """The records of one table, as Arrow."""

    def __init__(self, table: Table, nested: Nested) -> None:
        self._table = table
        self._form = form_of(table, nested=nested)
        self._rows = ArrowRows(self._form)
        self._tables = {name: [schema.empty_table()] for name, schema in self._form.schemas.items()}

    async def collect(self, reader: Reader) -> None:
        """Read the table.

        Raises:
            LinkedInError: every further call would fail too.
        """
        async for batch in reader.read(self._table):
            self._keep(self._rows.add(batch.records))
        self._keep(self._rows.take())

    def tables(self) -> dict[str, pa.Table]:
        """Return the table, and those of the lists of records in it."""
        return {name: pa.concat_tables(each) for name, each in self._tables.items()}

    def _keep(self, tables: Tables) -> None:
        for name, table in tables.items():
            self._tables[name].append(table)
