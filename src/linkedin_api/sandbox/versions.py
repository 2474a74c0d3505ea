"""Which versions of the versioned API answer: one table, and how the header is read.

Membership alone decides, never the clock: a test written today must pass next year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.protocol import problems
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


#: The versions that answer unless a sandbox is told otherwise.
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
    """Return a month that a sandbox is to answer for.

    Raises:
        ValueError: it is none; the message goes on from the name of an argument.
    """
    if not _month(text):
        raise ValueError(f"must be months, such as 202608, not {text!r}")
    return text


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
        raise Refused(problems.VERSION_MISSING)
    match = _spelling(header)
    if match is None:
        raise Refused(problems.VERSION_MALFORMED.fill(version=header))
    printed = match[1] + (match[2] or "01")
    if match[1] not in active:
        raise Refused(problems.VERSION_INACTIVE.fill(version=printed))
    return printed
