"""A table as a resource of dlt: its hints, its rows, and its state.

A sync replaces a whole table only if it has read all organizations. Otherwise it replaces the
rows of the organizations that it has read, and the other rows stay.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterator
from typing import Any, Final

import dlt
from dlt.extract import DltResource
from dlt.extract.exceptions import CurrentSourceNotAvailable

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.dlt.columns import children_of, columns_of
from linkedin_api.sources.engines.dlt.drivers import check_driver_of_pipeline
from linkedin_api.sources.engines.dlt.earliest_rows import earliest_rows
from linkedin_api.sources.engines.dlt.extraction import Extractions
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.engines.dlt.resource_state import ResourceState
from linkedin_api.sources.engines.dlt.same_dataset import (
    forget_unread_organizations,
    keep_options,
    keeps_rows,
)
from linkedin_api.sources.reading.problems import grouped

logger: Final = logging.getLogger("linkedin_api")
#: Replaces rows with the same organization or primary key; other rows stay.
_BY_KEYS: Final = {"disposition": "merge", "strategy": "delete-insert"}


def resource_of(plan: Plan, table: Table, extractions: Extractions) -> DltResource:
    """Return the resource of a table."""
    rows = _Rows(plan, table, extractions)

    def read() -> Iterator[Any]:
        yield from rows.read()

    columns = columns_of(table.schema, plan.nested)
    if table.organization is not None and not rows.are_replaced:
        # An earlier run may have set this key, and a merge would then delete all rows of a page.
        columns.setdefault(table.organization, {"name": table.organization})["merge_key"] = False
    hints: Any = {
        "name": table.name,
        "columns": columns,
        "primary_key": table.primary_key,
        "merge_key": table.organization if rows.are_replaced else None,
        "write_disposition": rows.disposition,
        "nested_hints": None,
    }
    if plan.nested == "tables":
        hints["nested_hints"] = children_of(table.name, table.schema) or None
    resource: DltResource = dlt.resource(read, section=plan.source, **hints)
    return resource


class _Rows:
    """The rows of a table in each run.

    Attributes:
        are_replaced: whether new rows replace all earlier rows.
        disposition: dlt's write disposition, as a mapping: for the plain word `replace`, dlt
            would delete the state of the resource.
    """

    def __init__(self, plan: Plan, table: Table, extractions: Extractions) -> None:
        self._plan = plan
        self._table = table
        self._extractions = extractions
        self.are_replaced = table.cursor is None or plan.write_disposition == "replace"
        self._is_by_keys = False
        word = "replace" if self.are_replaced else plan.write_disposition
        self.disposition = _BY_KEYS if word == "merge" else {"disposition": word}

    def read(self) -> Iterator[Any]:
        """Give lists of rows, and `None` while there are no new rows."""
        check_driver_of_pipeline()
        starts_over = self.are_replaced and self._table.cursor is not None
        state = ResourceState(dlt.current.resource_state(), starts_over=starts_over)
        keep_options(state, self._plan, self._table)
        is_part = keeps_rows(state, self._plan, self._table)
        if state.lacks_beginnings and self._wants_earlier_days:
            self._find_beginnings(state)
        extraction = self._extractions.join(self._table, _selected_resources())
        if self._is_by_keys:
            yield self._write_disposition(self.disposition)
            self._is_by_keys = False
        is_empty = True
        for batch in extraction.batches(self._table, state.past):
            if batch is None:
                yield None
                continue
            state.note(batch)
            if batch.records:
                is_empty = False
                yield batch.records
        problems = [each for each in extraction.problems if each.table == self._table.name]
        for problem in grouped(problems):
            logger.warning("%s", problem)
        state.note_unread(problems)
        if self.are_replaced:
            yield from self._replace(state, is_whole=not (problems or is_part))
        if is_empty and not state.has_history:
            yield dlt.mark.materialize_table_schema()

    @property
    def _wants_earlier_days(self) -> bool:
        """Whether wanted days may be earlier than the loaded days."""
        return self._table.cursor is not None and self._plan.scope.span.start_date is not None

    def _find_beginnings(self, state: ResourceState) -> None:
        """Find the start of rows whose state does not record it."""
        beginnings = earliest_rows(dlt.current.pipeline(), self._table)
        if beginnings is None:
            logger.warning(
                "%s: this destination does not show where its rows start, so earlier rows are not"
                " read; use write_disposition='replace' to read all rows",
                self._table.name,
            )
        else:
            state.set_beginnings(beginnings)

    def _replace(self, state: ResourceState, *, is_whole: bool) -> Iterator[Any]:
        if is_whole:
            forget_unread_organizations(state, self._table)
        else:
            self._is_by_keys = True
            yield self._write_disposition(_BY_KEYS)

    @staticmethod
    def _write_disposition(disposition: Any) -> Any:
        """An item that changes the write disposition between rows."""
        return dlt.mark.with_hints([], dlt.mark.make_hints(write_disposition=disposition))


def _selected_resources() -> Container[str]:
    """Names of the resources that dlt extracts; empty if it extracts a single resource."""
    try:
        return dlt.current.source().selected_resources
    except CurrentSourceNotAvailable:
        return ()
