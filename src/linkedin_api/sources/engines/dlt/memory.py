"""What dlt keeps for a table from run to run: where the reading of each organization ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_CURSORS: Final = "cursors"


class Memory:
    """The cursors in a state of dlt's, which is kept together with the rows.

    Args:
        state: of a resource; is changed.

    Example:
        >>> memory = Memory({"cursors": {"1337": 86400000}})
        >>> memory.note({1338: 172800000})
        >>> memory.cursors
        {1337: 86400000, 1338: 172800000}
    """

    def __init__(self, state: dict[str, Any]) -> None:
        self._cursors: dict[str, int] = state.setdefault(_CURSORS, {})
        self._noted: set[str] = set()
        self.is_old = bool(self._cursors)

    @property
    def cursors(self) -> dict[int, int]:
        """Organization to milliseconds since 1970; a copy."""
        return {int(number): at for number, at in self._cursors.items()}

    def note(self, cursors: Mapping[int, int]) -> None:
        """Remember where reading stands."""
        fresh = {str(number): at for number, at in cursors.items()}
        self._cursors.update(fresh)
        self._noted.update(fresh)

    def forget_others(self) -> None:
        """Forget the organizations of which nothing was noted."""
        for number in self._cursors.keys() - self._noted:
            del self._cursors[number]


def cursors_in(state: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the cursors in the state of a pipeline: table to organization to milliseconds."""
    return {
        table: dict(kept[_CURSORS])
        for source in state.get("sources", {}).values()
        for table, kept in source.get("resources", {}).items()
        if _CURSORS in kept
    }
