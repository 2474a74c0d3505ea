"""Commands typed into a real terminal of some width."""

from __future__ import annotations

import os
import pty
import re
import termios
from typing import NamedTuple

import pexpect.fdpexpect
import warm

COMMAND = ("-m", "linkedin_api.cli")
_escapes = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Seen(NamedTuple):
    """What a person saw.

    Attributes:
        code: what the command ended with.
        all: everything that was ever shown, also what was wiped away again.
        lines: what stayed.
    """

    code: int
    all: str
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def row(self, name: str) -> list[str]:
        """The cells of a line of a table, behind its name, of which a part may be left out."""
        (found,) = [cells for cells in map(str.split, self.lines) if is_name(cells, name)]
        return found[1:]


def is_name(cells: list[str], name: str) -> bool:
    if not cells:
        return False
    begin, cut, end = cells[0].partition("…")
    return name == cells[0] or bool(cut and name.startswith(begin) and name.endswith(end))


def typed_in_terminal(line: str, columns: int) -> Seen:
    """Type a command line into a terminal of so many columns."""
    code, written = written_to_terminal(line, columns)
    shown = written.replace("\r\n", "\n")
    stayed = _escapes.sub("", re.split(r"\x1b\[2K|\r", shown)[-1])
    return Seen(code, _escapes.sub("", shown), stayed.splitlines())


def written_to_terminal(line: str, columns: int, **more: str) -> tuple[int, str]:
    """What a command ended with, and all that it wrote, with its styles."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment |= {"TERM": "xterm"} | more
    command = warm.start(*COMMAND, *line.split(), env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    terminal = pexpect.fdpexpect.fdspawn(ours, encoding="utf-8", timeout=120)
    terminal.expect(pexpect.EOF)
    terminal.close()
    command.communicate()  # what went to the terminal is not here
    return command.returncode, terminal.before
