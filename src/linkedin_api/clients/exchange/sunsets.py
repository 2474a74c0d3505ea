"""The warning that a version ends, at the line of the program that uses it.

Whoever talks to this machine is not warned: a sandbox never ends a version, and a program's
tests must not fail because a year has passed.
"""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from types import FrameType
from typing import Any, Final, NamedTuple, Self, TypeVar

from linkedin_api.clients.coroutine_functions import mark_coroutine_function
from linkedin_api.clients.loopback import is_on_loopback
from linkedin_api.versions import VersionSunsetWarning, sunset_notice

C = TypeVar("C")
#: What stands between a program and this package, where it is called through the library.
_OURS: Final = frozenset({"linkedin_api"})
#: What runs a call elsewhere than where the program has made it.
_ELSEWHERE: Final = frozenset({"asyncio", "concurrent", "threading"})


class Line(NamedTuple):
    """A line of a program, as the target of a warning."""

    file: str
    number: int
    names: dict[str, Any]

    @classmethod
    def of_program(cls, between: Iterable[str] = ()) -> Self | None:
        """The line that this package was called by; `None` if a loop or a thread called it.

        Args:
            between: packages through which a program may have called it.
        """
        frame = _beyond(sys._getframe(), _OURS.union(between))  # noqa: SLF001  # 3.12 has a way
        return None if frame is None or _package(frame) in _ELSEWHERE else cls._of(frame)

    @classmethod
    def of_loop(cls) -> Self | None:
        """The line by which a program has started the loop that runs this package."""
        frame = _beyond(sys._getframe(), _OURS | _ELSEWHERE)  # noqa: SLF001
        return None if frame is None else cls._of(frame)

    @classmethod
    def _of(cls, frame: FrameType) -> Self:
        return cls(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)

    def warn(self, notice: str) -> None:
        """Warn here that a version ends, as often as the filters of warnings say."""
        warnings.warn_explicit(
            notice,
            VersionSunsetWarning,
            self.file,
            self.number,
            self.names.get("__name__") or "<string>",  # what `warnings` calls code without a module
            self.names.setdefault("__warningregistry__", {}),
        )


def _beyond(frame: FrameType | None, packages: frozenset[str]) -> FrameType | None:
    while frame is not None and _package(frame) in packages:
        frame = frame.f_back
    return frame


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__")).partition(".")[0]


class SunsetWatch:
    """Warns of a version near its sunset, once for each version; every client has one.

    The line is that of the call. A call that was handed to a thread has none of its own: then
    it is the line at which the client was made.
    """

    __slots__ = ("_made", "_seen")

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._made = Line.of_program()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()  # the line at which a client was made is not in a copy's program

    @classmethod
    def over(cls, base_url: str) -> Self | None:
        """Watch over a client that talks to an address; `None` if it is this machine's."""
        return None if is_on_loopback(base_url) else cls()

    def look_at(self, version: str, now: float) -> None:
        """Warn, if this version was not looked at before and is near its sunset.

        Where no program is on the way here, such as on a thread of a data source, nothing is
        said: who began that thread has said it.

        Args:
            version: the version of a call.
            now: seconds since 1970.
        """
        if version in self._seen:
            return
        notice = sunset_notice(version, datetime.fromtimestamp(now, UTC).date())
        if notice is not None and (line := Line.of_program() or self._made or Line.of_loop()):
            line.warn(notice)
        self._seen.add(version)  # and not before, as a warning may be an error, again and again


def looks_when_called(client: type[C]) -> type[C]:
    """Make an asynchronous client look at the version when a method is called.

    The coroutine that a method gives may be run anywhere, such as in a task of its own, where
    nothing is left of the line that called the method.
    """
    for name, method in list(vars(client).items()):
        if inspect.iscoroutinefunction(method):
            parameters = inspect.signature(method).parameters
            if "version_string" in parameters:
                place = list(parameters).index("version_string") - 1
                left_out = parameters["version_string"].default
                setattr(client, name, _looking(method, place, left_out))
    return client


def _looking(method: Callable[..., Any], place: int, left_out: object) -> Callable[..., Any]:
    @wraps(method)
    def look_and_call(client: Any, *given: Any, **named: Any) -> Any:
        version = named.get("version_string", left_out)
        client._look_at(given[place] if len(given) > place else version)  # noqa: SLF001
        return method(client, *given, **named)

    return mark_coroutine_function(look_and_call)
