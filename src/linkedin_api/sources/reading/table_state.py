"""The state of a table that an engine keeps between runs: what was read of each organization.

dlt commits it together with the rows, so they always agree:

    cursors     the end of what was read, by organization
    covered     the windows that were read, by organization; for tables by day or month
    owed        the windows that should have been read but could not be, or that LinkedIn left
                out, by organization
    options     the options with which the rows were loaded, and which must stay
    selected    what of a catalogue was loaded, such as its locales
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.reading.problems import Problem, name_some
from linkedin_api.sources.reading.reader import Batch
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Window, granularity_of, joined, without

logger: Final = logging.getLogger("linkedin_api")
_CURSORS: Final = "cursors"
_COVERED: Final = "covered"
_OWED: Final = "owed"
_OPTIONS: Final = "options"
_SELECTED: Final = "selected"
#: The option that may change if all rows are replaced.
_GRANULARITY: Final = "time_granularity"
#: Why an option is refused.
_CHANGED: Final = (
    "{0} is {1}, but the rows of {2} in this dataset were loaded with {3}: use {3}, or load into"
    " another dataset"
)


class TableState:
    """Reads and updates the state of a table.

    Args:
        state: the state of the table, updated in place.
        starts_over: whether everything is read again and replaces the earlier rows.

    Example:
        >>> state = {"cursors": {"1337": 86400000}}
        >>> table_state = TableState(state)
        >>> table_state.note(Batch("posts", [], {1338: 172800000}, (1338,)))
        >>> state
        {'cursors': {'1337': 86400000, '1338': 172800000}}
    """

    def __init__(self, state: dict[str, Any], *, starts_over: bool = False) -> None:
        self._state = state
        self._cursors: dict[str, int] = state.setdefault(_CURSORS, {})
        self._starts_over = starts_over
        self._noted: set[str] = set()
        self._replaced: set[str] = set()

    @property
    def past(self) -> Past:
        """What was read before; nothing if everything is read again."""
        loaded = frozenset(map(int, self._cursors))
        if self._starts_over:
            return Past(loaded=loaded)
        return Past(
            {int(number): cursor for number, cursor in self._cursors.items()},
            {int(number): self._windows(_COVERED, number) for number in self._kept(_COVERED)},
            {int(number): self._windows(_OWED, number) for number in self._kept(_OWED)},
        )

    def keep_options(self, table: str, options: Mapping[str, str]) -> None:
        """Record the options of the rows; refuse those that do not fit the earlier rows.

        Args:
            options: their values by name; `time_granularity` may change if all rows are
                replaced.

        Raises:
            InvalidArgumentError: an option has another value than that of the earlier rows.
        """
        if self._cursors or self._kept(_SELECTED):
            kept = {**self._options_of_earlier_versions(), **self._kept(_OPTIONS)}
            for name, value in options.items():
                if kept.get(name, value) == value:
                    continue
                if name == _GRANULARITY and self._starts_over:
                    continue
                raise InvalidArgumentError(_CHANGED.format(name, value, table, kept[name]))
        self._state[_OPTIONS] = dict(options)

    def _options_of_earlier_versions(self) -> dict[str, str]:
        """Options that the windows show."""
        covered = [each for windows in self._kept(_COVERED).values() for each in chain(*windows)]
        found = granularity_of([*self._cursors.values(), *covered])
        return {} if found is None else {_GRANULARITY: found}

    def keeps_rows(self, table: Table, scope: Scope) -> bool:
        """Whether earlier rows stay because a sync reads only a part of a table.

        What was loaded before stays recorded with its rows.
        """
        if table.selection is None:
            return False
        selection = table.selection(scope)
        now = {" ".join(each) for each in selection.parts}
        before: set[str] = set(self._state.get(_SELECTED, ()))
        self._state[_SELECTED] = sorted(before | now)
        if others := sorted(before - now):
            text = "%s: rows of %s, which this sync does not read, stay; nothing is deleted"
            logger.warning(text, table.name, ", ".join(others))
        return selection.is_filtered or bool(others)

    def note(self, batch: Batch) -> None:
        """Record a batch and its cursors."""
        for organization, cursor in batch.cursors.items():
            self._cursors[str(organization)] = cursor
            self._noted.add(str(organization))
        for organization in batch.organizations:
            self._cover(str(organization), batch.covered, batch.left_out)

    def note_unread(self, problems: Iterable[Problem]) -> None:
        """Record what could not be read, so that the next sync reads it in any case."""
        for problem in problems:
            for organization in problem.organizations:
                number = str(organization)
                owed = [*self._windows(_OWED, number), *problem.windows]
                self._write(_OWED, number, without(owed, self._windows(_COVERED, number)))

    def forget_unread_owners(self, table: Table) -> None:
        """Remove the organizations or accounts without a batch, whose rows are replaced.

        The log names them.
        """
        forgotten = sorted(int(number) for number in self._cursors.keys() - self._noted)
        for kept in (self._cursors, self._kept(_COVERED), self._kept(_OWED)):
            for number in kept.keys() - self._noted:
                del kept[number]
        if forgotten:
            text = "%s: the rows of %ss that this sync did not read are deleted: %s"
            logger.warning(text, table.name, table.owner, name_some(forgotten))

    def _cover(self, number: str, covered: Windows, left_out: Windows) -> None:
        if not (covered or left_out):
            return
        self._noted.add(number)
        before = self._covered_before(number)
        owed = without([*self._windows(_OWED, number), *left_out], covered)
        covered = (*before, *covered)
        self._write(_COVERED, number, covered)
        self._write(_OWED, number, without(owed, covered))

    def _covered_before(self, number: str) -> Windows:
        if self._starts_over and number not in self._replaced:  # new rows replace the earlier ones
            self._replaced.add(number)
            self._write(_OWED, number, ())
            return ()
        return self._windows(_COVERED, number)

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


class Loaded(NamedTuple):
    """How far a table of an organization has been loaded.

    Attributes:
        cursor: the end of what was loaded, in milliseconds since 1970; for a table that every
            sync reads completely, the time of the last reading.
        missing: periods before the cursor that LinkedIn refused or left out; the next sync
            requests them again.
    """

    cursor: int
    missing: Windows = ()


def loaded_in(state: Mapping[str, Any]) -> dict[str, dict[int, Loaded]]:
    """Return what the state of a pipeline says, by table and organization."""
    found: dict[str, dict[int, Loaded]] = {}
    for source in state.get("sources", {}).values():
        for table, kept in source.get("resources", {}).items():
            if _CURSORS in kept:
                owed = kept.get(_OWED, {})
                found[table] = {
                    int(number): Loaded(cursor, _before(cursor, owed.get(number, ())))
                    for number, cursor in kept[_CURSORS].items()
                }
    return found


def _before(cursor: int, windows: Iterable[Sequence[int]]) -> Windows:
    return joined(Window(start, min(end, cursor)) for start, end in windows)
