"""A stream: what the reader reads for it, and its rows in the known connector's form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from airbyte_cdk.models import AirbyteStream, SyncMode

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.queries.query import Record

Shape = Callable[[Record], Record]
Growth = Literal["whole", "modified", "report"]


@dataclass(frozen=True, slots=True)
class AdsStream:
    """A stream.

    Attributes:
        table: what the reader reads.
        growth: `whole` if every sync reads all rows; `modified` if only rows that changed since
            are emitted, though all are read; `report` for rows by day or month.
        key: fields that identify a row.
        cursor: the field that grows.
        shape: makes the row of the stream.
    """

    table: Table
    growth: Growth
    key: tuple[str, ...]
    cursor: str | None = None
    shape: Shape = dict

    @property
    def name(self) -> str:
        """The name of the stream."""
        return self.table.name

    def described(self) -> AirbyteStream:
        """Return the stream as Airbyte's catalog has it."""
        modes = [SyncMode.full_refresh]
        if self.cursor is not None:
            modes.append(SyncMode.incremental)
        return AirbyteStream(
            name=self.name,
            json_schema=dict(self.table.schema),
            supported_sync_modes=modes,
            source_defined_cursor=self.cursor is not None or None,
            default_cursor_field=None if self.cursor is None else [self.cursor],
            source_defined_primary_key=[[name] for name in self.key],
            is_resumable=self.cursor is not None,
            is_file_based=False,
        )
