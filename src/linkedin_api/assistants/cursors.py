"""Where the next rows begin, as an opaque text."""

from __future__ import annotations

import base64
import json
from typing import Final

from linkedin_api.errors import InvalidArgumentError

_MOST: Final = 10_000_000


def cursor_of(place: int, kind: str) -> str:
    """Return the cursor of a place in a list.

    Args:
        place: number of rows before it.
        kind: the list, so that a cursor of another list is refused.

    Example:
        >>> place_of(cursor_of(20, "posts"), "posts")
        20
    """
    return base64.urlsafe_b64encode(json.dumps([kind, place]).encode()).decode().rstrip("=")


def place_of(cursor: str | None, kind: str) -> int:
    """Return the place of a cursor; 0 without a cursor.

    Raises:
        InvalidArgumentError: it is no cursor of this list.
    """
    if cursor is None:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, place = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, TypeError):
        found, place = None, None
    if found != kind or type(place) is not int or not 0 <= place <= _MOST:
        raise InvalidArgumentError(
            "cursor must be the next_cursor of an earlier answer to the same question"
        )
    return place
