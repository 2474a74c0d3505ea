"""Where a tool reads: the synced tables, or LinkedIn now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.answers import provenance
from linkedin_api.assistants.live import Live
from linkedin_api.assistants.synced import Row, Synced
from linkedin_api.assistants.tools.offered import Tools
from linkedin_api.errors import InvalidArgumentError


class Reading(NamedTuple):
    """The tables that an answer reads, and how old they are.

    Attributes:
        account: counts the calls.
        tables: what is asked.
        loaded_at: when they were read, in seconds since 1970; `None` for now.
    """

    account: Account
    tables: Synced | Live
    loaded_at: float | None

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a query."""
        return self.tables.rows(sql, parameters)

    def provenance(self, note: str | None = None) -> dict[str, Any]:
        """Return where the answer comes from."""
        if isinstance(self.tables, Live):
            return provenance(self.account, "LinkedIn, now", note=note)
        return provenance(self.account, "synced tables", self.loaded_at, note)


class ReadingTools(Tools):
    """Tools that read the tables of a Page, as they are synced or as LinkedIn has them now."""

    def _reading(
        self, page: int, tables: Sequence[str], *, live: bool, start: date | None = None
    ) -> Reading:
        """Return where to read some tables of a Page.

        Raises:
            NotSyncedError: the synced tables are wanted, and lack one of these.
        """
        if live:
            return Reading(self._account, Live(self._account, page, tables, start), None)
        return Reading(self._account, self._synced, self._synced.loaded_at(tables))


def period(start: date | None, end: date | None, now: float, days: int) -> tuple[date, date]:
    """Return the first and the last day of a period, both included.

    Args:
        start: first day; `None` for `days` days that end with `end`.
        end: last day; `None` for today.
        now: seconds since 1970.
        days: length of a period without a first day.

    Raises:
        InvalidArgumentError: the last day is before the first one.
    """
    last = end or datetime.fromtimestamp(now, UTC).date()
    first = start or date.fromordinal(max(1, last.toordinal() - days + 1))
    if last < first:
        raise InvalidArgumentError(f"end must not be before start, but {last} is before {first}")
    return first, last


def milliseconds(day: date) -> int:
    """Return the beginning of a day in milliseconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def day_after(day: date) -> date:
    """Return the next day, or the last one that there is."""
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
