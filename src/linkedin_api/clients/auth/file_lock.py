"""A lock between processes, which the system releases when its process dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.named_files import refuse_unless_plain

#: What a file system answers that has no locks, such as some over a network.
_NO_LOCKS: Final = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK})
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class FileLock:
    """A lock that is held, on a file that stays where it is.

    A process that is forked meanwhile does not hold it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        renew_in_children(self)

    @classmethod
    def taken(cls, path: Path) -> Self | None:
        """Take a lock without waiting for it; `None` while another has it.

        Where the file system has no locks, it is nobody's, and everybody gets it.

        Raises:
            OSError: the file cannot be opened, or is none.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _AT_ONCE, 0o600)
        is_ours = False
        try:
            refuse_unless_plain(path, os.fstat(descriptor).st_mode)
            is_ours = _lock(descriptor) and _is_still_there(path, descriptor)
        finally:
            if not is_ours:
                os.close(descriptor)
        return cls(descriptor) if is_ours else None

    def release(self) -> None:
        """Give the lock back; does nothing the second time."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):  # without locks, there is none to release
                _unlock(descriptor)
            os.close(descriptor)

    def after_fork(self) -> None:
        """Leave the lock to the parent: what is closed here, it still holds."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _is_still_there(path: Path, descriptor: int) -> bool:
    """Whether the file was not deleted or replaced, so that others lock another one."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))  # noqa: PTH116  as beside it
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
