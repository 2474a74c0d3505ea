"""dlt's hints of a table: what its Arrow schema does not say."""

from __future__ import annotations

from typing import Any, Final

import dlt
from dlt.common.pipeline import SupportsPipeline

from linkedin_api.sources.columnar import TableForm

Hints = dict[str, Any]
_PARQUET: Final = "parquet"
#: dlt converts Arrow to this format row by row.
_STATEMENTS: Final = "insert_values"


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


def file_format_at_run() -> Any:
    """Return the file format in which the active pipeline's destination takes Arrow fastest.

    dlt prefers SQL statements for some databases that read Parquet files themselves.

    Returns:
        `None` to leave the choice to dlt.
    """
    pipeline: SupportsPipeline = dlt.current.pipeline()
    if pipeline.destination is None:
        return None
    capabilities = pipeline.destination.capabilities()
    preferred = capabilities.preferred_loader_file_format
    supported = list(capabilities.supported_loader_file_formats or ())
    if capabilities.loader_file_format_selector is not None:
        preferred, found = capabilities.loader_file_format_selector(
            preferred, supported, table_schema={}
        )
        supported = list(found)
    return _PARQUET if preferred == _STATEMENTS and _PARQUET in supported else None
