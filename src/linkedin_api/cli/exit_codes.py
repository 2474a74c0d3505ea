"""The exit codes of the command, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class ExitCode(IntEnum):
    """The exit code of a command."""

    COMPLETE = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    LIMITED = 4
    STOPPED = 130
    TERMINATED = 143


#: As the help and the documentation describe them.
MEANINGS: Final[Mapping[ExitCode, str]] = MappingProxyType(
    {
        ExitCode.COMPLETE: "complete",
        ExitCode.FAILED: "failed, and the message says why; or `doctor` found something",
        ExitCode.USAGE: "the command line is wrong; no call was made",
        ExitCode.INCOMPLETE: "some tables, organizations or entries failed; the rest is done",
        ExitCode.LIMITED: "a daily limit is reached; the output says when to continue",
        ExitCode.STOPPED: "stopped by Ctrl-C; repeat the command to continue",
        ExitCode.TERMINATED: "stopped by SIGTERM, as schedulers do; repeat the command to continue",
    }
)
