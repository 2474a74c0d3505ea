"""A real PostgreSQL server for tests, removed afterwards; see `Required` if it is missing."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ports import free_port
from required_programs import Required

_USER, PASSWORD = "loader", "pa55-of-the-loader"
#: The server refuses to run as root; Debian's package creates the first of these users.
_UNPRIVILEGED = ("postgres", "nobody")
#: No data needs to survive the tests.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def _folder_of_programs() -> Path | None:
    """Find the server: Debian installs it outside the path, in a folder per version."""
    on_path = [Path(folder) for folder in os.get_exec_path()]
    for folder in (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *on_path):
        if all((folder / program).exists() for program in ("initdb", "postgres", "pg_isready")):
            return folder
    return None


_PROGRAMS = _folder_of_programs()
_REQUIRED = Required(
    {"PostgreSQL": _PROGRAMS, "psycopg2": importlib.util.find_spec("psycopg2")},
    'on Debian: apt-get install postgresql; pip install "dlt[postgres]"',
)
needs_postgres = _REQUIRED.mark


@contextmanager
def start_postgres() -> Iterator[str]:
    """Start a server with an empty database; yields its URL."""
    _REQUIRED.demand()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        _make(folder)
        port = free_port()
        with _serving(folder, port):
            yield f"postgresql://{_USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    for path in (folder, password):
        if user := _user():
            shutil.chown(path, user)
    subprocess.run(
        [
            _PROGRAMS / "initdb", "-D", folder / "data", "-U", _USER, "--pwfile", password,
            "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--no-sync",
        ],
        check=True,
        capture_output=True,
        **_as_user(folder),
    )  # fmt: skip


@contextmanager
def _serving(folder: Path, port: int) -> Iterator[None]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    command = [_PROGRAMS / "postgres", "-D", folder / "data", "-k", folder, "-h", "127.0.0.1"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "-p", str(port), *settings], stdout=log, stderr=log, **_as_user(folder)
        )
    try:
        _wait_for(server, folder, port)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # disconnects all clients
        server.wait(30)


def _wait_for(server: subprocess.Popen[Any], folder: Path, port: int) -> None:
    ready = [_PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + 30
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)


def _as_user(folder: Path) -> dict[str, Any]:
    """How to run a program of the server: not as root, and in a folder that it can read."""
    user = _user()
    identity = {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid,
                                         "extra_groups": []}  # fmt: skip
    return {"cwd": folder, **identity}


def _user() -> str | None:
    """The user for the server; `None` for the user who runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)
