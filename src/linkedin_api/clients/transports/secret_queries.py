"""Texts and errors in which no address has its query: that of an upload is a secret."""

from __future__ import annotations

import re
from typing import Final

from linkedin_api.errors import TransportError

_query: Final = re.compile(r"(?<=[^\s?])\?\S+")


def without_query(text: str) -> str:
    """A text in which no address has a query, which may be a secret.

    Example:
        >>> without_query("no answer from https://a.example/x?token=1 yet")
        'no answer from https://a.example/x yet'
    """
    return _query.sub("", text)


def without_secret_causes(error: TransportError) -> TransportError:
    """The same error, cut off from what led to it where that quotes a query."""
    behind: BaseException | None = error
    while behind is not None:
        behind = behind.__cause__ or behind.__context__
        if behind is not None and without_query(str(behind)) != str(behind):
            error.__cause__ = error.__context__ = None
            return error
    return error
