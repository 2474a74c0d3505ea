"""Two processes renew one stored token at once, again and again, and somebody watches the files."""

import hashlib
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from clients.least_calls import renewals
from signed_in import signed_in

from linkedin_api.clients.named_files import read_private
from linkedin_api.sandbox import OAuthChoices, Sandbox
from linkedin_api.tokens import Token

PROGRAM = Path(__file__).with_name("racing_program.py")
pytestmark = pytest.mark.usefixtures("keyring_of_files")
#: Where each kind keeps the token, below the folder of profiles.
KINDS = {
    "files": "tokens/work.json",
    "no-locks": "tokens/work.json",
    "keyring": "keyring/work",
}


@pytest.fixture
def rotating():
    """An authorization server where each refresh token works once: a lost one would be the end."""
    with Sandbox(oauth=OAuthChoices(rotate_refresh_tokens=True)) as sandbox:
        yield sandbox


class Watcher:
    """Looks at every file of a folder, over and over, while others write them.

    Args:
        folder: the folder.
        kept: the file that holds the token.

    Attributes:
        seen: the tokens that it held, in this order.
        faults: what should never be.
    """

    def __init__(self, folder, kept):
        self.folder = folder
        self.kept = kept
        self.seen = []
        self.faults = []
        self.looks = 0
        self._is_over = threading.Event()

    @contextmanager
    def watching(self):
        thread = threading.Thread(target=self._watch)
        thread.start()
        try:
            yield self
        finally:
            self._is_over.set()
            thread.join()

    def _watch(self):
        while not self._is_over.is_set():
            self.looks += 1
            for path in self.folder.rglob("*"):
                self._examine(path)

    def _examine(self, path):
        try:
            mode = path.stat().st_mode & 0o777
        except FileNotFoundError:  # it has been moved into its place
            return
        if mode != (0o700 if path.is_dir() else 0o600):
            self.faults.append(f"{path} has mode {mode:o}")
        if path == self.kept:
            try:
                token = Token.from_json(read_private(path))
            except Exception as error:  # noqa: BLE001  every one is a fault
                self.faults.append(f"{path}: {error!r}")
            else:
                if not self.seen or self.seen[-1] != token.access_token:
                    self.seen.append(token.access_token)


@contextmanager
def two_programs(kind, folder):
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, PROGRAM, kind, folder],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(2)
        ]
        for each in started:
            stack.callback(each.kill)
        for each in started:
            assert each.stdout.readline() == "ready\n"
        yield started


def renewed_at_once(programs):
    """Let both renew; returns a hash of the token that each got."""
    for each in programs:
        each.stdin.write("go\n")
        each.stdin.flush()
    return [each.stdout.readline().strip() for each in programs]


@pytest.mark.parametrize(
    ("kind", "times"),
    [("files", 10), *(pytest.param(kind, 200, marks=pytest.mark.soak) for kind in KINDS)],
)
def test_two_processes_that_renew_a_token_at_once_lose_none(rotating, tmp_path, kind, times):
    place = "keyring" if kind == "keyring" else "file"
    profiles = signed_in(rotating, tmp_path, place=place)
    store = profiles.store(profiles.load("work"))
    watcher = Watcher(tmp_path, tmp_path / KINDS[kind])

    with two_programs(kind, tmp_path) as programs, watcher.watching():
        for round_ in range(times):
            got = renewed_at_once(programs)
            kept = store.load()
            assert hashlib.sha256(kept.access_token.encode()).hexdigest() in got, round_
            assert rotating.tokens.find_refresh(kept.refresh_token) is not None, round_

    issued = list(rotating.tokens._access)
    assert times <= renewals(rotating) <= 2 * (times + 1)  # the first token has expired
    assert kept.access_token == issued[-1]
    assert watcher.faults == []
    assert watcher.looks > times
    places = [issued.index(token) for token in watcher.seen if token in issued]
    assert places == sorted(set(places))
