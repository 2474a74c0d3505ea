"""A table as a resource of dlt: its hints, its state, its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import dlt
from dlt.extract import DltResource

from linkedin_api.sources.engines.dlt.columns import children_of, columns_of
from linkedin_api.sources.engines.dlt.feed import Feed
from linkedin_api.sources.engines.dlt.plan import Plan
from linkedin_api.sources.table import Table

_CURSORS: Final = "cursors"


def resource_of(plan: Plan, table: Table, feed: Feed) -> DltResource:
    """Return the resource of a table."""

    def rows() -> Iterator[Any]:
        state = dlt.current.resource_state()
        known = {int(number): at for number, at in state.get(_CURSORS, {}).items()}
        asks_anew = plan.write_disposition == "replace" and table.cursor is not None
        for batch in feed.batches(table, {} if asks_anew else known):
            if batch is None:
                yield None
                continue
            cursors = {str(number): at for number, at in batch.cursors.items()}
            state.setdefault(_CURSORS, {}).update(cursors)
            yield batch.records

    disposition = "replace" if table.cursor is None else plan.write_disposition
    children = children_of(table.name, table.schema) if plan.nested == "tables" else {}
    return dlt.resource(
        rows,
        name=table.name,
        columns=columns_of(table.schema, plan.nested),
        nested_hints=children or None,
        primary_key=table.primary_key,
        merge_key=table.organization,
        # Written as a mapping: for the mere word dlt would forget the state.
        write_disposition={"disposition": disposition},
    )
