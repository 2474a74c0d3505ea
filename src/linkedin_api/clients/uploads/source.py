"""The source of an upload: a file by path, or an open one, read piece by piece."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from linkedin_api.clients.named_files import open_plain
from linkedin_api.errors import InvalidArgumentError, UploadError

#: A path, a file opened for reading bytes, or the bytes themselves, in any form.
Source = str | os.PathLike[str] | BinaryIO | bytes | bytearray | memoryview

#: Called with the bytes sent so far and the total. The former goes back when a part is resent.
Progress = Callable[[int, int], object]


class OpenSource:
    """A seekable source.

    Args:
        file: read from where it stands.
        progress: gets the bytes sent.

    Attributes:
        size: bytes from there to the end.
    """

    def __init__(self, file: BinaryIO, progress: Progress | None) -> None:
        _check_readable(file)
        self._file = file
        self._progress = progress
        self._start = file.tell()
        self.size = file.seek(0, os.SEEK_END) - self._start
        if self.size <= 0 < self._start:
            raise InvalidArgumentError(
                f"source is at its end, after {self._start} bytes: call its seek(0) first"
            )
        if self.size <= 0:
            raise InvalidArgumentError("source must not be empty; nothing was uploaded")

    def read(self, position: int, size: int) -> bytes:
        """Read bytes from a position.

        Raises:
            UploadError: the file has become shorter, or reading failed.
        """
        pieces = []
        try:
            self._file.seek(self._start + position)
            while size and (piece := self._file.read(size)):
                pieces.append(piece)
                size -= len(piece)
        except OSError as error:  # otherwise HTTP libraries would take it for a network error
            raise UploadError(f"source cannot be read at byte {position}: {error}") from error
        if size:
            raise UploadError(f"source became shorter than {self.size} bytes during the upload")
        return b"".join(pieces)

    def report(self, sent: int) -> None:
        """Report the number of bytes sent."""
        if self._progress is not None:
            self._progress(sent, self.size)


@contextmanager
def open_source(source: Source, progress: Progress | None) -> Iterator[OpenSource]:
    """Open a source, and close it again if it was opened here.

    Raises:
        InvalidArgumentError: it is empty or not seekable, such as a pipe or a directory.
        OSError: there is no such file, or it cannot be opened.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        yield OpenSource(io.BytesIO(source), progress)
    elif isinstance(source, str | os.PathLike):
        with _opened(source) as file:
            yield OpenSource(file, progress)
    else:
        yield OpenSource(source, progress)


def _check_readable(file: Any) -> None:
    if getattr(file, "closed", False) is True:
        raise InvalidArgumentError("source is a closed file: open it for reading bytes")
    is_file = all(callable(getattr(file, name, None)) for name in ("read", "seek", "seekable"))
    is_text = isinstance(file, io.TextIOBase)
    for_writing = isinstance(file, io.IOBase) and not file.readable()
    if not is_file or is_text or for_writing or not file.seekable():
        raise InvalidArgumentError(
            "source must be a path, bytes, or a seekable file opened for reading bytes;"
            " copy other streams to a tempfile.TemporaryFile first"
        )


def _opened(path: str | os.PathLike[str]) -> BinaryIO:
    try:
        return open_plain(path)
    except ValueError as error:  # such as a name with a zero byte
        raise InvalidArgumentError(f"source cannot be opened: {error}") from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise InvalidArgumentError(f"source {path} cannot be read: {error.strerror}") from error
