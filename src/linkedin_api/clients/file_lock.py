"""A lock between processes, which the system releases when the process dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from linkedin_api.clients.forking import renew_in_children
from linkedin_api.clients.named_files import refuse_unless_plain

#: The errors of a file system without locks, such as some network file systems.
_NO_LOCKS: Final = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK})
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class FileLock:
    """A held lock, on a file that is never deleted.

    A forked child does not hold it.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        renew_in_children(self)

    @classmethod
    def taken(cls, path: Path, permissions: int = 0o600) -> Self | None:
        """Take a lock without waiting; `None` while another process has it.

        On a file system without locks, everybody gets it.

        Args:
            path: the file, which is made if it is missing. Its text may say who holds the lock.
            permissions: those of a new file, without what the umask takes away.

        Raises:
            OSError: the file cannot be opened, or is not a regular file.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _AT_ONCE, permissions)
        is_ours = False
        try:
            refuse_unless_plain(path, os.fstat(descriptor).st_mode)
            is_ours = _lock(descriptor) and _is_still_there(path, descriptor)
        finally:
            if not is_ours:
                os.close(descriptor)
        return cls(descriptor) if is_ours else None

    def release(self) -> None:
        """Release the lock; the second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):  # the file system may have no locks
                _unlock(descriptor)
            os.close(descriptor)

    def after_fork(self) -> None:
        """Leave the lock to the parent, which still holds it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _is_still_there(path: Path, descriptor: int) -> bool:
    """Whether the file is still the one that other processes lock."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))  # noqa: PTH116  as beside it
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    _PLACE: Final = 4096  # after the text, which others could not read otherwise

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
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
