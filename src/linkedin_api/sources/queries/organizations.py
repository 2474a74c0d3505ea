"""Organizations one by one or many with one call, and lists that belong to them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linkedin_api.clients.restli.response import BatchGetResponse
from linkedin_api.errors import LinkedInError, ResponseFormattingError, StatusError
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.answers import batches, checked, elements, result
from linkedin_api.sources.queries.completeness import check_organization, missing_field
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope, urn_of


@dataclass(frozen=True, slots=True)
class PerOrganization:
    """Divides into one part per organization."""

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by organization."""
        return [Part((organization,)) for organization in past.oldest_first(scope.organizations)]


@dataclass(frozen=True, slots=True)
class BatchGet:
    """Reads many organizations by number with one call.

    HTTP: `GET /rest/{path}?ids=List(…)`
    """

    path: str

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide into batches."""
        return [Part(tuple(ids)) for ids in batches(past.oldest_first(scope.organizations))]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read a batch; if LinkedIn refuses an organization, the others are still read."""
        response = await session.client.batch_get(self.path, part.organizations)
        results = {number: self._result(response, number) for number in part.organizations}
        yield QueryResult(
            [found for found in results.values() if not isinstance(found, LinkedInError)],
            {n: error for n, error in results.items() if isinstance(error, LinkedInError)},
        )

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Look up one organization."""
        found = result(await session.client.batch_get(self.path, [organization]), organization)
        if isinstance(found, StatusError):
            raise found

    def _result(self, response: BatchGetResponse[Any], number: int) -> Record | LinkedInError:
        """The entity of an organization, or the reason why it cannot be used."""
        try:
            found = result(response, number)
            if not isinstance(found, StatusError):
                check_organization("id", [found], number, response)
        except ResponseFormattingError as error:
            return error
        return found


@dataclass(frozen=True, slots=True)
class Get(PerOrganization):
    """Reads one entity per organization.

    HTTP: `GET /rest/{path}/{urn}?{params}`

    Attributes:
        organization: the field of a row for the organization, which LinkedIn does not name.
    """

    path: str
    params: Mapping[str, Any]
    organization: str

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the entity of one organization."""
        urn, path = urn_of(part.organizations[0]), f"{self.path}/{{urn}}"
        response = await session.client.get(path, path_keys={"urn": urn}, query_params=self.params)
        if missing := missing_field(path, response.entity):
            raise ResponseFormattingError(
                f"{self.path} of {urn} lacks {missing}", response=response
            )
        yield QueryResult([{**response.entity, self.organization: urn}])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the entity of one organization."""
        await anext(self.read(session, Part((organization,))))


@dataclass(frozen=True, slots=True)
class Finder(PerOrganization):
    """Reads all pages of a list that belongs to an organization.

    Some versions use another name for the field with the organization; a row has it in any case.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&start=…`
    """

    path: str
    finder: str

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the list of one organization."""
        urn = urn_of(part.organizations[0])
        listing = session.client.paginate(self.path, self.finder, query_params={self.finder: urn})
        found = [checked(element, f"an element of {self.path}") async for element in listing]
        check_organization(self.finder, found, urn)
        yield QueryResult([{**element, self.finder: urn} for element in found])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read a page with one element."""
        params = {self.finder: urn_of(organization), "count": 1}
        elements(await session.client.finder(self.path, self.finder, query_params=params))
