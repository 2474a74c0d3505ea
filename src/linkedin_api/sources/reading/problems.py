"""What could not be read, and what that means for the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from linkedin_api.clients.auth.response import BaseAuthResponse
from linkedin_api.errors import (
    BudgetExceededError,
    InvalidArgumentError,
    LinkedInError,
    NotAdministratorError,
    OAuthError,
    RateLimitError,
    TokenStoreError,
    TransportError,
    UnauthorizedError,
    VersionError,
)
from linkedin_api.sources.past import Windows
from linkedin_api.sources.windows import joined

logger: Final = logging.getLogger("linkedin_api")
#: Errors that every further call would meet too: reading ends with them.
FATAL: Final = (
    UnauthorizedError,
    VersionError,
    OAuthError,
    TokenStoreError,
    NotAdministratorError,
    InvalidArgumentError,
)
#: After so many parts in a row without an answer there seems to be no connection.
MOST_CONNECTION_ERRORS: Final = 5
#: So many organizations are named in one sentence.
_NAMED: Final = 5


def name_some(organizations: Sequence[int]) -> str:
    """Name some organizations in a sentence, and say how many more there are.

    Example:
        >>> name_some(range(1, 9))
        '1, 2, 3, 4, 5 and 3 more'
    """
    told = ", ".join(map(str, organizations[:_NAMED]))
    more = len(organizations) - _NAMED
    return f"{told} and {more} more" if more > 0 else told


class Problem(NamedTuple):
    """Something that could not be read; what was read of the rest is kept.

    Attributes:
        table: name.
        organizations: numbers; none if the table belongs to no page, or if not even the
            organizations could be listed.
        error: why, with LinkedIn's own words.
        resumes_at: when it may be tried again, where LinkedIn's or the own limit of a day
            is the reason; else `None`.
        attempts: how often it was tried.
        windows: times that were not read because of it; none for a table without a cursor.
    """

    table: str
    organizations: tuple[int, ...]
    error: Exception
    resumes_at: datetime | None = None
    attempts: int = 1
    windows: Windows = ()

    def __str__(self) -> str:
        of = f" of {name_some(self.organizations)}" if self.organizations else ""
        tried = f"; given up after {self.attempts} attempts" if self.attempts > 1 else ""
        return f"{self.table}{of}: {self.error}{tried}"


class Problems:
    """The problems of one reader, and whether reading goes on after an error.

    Args:
        now: seconds since 1970.

    Attributes:
        all: in order.
        answered: whether LinkedIn has answered anything at all.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self.all: list[Problem] = []
        self.answered = False
        self._now = now
        self._connection_errors = 0

    def note(
        self,
        table: str,
        organizations: tuple[int, ...],
        error: LinkedInError,
        attempts: int,
        windows: Windows = (),
    ) -> None:
        """Take down what could not be read; what was tried in vain more than once is logged."""
        error.with_traceback(None)  # else each keeps all that was at hand where it was raised
        ends = limit_resets_at(error, self._now())
        problem = Problem(table, organizations, error, ends, attempts, windows)
        logger.log(logging.WARNING if problem.attempts > 1 else logging.DEBUG, "%s", problem)
        self.all.append(problem)

    def note_success(self) -> None:
        """Take note that something could be read."""
        self._connection_errors = 0

    def is_fatal(self, error: LinkedInError) -> bool:
        """Whether every further call would fail too."""
        if not isinstance(error, TransportError):
            return isinstance(error, FATAL) or _is_about_the_token(error)
        self._connection_errors += 1
        return not self.answered or self._connection_errors >= MOST_CONNECTION_ERRORS


def _is_about_the_token(error: LinkedInError) -> bool:
    """Whether the authorization server gave no token, though it said it would."""
    return isinstance(error.response, BaseAuthResponse)


def limit_resets_at(error: Exception, now: float) -> datetime | None:
    """Return when a limit of a day is lifted; `None` if the error is about something else.

    An answer 429 that names no window is about the limit of a day (documented for LinkedIn
    Learning), once it has come again and again.

    Args:
        error: why something could not be read.
        now: seconds since 1970.
    """
    if isinstance(error, BudgetExceededError):
        return error.resets_at
    if not isinstance(error, RateLimitError):
        return None
    if error.window != "unknown":
        return error.resets_at
    midnight = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1)


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return one problem for those that differ in nothing but the organization.

    A limit of a day is one problem of a table, however many organizations wait for it.
    """
    groups: dict[tuple[str, object], list[Problem]] = {}
    for problem in problems:
        kind = problem.resumes_at or _without_name(problem)
        groups.setdefault((problem.table, kind), []).append(problem)
    return [
        same[0]._replace(
            organizations=tuple(n for each in same for n in each.organizations),
            windows=joined(window for each in same for window in each.windows),
        )
        for same in groups.values()
    ]


def _without_name(problem: Problem) -> str:
    """What is wrong, as it is told of any organization."""
    told = str(problem.error)
    for number in problem.organizations:
        told = told.replace(str(number), "")
    return told


def resumes_at(problems: Iterable[Problem]) -> datetime | None:
    """Return when all that waits for a limit may go on; `None` if nothing does."""
    return max((each.resumes_at for each in problems if each.resumes_at), default=None)
