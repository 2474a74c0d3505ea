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

from linkedin_api.sources.engines.airbyte.ads.states import cursors_in, read_past, write_past
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream
from linkedin_api.sources.engines.airbyte.failures import stream_failure
from linkedin_api.sources.engines.airbyte.state_files import State, StateError
from linkedin_api.sources.engines.airbyte.states import NOTHING_TO_KEEP
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.readable import ReadableTable
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import joined, without

Messages = Iterator[AirbyteMessage]


class AdsMessages:
    """The messages of one stream: its status, its rows, its states.

    Args:
        stream: the stream.
        now: current time in seconds since 1970.
        accounts: returns all accounts to read, by number; called if a state has one cursor for
            all of them.
        is_incremental: whether the sync continues from a state.

    Attributes:
        past: what was read before, for the reader.
        rows: number of rows so far.
        failure: why the stream is incomplete; `None` if it is complete so far.
    """

    def __init__(
        self,
        stream: AdsStream,
        now: Callable[[], float],
        accounts: Callable[[], Mapping[int, Any]],
        *,
        is_incremental: bool,
    ) -> None:
        self._stream = stream
        self._now = now
        self._accounts = accounts
        self._is_incremental = is_incremental and stream.cursor is not None
        self._descriptor = StreamDescriptor(name=stream.name)
        self._floor: int | None = None
        self._newest: Any = None
        self._before: Any = None
        self._missing: dict[int, Windows] = {}
        self.past = Past()
        self.rows = 0
        self.failure: AirbyteTracedException | None = None

    @property
    def table(self) -> ReadableTable:
        """The table of the stream."""
        return self._stream.table

    def begin(self, state: State) -> Messages:
        """Emit the start of the stream, and continue from a state.

        Raises:
            InvalidArgumentError: the state is wrong; no state is emitted then.
        """
        yield as_airbyte_message(self._descriptor, AirbyteStreamStatus.STARTED)
        if not self._is_incremental or not state or state == NOTHING_TO_KEEP:
            return
        if self._stream.growth == "report":
            has_each = isinstance(state.get("accounts"), Mapping)
            self.past = read_past(state, {} if has_each else self._accounts())
            self._missing = dict(self.past.owed)
        else:
            found = list(cursors_in(state, self._stream.cursor or ""))
            if found:
                self._newest = self._before = min(found, key=_moment)
                self._floor = min(map(_moment, found))

    def take(self, batch: Batch) -> Messages:
        """Emit the rows of a batch, and the state after them."""
        rows = [row for row in map(self._stream.shape, batch.records) if self._is_new(row)]
        if rows and not self.rows:
            yield as_airbyte_message(self._descriptor, AirbyteStreamStatus.RUNNING)
        moment = int(self._now() * 1000)
        for row in rows:
            record = AirbyteRecordMessage(self._stream.name, row, moment)
            yield AirbyteMessage(type=Type.RECORD, record=record)
        self.rows += len(rows)
        if self._stream.growth == "report":
            self._note(batch)
            if batch.cursors or batch.covered:
                yield self._state()

    def end(self, problems: Sequence[Problem]) -> Messages:
        """Emit the problems, the final state and the final status."""
        for problem in problems:
            for number in problem.organizations:
                self._missing[number] = joined([*self._missing.get(number, ()), *problem.windows])
        if problems:
            self.failure = stream_failure(self.table, problems)
            yield self.failure.as_sanitized_airbyte_message()
        yield self._state(is_whole=not problems)
        status = AirbyteStreamStatus.INCOMPLETE if problems else AirbyteStreamStatus.COMPLETE
        yield as_airbyte_message(self._descriptor, status)

    def _is_new(self, row: Mapping[str, Any]) -> bool:
        """Whether a row has to be emitted, and note the newest."""
        if self._stream.growth != "modified":
            return True
        value = row.get(self._stream.cursor or "")
        if value is None:
            return True
        moment = _moment(value)
        if self._newest is None or moment > _moment(self._newest):
            self._newest = value
        return self._floor is None or moment >= self._floor

    def _note(self, batch: Batch) -> None:
        cursors = dict(self.past.cursors)
        for number, cursor in batch.cursors.items():
            cursors[number] = max(cursor, cursors.get(number, cursor))
        self.past = self.past._replace(cursors=cursors)
        for number in batch.organizations:
            missing = [*self._missing.get(number, ()), *batch.left_out]
            self._missing[number] = without(missing, batch.covered)

    def _state(self, *, is_whole: bool = True) -> AirbyteMessage:
        kept: Mapping[str, Any] = NOTHING_TO_KEEP
        if self._stream.growth == "report":
            kept = write_past(self.past.cursors, self._missing) or NOTHING_TO_KEEP
        elif self._stream.growth == "modified" and self._is_incremental:
            newest = self._newest if is_whole else self._before
            kept = NOTHING_TO_KEEP if newest is None else {self._stream.cursor or "": newest}
        state = AirbyteStreamState(self._descriptor, AirbyteStateBlob(kept))
        message = AirbyteStateMessage(type=AirbyteStateType.STREAM, stream=state)
        return AirbyteMessage(type=Type.STATE, state=message)


def _moment(value: Any) -> int:
    """A moment in milliseconds, from milliseconds or from text.

    Raises:
        StateError: it is neither.

    Example:
        >>> _moment(5), _moment("5"), _moment("1970-01-01T00:00:01+00:00"), _moment("1970-01-02")
        (5, 5, 1000, 86400000)
    """
    text = str(value)
    if text.isascii() and text.isdecimal():
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise StateError(f"a cursor must be a time, not {value!r}") from None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return int(aware.timestamp() * 1000)
