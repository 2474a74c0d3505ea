"""dlt's hints of a table: what its Arrow schema does not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import dlt
import pyarrow as pa
import pyarrow.compute as pc
from dlt.common.pipeline import SupportsPipeline
from dlt.destinations import destination

from linkedin_api.sources.columnar import TableForm

Hints = dict[str, Any]
#: The hint of a table that this load creates. Its rows need no table in between, and if a load is
#: repeated, dlt empties it first. So nobody sees fewer rows than before, and none is there twice.
FILLED_AT_ONCE: Final = "x-filled-at-once"
_PARQUET: Final = "parquet"
#: dlt converts Arrow to this format row by row.
_STATEMENTS: Final = "insert_values"


def schema_of(form: TableForm) -> pa.Schema:
    """Return the Arrow schema for dlt, whose destinations expect microseconds."""
    moment = pa.timestamp("us", "UTC")
    fields = [
        field.with_type(moment) if pa.types.is_timestamp(field.type) else field
        for field in form.schema
    ]
    return pa.schema(fields, form.schema.metadata)


def columns_of(form: TableForm) -> Hints:
    """Return dlt's columns: their descriptions, and which of them have JSON.

    Example:
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> from linkedin_api.sources.columnar import form_of
        >>> form = form_of(PAGES["total_follower_count"], lists="json")
        >>> columns = columns_of(form.tables["total_follower_count"])
        >>> columns["first_degree_size"]
        {'name': 'first_degree_size', 'nullable': True, 'description': 'number of followers'}
        >>> columns["other_fields"]["data_type"]
        'json'
    """
    return {column.name: _column(column.name, column.kind, column.about) for column in form.columns}


def _column(name: str, kind: str, about: str) -> Hints:
    hints: Hints = {"name": name, "nullable": True}
    if kind == "json":
        hints["data_type"] = "json"
    if about:
        hints["description"] = about
    return hints


class FileFormats(NamedTuple):
    """dlt's hints of the format of files with Arrow rows; `None` leaves the choice to dlt.

    Attributes:
        usual: the format of most tables.
        of_empty_texts: the format of a table in which some texts are empty.
    """

    usual: Any = None
    of_empty_texts: Any = None

    def of(self, table: pa.Table) -> Any:
        """Return the format of a table."""
        if self.of_empty_texts is None or self.of_empty_texts == self.usual:
            return self.usual
        texts = (column for column in table.columns if pa.types.is_string(column.type))
        has_empty = any(pc.any(pc.equal(pc.utf8_length(text), 0)).as_py() for text in texts)
        return self.of_empty_texts if has_empty else self.usual


def merge_strategies_at_run(table_format: Any) -> Sequence[str] | None:
    """Return how the active pipeline's destination merges rows; none if it only appends them.

    Args:
        table_format: dlt's format of the table, such as `delta`; `None` for the usual one.

    Returns:
        `None` if dlt does not know: a function of the program writes the rows.
    """
    pipeline: SupportsPipeline = dlt.current.pipeline()
    if pipeline.destination is None or isinstance(pipeline.destination, destination):
        return None
    known = pipeline.destination.capabilities()
    supported, choose = known.supported_merge_strategies, known.merge_strategies_selector
    return strategies_of(supported, choose, {"table_format": table_format})


def strategies_of(supported: Sequence[str] | None, choose: Any, table: Any) -> Sequence[str]:
    """Return the strategies that a destination has for a table.

    Args:
        supported: all that it has, from dlt's capabilities.
        choose: dlt's selector of those for one table; `None` if they are the same for all.
        table: dlt's schema of the table.
    """
    found: Sequence[str] = supported or ()
    return found if choose is None else choose(found, table_schema=table)


def file_formats_at_run() -> FileFormats:
    """Return the formats in which the active pipeline's destination takes Arrow best.

    dlt prefers SQL statements for some databases that read Parquet files themselves. Others get
    CSV files, in which an empty text would become null.
    """
    pipeline: SupportsPipeline = dlt.current.pipeline()
    if pipeline.destination is None:
        return FileFormats()
    capabilities = pipeline.destination.capabilities()
    preferred = capabilities.preferred_loader_file_format
    supported = list(capabilities.supported_loader_file_formats or ())
    if capabilities.loader_file_format_selector is not None:
        preferred, found = capabilities.loader_file_format_selector(
            preferred, supported, table_schema={}
        )
        supported = list(found)
    if preferred != _STATEMENTS:
        return FileFormats()
    if _PARQUET in supported:
        return FileFormats(_PARQUET, _PARQUET)
    return FileFormats(None, _STATEMENTS)
