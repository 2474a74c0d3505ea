"""The refresh tokens that this process has seen, so that one used as an access token is recognised.

Only hashes are kept.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Final

from linkedin_api.clients.forgetting import forget_oldest

#: Enough for one per member of a program that serves many.
_MOST: Final = 1_000
_VARIABLE: Final = "LINKEDIN_REFRESH_TOKEN"
_seen: Final[dict[bytes, None]] = {}


def note_refresh_token(token: str | None) -> None:
    """Remember a refresh token; nothing where there is none, or something else."""
    if not isinstance(token, str) or not token:
        return
    _seen[_hash(token)] = None
    forget_oldest(_seen, _MOST)


def is_refresh_token(token: str) -> bool:
    """Whether a token is known to be a refresh token: it was seen, or the environment has it.

    Example:
        >>> note_refresh_token("AQX-refresh")
        >>> is_refresh_token("AQX-refresh"), is_refresh_token("AQX-access")
        (True, False)
    """
    return _hash(token) in _seen or (token != "" and token == os.environ.get(_VARIABLE))


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
