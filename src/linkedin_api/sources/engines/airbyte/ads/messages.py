"""The messages of a stream of LinkedIn Ads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from linkedin_api.sources.engines.airbyte.ads.states import (
    Kept,
    moment_of,
    read_changes,
    read_past,
    write_changes,
    write_past,
)
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
        self._kept = Kept({}, None)
        self._newest: dict[int, Any] = {}
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
            self._kept = read_changes(state, self._stream.cursor or "")

    def _rows_of(self, batch: Batch) -> Sequence[Record]:
        rows = map(self._stream.shape, batch.records)
        if self._stream.growth != "modified":
            return list(rows)
        (account,) = batch.organizations
        return [row for row in rows if self._is_new(row, account)]

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

    def _is_new(self, row: Mapping[str, Any], account: int) -> bool:
        """Whether a row of an account has to be emitted, and note the newest."""
        value, before = row.get(self._stream.cursor or ""), self._kept.of(account)
        try:
            moment = moment_of(value)
        except StateError:  # there is none, or LinkedIn sent something else
            return True
        if moment <= self._now() * 1000:  # otherwise nothing would come any more
            self._newest[account] = max(self._newest.get(account, value), value, key=moment_of)
        return before is None or moment >= moment_of(before)

    def _state(self) -> State:
        if self._stream.growth == "report":
            return write_past(self._past.cursors, self._missing) or NOTHING_TO_KEEP
        if not self._is_incremental:
            return NOTHING_TO_KEEP
        kept = self._kept._replace(accounts={**self._kept.accounts, **self._newest})
        return write_changes(kept, self._stream.cursor or "") or NOTHING_TO_KEEP
