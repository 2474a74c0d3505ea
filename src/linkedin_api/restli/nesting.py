"""How deep JSON is nested: what is too deep can be read, but neither shown, copied nor pickled.

Python does these things by recursion, which has a limit. So deep an answer is not LinkedIn's,
and is better refused where it is read than where a program does something with it.
"""

from __future__ import annotations

import json
import re
from typing import Final

#: Objects and lists within each other; LinkedIn's deepest have about twenty.
MOST_LEVELS: Final = 128

_string = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ALL_BUT_BRACKETS: Final = bytes(n for n in range(256) if n not in b"[]{}")
_OF_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")


def is_deep(content: bytes) -> bool:
    """Whether JSON is nested more than `MOST_LEVELS` deep.

    Args:
        content: what is known to be JSON.

    Example:
        >>> is_deep(b"[" * 128 + b"]" * 128), is_deep(b"[" * 129 + b"]" * 129)
        (False, True)
    """
    if len(content.translate(None, _ALL_BUT_BRACKETS)) <= 2 * MOST_LEVELS:  # nearly always
        return False
    if not _is_left(content):
        return False
    text = content.decode(json.detect_encoding(content), "surrogatepass")
    without_texts = _string.sub(b"", text.encode("utf-8", "surrogatepass"))  # may hold brackets too
    return _is_left(without_texts)


def _is_left(content: bytes) -> bool:
    """Whether brackets are left when the innermost pairs are taken away again and again."""
    brackets = content.translate(_OF_ONE_KIND, _ALL_BUT_BRACKETS)
    for _ in range(MOST_LEVELS):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)
