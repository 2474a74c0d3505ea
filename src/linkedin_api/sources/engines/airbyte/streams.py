"""The tables as streams, with the order and the modes of the known connector."""

from __future__ import annotations

from collections.abc import Sequence

from airbyte_cdk.models import AirbyteCatalog, AirbyteStream, SyncMode

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.readable import ReadableTable


def catalog() -> AirbyteCatalog:
    """Return all streams.

    The known streams declare no primary key. They must not get one, since existing destinations
    would change.
    """
    return AirbyteCatalog(
        streams=[
            stream_of(table, table.cursor, () if table.known else table.primary_key)
            for table in PAGES.values()
        ]
    )


def stream_of(table: ReadableTable, cursor: str | None, key: Sequence[str]) -> AirbyteStream:
    """Return the stream of a table, with the modes that the known connectors have (observed)."""
    modes = [SyncMode.full_refresh]
    if cursor is not None:
        modes.append(SyncMode.incremental)
    return AirbyteStream(
        name=table.name,
        json_schema=dict(table.schema),
        supported_sync_modes=modes,
        source_defined_cursor=cursor is not None or None,
        default_cursor_field=None if cursor is None else [cursor],
        source_defined_primary_key=[[name] for name in key] or None,
        is_resumable=cursor is not None,
        is_file_based=False,
    )
