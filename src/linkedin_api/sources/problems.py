"""What could not be read, and what that means for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from linkedin_api.errors import (
    BudgetExceededError,
    OAuthError,
    RateLimitError,
    TokenStoreError,
    TransportError,
    UnauthorizedError,
    VersionError,
)

#: Errors that every further call would meet too: reading ends with them.
FATAL: Final = (UnauthorizedError, VersionError, OAuthError, TokenStoreError)
#: Errors of the connection; after so many without a success in between, reading ends.
CONNECTION: Final = TransportError
MOST_CONNECTION_ERRORS: Final = 5


class Problem(NamedTuple):
    """Something that could not be read; what was read of the rest is kept.

    Attributes:
        table: name.
        organizations: numbers; none if the table belongs to no page.
        error: why, with LinkedIn's own words.
        resumes_at: when it may be tried again, where LinkedIn's or the own limit of a day
            is the reason; else `None`.
    """

    table: str
    organizations: tuple[int, ...]
    error: Exception
    resumes_at: datetime | None = None

    @classmethod
    def of(cls, table: str, organizations: tuple[int, ...], error: Exception) -> Problem:
        """Make a problem of an error."""
        limited = isinstance(error, RateLimitError | BudgetExceededError)
        return cls(table, organizations, error, error.resets_at if limited else None)  # type: ignore[attr-defined]

    def __str__(self) -> str:
        whose = ", ".join(map(str, self.organizations[:5]))
        more = len(self.organizations) - 5
        of = f" of {whose}{f' and {more} more' if more > 0 else ''}" if whose else ""
        return f"{self.table}{of}: {self.error}"


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return one problem for those that differ in nothing but the organization.

    A limit of a day is one problem of a table, however many organizations wait for it.
    """
    groups: dict[tuple[str, object], list[Problem]] = {}
    for problem in problems:
        kind = problem.resumes_at or str(problem.error)
        groups.setdefault((problem.table, kind), []).append(problem)
    return [
        same[0]._replace(organizations=tuple(n for each in same for n in each.organizations))
        for same in groups.values()
    ]


def resumes_at(problems: Iterable[Problem]) -> datetime | None:
    """Return when all that waits for a limit may go on; `None` if nothing does."""
    return max((each.resumes_at for each in problems if each.resumes_at), default=None)
