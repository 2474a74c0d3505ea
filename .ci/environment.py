"""Make a virtual environment, or install into one, and show how far that is.

    python .ci/environment.py make FOLDER
    python .ci/environment.py install FOLDER ARGUMENTS-OF-PIP-INSTALL...

On a terminal one line shows what is being done; elsewhere a line every ten seconds does. What pip
says is shown only if it fails.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple, NoReturn

#: Seconds between two lines where there is no terminal, and between two changes of a line.
_SELDOM: Final = 10.0
_OFTEN: Final = 0.2
#: Lines of pip that are shown if it failed and named no error.
_TAIL: Final = 15
_STOPPED: Final = 130
_NO_CONNECTION: Final = re.compile(
    r"NewConnectionError|ProxyError|ConnectTimeoutError|NameResolutionError|Name or service"
    r"|Max retries exceeded|Read timed out|Connection refused|Network is unreachable"
)


class Phase(NamedTuple):
    """A line of pip's, and what to show for it."""

    line: re.Pattern[str]
    shown: str


PHASES: Final = (
    Phase(_NO_CONNECTION, "no connection yet; pip tries again"),
    Phase(re.compile(r"(?:Collecting|Obtaining) ([\w.-]+)"), r"looking for \1"),
    Phase(re.compile(r"\s+Downloading (?:\S+/)?([\w.]+)-\d\S* (\(.+?\))"), r"downloading \1 \2"),
    Phase(re.compile(r"\s*(?:Building|Preparing|Installing build|Getting) "), "building"),
    Phase(re.compile(r"Installing collected packages"), "unpacking"),
)


def phase_of(line: str) -> str | None:
    """Return what pip does by a line that it printed; `None` if the line does not say.

    Example:
        >>> phase_of("  Downloading duckdb-1.4.1-cp311-linux.whl (20.4 MB)")
        'downloading duckdb (20.4 MB)'
    """
    for phase in PHASES:
        found = phase.line.search(line)
        if found:
            return found.expand(phase.shown)
    return None


class Progress:
    """What is done now, as one changing line or as a line now and then.

    Args:
        task: what all of it is.
    """

    def __init__(self, task: str) -> None:
        self.phase = ""
        self._task = task
        self._begun = time.monotonic()
        self._is_terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        self._is_over = threading.Event()
        if not self._is_terminal:
            self._print(f"{task} …\n")

    @property
    def seconds(self) -> int:
        """How long it has taken."""
        return round(time.monotonic() - self._begun)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show it until the end of the `with` block."""
        showing = threading.Thread(target=self._show, daemon=True)
        showing.start()
        try:
            yield
        finally:
            self._is_over.set()
            showing.join()
            if self._is_terminal:
                self._print("\r\x1b[K")

    def _show(self) -> None:
        self._line()
        while not self._is_over.wait(_OFTEN if self._is_terminal else _SELDOM):
            self._line()

    def _line(self) -> None:
        line = f"{self._task}: {self.seconds} s" + (f", {self.phase}" if self.phase else "")
        if self._is_terminal:
            self._print(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
        elif self.seconds:
            self._print(f"{line}\n")

    def _print(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def run(task: str, command: Sequence[str]) -> None:
    """Run a command to its end with its progress; exit if it fails or is stopped."""
    progress = Progress(task)
    printed: list[str] = []
    with progress.shown():
        process = subprocess.Popen(  # noqa: S603  # the commands of this file
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            for line in process.stdout or ():
                printed.append(line)
                progress.phase = phase_of(line) or progress.phase
        except KeyboardInterrupt:
            process.terminate()  # unless Ctrl-C reached it too
        code = process.wait()
    if code in {-signal.SIGINT, -signal.SIGTERM} or (code and is_cancelled(printed)):
        fail("stopped; the same command goes on from here", _STOPPED)
    if code:
        fail(reason(printed), 1)
    print(f"{task}: done in {progress.seconds} s")  # noqa: T201


def is_cancelled(printed: Sequence[str]) -> bool:
    """Whether the last words are pip's or Python's of Ctrl-C."""
    return any("cancelled by user" in line or "KeyboardInterrupt" in line for line in printed[-3:])


def reason(printed: Sequence[str]) -> str:
    """Return why it failed: in one sentence if there is no connection, else in its own words."""
    if any(_NO_CONNECTION.search(line) for line in printed):
        return (
            "pip cannot reach the package index. Check the network and the proxy, then repeat the"
            " command; what is already installed stays."
        )
    errors = [line for line in printed if line.lower().lstrip().startswith("error")]
    return "".join(errors or printed[-_TAIL:]).strip()


def fail(sentence: str, code: int) -> NoReturn:
    """Print why this ends, and end."""
    print(f"Error: {sentence.removeprefix('ERROR: ')}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


def main(action: str, folder: str, *arguments: str) -> None:
    """Do what the command line says."""
    if action == "make":
        run(f"making the environment {folder}", [sys.executable, "-m", "venv", folder])
        return
    python = os.path.join(folder, "bin", "python")  # noqa: PTH118  # `./` stays where it is
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    run(f"installing into {folder}", [*pip, "--progress-bar", "off", *arguments])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        fail("stopped; the same command goes on from here", _STOPPED)
