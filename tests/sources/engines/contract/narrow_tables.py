"""Tables that have what `ReadableTable` names, and nothing else."""

from __future__ import annotations

from typing import Any

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.readable import ReadableTable

NAMED = tuple(name for name in vars(ReadableTable) if not name.startswith("_"))


class NarrowTable:
    """A table of the catalogue behind the protocol: any other attribute is an error."""

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getattr__(self, name: str) -> Any:
        if name in NAMED:
            return getattr(self._table, name)
        raise AttributeError(f"an engine asks a table for {name!r}, which ReadableTable lacks")
