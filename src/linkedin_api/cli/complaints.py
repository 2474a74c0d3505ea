"""What the command says when something goes wrong: one line, a hint, an exit code.

The only place where errors become text. What is not known here is a bug, and shows its
traceback.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, NamedTuple

import click

from linkedin_api import errors
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.loader_errors import chain, is_loaders, saying_of
from linkedin_api.cli.redaction import redacted
from linkedin_api.cli.screen import Screen
from linkedin_api.cli.stopping import SENTENCE

#: The first that fits is told.
_HINTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (errors.ConsentNeededError, "let the member consent again and set LINKEDIN_REFRESH_TOKEN anew"),
    (errors.OAuthError, "look at LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET and the refresh token"),
    (errors.UnauthorizedError, "make a new token and set LINKEDIN_ACCESS_TOKEN"),
    (errors.ForbiddenError, "`check` in the place of `sync` tells what is missing"),
    (errors.VersionError, "name it with --api-version"),
    (errors.TransportError, "is there a connection? proxies are taken from the environment"),
)
#: Modules that an extra brings.
_EXTRAS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("dlt", "duckdb", "aiohttp"), "pages"),
    **dict.fromkeys(("starlette", "uvicorn", "httptools", "trustme"), "sandbox"),
}
_LONGEST: Final = 600
#: What the system says of a full disk; libraries quote it.
_FULL: Final = os.strerror(errno.ENOSPC)


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
        >>> complaint_of(errors.InvalidArgumentError("concurrency must be at least 1, not 0"))
        Complaint(message='concurrency must be at least 1, not 0', ...)
    """
    if isinstance(error, click.ClickException):
        return Complaint(_one_line(error.format_message()), code=ExitCode(error.exit_code))
    stops = [each for each in chain(error) if isinstance(each, KeyboardInterrupt)]
    if stops:
        return stopped_by(getattr(stops[0], "signal_code", signal.SIGINT))
    if isinstance(error, ModuleNotFoundError) and not isinstance(error, errors.LinkedInError):
        return _missing(error)
    return next(filter(None, map(_known, chain(error))), None) or _unknown(error)


def _known(error: BaseException) -> Complaint | None:
    """What to say of an error of this package."""
    from linkedin_api.sandbox import SandboxError

    if not isinstance(error, errors.LinkedInError | SandboxError):
        return None
    code = ExitCode.FAILED
    if _resets_at(error):
        code = ExitCode.LIMITED
    elif isinstance(error, errors.InvalidArgumentError):
        code = ExitCode.USAGE
    return Complaint(_one_line(str(error)), hint_of(error), code, facts_of(error))


def _unknown(error: BaseException) -> Complaint | None:
    """What to say of an error of another library or of the system; `None` for a bug."""
    if is_loaders(error):
        message, hint = saying_of(error)
    elif isinstance(error, OSError):
        message, hint = str(error), ""
    else:
        return None
    if _FULL in message:
        hint = "make room on the disk; the same command goes on from there"
    return Complaint(_one_line(message), hint, facts=facts_of(error))


def hint_of(error: BaseException) -> str:
    """Return what to do about an error; empty if nothing is known."""
    if moment := _resets_at(error):
        return f"go on after {moment:%Y-%m-%d %H:%M} UTC with the same command"
    return next((hint for kind, hint in _HINTS if isinstance(error, kind)), "")


def facts_of(error: BaseException) -> dict[str, Any]:
    """Return what LinkedIn's answer tells, for programs."""
    facts: dict[str, Any] = {"type": type(error).__name__}
    if isinstance(error, errors.StatusError):
        facts |= {"status": error.status, "code": error.code, "request_id": error.request_id}
    moment = _resets_at(error)
    return facts | ({"resumes_at": moment.isoformat()} if moment else {})


def complain(complaint: Complaint, *, as_json: bool) -> int:
    """Say it, and return what the command ends with."""
    with suppress(OSError):  # where nothing more can be said, the code says it
        try:
            _say(complaint, as_json=as_json)
        except OSError:  # such as a full disk under standard output
            _say(complaint, as_json=False)
    return complaint.code


def _say(complaint: Complaint, *, as_json: bool) -> None:
    if as_json:
        Screen(as_json=True).tell(complaint.document)
        return
    click.echo(f"Error: {complaint.message}", err=True)
    if complaint.hint:
        click.echo(f"  hint: {complaint.hint}", err=True)


def _resets_at(error: BaseException) -> datetime | None:
    """When a limit of the day is lifted, if one is the reason."""
    moment: datetime | None = getattr(error, "resets_at", None)
    return moment


def stopped_by(number: int) -> Complaint:
    """Return what to say of Ctrl-C, or of another signal.

    Args:
        number: of the signal.
    """
    hint = "what was loaded is kept; the same command goes on from there"
    return Complaint(SENTENCE, hint, 128 + number)


def _missing(error: ModuleNotFoundError) -> Complaint | None:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        return None
    return Complaint(f'this needs an extra: pip install "linkedin-api-client[{extra}]"')


def _one_line(text: str) -> str:
    line = " ".join(redacted(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
