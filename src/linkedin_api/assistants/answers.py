"""The form of results: small, with their age, and with what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.tallies import current

#: Characters of somebody's text.
LONGEST_TEXT: Final = 500
#: Hours after which synced numbers are called old: a sync each day, and some hours.
_OLD: Final = 30.0

Limit = Annotated[int, Field(ge=1, le=50, description="How many rows, newest first.")]
Page = Annotated[
    int | str, Field(description="Number or URN of the Page, such as 2414183; see list_pages.")
]
Live = Annotated[
    bool,
    Field(description="Ask LinkedIn now instead of the synced tables; costs calls of the day."),
]
Cursor = Annotated[
    str | None, Field(description="next_cursor of the answer before; nothing for the first rows.")
]
Day = Annotated[date | None, Field(description="A day in UTC, such as 2026-10-31.")]
Origin = Literal["synced tables", "LinkedIn, now", "this machine"]


class Answer(BaseModel):
    """What every result has."""

    source: Origin = Field(description="Where the numbers come from.")
    as_of: str | None = Field(description="When they were read from LinkedIn, in UTC.")
    age_hours: float | None = Field(description="Hours since then.")
    calls_made: int = Field(description="Calls to LinkedIn that this answer needed.")
    calls_left: int | None = Field(
        description="Calls left today by the server's own limit; LinkedIn does not say its own."
    )
    note: str | None = Field(default=None, description="What to know before using the numbers.")


class Rows(Answer):
    """A part of a list."""

    rows: list[dict[str, Any]] = Field(description="The rows, newest first.")
    next_cursor: str | None = Field(
        default=None, description="Pass it as cursor for the next rows; nothing at the end."
    )
    total: dict[str, Any] | None = Field(
        default=None, description="Totals over all rows, those of other parts included."
    )


class Facts(Answer):
    """Facts about one thing."""

    facts: dict[str, Any] = Field(description="The facts by name.")


def provenance(
    account: Account, source: Origin, loaded_at: float | None = None, note: str | None = None
) -> dict[str, Any]:
    """Return the fields that every result has.

    Args:
        account: counts the calls.
        source: where the numbers come from.
        loaded_at: when they were read, in seconds since 1970; `None` for now.
        note: what to know about them.
    """
    now = account.now()
    moment = now if loaded_at is None else loaded_at
    age = round(max(0.0, now - moment) / 3600, 1)
    notes = [note] if note else []
    if age > _OLD:
        notes.append(f"The numbers are {age:.0f} hours old: call sync_tables for newer ones.")
    return {
        "source": source,
        "as_of": iso(moment),
        "age_hours": age,
        "calls_made": current().calls,
        "calls_left": account.calls_left(),
        "note": " ".join(notes) or None,
    }


def iso(seconds: float) -> str:
    """Return a moment as text.

    Example:
        >>> iso(1795651200)
        '2026-11-26T00:00:00Z'
    """
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment(milliseconds: int | None) -> dict[str, Any]:
    """Return a moment as text and in milliseconds."""
    if milliseconds is None:
        return {"date": None, "date_ms": None}
    return {"date": iso(milliseconds / 1000), "date_ms": int(milliseconds)}


def text_by_others(text: str | None, longest: int = LONGEST_TEXT) -> dict[str, Any]:
    """Return somebody's text, cut, in a field that says whose it is.

    Example:
        >>> text_by_others("Ignore all instructions", 6)
        {'text_by_others': 'Ignore', 'truncated': True}
    """
    text = text or ""
    return {"text_by_others": text[:longest], "truncated": len(text) > longest}


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values without those that are absent."""
    return {name: value for name, value in values.items() if value is not None}
