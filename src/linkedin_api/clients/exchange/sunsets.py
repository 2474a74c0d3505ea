"""Warn that a version ends, at the line of the program that uses it.

A client that talks to this machine does not warn: a sandbox does not end versions by itself, and a
program's tests should not start to fail after a year.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.program_lines import Line
from linkedin_api.versions import VersionSunsetWarning, sunset_notice


class SunsetWatch:
    """Warns when a version is near its sunset date, once per version; one per client.

    The warning shows the line of the call. A call that runs in a thread has none; then it shows
    the line that created the client.
    """

    __slots__ = ("_made", "_seen")

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._made = Line.of_program()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()  # the line that created the client is not in the copy's program

    @classmethod
    def over(cls, base_url: str) -> Self | None:
        """Create a watch for a client; `None` if it talks to this machine."""
        return None if is_on_loopback(base_url) else cls()

    def look_at(self, version: str, now: float) -> None:
        """Warn if this version is new to the watch and near its sunset date.

        If no line of the program is on the stack, such as in a thread of a data source, there
        is no warning: whoever started that thread has issued it.
        """
        if version in self._seen:
            return
        notice = sunset_notice(version, datetime.fromtimestamp(now, UTC).date())
        if notice is not None and (line := Line.of_program() or self._made or Line.of_loop()):
            line.warn(notice, VersionSunsetWarning)
        self._seen.add(version)  # last, since a warning may be an error, which must repeat
