"""What could not be read, and whether reading continues."""

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
#: Errors that every further call would raise too: they end the reading.
FATAL: Final = (
    UnauthorizedError,
    VersionError,
    OAuthError,
    TokenStoreError,
    NotAdministratorError,
    InvalidArgumentError,
)
#: After this many parts in a row without a response, reading ends.
MOST_CONNECTION_ERRORS: Final = 5
#: A sentence names at most this many organizations.
_NAMED: Final = 5


def name_some(organizations: Sequence[int | str]) -> str:
    """Name some organizations or other things, and say how many more there are.

    Example:
        >>> name_some(range(1, 9))
        '1, 2, 3, 4, 5 and 3 more'
    """
    first = ", ".join(map(str, organizations[:_NAMED]))
    more = len(organizations) - _NAMED
    return f"{first} and {more} more" if more > 0 else first


class Problem(NamedTuple):
    """Something that could not be read. Everything else is kept.

    Attributes:
        table: name of the table.
        organizations: numbers; empty if the table belongs to no page, or if the
            organizations could not be listed.
        error: the reason, in LinkedIn's own words.
        resumes_at: when reading can continue, if a daily limit is the reason; otherwise
            `None`.
        attempts: number of attempts.
        windows: periods that were not read; empty for a table without a cursor.
    """

    table: str
    organizations: tuple[int, ...]
    error: Exception
    resumes_at: datetime | None = None
    attempts: int = 1
    windows: Windows = ()

    def __str__(self) -> str:
        of = f" of {name_some(self.organizations)}" if self.organizations else ""
        tried = f"; gave up after {self.attempts} attempts" if self.attempts > 1 else ""
        return f"{self.table}{of}: {self.error}{tried}"


class Problems:
    """The problems of one reader, and whether reading continues after an error.

    Args:
        now: current time in seconds since 1970.

    Attributes:
        all: the problems in order.
        answered: whether LinkedIn has sent any response.
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
        """Record a problem, and log it if there was more than one attempt."""
        error.with_traceback(None)  # a traceback would keep all local variables alive
        ends = limit_resets_at(error, self._now())
        problem = Problem(table, organizations, error, ends, attempts, windows)
        logger.log(logging.WARNING if problem.attempts > 1 else logging.DEBUG, "%s", problem)
        self.all.append(problem)

    def note_success(self) -> None:
        """Record that a part was read."""
        self._connection_errors = 0

    def is_fatal(self, error: LinkedInError) -> bool:
        """Whether every further call would fail too."""
        if not isinstance(error, TransportError):
            # Despite its status, the authorization server's response may have had no token.
            return isinstance(error, FATAL) or isinstance(error.response, BaseAuthResponse)
        self._connection_errors += 1
        return not self.answered or self._connection_errors >= MOST_CONNECTION_ERRORS


def limit_resets_at(error: Exception, now: float) -> datetime | None:
    """Return when a daily limit resets; `None` if the error has another reason.

    A response 429 that names no window is about the daily limit (documented for LinkedIn
    Learning), if it still comes after all retries.

    Args:
        error: the reason for a problem.
        now: current time in seconds since 1970.
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
    """Merge problems that differ only in their organizations.

    A daily limit is one problem of a table, for any number of organizations.
    """
    groups: dict[tuple[str, object], list[Problem]] = {}
    for problem in problems:
        kind = problem.resumes_at or _without_name(problem)
        groups.setdefault((problem.table, kind), []).append(problem)
    return [
        same[0]._replace(
            organizations=tuple(dict.fromkeys(n for each in same for n in each.organizations)),
            windows=joined(window for each in same for window in each.windows),
        )
        for same in groups.values()
    ]


def _without_name(problem: Problem) -> str:
    """The error's text without the numbers of organizations."""
    text = str(problem.error)
    for number in problem.organizations:
        text = text.replace(str(number), "")
    return text


def resumes_at(problems: Iterable[Problem]) -> datetime | None:
    """Return when all limits have reset; `None` if no problem is about a limit."""
    return max((each.resumes_at for each in problems if each.resumes_at), default=None)
