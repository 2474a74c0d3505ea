"""Warn that a version ends, at the line of the program that uses it.

A client that talks to this machine does not warn: a sandbox does not end versions by itself, and a
program's tests should not start to fail after a year.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from types import FrameType
from typing import Any, Final, NamedTuple, Self

from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.versions import VersionSunsetWarning, sunset_notice

#: The packages between a program and this library's call.
_OURS: Final = frozenset({"linkedin_api"})
#: Packages that run a call elsewhere than where the program made it.
_ELSEWHERE: Final = frozenset({"asyncio", "concurrent", "threading"})


class Line(NamedTuple):
    """A line of a program, to show in a warning."""

    file: str
    number: int
    names: dict[str, Any]

    @classmethod
    def of_program(cls, between: Iterable[str] = ()) -> Self | None:
        """The line that called this package; `None` if a loop or a thread called it.

        Args:
            between: packages through which a program may have called it.
        """
        frame = _beyond(sys._getframe(), _OURS.union(between))  # noqa: SLF001  # 3.12 has a way
        return None if frame is None or _package(frame) in _ELSEWHERE else cls._of(frame)

    @classmethod
    def of_loop(cls) -> Self | None:
        """The line where a program started the loop that runs this package."""
        frame = _beyond(sys._getframe(), _OURS | _ELSEWHERE)  # noqa: SLF001
        return None if frame is None else cls._of(frame)

    @classmethod
    def _of(cls, frame: FrameType) -> Self:
        return cls(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)

    def warn(self, notice: str) -> None:
        """Issue the warning at this line, as often as the warning filters allow."""
        warnings.warn_explicit(
            notice,
            VersionSunsetWarning,
            self.file,
            self.number,
            self.names.get("__name__")
            or "<string>",  # the `warnings` name for code without a module
            self.names.setdefault("__warningregistry__", {}),
        )


def _beyond(frame: FrameType | None, packages: frozenset[str]) -> FrameType | None:
    while frame is not None and _package(frame) in packages:
        frame = frame.f_back
    return frame


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__")).partition(".")[0]


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

        Args:
            version: the version of a call.
            now: seconds since 1970.
        """
        if version in self._seen:
            return
        notice = sunset_notice(version, datetime.fromtimestamp(now, UTC).date())
        if notice is not None and (line := Line.of_program() or self._made or Line.of_loop()):
            line.warn(notice)
        self._seen.add(version)  # last, since a warning may be an error, which must repeat
