"""The tables as streams, with the order and the modes of the known connector."""

from __future__ import annotations

from typing import Any, Final

from airbyte_cdk.models import AirbyteCatalog, AirbyteStream, SyncMode

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.readable import ReadableTable

#: By the kind of a table, as in the known connector (observed).
_MODES: Final[dict[str, dict[str, Any]]] = {
    "snapshot": {
        "supported_sync_modes": [SyncMode.full_refresh],
        "is_resumable": False,
    },
    "append": {
        "supported_sync_modes": [SyncMode.full_refresh, SyncMode.incremental],
        "source_defined_cursor": True,
        "is_resumable": True,
    },
}


def catalog() -> AirbyteCatalog:
    """Return all streams."""
    return AirbyteCatalog(streams=[stream_of(table) for table in PAGES.values()])


def stream_of(table: ReadableTable) -> AirbyteStream:
    """Return the stream of a table.

    The known streams declare no primary key. They must not get one, since existing destinations
    would change.
    """
    key = None if table.known else [[name] for name in table.primary_key]
    return AirbyteStream(
        name=table.name,
        json_schema=dict(table.schema),
        default_cursor_field=None if table.cursor is None else [table.cursor],
        source_defined_primary_key=key,
        is_file_based=False,
        **_MODES[table.kind],
    )
