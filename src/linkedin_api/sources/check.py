"""What keeps tables from being read: permission, role, token, version; found out cheaply."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.clients.retry import Retry
from linkedin_api.errors import (
    BudgetExceededError,
    ForbiddenError,
    LinkedInError,
    NotAdministratorError,
    NotFoundError,
    OAuthError,
    RateLimitError,
    TokenStoreError,
    TransportError,
    UnauthorizedError,
    VersionError,
)
from linkedin_api.sources.access import Access
from linkedin_api.sources.discovery import NOBODY, organization_of, roles
from linkedin_api.sources.problems import named
from linkedin_api.sources.scope import Scope, read_organization
from linkedin_api.sources.session import Session
from linkedin_api.sources.table import AnyOf, Table

Cause = Literal[
    "token", "version", "connection", "permission", "role", "organization", "limit", "answer"
]
#: What an error is about; the first class that fits. 403 is looked at more closely.
_CAUSES: Final[tuple[tuple[type[LinkedInError], Cause], ...]] = (
    (UnauthorizedError, "token"),
    (OAuthError, "token"),
    (TokenStoreError, "token"),
    (VersionError, "version"),
    (TransportError, "connection"),
    (NotAdministratorError, "role"),
    (ForbiddenError, "permission"),
    (NotFoundError, "organization"),
    (RateLimitError, "limit"),
    (BudgetExceededError, "limit"),
    (LinkedInError, "answer"),
)
#: Causes that all tables share, so one finding is enough.
_COMMON: Final = frozenset({"token", "version", "connection"})
#: What people are told.
_WORDS: Final[Mapping[Cause | None, str]] = MappingProxyType(
    {
        None: "can be read",
        "token": "the token cannot be used: {error}",
        "version": "the version of the API is not served: {error}",
        "connection": "LinkedIn cannot be reached: {error}",
        "permission": "the token lacks the permission {needs}{product}: {error}",
        "role": "the member lacks the role {needs} at {organizations}",
        "organization": "LinkedIn knows nothing of {organizations}: {error}",
        "limit": "a limit of calls is reached: {error}",
        "answer": "LinkedIn's answer is not what it should be: {error}",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What trying a table out told.

    Attributes:
        table: name; `None` for what concerns all tables.
        cause: what is in the way; `None` if the table can be read.
        needs: groups of permissions, or one group of roles, of each of which one is lacking.
        organizations: those that the table cannot be read of, as far as it depends on them.
        error: how LinkedIn said it, or the library; `None` where nothing was said.
        product: LinkedIn's product that gives the permissions.
    """

    table: str | None
    cause: Cause | None = None
    needs: tuple[AnyOf, ...] = ()
    organizations: tuple[int, ...] = ()
    error: LinkedInError | None = None
    product: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether nothing is in the way."""
        return self.cause is None

    @property
    def text(self) -> str:
        """The finding in words, without the table's name.

        Example:
            >>> Finding("posts", "role", (("ADMINISTRATOR",),), (2414232,)).text
            'the member lacks the role ADMINISTRATOR at 2414232'
        """
        if self.cause == "role" and not self.organizations:
            return str(self.error)
        return _WORDS[self.cause].format(
            error=self.error,
            needs=", and ".join(" or ".join(group) for group in self.needs),
            product=f" (product: {self.product})" if self.product else "",
            organizations=named(self.organizations),
        )

    def __str__(self) -> str:
        return self.text if self.table is None else f"{self.table}: {self.text}"


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found out.

    Attributes:
        organizations: that would be read; none if they could not be listed.
        findings: one for each table, or a single one for what concerns all of them.
    """

    organizations: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def is_ok(self) -> bool:
        """Whether all tables can be read of all organizations."""
        return all(finding.is_ok for finding in self.findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))


async def check(
    access: Access,
    scope: Scope,
    tables: Iterable[Table],
    *,
    retry: Retry | None = None,
    now: Callable[[], float] = time.time,
) -> Checkup:
    """Find out what keeps tables from being read.

    HTTP: one listing of the member's roles, and a call or two for each table, of one
    organization, for as little as can be asked.

    Args:
        access: as whom.
        scope: what would be read.
        tables: which ones.
        retry: when to ask again; `None` for five attempts.
        now: seconds since 1970.

    Raises:
        MissingArgumentError: `access` has neither a token nor what makes one.

    Example:
        >>> import asyncio
        >>> from linkedin_api.sources.pages import PAGES
        >>> weak = Access(sandbox.access_token("r_organization_social"))
        >>> wanted = [PAGES["posts"], PAGES["page_statistics"]]
        >>> print(asyncio.run(check(weak, Scope((2414183,)), wanted)))
        posts: can be read
        page_statistics: the token lacks the permission rw_organization_admin or r_organization...
    """
    tables = tuple(tables)
    async with access.client(max(1, len(tables)), retry=retry) as client:
        session = Session(client, scope)
        try:
            return await _check(client, session, tables, now())
        except LinkedInError as error:
            return Checkup((), (_common(error),))
        finally:
            await session.close()


