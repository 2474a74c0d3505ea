"""Files that a user names: they open at once or are refused at once.

A path can lead to a pipe, which would block, or to a device, which never ends. So anything but a
regular file is refused before it is read.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

#: Do not wait for the other end of a pipe. Windows has no such files, and other flags.
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
#: The permissions of other users; a private file has none of them.
_OTHERS: Final = 0o077
#: Maximum size in bytes. Secrets are short; a longer file is the wrong one.
_LONGEST: Final = 1024 * 1024


class SharedFileError(Exception):
    """Other users may access a file that should be private; the message says what to do."""


def open_plain(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file for reading bytes.

    Raises:
        OSError: it cannot be opened or is not a regular file; `strerror` says why.
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
        SharedFileError: other users may access it.
        UnicodeDecodeError: it is not text.
        OSError: it cannot be read; `strerror` says why.
    """
    with open_plain(path) as file:
        mode = os.fstat(file.fileno()).st_mode
        if os.name == "posix" and mode & _OTHERS:
            raise SharedFileError(
                f"other users may access {path} (mode {mode & 0o777:04o}); if nobody has done so,"
                f" run: chmod 600 {path}"
            )
        content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise OSError(errno.EFBIG, f"it is larger than {_LONGEST:,} bytes", str(path))
    return content.decode("utf-8")


def write_private(path: Path, text: str) -> None:
    """Write a text file that only its owner may access.

    It writes a new file and then moves it into place, so a reader finds the old text or the new
    one, even after a crash.

    Raises:
        OSError: it cannot be written; the old file is still there.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123  a descriptor
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105  names
    except BaseException:
        os.unlink(name)  # noqa: PTH108  a name
        raise
    _make_lasting(path.parent)


def _make_lasting(directory: Path) -> None:
    """Make the rename in a directory survive a power cut, where the file system can."""
    if os.name != "posix":
        return
    with suppress(OSError):  # the file is in its place all the same
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def refuse_unless_plain(path: str | os.PathLike[str], mode: int) -> None:
    """Raise an `OSError` if a mode is not that of a regular file."""
    for is_kind, kind in _KINDS:
        if is_kind(mode):
            raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def is_file_or_folder(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a file or a folder, unlike a pipe, which could block."""
    return Path(path).is_file() or Path(path).is_dir()
