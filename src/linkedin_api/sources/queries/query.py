"""The protocol of a query: it divides what is wanted into parts, and reads each part."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope

Record = dict[str, Any]


class Part(NamedTuple):
    """A unit of reading, which counts as read only when it is read completely.

    Attributes:
        organizations: numbers; empty for what belongs to no page.
        windows: periods, in the order of reading; empty for everything.
        request: what else to request, such as a locale and a type.
    """

    organizations: tuple[int, ...] = ()
    windows: Windows = ()
    request: Any = None


class QueryResult(NamedTuple):
    """Rows of a part.

    Attributes:
        records: rows.
        refused: organizations of the part that LinkedIn refused, with the errors; the windows
            are then those that were not read.
        windows: the windows of the part that were requested; empty if it has none.
        covered: the days or months of these windows that the rows cover; LinkedIn left out
            the others.
        flaw: what is wrong with the response, if the rest of it could be used.
        organizations: those of the part that the rest is about; empty for all of them.
    """

    records: Sequence[Record]
    refused: Mapping[int, LinkedInError] = {}
    windows: Windows = ()
    covered: Windows = ()
    flaw: LinkedInError | None = None
    organizations: tuple[int, ...] = ()


class Query(Protocol):
    """How to read a table from LinkedIn."""

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide what is wanted into parts; none if there is nothing to read.

        Args:
            scope: what to read.
            past: what was read before.
            now: current time in seconds since 1970.
        """

    def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read one part."""

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Check with one or two calls whether the table can be read.

        Args:
            session: the session of all queries.
            organization: its number; ignored if rows belong to no organization.
            now: current time in seconds since 1970.

        Raises:
            LinkedInError: the table cannot be read.
        """
