"""The state of a table that dlt keeps between runs: what was read of each organization.

dlt commits it together with the rows, so they always agree:

    cursors     the end of what was read, by organization
    covered     the windows that were read, by organization; for tables by day or month
    owed        the windows that should have been read but could not be, by organization
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.windows import Window, joined, without

_CURSORS: Final = "cursors"
_COVERED: Final = "covered"
_OWED: Final = "owed"


class ResourceState:
    """Reads and updates the state of a resource.

    Args:
        state: dlt's state of the resource, updated in place.
        starts_over: whether everything is read again and replaces the earlier rows.

    Example:
        >>> state = {"cursors": {"1337": 86400000}}
        >>> resource_state = ResourceState(state)
        >>> resource_state.note(Batch("posts", [], {1338: 172800000}, (1338,)))
        >>> state
        {'cursors': {'1337': 86400000, '1338': 172800000}}
    """

    def __init__(self, state: dict[str, Any], *, starts_over: bool = False) -> None:
        self._state = state
        self._cursors: dict[str, int] = state.setdefault(_CURSORS, {})
        self._starts_over = starts_over
        self._noted: set[str] = set()

    @property
    def past(self) -> Past:
        """What was read before; nothing if everything is read again."""
        if self._starts_over:
            return Past()
        return Past(
            {int(number): cursor for number, cursor in self._cursors.items()},
            {int(number): self._windows(_COVERED, number) for number in self._kept(_COVERED)},
            {int(number): self._windows(_OWED, number) for number in self._kept(_OWED)},
        )

    def note(self, batch: Batch) -> None:
        """Record a batch and its cursors."""
        for organization, cursor in batch.cursors.items():
            self._cursors[str(organization)] = cursor
            self._noted.add(str(organization))
        if batch.window is not None:
            for organization in batch.organizations:
                self._cover(str(organization), batch.window)

    def note_unread(self, problems: Iterable[Problem]) -> None:
        """Record what could not be read, so that the next sync reads it in any case."""
        for problem in problems:
            for organization in problem.organizations:
                self._write(_OWED, str(organization), problem.windows)

    def forget_unread_organizations(self) -> None:
        """Remove the organizations without a batch."""
        for kept in (self._cursors, self._kept(_COVERED), self._kept(_OWED)):
            for number in kept.keys() - self._noted:
                del kept[number]

    def _cover(self, number: str, window: Window) -> None:
        self._noted.add(number)
        before = self._windows(_COVERED, number)
        if self._starts_over:  # new rows replace the earlier ones
            before = ()
        self._write(_COVERED, number, [*before, window])
        self._write(_OWED, number, without(self._windows(_OWED, number), [window]))

    def _kept(self, what: str) -> dict[str, Any]:
        kept: dict[str, Any] = self._state.get(what, {})
        return kept

    def _windows(self, what: str, number: str) -> Windows:
        return tuple(Window(*each) for each in self._kept(what).get(number, ()))

    def _write(self, what: str, number: str, windows: Iterable[Window]) -> None:
        written = [list(window) for window in joined(windows)]
        if written or what == _COVERED:
            self._state.setdefault(what, {})[number] = written
        else:
            self._kept(what).pop(number, None)


def cursors_in(state: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the cursors in the state of a pipeline, by table and organization."""
    return {
        table: dict(kept[_CURSORS])
        for source in state.get("sources", {}).values()
        for table, kept in source.get("resources", {}).items()
        if _CURSORS in kept
    }
