"""A real Spark in a process of its own, and the processes that it starts."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from required_programs import Required

JAVA = Required(
    {"Java 17": shutil.which("java")}, "on Debian: apt-get install openjdk-17-jre-headless"
)
PROGRAM = Path(__file__).with_name("spark_program.py")
#: Executors are processes of their own.
CLUSTER = "local-cluster[2,1,1024]"


class RealSpark:
    """A running program that uses the data source.

    Args:
        master: where Spark runs.
        folder: where it writes.
        ahead: seconds that its clock is ahead.
    """

    def __init__(self, master: str, folder: Path, ahead: float = 0) -> None:
        self.folder = folder
        self._log = (folder / "log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, PROGRAM, master, str(folder), str(ahead)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, "PYSPARK_PYTHON": sys.executable},
            start_new_session=True,
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(60)
        self.kill()
        self._process.stdout.close()
        self._log.close()

    def kill(self) -> None:
        """Kill the program and all that it started; another thread may be waiting for it."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def begin(self, do: str, **command: Any) -> Callable[[], Any]:
        """Begin a command; the function waits for its answer."""
        self._process.stdin.write(json.dumps({"do": do, **command}) + "\n")
        self._process.stdin.flush()
        return self._answer

    def do(self, do: str, **command: Any) -> Any:
        """Carry out a command.

        Raises:
            SparkFailure: it failed.
        """
        return self.begin(do, **command)()

    def executors(self) -> list[int]:
        """The processes of executors."""
        return [
            process
            for process, words in _processes()
            if b"CoarseGrainedExecutorBackend" in words and os.getpgid(process) == self._process.pid
        ]

    def _answer(self) -> Any:
        for line in self._process.stdout:
            if line.startswith("> "):
                break
        else:
            raise SparkFailure(f"Spark has ended: {self.log[-3000:]}")
        if line == "> ready\n":
            return None
        answer = json.loads(line[2:])
        if "error" in answer:
            raise SparkFailure(answer["error"])
        return answer["answer"]


class SparkFailure(Exception):
    """A command failed; the message is what a user sees."""


def _processes() -> Iterator[tuple[int, bytes]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield int(folder.name), (folder / "cmdline").read_bytes()


def when(condition: Callable[[], bool], action: Callable[[], None]) -> threading.Thread:
    """Do something once, as soon as a condition holds."""

    def wait() -> None:
        while not condition():
            pause.wait(0.02)
        action()

    pause = threading.Event()
    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread
