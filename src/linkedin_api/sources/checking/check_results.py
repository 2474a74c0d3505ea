"""What trying tables out told, as values and in words."""

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
COMMON: Final = frozenset({"token", "version", "connection"})
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
            organizations=name_some(self.organizations),
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


def cause_of(error: LinkedInError) -> Cause:
    """Return what an error is about."""
    return next(cause for kind, cause in _CAUSES if isinstance(error, kind))
