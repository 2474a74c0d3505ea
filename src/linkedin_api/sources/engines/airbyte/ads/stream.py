"""A stream: what the reader reads for it, and its rows in the known connector's form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from linkedin_api.sources.catalogue.schema import Schema, row
from linkedin_api.sources.catalogue.table import AnyOf, Table
from linkedin_api.sources.queries.query import Query, Record

Shape = Callable[[Record], Record]
Growth = Literal["whole", "modified", "report"]


@dataclass(frozen=True, slots=True)
class AdsStream:
    """A stream.

    Attributes:
        table: what the reader reads.
        cursor: the field that grows.
        shape: makes the row of the stream.
    """

    table: Table
    cursor: str | None = None
    shape: Shape = dict

    @property
    def name(self) -> str:
        """The name of the stream."""
        return self.table.name

    @property
    def growth(self) -> Growth:
        """How it grows.

        `whole` if every sync reads all rows; `modified` if only rows that changed since are
        emitted, though all are read; `report` for rows by day or month.
        """
        if self.table.cursor is not None:
            return "report"
        return "whole" if self.cursor is None else "modified"


def table_of_accounts(
    name: str,
    query: Query,
    fields: Mapping[str, Schema],
    key: tuple[str, ...],
    permissions: tuple[AnyOf, ...],
    **more: Any,
) -> Table:
    """What the reader reads for a stream whose rows belong to accounts."""
    return Table(
        name=name,
        about="",
        query=query,
        schema=row(fields),
        primary_key=key,
        resource="",
        organization="account",
        owner="account",
        permissions=permissions,
        **more,
    )
