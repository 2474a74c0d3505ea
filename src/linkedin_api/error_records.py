"""What LinkedIn's error records say: their fields, why a token was refused, which limit was hit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

TokenReason = Literal["empty", "invalid", "revoked", "expired"]
Window = Literal["DAY", "MINUTE", "SECOND", "unknown"]

#: What is wrong with the token, by LinkedIn's error numbers (observed).
_TOKEN_REASONS: Final[Mapping[int, TokenReason]] = {
    65600: "invalid",
    65601: "revoked",
    65602: "expired",
    65604: "empty",
}


class ErrorFields:
    """The known fields of an error record; `None` for those that it lacks."""

    __slots__ = ()

    def _fields(self) -> Mapping[str, Any]:
        raise NotImplementedError

    @property
    def code(self) -> str | None:
        """LinkedIn's name for the error, such as `ACCESS_DENIED`."""
        return self._fields().get("code")

    @property
    def service_error_code(self) -> int | None:
        """LinkedIn's older numeric code, such as 65602 for an expired token."""
        return self._fields().get("serviceErrorCode")

    @property
    def message(self) -> str | None:
        """LinkedIn's message for people; it may change, so base decisions on `code`."""
        return self._fields().get("message")

    @property
    def error_details(self) -> Any:
        """LinkedIn's details about individual inputs, as received."""
        return self._fields().get("errorDetails")


def token_reason(error: Mapping[str, Any]) -> TokenReason | None:
    """Why LinkedIn refused a token, from the error record of a 401; `None` if unknown."""
    number = error.get("serviceErrorCode")
    return _TOKEN_REASONS.get(number) if isinstance(number, int) else None


def throttle_window(error: Mapping[str, Any]) -> Window:
    """The period of a rate limit, from the error record of a 429."""
    return found_in_message(error, r"\b(DAY|MINUTE|SECOND)\b") or "unknown"  # type: ignore[return-value]


def is_members_throttle(error: Mapping[str, Any]) -> bool:
    """Whether a rate limit is that of one member, from the error record of a 429.

    Example:
        >>> is_members_throttle({"message": "Resource level throttle APPLICATION_AND_MEMBER DAY"})
        True
    """
    return found_in_message(error, r"(MEMBER) (?:DAY|MINUTE|SECOND)\b") is not None


def missing_permission(error: Mapping[str, Any]) -> str | None:
    """The permission that is missing, from the error record of a 403."""
    return found_in_message(error, r"access: ((?:[A-Z_]+ )?\S+)")


def refused_version(error: Mapping[str, Any]) -> str | None:
    """The version that LinkedIn does not serve, from the error record of a 426.

    Example:
        >>> refused_version({"message": "Requested version 20240401 is not active"})
        '20240401'
    """
    return found_in_message(error, r"version (\S+)")


def found_in_message(error: Mapping[str, Any], pattern: str) -> str | None:
    """The first group that a pattern finds in a record's message, whatever the message's type."""
    found = re.search(pattern, str(error.get("message") or ""))
    return found[1] if found else None
