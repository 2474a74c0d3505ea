"""Accounts, campaigns, creatives and other entities of advertising, and names of URNs."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.ad_plan import over
from linkedin_api.sources.queries.ad_reading import AdRequest
from linkedin_api.sources.queries.ad_reports import report_parts
from linkedin_api.sources.queries.answers import batches, checked, elements
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope, account_urn_of

#: Makes a row from an entity and the number of its account.
MakeAdRow = Callable[[Record, int], Record]
#: Finds the URNs in an entity for which a name is wanted.
FindUrns = Callable[[Record], Sequence[str]]


def _no_urns(_entity: Record) -> Sequence[str]:
    return ()


def lead_params(account: str) -> dict[str, Any]:
    """Return the parameters for what was sent in with the lead forms of an account."""
    return {
        "owner": {"sponsoredAccount": account},
        "leadType": {"leadType": "SPONSORED"},
        "limitedToTestLeads": False,
        "count": 100,
    }


@dataclass(frozen=True, slots=True)
class PerAccount:
    """Divides into one part per account.

    Attributes:
        make_row: makes a row from an entity.
    """

    make_row: MakeAdRow

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by account."""
        return [Part((account,)) for account in past.oldest_first(scope.accounts)]


@dataclass(frozen=True, slots=True)
class AdAccounts:
    """Reads the accounts that the member can use.

    HTTP: `GET /rest/adAccounts?q=search`, one call per 1,000 accounts
    """

    make_row: MakeAdRow

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Read all accounts at once."""
        return [Part(tuple(scope.accounts or ()))]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the accounts."""
        found = await session.ads.accounts()
        yield QueryResult([self.make_row(found[number], number) for number in part.organizations])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """List the accounts."""
        await session.ads.accounts()


@dataclass(frozen=True, slots=True)
class AdList(PerAccount):
    """Reads a list of each account.

    HTTP: `GET /rest/{path}?q={finder}&…`, one call per page

    Attributes:
        path: the resource, with `{account}` for the number of the account.
        finder: its finder.
        params: gives the parameters for the URN of an account.
        urns_of: finds URNs for which a name is wanted.
    """

    path: str
    finder: str
    params: Callable[[str], Mapping[str, Any]]
    urns_of: FindUrns = _no_urns

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the list of one account."""
        (account,) = part.organizations
        path = self.path.format(account=account)
        params = self.params(account_urn_of(account))
        listing = session.client.paginate(path, self.finder, query_params=params)
        found = [checked(element, f"an element of {path}") async for element in listing]
        for entity in found:
            session.ads.urns.update(dict.fromkeys(self.urns_of(entity)))
        yield QueryResult([self.make_row(entity, account) for entity in found])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the first page of the list of one account."""
        path = self.path.format(account=organization)
        params = self.params(account_urn_of(organization))
        listing = session.client.paginate(path, self.finder, query_params=params)
        async for _ in listing.pages():
            return


@dataclass(frozen=True, slots=True)
class LeadResponses:
    """Reads what members sent in with lead forms of each account, by time of submission.

    HTTP: `GET /rest/leadFormResponses?q=owner&submittedAtTimeRange=(…)&…`, one call per 100
    """

    make_row: MakeAdRow

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Divide by account."""
        return report_parts(scope, past, now, "DAY", ())

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the windows of one account, the oldest first."""
        (account,) = part.organizations
        request: AdRequest = part.request
        for window in sorted(part.windows):
            period = {"start": window.start, "end": window.end}
            params = lead_params(account_urn_of(account)) | {"submittedAtTimeRange": period}
            listing = session.client.paginate("/leadFormResponses", "owner", query_params=params)
            found = [checked(each, "an element of /leadFormResponses") async for each in listing]
            rows = [self.make_row(each, account) for each in found]
            covered = over(window, request.span, request.now)
            yield QueryResult(rows, windows=(window,), covered=covered)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read one response of one account."""
        params = lead_params(account_urn_of(organization)) | {"count": 1}
        elements(await session.client.finder("/leadFormResponses", "owner", query_params=params))


#: Kinds of URNs that LinkedIn can name.
NAMED: Final = ("geo", "industry", "function", "seniority", "title", "organization")


@dataclass(frozen=True, slots=True)
class UrnNames:
    """Looks up the names of the URNs that the other tables of the same sync have.

    It waits until these have been read. Without them there is nothing to look up.

    HTTP: `GET /rest/adTargetingEntities?q=urns&urns=List(…)`, one call per 100 URNs

    Attributes:
        table: name of the table of names.
    """

    table: str

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Look up all names at once."""
        return [Part(request=now)]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Look up the names."""
        await session.ads.wait_for_others(self.table)
        wanted = [urn for urn in session.ads.urns if _is_named(urn)]
        moment = int(part.request * 1000)
        for batch in batches(wanted):
            found = await _look_up(session, batch)
            yield QueryResult([_name_row(entity, moment) for entity in found])

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Look up one name."""
        await _look_up(session, ["urn:li:seniority:1"])


async def _look_up(session: Session, urns: Sequence[str]) -> list[Record]:
    params = {
        "urns": list(urns),
        "queryVersion": "QUERY_USES_URNS",
        "locale": {"language": "en", "country": "US"},
    }
    return elements(
        await session.client.finder("/adTargetingEntities", "urns", query_params=params)
    )


def _is_named(urn: str) -> bool:
    """Whether LinkedIn can name a URN.

    Example:
        >>> _is_named("urn:li:geo:101282230"), _is_named("SIZE_1"), _is_named("urn:li:share:1")
        (True, False, False)
    """
    parts = urn.split(":")
    return len(parts) == 4 and parts[:2] == ["urn", "li"] and parts[2] in NAMED


def _name_row(entity: Record, moment: int) -> Record:
    urn = str(entity.get("urn"))
    last = urn.rpartition(":")[2]
    return {
        **entity,
        "urn": urn,
        "id": int(last) if last.isdecimal() else None,
        "kind": urn.split(":")[2] if urn.count(":") >= 3 else None,
        "lookedUpAt": moment,
    }
