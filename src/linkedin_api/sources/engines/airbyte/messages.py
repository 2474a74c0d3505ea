"""The messages of a stream of LinkedIn Pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Final

from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.state_files import State
from linkedin_api.sources.engines.airbyte.states import (
    MISSING,
    NOTHING_TO_KEEP,
    UNREAD,
    check_granularity,
    read_cursors,
    read_windows,
    write_cursors,
)
from linkedin_api.sources.engines.airbyte.stream_emission import StreamEmission
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.query import Record
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Window, joined, without

_END_OF_TIME: Final = sys.maxsize


class StreamMessages(StreamEmission):
    """The messages of one stream: its status, its rows, its states.

    Attributes:
        cursors: cursors by organization, in milliseconds; empty for a table that every sync
            reads completely.
    """

    def __init__(self, table: ReadableTable, settings: Settings, now: Callable[[], float]) -> None:
        super().__init__(table.name, table, now)
        self.cursors: dict[int, int] = {}
        self._organizations = settings.organizations
        self._granularity = settings.span.granularity
        window = settings.span.window(now())
        self._start = None if window is None else window.start
        self._earliest = settings.span.available(now()).start
        self._covered: dict[int, Windows] = {}
        self._missing: dict[int, Windows] = {}

    def _continue(self, state: State) -> None:
        if self.table.cursor is not None:
            unread, missing = read_windows(state, UNREAD), read_windows(state, MISSING)
            cursors = read_cursors(state, self._organizations)
            check_granularity(state, cursors.values(), self._granularity, self._earliest)
            self.cursors.update(cursors)
            self._missing.update(missing)
            for number, cursor in self.cursors.items():
                available = [Window(self._earliest, cursor)]
                self._covered[number] = without(available, unread.get(number, ()))

    @property
    def past(self) -> Past:
        """What was read before, for the reader."""
        covered = {n: windows for n, windows in self._covered.items() if not self._is_wrong(n)}
        return Past(dict(self.cursors), covered, dict(self._missing))

    def _is_wrong(self, number: int) -> bool:
        """Whether a cursor is in the future, so that it shows nothing of what was read."""
        return self.cursors.get(number, 0) > self._now() * 1000

    def _rows_of(self, batch: Batch) -> Sequence[Record]:
        return batch.records

    def _note(self, batch: Batch) -> int:
        if self.table.cursor is None:
            return 0
        for number, cursor in batch.cursors.items():
            self.cursors[number] = max(cursor, self.cursors.get(number, cursor))
        for number in batch.organizations:
            self._covered[number] = joined([*self._covered.get(number, ()), *batch.covered])
            self._miss(number, batch.left_out)
        return max(1, len(self.cursors))

    def _state(self) -> State:
        if self.table.cursor is None:
            return NOTHING_TO_KEEP
        return write_cursors(
            self.cursors,
            self._organizations,
            self._start,
            self._unread(),
            self._still_missing(),
            self._granularity,
        )

    def _unread(self) -> dict[int, Windows]:
        """Periods before the cursors that are available and were not read."""
        positions = dict(self.cursors)
        if len(self._organizations) == 1 and self._start is not None:
            positions.setdefault(self._organizations[0], self._start)
        found = {
            number: without([Window(self._earliest, position)], self._covered.get(number, ()))
            for number, position in positions.items()
        }
        return {number: windows for number, windows in found.items() if windows}

    def _miss(self, number: int, windows: Windows) -> None:
        """Note periods that LinkedIn left out or refused, and forget those that came since."""
        missing = [*self._missing.get(number, ()), *windows]
        self._missing[number] = without(missing, self._covered.get(number, ()))

    def _still_missing(self) -> dict[int, Windows]:
        """Missing periods that are available, before the cursors."""
        found = {}
        for number, windows in self._missing.items():
            beyond = Window(self.cursors.get(number, 0), _END_OF_TIME)
            found[number] = without(windows, [Window(0, self._earliest), beyond])
        return {number: windows for number, windows in found.items() if windows}
