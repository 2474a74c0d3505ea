"""What earlier syncs read of a table, by organization."""

from __future__ import annotations

from collections.abc import Mapping
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
        owed: periods that should have been read but could not be, by organization.
    """

    cursors: Mapping[int, int] = {}
    covered: Mapping[int, Windows] = {}
    owed: Mapping[int, Windows] = {}

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
