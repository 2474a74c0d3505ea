"""Names of scopes, however they are written down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_name: Final = re.compile(r"[^\s,]+")


def split_scopes(scopes: str | Iterable[str]) -> tuple[str, ...]:
    """Return scopes one by one, each once, from a list or from texts that hold several.

    LinkedIn documents spaces between them and sends commas.

    Example:
        >>> split_scopes("email,openid"), split_scopes(["openid profile", "email"])
        (('email', 'openid'), ('openid', 'profile', 'email'))
    """
    texts = [scopes] if isinstance(scopes, str) else scopes
    return tuple(dict.fromkeys(name for text in texts for name in _name.findall(text)))
