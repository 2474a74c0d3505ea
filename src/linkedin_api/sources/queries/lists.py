"""Lists that belong to no organization, such as the catalogue of LinkedIn Learning."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.answers import checked, elements
from linkedin_api.sources.queries.query import Part, QueryResult
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope


class ListRequest(NamedTuple):
    """A request for one list.

    Attributes:
        params: query parameters.
        added: fields to add to each row, which identify the request.
    """

    params: Mapping[str, Any]
    added: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads all pages of a list of LinkedIn Learning, for each request.

    HTTP: `GET /v2/{path}?q={finder}&…`, one call per 99 entries

    Attributes:
        requests: gives the requests for a scope.
    """

    path: str
    finder: str
    requests: Callable[[Scope], Iterable[ListRequest]]

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by request."""
        return [Part(request=request) for request in self.requests(scope)]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read one list, page by page."""
        request: ListRequest = part.request
        listing = session.client.paginate(
            self.path, self.finder, query_params=request.params, version_string=None
        )
        async for page in listing.pages():
            found = [checked(element, f"an element of {self.path}") for element in page.elements]
            yield QueryResult([{**element, **request.added} for element in found])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read one entry for the first request."""
        for request in self.requests(session.scope):
            params = {**request.params, "count": 1}
            response = await session.client.finder(
                self.path, self.finder, query_params=params, version_string=None
            )
            elements(response)
            return
