"""A table as data: everything an engine or a person has to know of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from linkedin_api.sources.scope import Scope
from linkedin_api.sources.session import Session
from linkedin_api.sources.windows import Window

Kind = Literal["snapshot", "append"]
Record = dict[str, Any]


class Part(NamedTuple):
    """What is read at one go, and known to be read only when it is read whole.

    Attributes:
        organizations: numbers; none for what belongs to no page.
        window: which time; `None` for all there is.
        choice: what else the part is of, such as a locale and a type.
    """

    organizations: tuple[int, ...] = ()
    window: Window | None = None
    choice: Any = None


class Answer(NamedTuple):
    """What came of asking.

    Attributes:
        records: rows.
        refused: organizations of the part that LinkedIn did not tell about, and why.
    """

    records: list[Record]
    refused: Mapping[int, Exception] = {}


class Way(Protocol):
    """How a table is asked for."""

    def parts(self, scope: Scope, cursors: Mapping[int, int], now: float) -> Sequence[Part]:
        """Divide what is wanted into parts; none if there is nothing to ask.

        Args:
            scope: what is wanted.
            cursors: organization to where reading ended, in milliseconds; for a table
                without a cursor, to when it was last read.
            now: seconds since 1970.
        """

    def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read one part."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: as it is called everywhere.
        about: what a row is, in one sentence.
        way: how it is asked for.
        schema: JSON schema of a row.
        primary_key: fields that tell rows apart.
        cursor: field that grows with time; `None` for a table that is read whole each time.
        organization: field that names the organization, if rows belong to one.
        scopes: a token needs one of these permissions.
        role: the member needs this role at the organization; `None` for none.
        resource: LinkedIn's name of what is asked.
        known: whether it is one of the streams of the Airbyte connector.
        source: LinkedIn's page about it.
    """

    name: str
    about: str
    way: Way
    schema: Mapping[str, Any]
    primary_key: tuple[str, ...]
    resource: str
    cursor: str | None = None
    organization: str | None = None
    scopes: tuple[str, ...] = ()
    role: str | None = None
    known: bool = False
    source: str = ""

    @property
    def kind(self) -> Kind:
        """`append` if rows are added as time goes on, `snapshot` if all are read each time."""
        return "snapshot" if self.cursor is None else "append"
