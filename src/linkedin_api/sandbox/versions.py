"""Which versions of the versioned API answer: one table, and how the header is read.

Real time ends no version: a test written today must pass next year. Moving the clock past a
version's sunset ends it, as at LinkedIn on that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from linkedin_api.sandbox import arguments, refusals
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.protocol.problems import Refused, Source

_spelling = re.compile(r"([0-9]{4}(?:0[1-9]|1[0-2]))(?:\.?([0-9]{2}))?").fullmatch
_month = re.compile(r"[0-9]{4}(?:0[1-9]|1[0-2])").fullmatch


@dataclass(frozen=True, slots=True)
class Version:
    """One monthly version.

    Attributes:
        month: `YYYYMM`.
        sunset: the day it ends, ISO form; `None` if LinkedIn has not said.
        source: how sure we are that it exists.
    """

    month: str
    sunset: str | None = None
    source: Source = "documented"

    def ends_between(self, before: float, after: float) -> bool:
        """Whether the day of the sunset begins between two moments, in seconds since 1970."""
        if self.sunset is None:
            return False
        return before < datetime.fromisoformat(self.sunset).replace(tzinfo=UTC).timestamp() <= after


#: The versions that answer by default.
ACTIVE: Final = (
    Version("202601", "2027-01-15"),
    Version("202602", "2027-02-15"),
    Version("202603", "2027-03-16"),
    Version("202604", "2027-04-15"),
    Version("202605", "2027-05-15"),
    Version("202606", "2027-06-15"),
    Version("202607", "2027-07-15"),
    Version("202608", source="chosen"),
    Version("202609", source="chosen"),
)

#: Their months.
ACTIVE_MONTHS: Final = frozenset(version.month for version in ACTIVE)


def read_month(text: str) -> str:
    """Return the month of a version.

    Raises:
        ValueError: it is not; the message continues from the name of an argument.
    """
    if not _month(text):
        raise ValueError(f"must be months, such as 202608, not {text!r}")
    return text


def read_months(versions: Iterable[str] | None) -> frozenset[str] | None:
    """Return the months of the argument `versions`.

    Raises:
        ValueError: it is not a list of months.
    """
    if versions is None:
        return None
    try:
        texts = arguments.listed("versions", versions, str)
    except ValueError as error:
        raise ValueError(
            f"versions must be a list of months as text, such as ['202608'], not {versions!r}"
        ) from error
    try:
        return frozenset(map(read_month, texts))
    except ValueError as error:
        raise ValueError(f"versions {error}") from error


class ActiveVersions:
    """The months that answer in one sandbox.

    Args:
        clock: the sandbox's; ends versions when it is moved.
        named: months that always answer; `None` for those in the table.

    Attributes:
        months: that answer now.
    """

    def __init__(self, clock: Clock, named: Iterable[str] | None = None) -> None:
        self._first = ACTIVE_MONTHS if named is None else frozenset(named)
        self.months = self._first
        if named is None:
            clock.watch(self._end)

    def reset(self) -> None:
        """Restore the versions that ended when the clock was moved."""
        self.months = self._first

    def _end(self, before: float, after: float) -> None:
        self.months -= {each.month for each in ACTIVE if each.ends_between(before, after)}


def check_version(header: str | None, active: frozenset[str]) -> str:
    """Return the version as LinkedIn prints it, month and revision: `20260101`.

    Args:
        header: value of `LinkedIn-Version`, `YYYYMM` or `YYYYMM` with a revision
            (`20260101`, `202601.01`); `None` if absent.
        active: months that answer.

    Raises:
        Refused: 400 if absent or malformed, 426 if the month is not active.
    """
    if not header:
        raise Refused(refusals.VERSION_MISSING)
    match = _spelling(header)
    if match is None:
        raise Refused(refusals.VERSION_MALFORMED.fill(version=header))
    printed = match[1] + (match[2] or "01")
    if match[1] not in active:
        raise Refused(refusals.VERSION_INACTIVE.fill(version=printed))
    return printed
