"""The monthly versions of LinkedIn's API: a version known to work, and when each one ends.

LinkedIn serves a version for about a year; after that, every call with it gets 426. The version
in use never depends on the clock: the current month's may not exist yet, and a newer one may
answer differently. Only the warning before the end looks at the date.

Source: LinkedIn's migrations page, as of 2026-08-13. Later sunset dates follow the rule that the
documented ones match to within two days: the 15th of the same month a year later. There is no
202512.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

__all__ = [
    "CALENDAR",
    "KNOWN_GOOD",
    "Version",
    "VersionSunsetWarning",
    "find_version",
    "sunset_notice",
    "sunset_of",
]

#: A version known to work; use it unless you have a reason for another.
KNOWN_GOOD: Final = "202608"
#: How long before the sunset date the warning starts.
NOTICE: Final = timedelta(days=30)

#: How a program passes a version to a client; callers may pass another way to write it.
_TO_CLIENTS: Final = "version_string={!r}"

_spelling = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])(?:\.?[0-9]{2})?").fullmatch


class VersionSunsetWarning(UserWarning):
    """A version of LinkedIn's API in use ends within 30 days, or has ended."""


class Version(NamedTuple):
    """A monthly version.

    Attributes:
        month: `YYYYMM`.
        sunset: the first day on which LinkedIn may refuse it.
        source: `documented`, or `rule` if the date follows from the documented ones.
    """

    month: str
    sunset: date
    source: Literal["documented", "rule"] = "documented"


#: The versions with a published sunset date, oldest first.
CALENDAR: Final = (
    Version("202504", date(2026, 4, 15)),
    Version("202505", date(2026, 5, 15)),
    Version("202506", date(2026, 6, 15)),
    Version("202507", date(2026, 7, 15)),
    Version("202508", date(2026, 8, 17)),
    Version("202509", date(2026, 9, 15)),
    Version("202510", date(2026, 10, 15)),
    Version("202511", date(2026, 11, 16)),
    Version("202601", date(2027, 1, 15)),
    Version("202602", date(2027, 2, 15)),
    Version("202603", date(2027, 3, 16)),
    Version("202604", date(2027, 4, 15)),
    Version("202605", date(2027, 5, 15)),
    Version("202606", date(2027, 6, 15)),
    Version("202607", date(2027, 7, 15)),
)
_DOCUMENTED: Final = {version.month: version for version in CALENDAR}


def find_version(version: str) -> Version | None:
    """Look up a version.

    Args:
        version: `YYYYMM`, or with a revision: `YYYYMM.RR`, `YYYYMMRR`.

    Returns:
        The version's row in the calendar. For a later month, a row that follows the rule, whether
        that version exists or not. `None` for all others.

    Example:
        >>> find_version("202603")
        Version(month='202603', sunset=datetime.date(2027, 3, 16), source='documented')
        >>> find_version("202608.01")
        Version(month='202608', sunset=datetime.date(2027, 8, 15), source='rule')
    """
    found = _spelling(version)
    if found is None:
        return None
    month = found[1] + found[2]
    if month <= CALENDAR[-1].month:
        return _DOCUMENTED.get(month)
    if int(found[1]) == date.max.year:
        return None
    return Version(month, date(int(found[1]) + 1, int(found[2]), 15), "rule")


def sunset_of(version: str) -> date | None:
    """The first day on which LinkedIn may refuse a version; `None` if it is unknown.

    Args:
        version: as for `find_version`.

    Example:
        >>> sunset_of("202608")
        datetime.date(2027, 8, 15)
    """
    known = find_version(version)
    return None if known is None else known.sunset


def sunset_notice(version: str, today: date, spelled: str | None = None) -> str | None:
    """The warning for users of a version; `None` if its end is unknown or over 30 days away.

    Args:
        version: as for `find_version`.
        today: the date in UTC.
        spelled: how to write another version, with `{}` in its place; `None` for how a program
            passes it to a client.

    Example:
        >>> print(sunset_notice("202605", date(2027, 5, 10)))
        version 202605 of LinkedIn's API ends on 2027-05-15, in 5 days; then every call with it
        gets 426: pass a newer one, such as version_string='202608', to the call or the client
        >>> sunset_notice("202605", date(2027, 1, 1)) is None
        True
    """
    known = find_version(version)
    if known is None or known.sunset - today > NOTICE:
        return None
    days = (known.sunset - today).days
    about = "" if known.source == "documented" else "about "
    when = f", in {days} days; then" if days > 1 else "; from then on"
    ends = (
        f"ends on {about}{known.sunset}{when}" if days > 0 else f"ended on {about}{known.sunset};"
    )
    advice = f"pass {newer_than(known.month)}, to the call or the client"
    if spelled is not None:
        advice = f"use {newer_than(known.month, spelled)}"
    return f"version {version} of LinkedIn's API {ends} every call with it gets 426: {advice}"


def newer_than(version: str, spelled: str = _TO_CLIENTS) -> str:
    """Suggest a version to use instead of one that ends or is refused.

    Args:
        version: the one that ends or is refused.
        spelled: how to write another version, with `{}` in its place.

    Example:
        >>> newer_than("202405")
        "a newer one, such as version_string='202608'"
        >>> newer_than("202405", "--api-version {}")
        'a newer one, such as --api-version 202608'
    """
    if version[:6] < KNOWN_GOOD:
        return f"a newer one, such as {spelled.format(KNOWN_GOOD)}"
    if version[:6] > KNOWN_GOOD:
        return f"one that is known to work, such as {spelled.format(KNOWN_GOOD)}"
    return f"a newer one with {spelled.format('YYYYMM')}"
