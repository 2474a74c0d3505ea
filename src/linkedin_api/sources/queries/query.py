"""What a query is: it divides what is wanted into parts, and reads each part."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Window

Record = dict[str, Any]


class Part(NamedTuple):
    """What is read at one go, and known to be read only when it is read whole.

    Attributes:
        organizations: numbers; none for what belongs to no page.
        windows: which times, in the order in which they are read; none for all there is.
        request: what else the part is of, such as a locale and a type.
    """

    organizations: tuple[int, ...] = ()
    windows: Windows = ()
    request: Any = None


class QueryResult(NamedTuple):
    """What came of asking.

    Attributes:
        records: rows.
        refused: organizations of the part that LinkedIn did not tell about, and why.
        window: of the part, of which the rows are; `None` if it has none.
    """

    records: list[Record]
    refused: Mapping[int, LinkedInError] = {}
    window: Window | None = None


class Query(Protocol):
    """How a table is asked for."""

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide what is wanted into parts; none if there is nothing to ask.

        Args:
            scope: what is wanted.
            past: what was read before.
            now: seconds since 1970.
        """

    def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read one part."""

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Find out with a call or two whether the table can be read.

        Args:
            session: how LinkedIn is asked.
            organization: of which to ask; means nothing where rows belong to none.
            now: seconds since 1970.

        Raises:
            LinkedInError: it cannot.
        """
