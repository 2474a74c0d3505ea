"""The messages of one stream from start to end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from airbyte_cdk.models import (
    AirbyteMessage,
    AirbyteRecordMessage,
    AirbyteStateBlob,
    AirbyteStateMessage,
    AirbyteStateType,
    AirbyteStreamState,
    AirbyteStreamStatus,
    StreamDescriptor,
    Type,
)
from airbyte_cdk.utils.stream_status_utils import as_airbyte_message
from airbyte_cdk.utils.traced_exception import AirbyteTracedException

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.airbyte.failures import stream_failure
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.states import (
    NOTHING_TO_KEEP,
    State,
    check_granularity,
    read_cursors,
    read_missing,
    read_unread,
    write_cursors,
)
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Window, joined, without

Messages = Iterator[AirbyteMessage]
_END_OF_TIME: Final = sys.maxsize


class StreamMessages:
    """The messages of one stream: its status, its rows, its states.

    Args:
        table: the table of the stream.
        settings: the parsed configuration.
        now: current time in seconds since 1970.

    Attributes:
        table: the table of the stream.
        cursors: cursors by organization, in milliseconds; empty for a table that every sync
            reads completely.
        rows: number of rows so far.
        failure: why the stream is incomplete; `None` if it is complete so far.
    """

    def __init__(self, table: Table, settings: Settings, now: Callable[[], float]) -> None:
        self.table = table
        self.cursors: dict[int, int] = {}
        self.rows = 0
        self.failure: AirbyteTracedException | None = None
        self._organizations = settings.organizations
        self._granularity = settings.span.granularity
        self._now = now
        self._descriptor = StreamDescriptor(name=table.name)
        self._has_state = table.cursor is None
        window = settings.span.window(now())
        self._start = None if window is None else window.start
        self._earliest = settings.span.available(now()).start
        self._covered: dict[int, Windows] = {}
        self._missing: dict[int, Windows] = {}

    def begin(self, state: State) -> Messages:
        """Emit the start of the stream, and continue from a state.

        Raises:
            InvalidArgumentError: the state is wrong; no state is emitted then.
        """
        yield self._status(AirbyteStreamStatus.STARTED)
        if self.table.cursor is not None:
            unread, missing = read_unread(state), read_missing(state)
            cursors = read_cursors(state, self._organizations)
            check_granularity(state, cursors.values(), self._granularity, self._earliest)
            self.cursors.update(cursors)
            self._missing.update(missing)
            for number, cursor in self.cursors.items():
                available = [Window(self._earliest, cursor)]
                self._covered[number] = without(available, unread.get(number, ()))
            self._has_state = True

    @property
    def past(self) -> Past:
        """What was read before, for the reader."""
        covered = {n: windows for n, windows in self._covered.items() if not self._is_wrong(n)}
        return Past(dict(self.cursors), covered, dict(self._missing))

    def _is_wrong(self, number: int) -> bool:
        """Whether a cursor is in the future, so that it shows nothing of what was read."""
        return self.cursors.get(number, 0) > self._now() * 1000

    def take(self, batch: Batch) -> Messages:
        """Emit the rows of a batch, and the state after them."""
        if batch.records and not self.rows:
            yield self._status(AirbyteStreamStatus.RUNNING)
        moment = int(self._now() * 1000)
        for record in batch.records:
            row = AirbyteRecordMessage(self.table.name, record, moment)
            yield AirbyteMessage(type=Type.RECORD, record=row)
        self.rows += len(batch.records)
        if self.table.cursor is not None:
            for number, cursor in batch.cursors.items():
                self.cursors[number] = max(cursor, self.cursors.get(number, cursor))
            for number in batch.organizations:
                self._covered[number] = joined([*self._covered.get(number, ()), *batch.covered])
                self._miss(number, batch.left_out)
            yield self._state()

    def end(self, problems: Sequence[Problem]) -> Messages:
        """Emit the problems, the final state and the final status."""
        for problem in problems:
            for number in problem.organizations:
                self._miss(number, problem.windows)
        if problems:
            self.failure = stream_failure(self.table, problems)
            yield self.failure.as_sanitized_airbyte_message()
        if self._has_state:
            yield self._state()
        status = AirbyteStreamStatus.INCOMPLETE if problems else AirbyteStreamStatus.COMPLETE
        yield self._status(status)

    def _state(self) -> AirbyteMessage:
        kept: Mapping[str, Any] = NOTHING_TO_KEEP
        if self.table.cursor is not None:
            kept = write_cursors(
                self.cursors,
                self._organizations,
                self._start,
                self._unread(),
                self._still_missing(),
                self._granularity,
            )
        state = AirbyteStreamState(self._descriptor, AirbyteStateBlob(kept))
        message = AirbyteStateMessage(type=AirbyteStateType.STREAM, stream=state)
        return AirbyteMessage(type=Type.STATE, state=message)

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

    def _status(self, status: AirbyteStreamStatus) -> AirbyteMessage:
        return as_airbyte_message(self._descriptor, status)
