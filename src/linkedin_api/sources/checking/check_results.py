"""The results of checking tables, as values and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

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
from linkedin_api.sources.catalogue.table import AnyOf
from linkedin_api.sources.reading.problems import name_some

Cause = Literal[
    "token", "version", "connection", "permission", "role", "organization", "limit", "answer"
]
#: The cause of an error: the first class that matches. The check examines 403 further.
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
#: Causes that concern all tables, so one finding is enough.
COMMON: Final = frozenset({"token", "version", "connection"})
#: The words for each cause.
_WORDS: Final[Mapping[Cause | None, str]] = MappingProxyType(
    {
        None: "can be read",
        "token": "the token cannot be used: {error}",
        "version": "LinkedIn does not serve this version of the API: {error}",
        "connection": "LinkedIn did not answer: {error}",
        "permission": "the token lacks the permission {needs}{product}: {error}",
        "role": "the member lacks the role {needs} at {organizations}",
        "organization": "LinkedIn does not know {organizations}: {error}",
        "limit": "a rate limit is reached: {error}",
        "answer": "LinkedIn's response is not as documented: {error}",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of checking a table.

    Attributes:
        table: name of the table; `None` for all tables.
        cause: why the table cannot be read; `None` if it can.
        needs: groups of permissions, or one group of roles; the member or token lacks every
            entry of a group, and needs one.
        organizations: organizations that cannot be read, if the cause depends on them.
        error: the error from LinkedIn or the library; `None` if there was none.
        product: LinkedIn's product that grants the permissions.
    """

    table: str | None
    cause: Cause | None = None
    needs: tuple[AnyOf, ...] = ()
    organizations: tuple[int, ...] = ()
    error: LinkedInError | None = None
    product: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether the table can be read."""
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
            organizations=name_some(self.organizations),
        )

    def __str__(self) -> str:
        return self.text if self.table is None else f"{self.table}: {self.text}"


@dataclass(frozen=True, slots=True)
class Checkup:
    """The results for all tables.

    Attributes:
        organizations: organizations, or accounts of advertising, that a sync would read; empty
            if they could not be listed.
        findings: one for each table, and one for each URN among the roles that no table reads;
            or a single one that concerns all tables.
    """

    organizations: tuple[int, ...]
    findings: tuple[Finding, ...]

    @property
    def is_ok(self) -> bool:
        """Whether all tables of all organizations can be read."""
        return all(finding.is_ok for finding in self.findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.findings))


def cause_of(error: LinkedInError) -> Cause:
    """Return the cause of an error."""
    return next(cause for kind, cause in _CAUSES if isinstance(error, kind))
