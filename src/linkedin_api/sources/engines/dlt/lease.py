"""The lease of a dataset: one sync at a time, also from several machines.

    this machine     a lock on a file in dlt's folder
    DuckDB           a lock on a file beside the database
    PostgreSQL       a lock in the server, which belongs to a connection

Each of these locks ends with the process that holds it.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import dlt
from dlt.destinations.exceptions import DatabaseException
from dlt.destinations.sql_client import SqlClientBase, WithSqlClient

from linkedin_api.clients.file_lock import FileLock
from linkedin_api.errors import LinkedInError
from linkedin_api.sources.engines.dlt.pipelines import pipelines_dir_of
from linkedin_api.sources.engines.dlt.target import Target

_POSTGRES: Final = "dlt.destinations.postgres"
#: Another user of this machine may start the next sync.
_FOR_EVERY_USER: Final = 0o666
#: PostgreSQL keeps this many bytes of a connection's name.
_LONGEST_NAME: Final = 63
_HOLDER: Final = """
    SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND (classid::bigint << 32) | objid::bigint = %s
"""


class SyncRunningError(LinkedInError):
    """Another sync of the same dataset is running."""


class Lease:
    """The lease of a target's dataset; `lease_of` makes one."""

    def __init__(self, target: Target, stack: ExitStack) -> None:
        self._target = target
        self._stack = stack
        self._sql: SqlClientBase[Any] | None = None

    def take(self, pipeline: dlt.Pipeline) -> None:
        """Take the lease in a database that has one.

        Raises:
            SyncRunningError: another sync has it.
        """
        if pipeline.destination.destination_type != _POSTGRES:
            return
        opened: Any = pipeline.destination_client()
        client = self._stack.enter_context(opened)
        if not isinstance(client, WithSqlClient):
            return
        # A pool of connections keeps the connection of an open transaction.
        sql = client.sql_client
        self._stack.enter_context(sql.begin_transaction())
        sql.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        sql.execute_sql("SELECT set_config('application_name', %s, true)", _me())
        key = _key(sql.dataset_name)
        if not _first(sql.execute_sql("SELECT pg_try_advisory_xact_lock(%s)", key)):
            found = sql.execute_sql(_HOLDER, key)
            raise _running(self._target, str(_first(found) or ""))
        self._sql = sql

    def check(self) -> None:
        """Make sure that the lease still holds, before rows are loaded.

        Raises:
            SyncRunningError: the connection that held it broke, so another sync may run.
        """
        if self._sql is None:
            return
        try:
            self._sql.execute_sql("SELECT 1")
        except DatabaseException as error:
            raise SyncRunningError(
                "the connection to the database that kept other syncs away broke; nothing was"
                f" loaded, so start this sync again: {error}"
            ) from error


@contextmanager
def lease_of(target: Target) -> Iterator[Lease]:
    """Hold the lease of a dataset until the end of the `with`, or of this process.

    Raises:
        SyncRunningError: another sync on this machine, or of this DuckDB file, has it.
    """
    folder = pipelines_dir_of(target)
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f".{target.pipeline_name}.lock"]
    if target.file is not None and target.file.parent.is_dir():
        files.append(target.file.with_name(f".{target.file.name}.lock"))
    with ExitStack() as stack:
        for file in files:
            stack.enter_context(_locked(file, target))
        yield Lease(target, stack)


@contextmanager
def _locked(path: Path, target: Target) -> Iterator[None]:
    lock = FileLock.taken(path, permissions=_FOR_EVERY_USER)
    if lock is None:
        raise _running(target, path.read_text())
    try:
        path.write_text(_me())
        yield
    finally:
        lock.release()


def _running(target: Target, holder: str) -> SyncRunningError:
    by = f" ({holder})" if holder else ""
    return SyncRunningError(
        f"another sync of {target.dataset_name} is running{by}: wait until it ends"
    )


def _me() -> str:
    """Who holds the lease."""
    host = socket.gethostname()[:24]
    return f"process {os.getpid()} on {host} since {datetime.now(UTC):%m-%d %H:%M} UTC"[
        :_LONGEST_NAME
    ]


def _key(dataset: str) -> int:
    digest = hashlib.sha256(f"linkedin_api {dataset}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def _first(rows: Any) -> Any:
    return rows[0][0] if rows else None
