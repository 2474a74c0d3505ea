"""The command as a person types it, against a LinkedIn on loopback, and what it leaves."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import duckdb
import pytest
from noon import NOON
from secrets_watch import shown

from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.run import run
from linkedin_api.clients.exchange.steps import Wait
from linkedin_api.clients.transports.async_transport import AsyncTransport
from linkedin_api.clients.transports.sync_transport import Transport
from linkedin_api.sandbox import Sandbox


class Ended(NamedTuple):
    """What a command printed and ended with."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


#: The command that is there to print a secret.
_PRINTING_A_TOKEN = "auth token"


def typed(line: str) -> Ended:
    """Type a command line."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(shlex.split(line))
    ended = Ended(code, out.getvalue(), err.getvalue())
    if not line.startswith(_PRINTING_A_TOKEN):
        shown(ended.out, f"output of {line}")
    shown(ended.err, f"errors of {line}")
    return ended


_BY_ITS_CLOCK = """
import sys, time
from linkedin_api.cli import connection, main
ahead = float(sys.argv.pop(1))
connection.machine_time = lambda: time.time() + ahead
main()
"""


def command(linkedin: Sandbox) -> list[str]:
    """The command for a process of its own, which counts its days as a sandbox does."""
    return [sys.executable, "-c", _BY_ITS_CLOCK, str(linkedin.clock.ahead)]


@contextmanager
def at_home(folder: Path, linkedin: Sandbox | None = None) -> Iterator[None]:
    """Work in a folder, with nothing of the machine's own environment."""
    # What a test changes with its own `monkeypatch` may be undone after this is.
    with mock.patch.dict(os.environ), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DLT_DATA_DIR", str(folder / ".dlt-data"))
        patch.setenv("LINKEDIN_CONFIG_DIR", str(folder / "config"))
        for name in (*VARIABLES, "LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL"):
            patch.delenv(name, raising=False)
        if linkedin is not None:
            patch.setenv("LINKEDIN_API_URL", linkedin.url)
            patch.setenv("LINKEDIN_OAUTH_URL", linkedin.url)
            patch.setenv("LINKEDIN_ACCESS_TOKEN", linkedin.access_token())
            patch.setattr("linkedin_api.cli.connection.machine_time", linkedin.clock.now)
        yield


@pytest.fixture(autouse=True)
def _home(tmp_path: Path) -> Iterator[None]:
    with at_home(tmp_path):
        yield


@pytest.fixture(scope="session")
def linkedin() -> Iterator[Sandbox]:
    """A LinkedIn with 50 pages, of which the member administers all but the last."""
    with Sandbox(organizations=50, days=400, kept_requests=10_000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def asked(linkedin: Sandbox, tmp_path: Path) -> Iterator[Sandbox]:
    """The same, as what the command asks with a good token."""
    linkedin.reset()
    with at_home(tmp_path, linkedin):
        yield linkedin
    linkedin.reset()
    linkedin.quotas.limits = ()


@pytest.fixture
def command_line(linkedin: Sandbox) -> list[str]:
    return command(linkedin)


@pytest.fixture
def type_() -> Callable[[str], Ended]:
    return typed


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a keyring: tokens are in private files."""
    import keyring.core

    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wait before a retry or a further look lasts."""
    at_once, later = Transport._perform, AsyncTransport._perform

    def perform(self: Transport, step: Any, token: Any) -> Any:
        return None if isinstance(step, Wait) else at_once(self, step, token)

    async def perform_later(self: AsyncTransport, step: Any) -> Any:
        return None if isinstance(step, Wait) else await later(self, step)

    monkeypatch.setattr(Transport, "_perform", perform)
    monkeypatch.setattr(AsyncTransport, "_perform", perform_later)


class Loaded(NamedTuple):
    """Two pages, loaded twice on the same day.

    Attributes:
        folder: with the DuckDB file.
        first: what was printed for people.
        counts: of tables, after the first time.
        second: what was printed as JSON.
        calls: how many requests LinkedIn saw the second time.
    """

    folder: Path
    first: Ended
    counts: dict[str, int]
    second: Ended
    calls: int


@pytest.fixture(scope="session")
def loaded(linkedin: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("loaded")
    tables = ("total_follower_count", "follower_statistics_time_bound")
    line = f"pages sync --org 2414183 --org 2414184 --tables {','.join(tables)}"
    with at_home(folder, linkedin):
        first = typed(line)
        counts = {
            table: ask(f"SELECT count(*) FROM linkedin_pages.{table}")[0][0] for table in tables
        }
        linkedin.reset()
        second = typed(f"{line} --json")
        return Loaded(folder, first, counts, second, len(linkedin.requests))


def ask(sql: str, file: str | Path = "linkedin.duckdb") -> list[tuple[Any, ...]]:
    """Ask a DuckDB file."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.sql(sql).fetchall()


@pytest.fixture
def query() -> Callable[..., list[tuple[Any, ...]]]:
    return ask
