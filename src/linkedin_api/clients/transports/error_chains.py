"""What stands behind an exception: its causes, and the frames that they passed through."""

from __future__ import annotations

from collections.abc import Iterator
from types import FrameType


def chain(error: BaseException) -> list[BaseException]:
    """An exception and what it came from; one that is raised several times comes once."""
    found: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in found:
        found.append(behind)
        behind = behind.__cause__ or behind.__context__
    return found


def frames(error: BaseException) -> Iterator[FrameType]:
    """The frames that an exception passed through."""
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame
        step = step.tb_next
