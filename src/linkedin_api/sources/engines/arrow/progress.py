"""The progress of a reading: one line in a terminal, a bar in a notebook, otherwise nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from html import escape
from importlib import import_module
from typing import Any

from linkedin_api.sources.reading.reader import Tally


class Progress:
    """Shows progress; by itself, nothing."""

    def show(self, tallies: Mapping[str, Tally]) -> None:
        """Show the progress of all tables."""

    def end(self) -> None:
        """Leave nothing behind that is out of date."""


def progress(*, is_wanted: bool) -> Progress:
    """Return what shows progress here."""
    if is_wanted and _is_notebook():
        return _InNotebook()
    if is_wanted and sys.stderr is not None and sys.stderr.isatty():
        return _InTerminal()
    return Progress()


def line(tallies: Mapping[str, Tally]) -> str:
    """Return the progress in words.

    Example:
        >>> line({"posts": Tally(50, done=12, calls=30, rows=1200), "roles": Tally()})
        'Reading from LinkedIn: 12 of 50 parts, 30 calls, 1,200 rows'
        >>> line({"posts": Tally()})
        'Reading from LinkedIn: 0 calls, 0 rows'
    """
    done, parts = _share(tallies)
    known = f"{done:,} of {parts:,} parts, " if parts else ""
    calls = sum(tally.calls for tally in tallies.values())
    rows = sum(tally.rows for tally in tallies.values())
    return f"Reading from LinkedIn: {known}{calls:,} calls, {rows:,} rows"


def _share(tallies: Mapping[str, Tally]) -> tuple[int, int]:
    done = sum(tally.done for tally in tallies.values())
    return done, sum(tally.parts or 0 for tally in tallies.values())


class _InTerminal(Progress):
    def __init__(self) -> None:
        self._shown = 0

    def show(self, tallies: Mapping[str, Tally]) -> None:
        """Write over the last line."""
        text = line(tallies)[: shutil.get_terminal_size().columns - 1]
        self._write(f"\r{text:{self._shown}}")
        self._shown = len(text)

    def end(self) -> None:
        """Remove the line."""
        self._write(f"\r{'':{self._shown}}\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


class _InNotebook(Progress):
    def __init__(self) -> None:
        self._display: Any = None
        self._last = ""

    def show(self, tallies: Mapping[str, Tally]) -> None:
        """Move the bar."""
        done, parts = _share(tallies)
        self._last = line(tallies)
        bar = f'<progress value="{done}" max="{max(parts, 1)}"></progress>'
        self._put(f"{bar} {escape(self._last)}")

    def end(self) -> None:
        """Leave the last line, without the bar."""
        if self._display is not None:
            self._put(escape(self._last.replace("Reading", "Read", 1)))

    def _put(self, html: str) -> None:
        ipython: Any = import_module("IPython.display")  # it has no types
        shown = ipython.HTML(html)
        if self._display is None:
            self._display = ipython.display(shown, display_id=True)
        else:
            self._display.update(shown)


def _is_notebook() -> bool:
    """Whether a kernel of Jupyter runs this program; IPython in a terminal has none."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return getattr(shell, "kernel", None) is not None
