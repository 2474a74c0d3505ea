"""Text of a request or a token that may be shown: never a secret, and never all of a long text."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from linkedin_api.sandbox.journal import HIDDEN

#: Parameters whose values are never shown.
SECRET_NAMES: Final = frozenset(
    {
        "access_token", "assertion", "client_secret", "code", "code_verifier", "id_token",
        "oauth2_access_token", "password", "refresh_token", "state", "token",
    }
)  # fmt: skip
_SHOWN: Final = 300
# Anything that looks like a sandbox token or a JSON Web Token, anywhere.
_hide_tokens = re.compile(r"\b(AQ|eyJ)[\w.-]{30,}").sub


def shown(text: str, limit: int = _SHOWN) -> str:
    """Return a text without tokens, cut to a readable length.

    Example:
        >>> shown("token " + "AQ" + "x" * 350)
        'token AQ***'
    """
    hidden = _hide_tokens(rf"\1{HIDDEN}", text)
    return hidden if len(hidden) <= limit else f"{hidden[:limit]}… ({len(hidden):,} characters)"


def shown_value(name: str, value: Any) -> str:
    """Return a parameter's or field's value as text; decoded lists and objects as JSON."""
    if name.lower() in SECRET_NAMES:
        return HIDDEN
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def masked(secret: str) -> str:
    """Return the two ends of a token, enough to recognize it.

    Example:
        >>> masked("AQ" + "x" * 346 + "9876")
        'AQxxx…9876'
        >>> masked("short")
        '***'
    """
    return f"{secret[:5]}…{secret[-4:]}" if len(secret) >= 40 else HIDDEN
