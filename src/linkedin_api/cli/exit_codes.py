"""How the command ends: its exit codes, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class ExitCode(IntEnum):
    """What a command ends with."""

    COMPLETE = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    LIMITED = 4
    STOPPED = 130
    TERMINATED = 143


#: As the help and the documentation tell them.
MEANINGS: Final[Mapping[ExitCode, str]] = MappingProxyType(
    {
        ExitCode.COMPLETE: "complete",
        ExitCode.FAILED: "failed: token, version, connection or destination",
        ExitCode.USAGE: "the command line is wrong; nothing was asked",
        ExitCode.INCOMPLETE: "a page or a table could not be read; the rest is loaded",
        ExitCode.LIMITED: "a limit of the day is reached; it says when to go on",
        ExitCode.STOPPED: "stopped by Ctrl-C; type the same again to go on",
        ExitCode.TERMINATED: "stopped by SIGTERM, as a scheduler or a container does it; likewise",
    }
)
