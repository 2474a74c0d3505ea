"""Ctrl-C and SIGTERM at any time: a message and an exit code, never a traceback.

The first signal raises an exception, so that the command can clean up. While Python imports
modules, collects garbage or shuts down, an exception would be swallowed; there the signal ends
the process at once. So does a second signal. Loaded rows survive this, as they survive a power
failure.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, Final, NoReturn

#: The message, also if there is no time to print more.
STOPPED: Final = "stopped"
#: What to do after a sync was stopped.
KEPT: Final = "loaded rows are kept; repeat the command to continue"
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
#: The file name of frames that import modules.
_IMPORTING: Final = "<frozen importlib"
_SHOW_CURSOR: Final = "\x1b[?25h"


class Stop(KeyboardInterrupt):
    """A signal asks the command to stop.

    Attributes:
        signal_code: the signal number.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal_code = number


class Interruption:
    """Handles the signals of the process.

    Attributes:
        signal_code: the signal that asked the command to stop; 0 if there was none.
    """

    def __init__(self) -> None:
        self.signal_code = 0
        self._is_over = False
        self._as_json = False
        self._hint = ""
        self._code = 0

    def begin(self, *, as_json: bool, hint: str = "") -> None:
        """Handle signals from now on; a signal that the parent ignores stays ignored.

        Args:
            as_json: whether the message is a JSON document.
            hint: what to do after the command was stopped.
        """
        self._as_json = as_json
        self._hint = hint
        atexit.register(self._last)  # registered first, so called last
        sys.unraisablehook = self._swallowed
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    def end(self, code: int) -> None:
        """End the process after its exit handlers have run.

        Python's own shutdown takes long, and ignores signals meanwhile.
        """
        self._is_over = True
        self._code = code
        sys.exit(code)

    def _last(self) -> None:
        if self._is_over:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):  # its reader has gone, or it is closed
                    stream.flush()
            os._exit(self._code)

    def now(self, number: int) -> NoReturn:
        """Print the message and end the process at once."""
        line = f"Error: {STOPPED}\n" + (f"  hint: {self._hint}\n" if self._hint else "")
        if self._as_json and not self._is_over:
            hint = f'"{self._hint}"' if self._hint else "null"
            error = f'{{"message": "{STOPPED}", "hint": {hint}}}'
            _write(1, f'{{"error": {error}, "exit_code": {128 + number}}}\n')
        else:
            _write(2, (_SHOW_CURSOR if os.isatty(2) else "") + line)
        os._exit(128 + number)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self.signal_code or self._is_over or _is_importing(frame):
            self.now(number)
        self.signal_code = number
        raise Stop(number)

    def _swallowed(self, unraisable: Any) -> None:
        """Handle an exception that Python swallows, such as in a `__del__`."""
        if isinstance(unraisable.exc_value, Stop):
            self.now(unraisable.exc_value.signal_code)
        sys.__unraisablehook__(unraisable)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTING):
            return True
        frame = frame.f_back
    return False


def _write(descriptor: int, text: str) -> None:
    with suppress(OSError):  # its reader has gone
        os.write(descriptor, text.encode())


#: The handler of this process.
interruption: Final = Interruption()
