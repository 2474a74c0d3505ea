"""Programs whose clock is moved, with all that they start: by a library loaded before any other.

Patching a clock inside of one process would leave out the databases, browsers and commands that
tests start; some tools that do more make `time.sleep` fail.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

_SOURCE: Final = Path(__file__).with_name("moved.c")


class CannotMoveError(RuntimeError):
    """The clock cannot be moved on this machine; the message says what is missing."""


def build(folder: Path) -> Path:
    """Compile the library, so that every user may load it, and return its path.

    Raises:
        CannotMoveError: there is no compiler, it fails, or this is not Linux.
    """
    if sys.platform != "linux":
        raise CannotMoveError("the clock is moved by LD_PRELOAD, which only Linux has")
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        raise CannotMoveError(
            "a C compiler is needed to move the clock, and there is no cc"
            " (on Debian: apt-get install gcc libc6-dev; CC names another one)"
        )
    library = folder / "moved.so"
    command = [compiler, "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    made = subprocess.run(
        [*command, "-o", library, _SOURCE, "-ldl"], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise CannotMoveError(f"{compiler} cannot compile {_SOURCE.name}:\n{made.stderr}")
    folder.chmod(0o755)  # a database may run as somebody else
    library.chmod(0o755)
    return library


def moved(library: Path, moment: datetime, zone: str) -> dict[str, str]:
    """Return the environment of a program that begins at a moment, in a time zone.

    Raises:
        CannotMoveError: a program that has it tells another time, or another zone.
    """
    others = re.split(r"[\s:]+", os.environ.get("LD_PRELOAD", ""))
    libraries = [library, *(name for name in others if name and Path(name).name != library.name)]
    environment = {
        **os.environ,
        "CLOCK_MOVED_BY": str(round(moment.timestamp() - _kernel_time())),
        "LD_PRELOAD": " ".join(map(str, libraries)),
        "TZ": zone,
    }
    _check(environment, moment)
    return environment


def _kernel_time() -> float:
    """The time by the kernel, which dates new files, whatever moves the clock of this process."""
    with tempfile.TemporaryFile() as file:
        return os.fstat(file.fileno()).st_mtime


def _check(environment: dict[str, str], moment: datetime) -> None:
    code = (
        "import time, zoneinfo, datetime, os; now = datetime.datetime.now(datetime.UTC);"
        "there = zoneinfo.ZoneInfo(os.environ['TZ']).utcoffset(now).total_seconds();"
        "print(time.time(), time.localtime().tm_gmtoff == there)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    if asked.returncode:
        raise CannotMoveError(f"no program runs with a moved clock: {asked.stderr}")
    now, is_there = asked.stdout.split()
    if abs(float(now) - moment.timestamp()) > 3600:
        raise CannotMoveError(f"a program that should begin at {moment} begins at {now}")
    if is_there != "True":
        raise CannotMoveError(
            f"the system does not know the time zone {environment['TZ']}"
            " (on Debian: apt-get install tzdata)"
        )
