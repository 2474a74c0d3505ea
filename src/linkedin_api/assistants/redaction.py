"""Removes secrets from everything that leaves the server or the command."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

HIDDEN: Final = "***"
#: Variables that hold a secret; one that names a file or a folder of secrets holds none.
_secret_name: Final = re.compile(
    r"(?!.*_(?:FILE|PATH|DIR)$).*(?:TOKEN|SECRET|PASSWORD|CREDENTIALS|PRIVATE_KEY)", re.IGNORECASE
)
#: What looks like a secret wherever it came from: tokens and codes, secrets of applications,
#: passwords in addresses, and what follows the name of a secret.
_shapes: Final = (
    re.compile(r"AQ[A-Za-z0-9_-]{30,}"),
    re.compile(r"WPL_AP[0-9]*\.[A-Za-z0-9_.=/+-]{8,}"),
    re.compile(r"(?<=://)[^/@\s]*:[^@\s]*(?=@)"),
    re.compile(r"(?<=Bearer )[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE),
    re.compile(r"(?<=access_token=)[^&\s'\"]+|(?<=client_secret=)[^&\s'\"]+"),
)

Secrets = Callable[[], Iterable[str | None]]


class Redactor:
    """Removes known secrets, and whatever looks like one.

    Args:
        secrets: gives the secrets that are known now; those of the environment always are.
        shortest: characters of a secret; a shorter one is an ordinary word elsewhere.

    Example:
        >>> hide = Redactor(lambda: ["correct-horse"])
        >>> hide("the secret is correct-horse, sent as Bearer abcdefgh12")
        'the secret is ***, sent as Bearer ***'
        >>> hide("cannot reach postgresql://ada:difference@localhost/engine")
        'cannot reach postgresql://***@localhost/engine'
    """

    def __init__(self, secrets: Secrets, shortest: int = 8) -> None:
        self._secrets = secrets
        self._shortest = shortest

    def __call__(self, text: str) -> str:
        """Return a text without secrets."""
        for secret in self._known():
            text = text.replace(secret, HIDDEN)
        for shape in _shapes:
            text = shape.sub(HIDDEN, text)
        return text

    def value(self, value: Any) -> Any:
        """Return a value of JSON without secrets in any of its texts."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, Mapping):
            return {name: self.value(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each) for each in value]
        return value

    def _known(self) -> list[str]:
        named = (value for name, value in os.environ.items() if _secret_name.match(name))
        found = {
            each for each in (*self._secrets(), *named) if each and len(each) >= self._shortest
        }
        found |= {quote(each, safe="") for each in found}
        return sorted(found, key=len, reverse=True)


class RedactingFormatter(logging.Formatter):
    """Formats log lines, tracebacks included, without secrets."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return self._redactor(super().format(record))
