"""Error messages of the command: one line, a hint, an exit code.

Errors become text here and nowhere else. An error that is unknown here is a bug and shows
its traceback.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, NamedTuple

import click

from linkedin_api import errors
from linkedin_api.cli.credentials import NoCredentialsError
from linkedin_api.cli.exit_codes import ExitCode
from linkedin_api.cli.interruption import KEPT, STOPPED
from linkedin_api.cli.loader_errors import is_loader_error, reason_of
from linkedin_api.cli.mistakes import as_typed, message_as_typed, redacted
from linkedin_api.cli.output import print_json
from linkedin_api.error_chains import chain

#: The first class that matches gives the hint.
_HINTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (
        errors.ConsentNeededError,
        "let the member consent again: run `linkedin auth login`, or set LINKEDIN_REFRESH_TOKEN",
    ),
    (
        NoCredentialsError,
        (
            "docs/permissions.md says which products and permissions the application needs; to try"
            " the command without an account, add --sandbox"
        ),
    ),
    (errors.OAuthError, "check LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET and the refresh token"),
    (
        errors.UnauthorizedError,
        "create a new token: run `linkedin auth login`, or set LINKEDIN_ACCESS_TOKEN",
    ),
    (errors.ForbiddenError, "run `check` instead of `sync` to see what is missing"),
    (
        errors.ServerError,
        "the fault is LinkedIn's: try again later; after a write, look first whether it happened",
    ),
    (
        errors.TransportError,
        "check the network connection; proxies come from the environment variables",
    ),
)
#: Modules, and the extra that installs each.
_EXTRAS: Final[Mapping[str, str]] = {
    "packaging": "cli",
    **dict.fromkeys(("dlt", "duckdb", "aiohttp"), "dlt"),
    **dict.fromkeys(("bokeh", "jinja2", "markupsafe"), "report"),
    **dict.fromkeys(("starlette", "uvicorn", "httptools", "trustme"), "sandbox"),
    **dict.fromkeys(("mcp", "mcp_types", "pydantic"), "mcp"),
}
_LONGEST: Final = 600
#: How the note begins with which an error of this package shows its hint in a traceback.
_OWN_HINT: Final = "hint: "
_NOT_ALLOWED: Final = "choose a place where you may write, or change its permissions"
#: What the system and DuckDB write, and the hint for it; libraries quote them.
_QUOTED: Final[Mapping[str, str]] = {
    os.strerror(errno.ENOSPC): "free some disk space, then repeat the command to continue",
    **dict.fromkeys(map(os.strerror, (errno.EACCES, errno.EROFS)), _NOT_ALLOWED),
    "Conflicting lock is held": (
        "another program has the file open: close it there, or wait until it ends, then repeat"
        " the command"
    ),
}


class ErrorMessage(NamedTuple):
    """The message for an error.

    Attributes:
        text: one line.
        hint: what to do; empty if unknown.
        lines: what to type, each on a line of its own.
        code: the exit code of the command.
        facts: further fields of the JSON document.
    """

    text: str
    hint: str = ""
    code: int = ExitCode.FAILED
    facts: Mapping[str, Any] = {}
    lines: Sequence[str] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document."""
        error = {"message": self.text, "hint": self.hint or None, **self.facts}
        if self.lines:
            error["lines"] = list(self.lines)
        return {"error": error, "exit_code": int(self.code)}


def error_message_of(error: BaseException) -> ErrorMessage | None:
    """Return the message for an error; `None` if the error is a bug.

    Example:
        >>> error_message_of(errors.InvalidArgumentError("concurrency must be at least 1, not 0"))
        ErrorMessage(text='concurrency must be at least 1, not 0', ...)
    """
    if isinstance(error, click.ClickException):
        text = _one_line(error.format_message())
        return ErrorMessage(text, code=ExitCode(error.exit_code), facts=facts_of(error))
    stops = [each for each in chain(error) if isinstance(each, KeyboardInterrupt)]
    if stops:
        return stopped_by(getattr(stops[0], "signal_code", signal.SIGINT))
    if isinstance(error, click.Abort | EOFError):  # a person was asked
        return ErrorMessage("cancelled; nothing was changed", facts=facts_of(error))
    if isinstance(error, ModuleNotFoundError) and not isinstance(error, errors.LinkedInError):
        return _missing(error)
    return next(filter(None, map(_known, chain(error))), None) or _unknown(error)


