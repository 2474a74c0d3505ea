"""Credentials of a command: from the environment or from a private file, never typed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from linkedin_api.cli.products import Product
from linkedin_api.clients.named_files import SharedFileError, read_private
from linkedin_api.errors import LinkedInError

if TYPE_CHECKING:
    from linkedin_api.sources.reading.access import Access

#: Environment variables, also the names in a file, and what they are.
VARIABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LINKEDIN_ACCESS_TOKEN": "access_token",
        "LINKEDIN_CLIENT_ID": "client_id",
        "LINKEDIN_CLIENT_SECRET": "client_secret",
        "LINKEDIN_REFRESH_TOKEN": "refresh_token",
    }
)
_TOKEN, *_RENEWING = VARIABLES
_line = re.compile(r"(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*)")


class CredentialsError(LinkedInError):
    """There are no credentials, or a file of them cannot be used."""


def read_access(product: Product, file: Path | None = None, version: str | None = None) -> Access:
    """Return credentials that are enough for what is to be read.

    Args:
        product: what is to be read.
        file: where they are; `None` for the environment.
        version: of the API, such as `202608`; `None` for the one known to be good.

    Raises:
        CredentialsError: something is not set, and it says what; or the file cannot be read,
            or others may read it.
    """
    from linkedin_api.sources.reading.access import Access
    from linkedin_api.versions import KNOWN_GOOD

    told = os.environ if file is None else read_file(file)
    found = {name: told.get(name, "").strip() for name in VARIABLES}
    needed = _RENEWING if product.needs_member else _RENEWING[:2]
    missing = [name for name in needed if not found[name]]
    if missing and not found[_TOKEN]:
        raise CredentialsError(_what_to_set(needed, missing, file))
    given = {VARIABLES[name]: value for name, value in found.items() if value}
    return Access(**given, version=version or KNOWN_GOOD)


def read_file(path: Path) -> dict[str, str]:
    """Read `NAME=value` lines, as a shell would source them, of a file that is private.

    Raises:
        CredentialsError: it cannot be read, others may read it, or a line is something else.
    """
    try:
        lines = read_private(path.expanduser()).splitlines()
    except SharedFileError as error:
        raise CredentialsError(str(error)) from None
    except UnicodeDecodeError:
        raise CredentialsError(f"{path} cannot be read: it is not text") from None
    except (OSError, ValueError, RuntimeError) as error:  # also for what cannot be a path
        reason = getattr(error, "strerror", None) or error
        raise CredentialsError(f"{path} cannot be read: {reason}") from error
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return dict(_pair(path, number, line) for number, line in numbered if line and line[0] != "#")


def _pair(path: Path, number: int, line: str) -> tuple[str, str]:
    """Read one line; an error never shows it, since it may hold a secret."""
    found = _line.fullmatch(line)
    if found is None:
        raise CredentialsError(f"{path}, line {number}: not of the form NAME=value")
    name, value = found.groups()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return name, value[1:-1] if is_quoted else value


def _what_to_set(needed: list[str], missing: list[str], file: Path | None) -> str:
    ways = f"{_TOKEN}, or {', '.join(needed[:-1])} and {needed[-1]}"
    if len(missing) < len(needed):
        ways += f" ({' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing)"
    where = "in the environment" if file is None else f"in {file}"
    return f"no credentials: set {ways} {where}"
