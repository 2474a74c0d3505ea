"""Removes secrets from the messages of libraries: a database driver may quote credentials."""

from __future__ import annotations

import os
import re
from typing import Final

_HIDDEN: Final = "***"
_SHORTEST: Final = 6
_in_address = re.compile(r"(?<=://)[^/@\s]*:[^@\s]*(?=@)")
_secret_name = re.compile(r"TOKEN|SECRET|PASSWORD|CREDENTIALS|PRIVATE_KEY", re.IGNORECASE)


def redacted(text: str) -> str:
    """Return a text without passwords in URLs and without secrets from the environment.

    Example:
        >>> redacted("cannot reach postgresql://ada:difference@localhost/engine")
        'cannot reach postgresql://***@localhost/engine'
    """
    secrets = (
        value for name, value in os.environ.items()
        if _secret_name.search(name) and len(value) >= _SHORTEST
    )  # fmt: skip
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return _in_address.sub(_HIDDEN, text)
