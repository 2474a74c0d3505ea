"""Lines of the program that uses this package, to show them in warnings."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from types import FrameType
from typing import Any, Final, NamedTuple, Self

#: The packages between a program and this library's call.
_OURS: Final = frozenset({"linkedin_api"})
#: Packages that run a call elsewhere than where the program made it.
_ELSEWHERE: Final = frozenset({"asyncio", "concurrent", "threading"})
#: `inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR`, without the time that importing it takes.
_ASYNC: Final = 0x80 | 0x200
#: How the code of a module is called, and that of a notebook's cell. Notebooks run all cells in
#: coroutines, but a cell is no asynchronous code.
_TOP: Final = ("<module>", "<cell line")


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
    def of_coroutine(cls) -> Self | None:
        """The line that called this package, if it runs in a coroutine; `None` elsewhere."""
        frame = first = _beyond(sys._getframe(), _OURS)  # noqa: SLF001
        while frame is not None and not frame.f_code.co_name.startswith(_TOP):
            if frame.f_code.co_flags & _ASYNC and first is not None:
                return cls._of(first)
            frame = frame.f_back
        return None

    @classmethod
    def of_loop(cls) -> Self | None:
        """The line where a program started the loop that runs this package."""
        frame = _beyond(sys._getframe(), _OURS | _ELSEWHERE)  # noqa: SLF001
        return None if frame is None else cls._of(frame)

    @classmethod
    def _of(cls, frame: FrameType) -> Self:
        return cls(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)

    def warn(self, notice: str, category: type[Warning]) -> None:
        """Issue a warning at this line, as often as the warning filters allow."""
        warnings.warn_explicit(
            notice,
            category,
            self.file,
            self.number,
            self.names.get("__name__") or "<string>",  # as `warnings` names code without a module
            self.names.setdefault("__warningregistry__", {}),
        )


def warn_program(notice: str, category: type[Warning]) -> None:
    """Warn at the line that called this package, or started the loop that runs it.

    A thread may have neither; then the warning shows a line of this package.
    """
    line = Line.of_program() or Line.of_loop()
    if line is None:
        warnings.warn(notice, category, stacklevel=2)
        return
    line.warn(notice, category)


def _beyond(frame: FrameType | None, packages: frozenset[str]) -> FrameType | None:
    while frame is not None and _package(frame) in packages:
        frame = frame.f_back
    return frame


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__")).partition(".")[0]
