"""Days that were read again and have no rows any more: their earlier rows are deleted.

New rows replace those of the same account and day. A day that LinkedIn restated to nothing has no
new row, so its old rows would stay. A row with nothing but the account and the day says that it
was read. dlt deletes by it, in the same transaction as all else, and does not insert it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import dlt
import pyarrow as pa
from dlt.common.pipeline import SupportsPipeline

from linkedin_api.sources.columnar import Form
from linkedin_api.sources.columnar.collecting import Tables
from linkedin_api.sources.engines.dlt.hints import Hints
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.column_records import ColumnRecords
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Period, Span, Window, joined

#: Destinations whose SQL this has been tried with. Elsewhere, such a day keeps its old rows.
_DESTINATIONS: Final = ("duckdb", "postgres")
_ANY_NEW: Final = "EXISTS (SELECT 1 FROM {staging_table} AS new"
#: A field that each row has, and the row of a vacant day has not.
_SAID: Final = "accountUrn"


def is_cleared(table: ReadableTable) -> bool:
    """Whether the active pipeline's destination can clear an account's days of a table."""
    if table.replaced_with != (table.organization, table.cursor):
        return False
    pipeline: SupportsPipeline = dlt.current.pipeline()
    if pipeline.destination is None:
        return False
    return pipeline.destination.destination_type.rpartition(".")[2] in _DESTINATIONS


def clearing(form: Form) -> Hints:
    """Return dlt's options of a merge that clears the days of which there is any row.

    Example:
        >>> from linkedin_api.sources.catalogue.ads import ADS
        >>> from linkedin_api.sources.columnar import form_of
        >>> table = ADS["ad_campaign_daily"]
        >>> clearing(form_of(table))["source_filter"]
        'account_urn IS NOT NULL'
    """
    names = [form.column(field).name for field in form.table.replaced_with]
    same = " AND ".join(f"new.{name} = {{table}}.{name}" for name in names)
    return {
        "destination_scope": f"{_ANY_NEW} WHERE {same})",
        "source_filter": f"{form.column(_SAID).name} IS NOT NULL",
    }


class VacantDays:
    """Finds the days that were read before, and of which nothing came this time.

    Args:
        table: a table by account and day.
        form: its form.
        past: what was read before.
    """

    def __init__(self, table: ReadableTable, form: Form, past: Past) -> None:
        self._table = table
        self._form = form
        self._past = past
        granularity: Period = getattr(table.query, "granularity", "DAY")
        self._span = Span(granularity=granularity)
        self._seen: set[tuple[int, int]] = set()
        self._vacant: list[tuple[int, int]] = []

    def note(self, batch: Batch) -> None:
        """Note the rows of a batch, and the periods that it says were read."""
        account, day = self._table.organization or "", self._table.cursor or ""
        if isinstance(batch.records, ColumnRecords):
            columns = batch.records.columns
            self._seen.update(zip(columns[account], columns[day], strict=True))
        else:
            self._seen.update((row[account], row[day]) for row in batch.records)
        for number in batch.organizations if batch.covered else ():
            for start in self._starts(self._read_before(number, batch.covered)):
                if (number, start) not in self._seen:
                    self._vacant.append((number, start))

    def tables(self) -> Tables:
        """Return a row for each of these days; nothing if there are none."""
        if not self._vacant:
            return {}
        form = self._form.tables[self._table.name]
        filled = {
            self._form.column(field or "").name: [each[place] for each in self._vacant]
            for place, field in enumerate((self._table.organization, self._table.cursor))
        }
        columns = [
            pa.array(filled[field.name]).cast(field.type)
            if field.name in filled
            else pa.nulls(len(self._vacant), field.type)
            for field in form.schema
        ]
        return {self._table.name: pa.Table.from_arrays(columns, schema=form.schema)}

    def _read_before(self, number: int, covered: Windows) -> Windows:
        cursor = self._past.cursors.get(number)
        if cursor is None:
            return ()
        # The day at the cursor was read too, before it was over.
        before = (*self._past.covered.get(number, ()), self._span.bucket(cursor))
        pairs = ((one, two) for one in before for two in covered)
        return joined(
            Window(max(one.start, two.start), min(one.end, two.end))
            for one, two in pairs
            if max(one.start, two.start) < min(one.end, two.end)
        )

    def _starts(self, windows: Windows) -> Iterator[int]:
        for window in windows:
            start = window.start
            while start < window.end:
                yield start
                start = self._span.bucket(start).end
