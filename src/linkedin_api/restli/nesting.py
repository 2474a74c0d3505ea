"""Limit how deep JSON is nested: beyond some depth it parses, but cannot be shown or pickled.

Python shows, copies and pickles values recursively, and recursion has a limit. LinkedIn never sends
JSON that deep, so it is better refused on reading than when a program uses it.
"""

from __future__ import annotations

import json
import re
from typing import Final

#: The maximum depth of objects and lists; LinkedIn's deepest answers have about twenty levels.
MOST_LEVELS: Final = 128

_string = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ALL_BUT_BRACKETS: Final = bytes(n for n in range(256) if n not in b"[]{}")
_OF_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")


def is_deep(content: bytes) -> bool:
    """Whether valid JSON is nested more than `MOST_LEVELS` deep.

    Example:
        >>> is_deep(b"[" * 128 + b"]" * 128), is_deep(b"[" * 129 + b"]" * 129)
        (False, True)
    """
    if not _is_left(content):
        return False
    text = content.decode(json.detect_encoding(content), "surrogatepass")
    # Strings may contain brackets.
    return _is_left(_string.sub(b"", text.encode("utf-8", "surrogatepass")))


def _is_left(content: bytes) -> bool:
    """Whether brackets remain after removing the innermost pairs `MOST_LEVELS` times."""
    brackets = content.translate(_OF_ONE_KIND, _ALL_BUT_BRACKETS)
    if len(brackets) <= 2 * MOST_LEVELS:  # the common case
        return False
    for _ in range(MOST_LEVELS):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)
