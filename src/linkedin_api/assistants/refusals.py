"""Errors as sentences for an assistant: what is wrong, and what would be right."""

from __future__ import annotations

from linkedin_api.errors import (
    BudgetExceededError,
    ForbiddenError,
    InvalidArgumentError,
    LinkedInError,
    RateLimitError,
    StatusError,
    TransportError,
    UnauthorizedError,
)


class Refusal(LinkedInError):
    """The server does not do what the assistant asked; the message says why."""


class NotSyncedError(Refusal):
    """The synced tables do not have what was asked for."""


def explained(error: LinkedInError) -> str:
    """Return the sentence for an error.

    Example:
        >>> explained(InvalidArgumentError("page must be a number"))
        'page must be a number'
    """
    if isinstance(error, Refusal | InvalidArgumentError):
        return str(error)
    parts = [str(error), _remedy(error)]
    if isinstance(error, StatusError):
        facts = [f"status {error.status}"]
        facts += [f"code {error.code}"] if error.code else []
        facts += [f"x-li-uuid {error.request_id}"] if error.request_id else []
        parts.append(f"({', '.join(facts)})")
    return " ".join(filter(None, parts))


def _remedy(error: LinkedInError) -> str:
    hint = getattr(error, "hint", None)
    if isinstance(error, UnauthorizedError):
        hint = hint or "the token is not valid"
        return f"What to do: {hint}; ask the person to run `linkedin auth login`."
    if isinstance(error, RateLimitError | BudgetExceededError):
        moment = getattr(error, "resets_at", None)
        when = f" after {moment:%Y-%m-%d %H:%M} UTC" if moment else " later"
        return f"What to do: use the synced tables, or try again{when}; do not retry now."
    if isinstance(error, ForbiddenError):
        hint = hint or "LinkedIn does not say what is missing"
        return f"Why: {hint}. check_access says which tools work."
    if isinstance(error, TransportError):
        return "What to do: LinkedIn cannot be reached; try again later."
    return f"What to do: {hint}." if hint else ""
