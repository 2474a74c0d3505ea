"""What earlier syncs read of a table, by organization."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from linkedin_api.sources.windows import Span, Window

Windows = tuple[Window, ...]


class Past(NamedTuple):
    """What earlier syncs read of a table.

    Attributes:
        cursors: the end of what was read, in milliseconds, by organization; for a table
            without a cursor, the time of the last reading.
        covered: periods that were read, by organization, as far as they are known. If an
            organization has a cursor but no entry here, everything before the cursor counts
            as read.
        owed: periods that should have been read but could not be, or that LinkedIn left out,
            by organization.
        loaded: organizations that have rows, beyond those with a cursor.
    """

    cursors: Mapping[int, int] = {}
    covered: Mapping[int, Windows] = {}
    owed: Mapping[int, Windows] = {}
    loaded: frozenset[int] = frozenset()

    def up_to(self, now: float) -> Past:
        """Return what was read, without cursors in the future.

        An earlier version took a cursor from any bucket that LinkedIn sent. If the periods that
        were read are known, their end is the cursor.

        Args:
            now: current time in seconds since 1970.
        """
        latest = int(now * 1000)
        cursors = {
            number: cursor if cursor <= latest else self._end_of_covered(number, cursor)
            for number, cursor in self.cursors.items()
        }
        return self._replace(cursors=cursors)

    def in_the_future(self, now: float) -> dict[int, int]:
        """Return the cursors that are later than now, by organization."""
        return {n: cursor for n, cursor in self.cursors.items() if cursor > now * 1000}

    def oldest_first(self, numbers: Iterable[int] | None) -> list[int]:
        """Return organizations or accounts, the least recently read first.

        So each is read in turn, even if a daily limit never allows all of them at once.
        """
        return sorted(numbers or (), key=lambda number: self.cursors.get(number, 0))

    def first_day(self, organization: int, covered: Windows) -> int:
        """Return the start of the first period that was ever read, in milliseconds.

        LinkedIn sends nothing of the time before a page existed. Whatever it leaves out before
        that day is no hole.

        Args:
            organization: its number.
            covered: periods that were read since.
        """
        before = self.covered.get(organization)
        if before is None and organization in self.cursors:
            return 0
        return min((window.start for window in (*(before or ()), *covered)), default=0)

    def _end_of_covered(self, organization: int, cursor: int) -> int:
        windows = self.covered.get(organization, ())
        return min(cursor, max((window.end for window in windows), default=cursor))

    def missing(self, organization: int, span: Span, now: float) -> Windows:
        """Return the periods to request for an organization, the newest first.

        Args:
            organization: its number.
            span: which statistics to read.
            now: current time in seconds since 1970.
        """
        cursor = self.cursors.get(organization)
        covered, owed = self.covered.get(organization), self.owed.get(organization, ())
        return span.windows(now, cursor, covered, owed)
