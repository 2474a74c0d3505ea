"""The messages of a stream of LinkedIn Ads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from linkedin_api.sources.engines.airbyte.ads.states import cursors_in, read_past, write_past
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream
from linkedin_api.sources.engines.airbyte.state_files import State, StateError
from linkedin_api.sources.engines.airbyte.states import NOTHING_TO_KEEP
from linkedin_api.sources.engines.airbyte.stream_emission import StreamEmission
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.queries.query import Record
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import joined, without


class AdsMessages(StreamEmission):
    """The messages of one stream: its status, its rows, its states.

    Args:
        accounts: returns all accounts to read, by number; called if a state has one cursor for
            all of them.
        is_incremental: whether the sync continues from a state.
    """

    def __init__(
        self,
        stream: AdsStream,
        now: Callable[[], float],
        accounts: Callable[[], Mapping[int, Any]],
        *,
        is_incremental: bool,
    ) -> None:
        super().__init__(stream.name, stream.table, now)
        self._stream = stream
        self._accounts = accounts
        self._is_incremental = is_incremental and stream.cursor is not None
        self._floor: int | None = None
        self._newest: Any = None
        self._before: Any = None
        self._missing: dict[int, Windows] = {}
        self._past = Past()

    @property
    def past(self) -> Past:
        """What was read before, for the reader."""
        return self._past

    def _continue(self, state: State) -> None:
        if not self._is_incremental or not state or state == NOTHING_TO_KEEP:
            return
        if self._stream.growth == "report":
            has_each = isinstance(state.get("accounts"), Mapping)
            self._past = read_past(state, {} if has_each else self._accounts())
            self._missing = dict(self._past.owed)
        else:
            found = list(cursors_in(state, self._stream.cursor or ""))
            if found:
                self._newest = self._before = min(found, key=_moment)
                self._floor = min(map(_moment, found))

    def _rows_of(self, batch: Batch) -> Sequence[Record]:
        return [row for row in map(self._stream.shape, batch.records) if self._is_new(row)]

    def _note(self, batch: Batch) -> int:
        if self._stream.growth != "report":
            return 0
        cursors = dict(self._past.cursors)
        for number, cursor in batch.cursors.items():
            cursors[number] = max(cursor, cursors.get(number, cursor))
        self._past = self._past._replace(cursors=cursors)
        for number in batch.organizations:
            missing = [*self._missing.get(number, ()), *batch.left_out]
            self._missing[number] = without(missing, batch.covered)
        return max(1, len(cursors)) if batch.cursors or batch.covered else 0

    def _miss(self, number: int, windows: Windows) -> None:
        self._missing[number] = joined([*self._missing.get(number, ()), *windows])

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

    def _state(self, *, is_whole: bool = True) -> State:
        if self._stream.growth == "report":
            return write_past(self._past.cursors, self._missing) or NOTHING_TO_KEEP
        newest = self._newest if is_whole else self._before
        if self._stream.growth == "modified" and self._is_incremental and newest is not None:
            return {self._stream.cursor or "": newest}
        return NOTHING_TO_KEEP


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
