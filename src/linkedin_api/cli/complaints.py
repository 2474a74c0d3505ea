"""What the command says when something goes wrong: one line, a hint, an exit code.

The only place where errors become text. What is not known here is a bug, and shows its
traceback.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import click

from linkedin_api import errors
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.screen import Screen

#: The first that fits is told.
_HINTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (errors.ConsentNeededError, "let the member consent again and set LINKEDIN_REFRESH_TOKEN anew"),
    (errors.OAuthError, "look at LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET and the refresh token"),
    (errors.UnauthorizedError, "make a new token and set LINKEDIN_ACCESS_TOKEN"),
    (errors.ForbiddenError, "`linkedin pages check` tells what is missing, table by table"),
    (errors.VersionError, "name it with --api-version"),
    (errors.TransportError, "is there a connection? proxies are taken from the environment"),
)
_LIMITS: Final = (errors.RateLimitError, errors.BudgetExceededError)
#: Libraries whose errors are about the destination, not about this package.
_LOADERS: Final = frozenset({"dlt", "duckdb", "_duckdb", "sqlalchemy", "psycopg2"})
#: Modules that an extra brings.
_EXTRAS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("dlt", "duckdb", "aiohttp"), "pages"),
    **dict.fromkeys(("starlette", "uvicorn", "httptools"), "sandbox"),
}
_LONGEST: Final = 600


class Complaint(NamedTuple):
    """What is said of an error.

    Attributes:
        message: one line.
        hint: what to do; empty if nothing is known.
        code: what the command ends with.
        facts: what else a program may want to know.
    """

    message: str
    hint: str = ""
    code: int = ExitCode.FAILED
    facts: Mapping[str, Any] = {}

    @property
    def document(self) -> dict[str, Any]:
        """As JSON tells it."""
        error = {"message": self.message, "hint": self.hint or None, **self.facts}
        return {"error": error, "exit_code": int(self.code)}


def complaint_of(error: BaseException) -> Complaint | None:
    """Return what to say of an error; `None` if it is a bug.

    Example:
        >>> complaint_of(errors.InvalidArgumentError("concurrency must be at least 1, not 0"))[::2]
        ('concurrency must be at least 1, not 0', <ExitCode.USAGE: 2>)
    """
    if isinstance(error, click.ClickException):
        return Complaint(_one_line(error.format_message()), code=ExitCode(error.exit_code))
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _stopped(error)
    if isinstance(error, ModuleNotFoundError):
        return _missing(error)
    cause = _cause(error)
    if cause is None:
        return None
    code: int = ExitCode.FAILED
    if isinstance(cause, _LIMITS):
        code = ExitCode.LIMITED
    elif isinstance(cause, errors.InvalidArgumentError):
        code = ExitCode.USAGE
    return Complaint(_one_line(str(cause)), hint_of(cause), code, facts_of(cause))


def hint_of(error: BaseException) -> str:
    """Return what to do about an error; empty if nothing is known."""
    return next((hint for kind, hint in _HINTS if isinstance(error, kind)), "")


def facts_of(error: BaseException) -> dict[str, Any]:
    """Return what LinkedIn's answer tells, for programs."""
    facts: dict[str, Any] = {"type": type(error).__name__}
    if isinstance(error, errors.StatusError):
        facts |= {"status": error.status, "code": error.code, "request_id": error.request_id}
    resets_at = getattr(error, "resets_at", None)
    return facts | ({"resumes_at": resets_at.isoformat()} if resets_at else {})


def complain(complaint: Complaint, *, as_json: bool) -> int:
    """Say it, and return what the command ends with."""
    if as_json:
        Screen(as_json=True).tell(complaint.document)
    else:
        click.echo(f"Error: {complaint.message}", err=True)
        if complaint.hint:
            click.echo(f"  hint: {complaint.hint}", err=True)
    return complaint.code


def _cause(error: BaseException) -> BaseException | None:
    """Return the error itself or what lies below what a loader made of it; else `None`."""
    from linkedin_api.sandbox import SandboxError

    known = (errors.LinkedInError, SandboxError)
    seen: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in seen:
        if isinstance(step, known):
            return step
        seen.append(step)
        step = step.__cause__ or step.__context__
    is_known = isinstance(error, OSError | ValueError) or _library(error) in _LOADERS
    return error if is_known else None


def _library(error: BaseException) -> str:
    return type(error).__module__.partition(".")[0]


def _stopped(error: BaseException) -> Complaint:
    """Ctrl-C, or another signal that dlt turned into one."""
    number = getattr(error.__cause__ or error, "signal_code", signal.SIGINT)
    hint = "what was loaded is kept; the same command goes on from there"
    return Complaint("stopped", hint, 128 + number)


def _missing(error: ModuleNotFoundError) -> Complaint | None:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        return None
    return Complaint(f'this needs an extra: pip install "linkedin-api-client[{extra}]"')


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
