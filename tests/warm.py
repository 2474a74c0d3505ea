"""Processes of Python that begin with large libraries loaded: a server forks them, see `start`.

To load `dlt` or `airbyte_cdk` takes longer than what most tests do in a process of their own. What
is forked is a process like any other: with its own pipes, environment, folder and signals, and it
ends like Python does. What is about the start of Python itself, or about what it loads, starts
Python.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.reduction import DupFd
from typing import IO, Any, Final

PROCESSES: Final = multiprocessing.get_context("forkserver")
_loaded: Final = [
    "linkedin_api.cli.run",
    "linkedin_api.cli.commands",
    "linkedin_api.cli.sync",
    "linkedin_api.clients.restli.client",
    "linkedin_api.clients.transports.async_transport",
    "linkedin_api.clients.transports.sync_transport",
    "linkedin_api.sandbox.server",
    "linkedin_api.sources.engines.dlt.load",
    "dlt.destinations.impl.duckdb.duck",
    "pandas",  # where it is installed, Arrow loads it with its first array
]


def load(*modules: str) -> None:
    """Have the server load modules before it forks; it starts with the first process."""
    _loaded.extend(modules)
    PROCESSES.set_forkserver_preload(_loaded)


load()


class Process:
    """What `subprocess.Popen` is for a program that is executed."""

    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]

    def __init__(
        self,
        program: Sequence[str],
        environment: Mapping[str, str],
        folder: str,
        given: tuple[int | None, int | None],
        *,
        stdin: bool,
    ) -> None:
        theirs_to_read, ours_to_write = os.pipe()
        self.stdin = os.fdopen(ours_to_write, "w", encoding="utf-8")
        if not stdin:
            self.stdin.close()
        ours, theirs = zip(os.pipe(), os.pipe(), strict=True)
        outputs = [pipe if it is None else it for pipe, it in zip(theirs, given, strict=True)]
        files = [DupFd(each) for each in (theirs_to_read, *outputs)]
        self._process = PROCESSES.Process(
            target=_become, args=([*program], {**environment}, folder, files)
        )
        self._process.start()
        for each in (theirs_to_read, *theirs):
            os.close(each)
        self.stdout, self.stderr = (os.fdopen(each, encoding="utf-8") for each in ours)
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self.returncode

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()

    def send_signal(self, number: int) -> None:
        os.kill(self._process.pid, number)

    def communicate(self) -> tuple[str, str]:
        """Write no more, read both to their ends, and wait; another time there is no more."""
        self.stdin.close()
        if self.stdout.closed:
            return "", ""
        errors: list[str] = []
        reading = threading.Thread(target=lambda: errors.append(self.stderr.read()))
        reading.start()
        text = self.stdout.read()
        reading.join()
        self.wait()
        self.stdout.close()
        self.stderr.close()
        return text, errors[0]


def start(
    *program: str,
    env: Mapping[str, str] | None = None,
    cwd: str | os.PathLike[str] = ".",
    stdin: bool = False,
    stdout: int | None = None,
    stderr: int | None = None,
) -> Process:
    """Begin a program: `"-m", "module", …` or `"-c", "code", …`.

    Args:
        program: what would stand behind `python` in a shell.
        env: the whole environment; by default that of this process.
        cwd: where it begins.
        stdin: whether it has something to read: what is written to `Process.stdin`.
        stdout: a descriptor in the place of a pipe, such as that of a terminal.
        stderr: the same.
    """
    environment = os.environ if env is None else env
    folder = str(os.path.abspath(cwd))  # noqa: PTH100
    return Process(program, environment, folder, (stdout, stderr), stdin=stdin)


def run(*program: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    process = start(*program, **options)
    out, err = process.communicate()
    return subprocess.CompletedProcess(program, process.returncode or 0, out, err)


def _become(
    program: list[str], environment: dict[str, str], folder: str, files: list[DupFd]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.stdin.close()  # which has the number that one of the given may have by now
    for number, given in enumerate([each.detach() for each in files]):
        os.dup2(given, number)
        os.close(given)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if not any("airbyte" in word for word in program):
        logging.getLogger().handlers.clear()  # what airbyte-cdk adds when it is loaded
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os._exit(_code_of(program))


def _code_of(program: Sequence[str]) -> int:
    """Run a program to its end, as Python does, and return its exit code."""
    kind, what, *arguments = program
    sys.argv = [kind, *arguments]
    code: Any = 0
    try:
        if kind == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as ended:
        code = ended.code
        if not isinstance(code, int | None):
            sys.stderr.write(f"{code}\n")
            code = 1
    except BaseException:  # noqa: BLE001  Python would show it too
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = 120
    return code or 0