async def _check(
    client: AsyncRestliClient, session: Session, tables: Sequence[Table], now: float
) -> Checkup:
    standing = Standing({}, session.scope.organizations or ())
    if any(table.organization is not None for table in tables):
        standing = await _standing(client, session.scope)
    tried = await asyncio.gather(*(_try(table, session, standing, now) for table in tables))
    common = next((finding for finding in tried if finding.cause in _COMMON), None)
    if common is not None:
        return Checkup(standing.organizations, (replace(common, table=None),))
    refused = [finding for finding in tried if finding.cause == "permission"]
    lacking = {finding.needs[0] for finding in refused if len(finding.needs) == 1}
    return Checkup(standing.organizations, tuple(_narrowed(each, lacking) for each in tried))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the member stands.

    Attributes:
        roles: organization to the approved roles of the member; `None` if LinkedIn does not
            tell.
        organizations: that would be read.
        error: why LinkedIn does not tell.
    """

    roles: Mapping[int, frozenset[str]] | None
    organizations: tuple[int, ...]
    error: LinkedInError | None = None

    def lacking(self, table: Table) -> tuple[int, ...]:
        """Return the organizations at which the member has none of a table's roles."""
        if self.roles is None or not table.roles:
            return ()
        has = self.roles
        return tuple(n for n in self.organizations if has.get(n, _NONE).isdisjoint(table.roles))


_NONE: Final[frozenset[str]] = frozenset()


async def _standing(client: AsyncRestliClient, scope: Scope) -> Standing:
    try:
        listed = [role for role in await roles(client) if role.get("state") == "APPROVED"]
    except ForbiddenError as error:
        return Standing(None, scope.organizations or (), error)
    by_organization: dict[int, frozenset[str]] = {}
    for role in listed:
        number = read_organization(organization_of(role))
        has = by_organization.get(number, _NONE)
        by_organization[number] = has | {str(role.get("role"))}
    mine = tuple(n for n, has in by_organization.items() if "ADMINISTRATOR" in has)
    organizations = scope.organizations or mine
    if not organizations:
        raise NotAdministratorError(NOBODY)
    return Standing(by_organization, organizations)


async def _try(table: Table, session: Session, standing: Standing, now: float) -> Finding:
    """Try a table out with an organization at which it should be possible."""
    lacking: tuple[int, ...] = ()
    organization = 0
    if table.organization is not None:
        lacking = standing.lacking(table)
        if not standing.organizations:  # they were to be listed, and LinkedIn refused that
            return _finding(table, standing.error, (), 0)
        fit = [n for n in standing.organizations if n not in set(lacking)]
        organization = (fit or standing.organizations)[0]
    try:
        await table.way.probe(session, organization, now)
    except LinkedInError as error:
        return _finding(table, error, lacking, organization)
    return _finding(table, None, lacking, organization)


def _finding(
    table: Table, error: LinkedInError | None, lacking: tuple[int, ...], organization: int
) -> Finding:
    cause = None if error is None else _cause(error)
    if isinstance(error, ForbiddenError) and error.permission is None and organization in lacking:
        cause = "role"
    if lacking and cause in (None, "role"):
        return Finding(table.name, "role", (table.roles,), lacking, error)
    if cause == "permission":
        return Finding(table.name, cause, table.permissions, (), error, table.product)
    concerned = (organization,) if cause == "organization" else ()
    return Finding(table.name, cause, (), concerned, error)


def _common(error: LinkedInError) -> Finding:
    return Finding(None, _cause(error), error=error)


def _cause(error: LinkedInError) -> Cause:
    return next(cause for kind, cause in _CAUSES if isinstance(error, kind))


def _narrowed(finding: Finding, lacking: set[AnyOf]) -> Finding:
    """Of several groups of permissions, leave those that other tables show to be lacking."""
    needs = tuple(group for group in finding.needs if group in lacking)
    return replace(finding, needs=needs or finding.needs)
