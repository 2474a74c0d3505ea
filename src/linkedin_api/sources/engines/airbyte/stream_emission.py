"""What is emitted for one stream, in the order of Airbyte's protocol."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

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
    def _state_after(self, batch: Batch) -> State | None:
        """The state after a batch; `None` for none."""

    @abstractmethod
    def _miss(self, number: int, windows: Windows) -> None:
        """Note periods of an organization or account that LinkedIn left out or refused."""

    @abstractmethod
    def _last_state(self, *, is_whole: bool) -> State:
        """The state at the end."""

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
        """Emit the rows of a batch, and the state after them."""
        rows = self._rows_of(batch)
        if rows and not self.rows:
            yield self._status(AirbyteStreamStatus.RUNNING)
        moment = int(self._now() * 1000)
        for row in rows:
            record = AirbyteRecordMessage(self._descriptor.name, row, moment)
            yield AirbyteMessage(type=Type.RECORD, record=record)
        self.rows += len(rows)
        yield from self._states(self._state_after(batch))

    def end(self, problems: Sequence[Problem]) -> Messages:
        """Emit the problems, the final state and the final status."""
        for problem in problems:
            for number in problem.organizations:
                self._miss(number, problem.windows)
        if problems:
            self.failure = stream_failure(self.table, problems)
            yield self.failure.as_sanitized_airbyte_message()
        if self._has_begun:
            yield from self._states(self._last_state(is_whole=not problems))
        status = AirbyteStreamStatus.INCOMPLETE if problems else AirbyteStreamStatus.COMPLETE
        yield self._status(status)

    def _states(self, kept: State | None) -> Messages:
        if kept is not None:
            state = AirbyteStreamState(self._descriptor, AirbyteStateBlob(kept))
            message = AirbyteStateMessage(type=AirbyteStateType.STREAM, stream=state)
            yield AirbyteMessage(type=Type.STATE, state=message)

    def _status(self, status: AirbyteStreamStatus) -> AirbyteMessage:
        return as_airbyte_message(self._descriptor, status)
