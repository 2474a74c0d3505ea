"""The states of streams, in the formats of all versions.

For a stream by day or month, the known connector stores `{"timeRangeEnd": "<milliseconds>"}`, or
an integer in older versions. For other streams it stores a mark that there is no cursor
(observed). With several organizations, each also has its own cursor:

    {"timeRangeEnd": "<the smallest>", "organizations": {"1337": "<milliseconds>", …}}

Everything before a cursor was read, except the periods that the state lists as unread. Those
that LinkedIn left out or refused are also listed as missing, and every sync requests them again:

    {"timeRangeEnd": "<milliseconds>", "unread": {"1337": [["<from>", "<to>"], …], …},
     "missing": {"1337": [["<from>", "<to>"], …], …}}

A state of months says so, as `"time_granularity_type": "MONTH"`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.engines.airbyte.state_files import State, StateError
from linkedin_api.sources.past import Windows
from linkedin_api.sources.scope import read_organization
from linkedin_api.sources.windows import Period, Window, granularity_of

CURSOR: Final = "timeRangeEnd"
#: The state of a stream that every sync reads completely.
NOTHING_TO_KEEP: Final = {"__ab_no_cursor_state_message": True}
_EACH: Final = "organizations"
UNREAD: Final = "unread"
MISSING: Final = "missing"
GRANULARITY: Final = "time_granularity_type"
_YEAR_10000: Final = 253_402_300_800_000


def lacks_cursor(state: State) -> bool:
    """Whether a state has something to say, but not where the stream stands.

    Example:
        >>> lacks_cursor({"lastModified": "2022-01-31"}), lacks_cursor({})
        (True, False)
    """
    return bool(state) and state != NOTHING_TO_KEEP and not state.keys() & {CURSOR, _EACH}


def read_cursors(state: State, organizations: Sequence[int]) -> dict[int, int]:
    """Return the cursors of organizations, in milliseconds.

    A single cursor belongs to the first organization, which was the only one at the time.

    Raises:
        InvalidArgumentError: a cursor is not a number, or its key not an organization.

    Example:
        >>> read_cursors({"timeRangeEnd": "1794873600000"}, [1337, 1338])
        {1337: 1794873600000}
    """
    each = state.get(_EACH)
    if each is not None:
        return _cursors_of_each(each)
    if state.get(CURSOR) is None:
        return {}
    return {organizations[0]: _milliseconds(state[CURSOR])}


def _cursors_of_each(each: Any) -> dict[int, int]:
    """The cursors of several organizations; of one without a cursor nothing was read."""
    if not isinstance(each, Mapping):
        raise StateError(f"{_EACH} must map organizations to milliseconds, not {each!r}")
    cursors: dict[int, int] = {}
    for name, cursor in each.items():
        if cursor is not None:
            cursors[read_organization(name)] = _milliseconds(cursor)
    return cursors


def read_windows(state: State, name: str) -> dict[int, Windows]:
    """Return the periods of organizations that are `UNREAD` before the cursor, or `MISSING`.

    Raises:
        InvalidArgumentError: the value does not contain windows by organization.

    Example:
        >>> read_windows({"timeRangeEnd": "9", "unread": {"1337": [["3", "5"]]}}, UNREAD)
        {1337: (Window(start=3, end=5),)}
    """
    pairs = "organizations to pairs of milliseconds since 1970"
    return windows_in(state, name, read_organization, _milliseconds, pairs)


def windows_in(
    state: State, name: str, whose: Callable[[Any], int], moment: Callable[[Any], int], pairs: str
) -> dict[int, Windows]:
    """Return periods in a state, by organization or account.

    Args:
        state: the state of a stream.
        name: the part of it with the periods.
        whose: reads the number of an organization or account.
        moment: reads a bound as milliseconds since 1970.
        pairs: what the part maps, in words.

    Raises:
        InvalidArgumentError: the part has another form.
    """
    found = state.get(name) or {}
    try:
        return {
            whose(number): tuple(Window(moment(start), moment(end)) for start, end in windows)
            for number, windows in found.items()
        }
    except InvalidArgumentError:
        raise
    except (AttributeError, TypeError, ValueError):
        raise StateError(f"{name} must map {pairs}, not {found!r}") from None


def check_granularity(
    state: State, cursors: Iterable[int], granularity: Period, earliest: int
) -> None:
    """Check that a state is of days, or of months, as the configuration asks.

    The known connector does not store which it is. A cursor amid a month is of days, unless it
    is older than all statistics.

    Args:
        cursors: its cursors, in milliseconds.
        earliest: start of what LinkedIn has, in milliseconds.

    Raises:
        StateError: it is of the other.
    """
    kept = state.get(GRANULARITY)
    if kept is None:
        kept = granularity_of(cursor for cursor in cursors if earliest < cursor < _YEAR_10000)
    if kept not in (None, granularity):
        raise StateError(
            f"{GRANULARITY} is {granularity}, but the rows so far were read with {kept}: use"
            f" {kept}, or clear the data of the stream"
        )


def write_cursors(
    cursors: Mapping[int, int],
    organizations: Sequence[int],
    start: int | None,
    unread: Mapping[int, Windows] | None = None,
    missing: Mapping[int, Windows] | None = None,
    granularity: Period = "DAY",
) -> dict[str, Any]:
    """Return the state with the cursors of organizations.

    Args:
        cursors: milliseconds by organization, including organizations of earlier syncs.
        organizations: numbers of the organizations to read.
        start: where organizations without a cursor start; `None` if there is nothing to read.
        unread: unread periods before the cursor, by organization.
        missing: those of them that LinkedIn left out or refused.
        granularity: whether a row is of a day or a month.

    Example:
        >>> write_cursors({1: 20, 2: 30}, [1, 2, 3], 10)
        {'timeRangeEnd': '10', 'organizations': {'1': '20', '2': '30'}}
        >>> write_cursors({1: 20}, [1], 10, {1: (Window(5, 10),)})
        {'timeRangeEnd': '20', 'unread': {'1': [['5', '10']]}}
    """
    positions = [cursors.get(number, start) for number in organizations]
    smallest = min((each for each in positions if each is not None), default=None)
    state: dict[str, Any] = {} if smallest is None else {CURSOR: str(smallest)}
    if len({*organizations, *cursors}) > 1:
        state[_EACH] = {str(number): str(cursor) for number, cursor in cursors.items()}
    for name, periods in ((UNREAD, unread), (MISSING, missing)):
        if periods:
            state[name] = {
                str(number): [[str(moment) for moment in window] for window in windows]
                for number, windows in periods.items()
            }
    if granularity == "MONTH" and state:
        state[GRANULARITY] = granularity
    return state


def _milliseconds(cursor: Any) -> int:
    is_whole = type(cursor) is int or (isinstance(cursor, float) and cursor.is_integer())
    if is_whole or (isinstance(cursor, str) and cursor.isascii() and cursor.strip().isdecimal()):
        moment = int(cursor)
        if 0 <= moment < _YEAR_10000:
            return moment
    raise StateError(f"{CURSOR} must be milliseconds since 1970, not {cursor!r}")
