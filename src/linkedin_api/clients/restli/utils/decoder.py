"""The decoder of 0.3, with an empty string for `None`."""

from __future__ import annotations

from typing import Any

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import decoder


def decode(value: str | None) -> Any:
    """Decode the URL form; an empty string and a raw id such as a URN stay unchanged."""
    if not value:
        return ""
    try:
        return decoder.decode(value)
    except InvalidSerializedRestliError:
        if value.startswith(("(", "List(")):
            raise
        return value


def reduced_decode(value: str | None) -> Any:
    """Decode the reduced form; an empty string and a raw id such as a URN stay unchanged."""
    return decode(value)
