"""The states of streams, in the known connector's forms and in one that says more.

The known connector stores one cursor of a stream, or one for each campaign:

    {"end_date": "2026-11-20", "parent_state": {…}}
    {"states": [{"partition": {…}, "cursor": {"end_date": "2026-11-20"}}, …], "state": {…}}

The smallest cursor counts, and its day is read again, since it may not have been over. This
connector stores the same, and the cursor of each account:

    {"end_date": "<the smallest>", "accounts": {"512000001": "2026-11-20", …},
     "missing": {"512000001": [["2026-10-01", "2026-10-02"]]}}

Everything up to and with the day of an account was read, except the missing days. The
pair above is from 2026-10-01 to the day before 2026-10-02.

A stream of what changed has the time of the last change that was read of each account, so that one
which joins later is read from its beginning:

    {"lastModified": "<the smallest>", "accounts": {"512000001": "2026-11-20T08:00:00+00:00", …}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from linkedin_api.sources.engines.airbyte.state_files import State, StateError
from linkedin_api.sources.engines.airbyte.states import windows_in
from linkedin_api.sources.past import Past, Windows
from linkedin_api.sources.windows import DAY, day_of, milliseconds_of

CURSOR: Final = "end_date"
_EACH: Final = "accounts"
_MISSING: Final = "missing"
_PARENTS: Final = "parent_state"


def cursors_in(state: Any, name: str) -> Iterator[Any]:
    """Iterate over all cursors in a state, without those of streams that it depends on.

    Example:
        >>> states = [{"partition": {}, "cursor": {"end_date": "2026-11-20"}}]
        >>> list(cursors_in({"states": states, "parent_state": {"end_date": "2020-01-01"}},
        ...     "end_date"))
        ['2026-11-20']
    """
    if isinstance(state, Mapping):
        for key, value in state.items():
            if key == name and not isinstance(value, Mapping | list):
                yield value
            elif key != _PARENTS:
                yield from cursors_in(value, name)
    elif isinstance(state, list):
        for each in state:
            yield from cursors_in(each, name)


def read_past(state: State, accounts: Mapping[int, Any]) -> Past:
    """Return what a state says was read of each account.

    Raises:
        StateError: a cursor is not a day.
    """
    each = state.get(_EACH)
    if isinstance(each, Mapping):
        cursors = {_account(name): _start_of(value) + DAY for name, value in each.items()}
        pairs = "accounts to pairs of days"
        return Past(cursors, {}, windows_in(state, _MISSING, _account, _start_of, pairs))
    found = [_start_of(value) for value in cursors_in(state, CURSOR)]
    return Past(dict.fromkeys(accounts, min(found))) if found else Past()


def write_past(cursors: Mapping[int, int], missing: Mapping[int, Windows]) -> dict[str, Any]:
    """Return the state of a report.

    Args:
        cursors: the end of what was read, in milliseconds, by account.
        missing: periods before that were not read.

    Example:
        >>> write_past({5: 86_400_000, 6: 172_800_000}, {})
        {'end_date': '1970-01-01', 'accounts': {'5': '1970-01-01', '6': '1970-01-02'}}
    """
    days = {number: str(day_of(cursor - DAY)) for number, cursor in cursors.items()}
    if not days:
        return {}
    state: dict[str, Any] = {
        CURSOR: min(days.values()),
        _EACH: {str(number): day for number, day in days.items()},
    }
    if any(missing.values()):
        state[_MISSING] = {
            str(number): [[str(day_of(moment)) for moment in window] for window in windows]
            for number, windows in missing.items()
            if windows
        }
    return state


def _account(name: Any) -> int:
    text = str(name)
    if not (text.isascii() and text.isdecimal()):
        raise StateError(f"{_EACH} must map account numbers to days, not {name!r}")
    return int(text)


class Kept(NamedTuple):
    """What a state says of a stream of what changed.

    Attributes:
        accounts: the time of the last change that was read, by account.
        others: the same of all accounts; `None` for that of none.
    """

    accounts: Mapping[int, Any]
    others: Any

    def of(self, account: int) -> Any:
        """Return the time of the last change that was read of an account; `None` for none."""
        return self.accounts.get(account, self.others)


def read_changes(state: State, name: str) -> Kept:
    """Return what the state of a stream of what changed says.

    Args:
        state: the state.
        name: the field that grows.

    Raises:
        StateError: a cursor is not a time.
    """
    each = state.get(_EACH)
    if isinstance(each, Mapping):
        min(map(moment_of, each.values()), default=0)  # they are all times
        return Kept({_account(account): value for account, value in each.items()}, None)
    return Kept({}, min(cursors_in(state, name), key=moment_of, default=None))


def write_changes(kept: Kept, name: str) -> dict[str, Any]:
    """Return the state of a stream of what changed.

    Example:
        >>> write_changes(Kept({5: 1000, 6: 2000}, None), "lastModified")
        {'lastModified': 1000, 'accounts': {'5': 1000, '6': 2000}}
    """
    if not kept.accounts:  # as it was, if nothing came
        return {} if kept.others is None else {name: kept.others}
    each = {str(account): value for account, value in kept.accounts.items()}
    return {name: min(each.values(), key=moment_of), _EACH: each}


def moment_of(value: Any) -> int:
    """Return a moment in milliseconds, from milliseconds or from text.

    Raises:
        StateError: it is neither.

    Example:
        >>> moment_of(5), moment_of("5"), moment_of("1970-01-01T00:00:01+00:00")
        (5, 5, 1000)
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


def _start_of(value: Any) -> int:
    """The start of a day in milliseconds since 1970."""
    try:
        return milliseconds_of(date.fromisoformat(str(value)[:10]))
    except ValueError:
        raise StateError(f"{CURSOR} must be a day such as 2026-01-31, not {value!r}") from None
