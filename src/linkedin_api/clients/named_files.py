"""Files that a user names: opened at once, or refused at once.

A name can lead to a pipe, which would be waited for, or to a device, which never ends. So
whatever is not a plain file is refused before anything is read of it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

#: Not to wait for the other end of a pipe; Windows has no such files, and other flags.
_AT_ONCE: Final = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
)
_KINDS: Final[tuple[tuple[Callable[[int], bool], str], ...]] = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
#: The rights of others; a private file has none of them.
_OTHERS: Final = 0o077
#: Bytes. Secrets are short; what is longer is the wrong file.
_LONGEST: Final = 1024 * 1024


class SharedFileError(Exception):
    """Others may read or write a file that should be private; the message says what to do."""


def open_plain(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a plain file for reading bytes.

    Raises:
        OSError: it cannot be opened, or is something else than a plain file; `strerror` says
            what.
    """
    descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        refuse_unless_plain(path, os.fstat(descriptor).st_mode)
        return open(descriptor, "rb")  # noqa: PTH123  a descriptor
    except BaseException:
        os.close(descriptor)
        raise


def read_private(path: str | os.PathLike[str]) -> str:
    """Read a text file of secrets.

    Raises:
        SharedFileError: others may read or write it.
        UnicodeDecodeError: it is not text.
        OSError: it cannot be read; `strerror` says why.
    """
    with open_plain(path) as file:
        mode = os.fstat(file.fileno()).st_mode
        if os.name == "posix" and mode & _OTHERS:
            raise SharedFileError(
                f"{path} may be read or written by others (mode {mode & 0o777:04o}); if nobody"
                f" has, run: chmod 600 {path}"
            )
        content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise OSError(errno.EFBIG, f"it has more than {_LONGEST:,} bytes", str(path))
    return content.decode("utf-8")


def refuse_unless_plain(path: str | os.PathLike[str], mode: int) -> None:
    """Raise an `OSError` if a mode is of something else than a plain file."""
    for is_kind, kind in _KINDS:
        if is_kind(mode):
            raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def is_file_or_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a path names something that can be read without waiting, as a pipe cannot."""
    return Path(path).is_file() or Path(path).is_dir()
