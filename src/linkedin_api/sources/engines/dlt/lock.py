"""The lock of a pipeline: one sync at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from linkedin_api.errors import LinkedInError


class SyncRunningError(LinkedInError):
    """Another sync of the same pipeline is running."""


@contextmanager
def pipeline_lock(pipelines_dir: Path, pipeline_name: str) -> Iterator[None]:
    """Lock a pipeline until the end of the `with`, or of this process.

    Raises:
        SyncRunningError: another sync holds the lock.
    """
    pipelines_dir.mkdir(parents=True, exist_ok=True)
    with (pipelines_dir / f".{pipeline_name}.lock").open("a") as file:
        try:
            _lock(file)
        except OSError:
            raise SyncRunningError(
                f"another sync of {pipeline_name} is running: wait for its end, since two at a time"
                " would load rows twice"
            ) from None
        try:
            yield
        finally:
            _unlock(file)  # closing is not enough: a forked process has the file open too


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
