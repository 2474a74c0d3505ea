"""A table as data: everything an engine or a person has to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.queries.query import Query

Kind = Literal["snapshot", "append"]


#: Permissions of which a token needs one; the first is the one to ask for.
AnyOf = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: as it is called everywhere.
        about: what a row is, in one sentence.
        query: how it is asked for.
        schema: JSON schema of a row; `columns.columns` goes through its columns.
        primary_key: fields that tell rows apart.
        resource: LinkedIn's name of what is asked.
        product: LinkedIn's product that gives the permissions.
        source: LinkedIn's page about it.
        calls: what reading it costs.
        cursor: field that grows with time, in milliseconds; `None` for a table that is read
            whole each time.
        organization: field that names the organization, if rows belong to one.
        permissions: of each group of them a token needs one.
        roles: the member needs one of them at the organization; none if no role is needed.
        known: whether it is one of the streams of the Airbyte connector.
        notes: what to know before counting with it, in a sentence or two.
    """

    name: str
    about: str
    query: Query
    schema: Mapping[str, Any]
    primary_key: tuple[str, ...]
    resource: str
    product: str = ""
    source: str = ""
    calls: str = ""
    cursor: str | None = None
    organization: str | None = None
    permissions: tuple[AnyOf, ...] = ()
    roles: tuple[str, ...] = ()
    known: bool = False
    notes: str = ""

    @property
    def kind(self) -> Kind:
        """`append` if rows are added as time goes on, `snapshot` if all are read each time."""
        return "snapshot" if self.cursor is None else "append"

    @property
    def permission(self) -> str:
        """The permissions that a token needs, in words; empty if it needs none."""
        return ", and ".join(" or ".join(group) for group in self.permissions)


def select_tables(catalogue: Mapping[str, Table], names: Iterable[str] | None) -> tuple[Table, ...]:
    """Return tables of a catalogue by their names, each once; `None` for all.

    Raises:
        InvalidArgumentError: there is no such table; the message names those there are.
    """
    wanted = list(catalogue if names is None else names)
    unknown = [name for name in wanted if name not in catalogue]
    if unknown:
        raise InvalidArgumentError(
            f"there is no table {unknown[0]!r}; there are {', '.join(catalogue)}"
        )
    return tuple(catalogue[name] for name in dict.fromkeys(wanted))
