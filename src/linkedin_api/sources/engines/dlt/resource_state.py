"""What dlt keeps for a table from run to run: what was read of each organization.

It is kept together with the rows, so that neither is ever ahead of the other:

    cursors     organization to where its reading ended
    covered     organization to the windows that were read; for tables by day or month
    owed        organization to the windows that were to be read, and could not be

At first there were cursors alone. Where rows begin that were loaded then is for the destination to
say, once, when somebody wants earlier ones; see `beginnings`.
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
    """What is kept in a state of dlt's.

    Args:
        state: of a resource; is changed.
        starts_over: whether all is read again, in the place of what was read before.

    Attributes:
        has_history: whether something was read before.

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
        self._without_beginnings = (
            set() if starts_over else self._cursors.keys() - self._kept(_COVERED).keys()
        )
        self._starts_over = starts_over
        self._noted: set[str] = set()
        self.has_history = bool(self._cursors)

    @property
    def past(self) -> Past:
        """What was read before; nothing, if all is read again."""
        if self._starts_over:
            return Past()
        return Past(
            {int(number): cursor for number, cursor in self._cursors.items()},
            {int(number): self._windows(_COVERED, number) for number in self._kept(_COVERED)},
            {int(number): self._windows(_OWED, number) for number in self._kept(_OWED)},
        )

    @property
    def lacks_beginnings(self) -> bool:
        """Whether there are organizations of which nobody noted where their rows begin."""
        return bool(self._without_beginnings)

    def set_beginnings(self, beginnings: Mapping[int, int]) -> None:
        """Note where the rows of organizations begin, in milliseconds.

        Those that are not named have no rows.
        """
        for number in self._without_beginnings:
            cursor = self._cursors[number]
            begin = beginnings.get(int(number), cursor)
            self._write(_COVERED, number, [Window(begin, cursor)])
        self._without_beginnings = set()

    def note(self, batch: Batch) -> None:
        """Remember what came, and where reading stands with it."""
        for organization, cursor in batch.cursors.items():
            self._cursors[str(organization)] = cursor
            self._noted.add(str(organization))
        if batch.window is not None:
            for organization in batch.organizations:
                self._cover(str(organization), batch.window)

    def note_unread(self, problems: Iterable[Problem]) -> None:
        """Remember what could not be read, so that the next sync reads it, whatever it wants."""
        for problem in problems:
            for organization in problem.organizations:
                self._write(_OWED, str(organization), problem.windows)

    def forget_unread_organizations(self) -> None:
        """Forget the organizations of which nothing was noted."""
        for kept in (self._cursors, self._kept(_COVERED), self._kept(_OWED)):
            for number in kept.keys() - self._noted:
                del kept[number]

    def _cover(self, number: str, window: Window) -> None:
        if number in self._without_beginnings:
            return
        self._noted.add(number)
        before = self._windows(_COVERED, number)
        if self._starts_over:  # the rows of before make room
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
    """Return the cursors in the state of a pipeline: table to organization to milliseconds."""
    return {
        table: dict(kept[_CURSORS])
        for source in state.get("sources", {}).values()
        for table, kept in source.get("resources", {}).items()
        if _CURSORS in kept
    }
