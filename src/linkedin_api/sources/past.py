"""What was read of a table before, organization by organization."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from linkedin_api.sources.windows import Span, Window

Windows = tuple[Window, ...]


class Past(NamedTuple):
    """What was read of a table before.

    Attributes:
        cursors: organization to where reading ended, in milliseconds; for a table without a
            cursor, to when it was last read.
        covered: organization to what was read, as far as that is known. Of one that has a
            cursor, but is not named here, all before it counts as read.
        owed: organization to what was to be read, and could not be.
    """

    cursors: Mapping[int, int] = {}
    covered: Mapping[int, Windows] = {}
    owed: Mapping[int, Windows] = {}

    def missing(self, organization: int, span: Span, now: float) -> Windows:
        """Return what is to be asked for of an organization, the newest first.

        Args:
            organization: its number.
            span: what is wanted.
            now: seconds since 1970.
        """
        cursor = self.cursors.get(organization)
        covered, owed = self.covered.get(organization), self.owed.get(organization, ())
        return span.windows(now, cursor, covered, owed)
