"""The command as a person types it, against a LinkedIn on loopback, and what it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from linkedin_api.cli.credentials import VARIABLES
from linkedin_api.cli.places import SETTINGS
from linkedin_api.cli.run import run
from linkedin_api.sandbox import Sandbox


class Ended(NamedTuple):
    """What a command printed and ended with."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Type = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder to work in, and nothing that the machine's own environment says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DLT_DATA_DIR", str(tmp_path / ".dlt-data"))
    for name in (*VARIABLES, "LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def linkedin() -> Iterator[Sandbox]:
    """A LinkedIn with 50 pages, of which the member administers all but the last."""
    with Sandbox(organizations=50, days=400, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def asked(linkedin: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """The same, as what the command asks with a good token."""
    monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", linkedin.url)
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", linkedin.access_token())
    yield linkedin
    linkedin.reset()
    linkedin.quotas.limits = ()


@pytest.fixture
def type_(capsys: pytest.CaptureFixture[str]) -> Type:
    """Types a command line."""

    def type_(line: str) -> Ended:
        code = run(line.split())
        return Ended(code, *capsys.readouterr())

    return type_


@pytest.fixture
def query() -> Callable[..., list[tuple[Any, ...]]]:
    """Asks a DuckDB file."""

    def query(sql: str, file: str = "linkedin.duckdb") -> list[tuple[Any, ...]]:
        with duckdb.connect(file, read_only=True) as connection:
            return connection.sql(sql).fetchall()

    return query
