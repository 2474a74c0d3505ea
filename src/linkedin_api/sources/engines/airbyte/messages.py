"""What is told of one stream from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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

from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.airbyte.failures import stream_failure
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.engines.airbyte.states import (
    NOTHING_TO_KEEP,
    State,
    read_cursors,
    read_unread,
    write_cursors,
)
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Window, joined, without

Messages = Iterator[AirbyteMessage]


class StreamMessages:
    """One stream while it is read: its rows, where it stands, how it goes.

    Args:
        table: its table.
        settings: what is wanted.
        now: seconds since 1970.

    Attributes:
        table: the same.
        cursors: organization to where reading stands, in milliseconds; none for a table
            that is read whole each time.
        rows: told so far.
        failure: why it is not complete; `None` as long as it may be.
    """

    def __init__(self, table: Table, settings: Settings, now: Callable[[], float]) -> None:
        self.table = table
        self.cursors: dict[int, int] = {}
        self.rows = 0
        self.failure: AirbyteTracedException | None = None
        self._organizations = settings.organizations
        self._now = now
        self._descriptor = StreamDescriptor(name=table.name)
        self._stands_somewhere = table.cursor is None
        window = settings.span.window(now())
        self._start = None if window is None else window.start
        self._earliest = settings.span.available(now()).start
        self._covered: dict[int, Windows] = {}

    def begin(self, state: State) -> Messages:
        """Say that it begins, and take up where it stood.

        Raises:
            InvalidArgumentError: the state cannot be understood; nothing is told of it then.
        """
        yield self._status(AirbyteStreamStatus.STARTED)
        if self.table.cursor is not None:
            unread = read_unread(state)
            self.cursors.update(read_cursors(state, self._organizations))
            for number, cursor in self.cursors.items():
                self._covered[number] = without([Window(0, cursor)], unread.get(number, ()))
            self._stands_somewhere = True

    @property
    def past(self) -> Past:
        """What was read before, as the reader wants it."""
        return Past(dict(self.cursors), dict(self._covered))

    def take(self, batch: Batch) -> Messages:
        """Tell rows, and where it stands with them."""
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
        """Say how it ended and where it stands."""
        if problems:
            self.failure = stream_failure(self.table, problems)
            yield self.failure.as_sanitized_airbyte_message()
        if self._stands_somewhere:
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
        """What is available before the cursors, and was not read."""
        stands = dict(self.cursors)
        if len(self._organizations) == 1 and self._start is not None:
            stands.setdefault(self._organizations[0], self._start)
        found = {
            number: without([Window(self._earliest, stand)], self._covered.get(number, ()))
            for number, stand in stands.items()
        }
        return {number: windows for number, windows in found.items() if windows}

    def _status(self, status: AirbyteStreamStatus) -> AirbyteMessage:
        return as_airbyte_message(self._descriptor, status)
