"""What an engine needs of a table, and nothing else.

An engine brings tables into somebody's format: a database, a stream of messages, a folder of
files. It knows no LinkedIn. The work is always the same:

1. Take the tables, and describe them in the format's own words: `name`, `about`, `schema`,
   `primary_key`.
2. Pass them to a `Reader` with credentials and a scope, and to `Reader.read` with the `Past`
   that was kept. Whoever reads in several places divides `query.parts` first.
3. Store the records of each batch together with its `cursors`, or neither. A table with the
   kind `append` adds rows; a `snapshot` replaces those of the batch's organizations.
4. Say what could not be read: the reader's `problems`. Keep the earlier rows of these
   organizations, and their cursors.

The catalogue's `Table` is such a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from linkedin_api.sources.queries.query import Query
from linkedin_api.sources.scope import Owner, Scope

Kind = Literal["snapshot", "append"]


class Selection(NamedTuple):
    """What a scope selects from a table that belongs to no organization.

    Attributes:
        parts: what is read, such as the courses in one locale; each part in words.
        is_filtered: whether only some rows of each part are read.
    """

    parts: frozenset[tuple[str, ...]]
    is_filtered: bool = False


class ReadableTable(Protocol):
    """A table as engines and the reader see it."""

    @property
    def name(self) -> str:
        """Its name everywhere."""

    @property
    def about(self) -> str:
        """What a row is, in one sentence."""

    @property
    def schema(self) -> Mapping[str, Any]:
        """JSON schema of a row, with a description for each field."""

    @property
    def primary_key(self) -> tuple[str, ...]:
        """Fields that identify a row."""

    @property
    def cursor(self) -> str | None:
        """Field that grows with time, in milliseconds; `None` for a snapshot."""

    @property
    def organization(self) -> str | None:
        """Field with the organization's URN, or with the number of the account of advertising.

        `None` if rows belong to neither.
        """

    @property
    def owner(self) -> Owner:
        """Whether rows belong to organizations or to accounts of advertising."""

    @property
    def replaced_with(self) -> tuple[str, ...]:
        """Fields: new rows replace all earlier rows with the same values; empty for the key."""

    @property
    def selection(self) -> Callable[[Scope], Selection] | None:
        """What a scope selects, such as languages; `None` if it selects organizations alone."""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """Records whose names the names of columns leave out."""

    def lasting_options(self, scope: Scope) -> Mapping[str, str]:
        """Return the options that must be the same in all syncs of a dataset, by name."""

    @property
    def kind(self) -> Kind:
        """`append` if later readings add rows, `snapshot` if each reads all rows."""

    @property
    def permission(self) -> str:
        """The permissions that a token needs, in words; empty if it needs none."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles at the organization; the member needs one of them. May be empty."""

    @property
    def known(self) -> bool:
        """Whether rows and name are those of a stream that Airbyte's own connector has."""

    @property
    def query(self) -> Query:
        """How the reader reads it; an engine only divides it into parts."""
