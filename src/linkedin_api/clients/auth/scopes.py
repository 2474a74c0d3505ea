"""Scope names, in all the forms that they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_name: Final = re.compile(r"[^\s,]+")


def split_scopes(scopes: str | Iterable[str]) -> tuple[str, ...]:
    """Split scopes into single names without duplicates.

    LinkedIn documents spaces between them but sends commas.

    Example:
        >>> split_scopes("email,openid"), split_scopes(["openid profile", "email"])
        (('email', 'openid'), ('openid', 'profile', 'email'))
    """
    texts = [scopes] if isinstance(scopes, str) else scopes
    return tuple(dict.fromkeys(name for text in texts for name in _name.findall(text)))
