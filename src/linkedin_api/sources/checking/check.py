"""Checks with few calls whether tables can be read: permission, role, token, version."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import ForbiddenError, LinkedInError, NotAdministratorError
from linkedin_api.sources.catalogue.table import AnyOf, Table
from linkedin_api.sources.checking.check_results import COMMON, Checkup, Finding, cause_of
from linkedin_api.sources.queries.ad_session import NO_ACCESS
from linkedin_api.sources.queries.organization_roles import (
    NO_ORGANIZATIONS,
    administered_with,
    is_administrator,
    member_roles_of,
    organization_of,
    why_not_read,
)
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope, number_in

__all__ = ["Checkup", "Finding", "check"]


async def check(
    access: Access,
    scope: Scope,
    tables: Iterable[Table],
    *,
    retry: Retry | None = None,
    now: Callable[[], float] = time.time,
) -> Checkup:
    """Check whether tables can be read.

    HTTP: one listing of the member's roles or accounts, then one or two calls for each table.
    They request as little as possible, of one organization or account.

    Args:
        access: credentials.
        scope: what a sync would read.
        tables: the tables to check.
        retry: retry policy; `None` for five attempts.
        now: current time in seconds since 1970.

    Raises:
        MissingArgumentError: `access` has no token, and a credential to fetch one is missing.

    Example:
        >>> import asyncio
        >>> from linkedin_api.sources.catalogue.pages import PAGES
        >>> weak = Access(sandbox.access_token("r_organization_social"))
        >>> wanted = [PAGES["posts"], PAGES["page_statistics"]]
        >>> print(asyncio.run(check(weak, Scope((2414183,)), wanted)))
        posts: can be read
        page_statistics: the token lacks the permission rw_organization_admin or r_organization...
    """
    tables = tuple(tables)
    client = access.client(max(1, len(tables)), retry=retry, clock=now)
    async with client, Session(client, scope) as session:
        try:
            return await _check(client, session, tables, now())
        except LinkedInError as error:
            return Checkup((), (Finding(None, cause_of(error), error=error),))


async def _check(
    client: AsyncRestliClient, session: Session, tables: Sequence[Table], now: float
) -> Checkup:
    member_roles = MemberRoles({}, session.scope.organizations or ())
    owners = {table.owner for table in tables if table.organization is not None}
    if "account" in owners:
        member_roles = await _read_accounts(session)
    elif owners:
        member_roles = await _read_roles(client, session.scope)
    tried = await asyncio.gather(*(_try(table, session, member_roles, now) for table in tables))
    common = next((finding for finding in tried if finding.cause in COMMON), None)
    if common is not None:
        return Checkup(member_roles.organizations, (replace(common, table=None),))
    refused = [finding for finding in tried if finding.cause == "permission"]
    lacking = {finding.needs[0] for finding in refused if len(finding.needs) == 1}
    findings = [_narrowed(each, lacking) for each in tried]
    others = (NotAdministratorError(why) for why in member_roles.others)
    findings += [Finding(None, "role", error=error) for error in others]
    return Checkup(member_roles.organizations, tuple(findings))


@dataclass(frozen=True, slots=True)
class MemberRoles:
    """The roles of the token's member.

    Attributes:
        roles: approved roles by organization; `None` if LinkedIn refuses to list them.
        organizations: the organizations, or accounts of advertising, that a sync would read.
        error: why LinkedIn refuses to list the roles.
        others: why a sync would not read something, such as a URN that is no organization's.
    """

    roles: Mapping[int, frozenset[str]] | None
    organizations: tuple[int, ...]
    error: LinkedInError | None = None
    others: tuple[str, ...] = ()

    def lacking(self, table: Table) -> tuple[int, ...]:
        """Return the organizations where the member has none of a table's roles."""
        if self.roles is None or not table.roles:
            return ()
        has = self.roles
        return tuple(n for n in self.organizations if has.get(n, _NONE).isdisjoint(table.roles))


_NONE: Final[frozenset[str]] = frozenset()


async def _read_roles(client: AsyncRestliClient, scope: Scope) -> MemberRoles:
    try:
        listed = await member_roles_of(client)
    except ForbiddenError as error:
        return MemberRoles(None, scope.organizations or (), error)
    approved = [role for role in listed if role.get("state") == "APPROVED"]
    by_organization: dict[int, frozenset[str]] = {}
    for role in approved:
        number = number_in(organization_of(role))
        if number is None:
            continue
        has = by_organization.get(number, _NONE)
        by_organization[number] = has | {str(role.get("role"))}
    mine = administered_with(role for role in approved if is_administrator(role))
    organizations = scope.organizations or mine.organizations
    if not organizations:
        raise NotAdministratorError(NO_ORGANIZATIONS)
    others = () if scope.organizations else tuple(map(why_not_read, mine.others))
    return MemberRoles(by_organization, organizations, others=others)


async def _read_accounts(session: Session) -> MemberRoles:
    wanted = session.scope.accounts
    try:
        listed = await session.ads.accounts()
    except ForbiddenError as error:
        return MemberRoles(None, wanted or (), error)
    found = tuple(n for n in (wanted or listed) if n in listed)
    others = tuple(NO_ACCESS.format(number) for number in wanted or () if number not in listed)
    return MemberRoles({}, found, None, others)


async def _try(table: Table, session: Session, member_roles: MemberRoles, now: float) -> Finding:
    """Check a table with an organization where the member has the role."""
    lacking: tuple[int, ...] = ()
    organization = 0
    if table.organization is not None:
        lacking = member_roles.lacking(table)
        if not member_roles.organizations:  # LinkedIn refused to list them, or there are others
            return _finding(table, member_roles.error, (), 0)
        refused = set(lacking)
        fit = (n for n in member_roles.organizations if n not in refused)
        organization = next(fit, member_roles.organizations[0])
    try:
        await table.query.probe(session, organization, now)
    except LinkedInError as error:
        return _finding(table, error, lacking, organization)
    return _finding(table, None, lacking, organization)


def _finding(
    table: Table, error: LinkedInError | None, lacking: tuple[int, ...], organization: int
) -> Finding:
    cause = None if error is None else cause_of(error)
    if isinstance(error, ForbiddenError) and error.permission is None and organization in lacking:
        cause = "role"
    if lacking and cause in (None, "role"):
        return Finding(table.name, "role", (table.roles,), lacking, error)
    if cause == "permission":
        return Finding(table.name, cause, table.permissions, (), error, table.product)
    concerned = (organization,) if cause == "organization" else ()
    return Finding(table.name, cause, (), concerned, error)


def _narrowed(finding: Finding, lacking: set[AnyOf]) -> Finding:
    """Keep only the groups of permissions that other tables show to be missing."""
    needs = tuple(group for group in finding.needs if group in lacking)
    return replace(finding, needs=needs or finding.needs)