def _known(error: BaseException) -> ErrorMessage | None:
    """The message for an error of this package."""
    from linkedin_api.sandbox import SandboxError

    if not isinstance(error, errors.LinkedInError | SandboxError):
        return None
    code = ExitCode.FAILED
    if _resets_at(error):
        code = ExitCode.LIMITED
    elif isinstance(error, errors.InvalidArgumentError):
        code = ExitCode.USAGE
    lines = getattr(error, "lines", ())
    text = as_typed(str(error)) if code == ExitCode.USAGE else message_as_typed(error)
    hint = hints_of(error)
    text = text.removesuffix(f": {hint}")  # such as a version's, which ends with its hint
    return ErrorMessage(_one_line(text), hint, code, facts_of(error), lines)


def _unknown(error: BaseException) -> ErrorMessage | None:
    """The message for an error of another library or of the system; `None` for a bug."""
    if is_loader_error(error):
        message = reason_of(error)
    elif isinstance(error, OSError):
        message = error.strerror or str(error)
        if error.filename:
            message = f"{error.filename}: {message}"
    else:
        return None
    hint = next((hint for quoted, hint in _QUOTED.items() if quoted in message), "")
    return ErrorMessage(_one_line(message), hint, facts=facts_of(error))


def hint_of(error: BaseException) -> str:
    """Return what to do about an error; empty if unknown."""
    if moment := _resets_at(error):
        return f"repeat the command after {moment:%Y-%m-%d %H:%M} UTC to continue"
    given = getattr(error, "__notes__", ())
    notes = "; ".join(note for note in given if not note.startswith(_OWN_HINT))
    return notes or next((hint for kind, hint in _HINTS if isinstance(error, kind)), "")


def hints_of(error: BaseException) -> str:
    """What to do about an error of a whole command, with the clients' own hint."""
    own, general = getattr(error, "hint", None), hint_of(error)
    if own is None:
        return general
    if isinstance(error, errors.ForbiddenError | errors.TransportError):  # it says what is wrong
        return as_typed(own)
    return "; ".join(filter(None, (general, as_typed(own))))


def facts_of(error: BaseException) -> dict[str, Any]:
    """Return the details of LinkedIn's response, for programs."""
    facts: dict[str, Any] = {"type": type(error).__name__}
    if isinstance(error, errors.StatusError):
        facts |= {"status": error.status, "code": error.code, "request_id": error.request_id}
    moment = _resets_at(error)
    return facts | ({"resumes_at": moment.isoformat()} if moment else {})


def print_error(message: ErrorMessage, *, as_json: bool) -> int:
    """Print an error message and return the exit code."""
    with suppress(OSError):  # if nothing can be printed, the exit code is enough
        try:
            _say(message, as_json=as_json)
        except OSError:  # such as a full disk under standard output
            _say(message, as_json=False)
    return message.code


def _say(message: ErrorMessage, *, as_json: bool) -> None:
    if as_json:
        print_json(message.document)
        return
    click.echo(f"Error: {message.text}", err=True)
    for line in message.lines:
        click.echo(f"  {line}", err=True)
    if message.hint:
        click.echo(f"  hint: {message.hint}", err=True)


def _resets_at(error: BaseException) -> datetime | None:
    """When the daily limit resets, if a limit is the reason."""
    moment: datetime | None = getattr(error, "resets_at", None)
    return moment


def stopped_by(number: int) -> ErrorMessage:
    """Return the message for Ctrl-C or another signal.

    Args:
        number: the signal number.
    """
    return ErrorMessage(STOPPED, KEPT, 128 + number, {"type": KeyboardInterrupt.__name__})


def _missing(error: ModuleNotFoundError) -> ErrorMessage | None:
    extra = _EXTRAS.get((error.name or "").partition(".")[0])
    if extra is None:
        return None
    text = f'this command needs an extra: pip install "linkedin-api-client[{extra}]"'
    return ErrorMessage(text, facts=facts_of(error))


def _one_line(text: str) -> str:
    line = " ".join(redacted(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
