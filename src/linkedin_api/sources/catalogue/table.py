"""A table as data: everything that engines and users need to know about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linkedin_api.argument_checks import texts
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.near_names import did_you_mean
from linkedin_api.sources.queries.query import Query
from linkedin_api.sources.readable import Kind, Selection
from linkedin_api.sources.scope import Owner, Scope

#: Alternative permissions: a token needs one. The first is the one to request.
AnyOf = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: its name everywhere.
        about: what a row is, in one sentence.
        query: how to read it from LinkedIn.
        schema: JSON schema of a row; `columns.columns` iterates over its columns.
        primary_key: fields that identify a row.
        resource: LinkedIn's resource.
        product: LinkedIn's product that grants the permissions.
        source: LinkedIn's documentation of the resource.
        calls: the number of calls to read it, in words.
        cursor: field that grows with time, in milliseconds; `None` for a table that every
            sync reads completely.
        organization: field with the organization or the account of advertising, if rows belong
            to one.
        owner: which of the two it is.
        selection: what a scope selects; `None` if every scope selects all rows of its
            organizations.
        permissions: groups of permissions; a token needs one of each group.
        roles: roles at the organization; the member needs one of them. Empty if none is
            needed.
        known: whether the Airbyte connector has a stream with this name.
        notes: what users should know before they use its numbers.
        unsaid: records whose names the names of columns leave out.
        options: options that must be the same in all syncs of a dataset, by name; `None` for
            whether statistics are by day or month.
        replaced_with: fields; new rows replace all earlier rows with the same values. Empty for
            the primary key.
        is_optional: whether it is read only if its name is given.
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
    owner: Owner = "organization"
    selection: Callable[[Scope], Selection] | None = None
    permissions: tuple[AnyOf, ...] = ()
    roles: tuple[str, ...] = ()
    known: bool = False
    notes: str = ""
    unsaid: tuple[str, ...] = ()
    options: Callable[[Scope], Mapping[str, str]] | None = None
    replaced_with: tuple[str, ...] = ()
    is_optional: bool = False

    def lasting_options(self, scope: Scope) -> Mapping[str, str]:
        """Return the options that must be the same in all syncs of a dataset."""
        if self.options is not None:
            return self.options(scope)
        return {} if self.cursor is None else {"time_granularity": scope.span.granularity}

    @property
    def kind(self) -> Kind:
        """`append` if syncs add rows, `snapshot` if every sync reads all rows."""
        return "snapshot" if self.cursor is None else "append"

    @property
    def permission(self) -> str:
        """The permissions that a token needs, in words; empty if it needs none."""
        return ", and ".join(" or ".join(group) for group in self.permissions)


def select_tables(catalogue: Mapping[str, Table], names: Iterable[str] | None) -> tuple[Table, ...]:
    """Return tables of a catalogue by name, without duplicates; `None` for all usual tables.

    Raises:
        InvalidArgumentError: there is no such table; the message lists the tables.
    """
    usual = (name for name, table in catalogue.items() if not table.is_optional)
    wanted = list(usual if names is None else texts("tables", names))
    unknown = [name for name in wanted if name not in catalogue]
    if unknown:
        raise InvalidArgumentError(
            f"there is no table {unknown[0]!r}; the tables are {', '.join(catalogue)}"
            + did_you_mean(unknown[0], catalogue)
        )
    return tuple(catalogue[name] for name in dict.fromkeys(wanted))


__all__ = ["AnyOf", "Kind", "Selection", "Table", "select_tables"]
