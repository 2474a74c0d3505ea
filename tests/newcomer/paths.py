"""`make newcomer`: each tutorial word by word, as somebody does who has nothing of it yet.

Every page gets a copy of the checkout, an empty home and a terminal of 80 columns. Its commands are
typed as they stand, its programs are saved or pasted as it says. The shell has a proxy without a
way to anywhere, so that nothing on this machine may be called through one.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pexpect

ROOT: Final = Path(__file__).parents[2]
_NOT_COPIED: Final = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "*.duckdb")
_PROMPT: Final = r"(?:\(\S+\) )?ended with (\d+)> $"
_LONGEST: Final = 900
#: Commands that run until Ctrl-C, and the last line that they print before they wait.
_LASTING: Final = {"linkedin sandbox": "Stop it with Ctrl-C."}
_WRONG: Final = re.compile(r"Traceback|\w*Warning: |WARNING|command not found")
#: What pip may need to reach its index.
_OF_PIP: Final = ("PIP_", "SSL_", "REQUESTS_CA_BUNDLE", "HTTPS_PROXY", "https_proxy")
_STYLES: Final = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Page(NamedTuple):
    """A tutorial.

    Attributes:
        file: where it is.
        until: the heading of the first part that needs an account at LinkedIn.
    """

    file: str
    until: str = "## Where to go next"


PAGES: Final = (
    Page("docs/getting-started.md"),
    Page("docs/getting-started-tables.md", until="## 5. Your own pages"),
    Page("docs/getting-started-sandbox.md"),
)


class Block(NamedTuple):
    """A code block.

    Attributes:
        kind: `sh` is typed, `python` is saved or pasted; without a kind it is what is shown.
        file: the name under which the page says to save it; empty if it names none.
        adds: whether it belongs into the file that was saved last.
    """

    kind: str
    text: str
    file: str
    adds: bool


def blocks(page: Page) -> Iterator[Block]:
    """Give what a reader sees, up to the part that needs an account."""
    text = (ROOT / page.file).read_text().partition(f"\n{page.until}\n")[0]
    text = re.sub(r"<!-- invisible-code-block.*?-->", "", text, flags=re.DOTALL)
    end = 0
    for found in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        said = text[end : found.start()]
        end = found.end()
        name = re.search(r"[Ss]ave (?:this|it|\w+ \w+) as `(\w+\.py)`", said)
        yield Block(found[1], found[2], name[1] if name else "", "to the same file" in said)


class Newcomer:
    """Somebody at a terminal.

    Args:
        folder: an empty folder, for a home and a copy of the checkout.
    """

    def __init__(self, folder: Path) -> None:
        self.installing = 0.0
        self._folder = folder
        self._file = Path()
        self._printed = ""  # by the command that runs until Ctrl-C, if there is one
        shutil.copytree(ROOT, folder / "checkout", ignore=_NOT_COPIED)
        (folder / "home").mkdir()
        self._shell = self._new_shell()
        self._python: pexpect.spawn | None = None

    def follow(self, page: Page) -> None:
        """Do what a page says, one block after the other."""
        for block in blocks(page):
            if block.kind == "sh":
                self._leave_python()
                if self._printed:
                    self._type_what_is_shown(block.text)
                else:
                    self._type_lines(block.text)
            elif block.kind == "python" and (block.file or block.adds):
                self._save(block)
            elif block.kind == "python":
                self._paste(block.text)
        self._leave_python()
        if self._printed:
            self._shell.sendintr()
            self._ended(self._shell, {130})

    def _new_shell(self) -> pexpect.spawn:
        kept = {name: value for name, value in os.environ.items() if name.startswith(_OF_PIP)}
        environment = {
            "PATH": os.defpath + ":/usr/local/bin",
            "HOME": str(self._folder / "home"),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PS1": "ended with $?> ",
            "BROWSER": "true",  # what `--open` starts
            "http_proxy": "http://127.0.0.1:9",
            **kept,
        }
        shell = pexpect.spawn(
            "bash", ["--norc", "--noediting"], env=environment, cwd=self._folder / "checkout",
            dimensions=(40, 80), encoding="utf-8", timeout=_LONGEST,
        )  # fmt: skip
        shell.expect(_PROMPT)
        return shell

    def _type_lines(self, text: str) -> None:
        for line in text.replace("\\\n", "").splitlines():
            command = line.partition(" #")[0].strip()
            begun = time.monotonic()
            self._shell.sendline(command)
            if command in _LASTING:
                self._shell.expect_exact(_LASTING[command])
                self._printed = self._shell.before
                return
            self._ended(self._shell)
            if command.startswith("pip install"):
                self.installing += time.monotonic() - begun

    def _type_what_is_shown(self, text: str) -> None:
        """Type in a second shell what the first one shows, which the page shows too."""
        lines = [line.strip() for line in self._printed.splitlines()]
        shown = [line for line in lines if line.startswith(("export ", "curl ", "http://"))]
        described = [re.sub(r"(TOKEN=AQ).*", r"\1…", line) for line in shown]
        needed = [line for line in described if not line.endswith("# this shell has a proxy")]
        expected = [line.strip() for line in text.splitlines()]
        assert needed == expected, f"the page says {expected}, and the sandbox {needed}"
        second = self._new_shell()
        typed = "\n".join(shown).replace("\\\n", "")
        for line in typed.splitlines():
            second.sendline(line)
            answer = self._ended(second)
        assert '"localizedFirstName":"Ada"' in answer.replace('": "', '":"'), answer

    def _save(self, block: Block) -> None:
        """Save a program where the shell is."""
        if block.file:
            self._shell.sendline("pwd")
            self._file = Path(self._ended(self._shell).splitlines()[-1]) / block.file
        with self._file.open("a" if block.adds else "w") as file:
            file.write(f"\n\n{block.text}" if block.adds else block.text)

    def _paste(self, text: str) -> None:
        """Paste lines into an interactive Python."""
        if self._python is None:
            self._shell.sendline("python")
            self._shell.expect_exact(">>> ")
            self._python = self._shell
        for line in [*text.splitlines(), ""]:
            self._python.sendline(line)
            self._python.expect([r">>> $", r"\.\.\. $"])
            said = self._python.before
            assert not re.search(r"Traceback|^\w*Error: ", said, re.MULTILINE), said

    def _leave_python(self) -> None:
        if self._python is not None:
            self._python = None
            self._shell.sendline("exit()")
            self._ended(self._shell)

    @staticmethod
    def _ended(shell: pexpect.spawn, codes: frozenset[int] | set[int] = frozenset({0})) -> str:
        """Wait for the end of a command, and return what it printed."""
        shell.expect(_PROMPT)
        printed = _STYLES.sub("", shell.before).replace("\r\n", "\n")
        assert int(shell.match[1]) in codes, printed[-3000:]
        assert not _WRONG.search(printed), printed[-3000:]
        return printed.rstrip()


def main() -> None:
    """Follow each page, or those that are named, and say how long it took."""
    for page in PAGES:
        if sys.argv[1:] and page.file not in sys.argv[1:]:
            continue
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="newcomer-") as folder:
            newcomer = Newcomer(Path(folder))
            newcomer.follow(page)
        seconds = time.monotonic() - begun
        print(f"{page.file}: {seconds:.0f} s, {newcomer.installing:.0f} of them to install")


if __name__ == "__main__":
    main()
