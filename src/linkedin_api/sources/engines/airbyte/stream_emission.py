"""What is emitted for one stream, in the order of Airbyte's protocol."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Final

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
from linkedin_api.sources.engines.airbyte.state_files import State
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.query import Record
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch

Messages = Iterator[AirbyteMessage]
#: A state has all cursors of its stream. So of a stream with more than this many, not every batch
#: is followed by one: states would grow with the square of the organizations.
_STATES: Final = 50


class StreamEmission(ABC):
    """The messages of one stream: its status, its rows, its states.

    Attributes:
        table: the table of the stream.
        rows: number of rows so far.
        failure: why the stream is incomplete; `None` if it is complete so far.
    """

    def __init__(self, name: str, table: ReadableTable, now: Callable[[], float]) -> None:
        self.table = table
        self.rows = 0
        self.failure: AirbyteTracedException | None = None
        self._has_begun = False
        self._batches_since_state = 0
        self._now = now
        self._descriptor = StreamDescriptor(name=name)

    @property
    @abstractmethod
    def past(self) -> Past:
        """What was read before, for the reader."""

    @abstractmethod
    def _continue(self, state: State) -> None:
        """Continue from a state."""

    @abstractmethod
    def _rows_of(self, batch: Batch) -> Sequence[Record]:
        """The rows to emit."""

    @abstractmethod
    def _note(self, batch: Batch) -> int:
        """Note what was read; return the number of cursors, or 0 if the state is the same."""

    @abstractmethod
    def _miss(self, number: int, windows: Windows) -> None:
        """Note periods of an organization or account that LinkedIn left out or refused."""

    @abstractmethod
    def _state(self) -> State:
        """The state, with what was noted."""

    def begin(self, state: State) -> Messages:
        """Emit the start of the stream, and continue from a state.

        Raises:
            LinkedInError: the state is wrong, or cannot be understood without a call that LinkedIn
                refuses; no state is emitted then.
        """
        yield self._status(AirbyteStreamStatus.STARTED)
        self._continue(state)
        self._has_begun = True

    def take(self, batch: Batch) -> Messages:
        """Emit the rows of a batch, and often the state after them."""
        rows = self._rows_of(batch)
        if rows and not self.rows:
            yield self._status(AirbyteStreamStatus.RUNNING)
        moment = int(self._now() * 1000)
        for row in rows:
            record = AirbyteRecordMessage(self._descriptor.name, row, moment)
            yield AirbyteMessage(type=Type.RECORD, record=record)
        self.rows += len(rows)
        cursors = self._note(batch)
        self._batches_since_state += cursors > 0
        if cursors and self._batches_since_state * _STATES >= cursors:
            yield self._state_message(self._state())
            self._batches_since_state = 0

    def end(self, problems: Sequence[Problem]) -> Messages:
        """Emit the problems, the final state and the final status."""
        for problem in problems:
            for number in problem.organizations:
                self._miss(number, problem.windows)
        if problems:
            self.failure = stream_failure(self.table, problems)
            yield self.failure.as_sanitized_airbyte_message()
        if self._has_begun:
            yield self._state_message(self._state())
        status = AirbyteStreamStatus.INCOMPLETE if problems else AirbyteStreamStatus.COMPLETE
        yield self._status(status)

    def _state_message(self, kept: State) -> AirbyteMessage:
        state = AirbyteStreamState(self._descriptor, AirbyteStateBlob(kept))
        message = AirbyteStateMessage(type=AirbyteStateType.STREAM, stream=state)
        return AirbyteMessage(type=Type.STATE, state=message)

    def _status(self, status: AirbyteStreamStatus) -> AirbyteMessage:
        return as_airbyte_message(self._descriptor, status)
