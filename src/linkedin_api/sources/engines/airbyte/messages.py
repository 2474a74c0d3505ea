"""The messages of one stream from start to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

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

from linkedin_api.sources.engines.airbyte.failures import stream_failure
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.state_files import State, StateError
from linkedin_api.sources.engines.airbyte.states import (
    CURSOR,
    NOTHING_TO_KEEP,
    read_cursors,
    read_unread,
    write_cursors,
)
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Window, joined, without

Messages = Iterator[AirbyteMessage]


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

    def __init__(self, table: ReadableTable, settings: Settings, now: Callable[[], float]) -> None:
        self.table = table
        self.cursors: dict[int, int] = {}
        self.rows = 0
        self.failure: AirbyteTracedException | None = None
        self._organizations = settings.organizations
        self._now = now
        self._descriptor = StreamDescriptor(name=table.name)
        self._has_state = table.cursor is None
        window = settings.span.window(now())
        self._start = None if window is None else window.start
        self._earliest = settings.span.available(now()).start
        self._covered: dict[int, Windows] = {}

    def begin(self, state: State) -> Messages:
        """Emit the start of the stream, and continue from a state.

        Raises:
            InvalidArgumentError: the state is wrong; no state is emitted then.
        """
        yield self._status(AirbyteStreamStatus.STARTED)
        if self.table.cursor is not None:
            unread = read_unread(state)
            cursors = read_cursors(state, self._organizations)
            _check_not_in_future(cursors, self._now())
            self.cursors.update(cursors)
            for number, cursor in self.cursors.items():
                self._covered[number] = without([Window(0, cursor)], unread.get(number, ()))
            self._has_state = True

    @property
    def past(self) -> Past:
        """What was read before, for the reader."""
        return Past(dict(self.cursors), dict(self._covered))

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
            if batch.window is not None:
                for number in batch.organizations:
                    self._covered[number] = joined([*self._covered.get(number, ()), batch.window])
            yield self._state()

    def end(self, problems: Sequence[Problem]) -> Messages:
        """Emit the problems, the final state and the final status."""
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
            kept = write_cursors(self.cursors, self._organizations, self._start, self._unread())
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

    def _status(self, status: AirbyteStreamStatus) -> AirbyteMessage:
        return as_airbyte_message(self._descriptor, status)


def _check_not_in_future(cursors: Mapping[int, int], now: float) -> None:
    """Refuse a cursor after the current time: until then, nothing would be read."""
    for number, cursor in cursors.items():
        if cursor > now * 1000:
            moment = datetime.fromtimestamp(cursor / 1000, UTC)
            raise StateError(
                f"{CURSOR} of organization {number} is {cursor}, which is in the future"
                f" ({moment:%Y-%m-%d %H:%M} UTC): correct it, or clear the state of the stream"
            )
