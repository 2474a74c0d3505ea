"""Credentials of a command: from the environment or a private file, never from arguments."""

from __future__ import annotations

import os
import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.named_files import SharedFileError, read_private
from linkedin_api.errors import LinkedInError
from linkedin_api.sources.reading.variables import VARIABLES
from linkedin_api.versions import KNOWN_GOOD

if TYPE_CHECKING:
    from linkedin_api.sources.reading.access import Access

_TOKEN, *_RENEWING = VARIABLES
_SECRET = _RENEWING[1]
_line = re.compile(r"(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*)")


class Grant(Enum):
    """Whose tokens a command can use."""

    MEMBER = "a member's"
    APPLICATION = "the application's"
    EITHER = "a member's where there is a refresh token, otherwise the application's"

    @property
    def needed(self) -> tuple[str, ...]:
        """The variables that must be set where there is no access token."""
        return tuple(_RENEWING if self is Grant.MEMBER else _RENEWING[:2])


class CredentialsError(LinkedInError):
    """There are no credentials, or their file cannot be used."""


class NoCredentialsError(CredentialsError):
    """There are no credentials."""


def read_access(grant: Grant, file: Path | None = None, version: str = KNOWN_GOOD) -> Access:
    """Return the credentials for a command.

    Args:
        grant: whose tokens the command needs.
        file: file with credentials; `None` for the environment.
        version: of the API, such as `202608`.

    Raises:
        NoCredentialsError: a credential is not set, and the message names it.
        CredentialsError: the file cannot be read, or other users may read it.
    """
    from linkedin_api.sources.reading.access import Access

    values = os.environ if file is None else read_file(file)
    found = {name: values.get(name, "").strip() for name in VARIABLES}
    missing = [name for name in grant.needed if not found[name]]
    if missing and not found[_TOKEN]:
        named = missing if any(found.values()) else []
        raise NoCredentialsError(_what_to_set(grant.needed, named, file))
    given: dict[str, Any] = {VARIABLES[name]: value for name, value in found.items() if value}
    return Access(**given, version=version)


def in_environment() -> bool:
    """Whether the environment says whose token to use; a secret alone does not."""
    return any(os.environ.get(name, "").strip() for name in VARIABLES if name != _SECRET)


def read_file(path: Path) -> dict[str, str]:
    """Read `NAME=value` lines of a private file, as a shell would.

    Raises:
        CredentialsError: the file cannot be read, other users may read it, or a line has
            another form.
    """
    try:
        lines = read_private(path.expanduser()).splitlines()
    except SharedFileError as error:
        raise CredentialsError(str(error)) from None
    except UnicodeDecodeError:
        raise CredentialsError(f"{path} cannot be read: it is not text") from None
    except (OSError, ValueError, RuntimeError) as error:  # also if it cannot be a path
        reason = getattr(error, "strerror", None) or error
        raise CredentialsError(f"{path} cannot be read: {reason}") from error
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return dict(_pair(path, number, line) for number, line in numbered if line and line[0] != "#")


def _pair(path: Path, number: int, line: str) -> tuple[str, str]:
    """Read one line. An error never shows the line, since it may contain a secret."""
    found = _line.fullmatch(line)
    if found is None:
        raise CredentialsError(f"{path}, line {number}: must have the form NAME=value")
    name, value = found.groups()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return name, value[1:-1] if is_quoted else value


def _what_to_set(needed: tuple[str, ...], missing: list[str], file: Path | None) -> str:
    needs = f"{_TOKEN}, or {', '.join(needed[:-1])} and {needed[-1]}"
    if missing:
        needs += f" ({' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing)"
    where = "in the environment" if file is None else f"in {file}"
    sign_in = "run `linkedin auth login`, or " if file is None else ""
    return f"no credentials: {sign_in}set {needs} {where}"
