"""Ctrl-C and SIGTERM, whenever they come: a sentence and a code, never a traceback.

The first one is raised where the command is, so that it leaves everything in order. Where
nothing can be raised, since others would swallow it, the process ends there and then: while
modules are imported, while Python collects garbage, while it shuts down. The second one ends
it at once, too. Whatever a sync has loaded stands that, as it stands a power cut.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, Final, NoReturn

#: As it is said where no time is left to say more.
STOPPED: Final = "stopped"
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
#: What the frames of an import are called.
_IMPORTING: Final = "<frozen importlib"
_SHOW_CURSOR: Final = "\x1b[?25h"


class Stop(KeyboardInterrupt):
    """The command is asked to stop.

    Attributes:
        signal_code: by which signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal_code = number


class Interruption:
    """What is known of being asked to stop; one for the process.

    Attributes:
        signal_code: by which signal the command was asked to stop; 0 if it was not.
    """

    def __init__(self) -> None:
        self.signal_code = 0
        self._is_over = False
        self._as_json = False
        self._code = 0

    def begin(self, *, as_json: bool) -> None:
        """Listen from now on; a signal that is ignored, as in a script's background, still is."""
        self._as_json = as_json
        atexit.register(self._last)  # the first to be registered is the last to be called
        sys.unraisablehook = self._swallowed
        for number in _SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    def end(self, code: int) -> None:
        """End the process after all was said; what others do at its end is done before.

        Python takes long to take its modules apart, and hears no signals meanwhile.
        """
        self._is_over = True
        self._code = code
        sys.exit(code)

    def _last(self) -> None:
        if self._is_over:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):  # nobody listens any more, or it is closed
                    stream.flush()
            os._exit(self._code)

    def now(self, number: int) -> NoReturn:
        """Say it, and end the process there and then."""
        told = f"Error: {STOPPED}\n"
        if self._as_json and not self._is_over:
            error = f'{{"message": "{STOPPED}", "hint": null}}'
            _write(1, f'{{"error": {error}, "exit_code": {128 + number}}}\n')
        else:
            _write(2, (_SHOW_CURSOR if os.isatty(2) else "") + told)
        os._exit(128 + number)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self.signal_code or self._is_over or _is_importing(frame):
            self.now(number)
        self.signal_code = number
        raise Stop(number)

    def _swallowed(self, unraisable: Any) -> None:
        """Take what was raised where nothing can be, such as in a `__del__`."""
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
    with suppress(OSError):  # nobody listens any more
        os.write(descriptor, text.encode())


#: Of this process.
interruption: Final = Interruption()
