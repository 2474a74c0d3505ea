"""Files for a post: only from the folder that a person named, and only images, PDF and MP4."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from linkedin_api.assistants.changes import Kind, Upload
from linkedin_api.assistants.refusals import Refusal
from linkedin_api.errors import InvalidArgumentError

#: How the content of a file begins; at which byte, and what it then is.
_BEGINNINGS: Final[tuple[tuple[int, bytes, Kind], ...]] = (
    (0, b"\x89PNG\r\n\x1a\n", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"GIF8", "image"),
    (0, b"%PDF-", "document"),
    (4, b"ftyp", "video"),
)
#: Bytes of a file.
_LARGEST: Final = 200 << 20


def upload_of(name: str, folder: Path | None, number: int) -> Upload:
    """Return what uploads a file.

    Args:
        name: of the file, inside the folder.
        folder: from which files may be uploaded; `None` for none.
        number: of the file in the post, from 1.

    Raises:
        Refusal: there is no folder.
        InvalidArgumentError: there is no such file in the folder, or it is of another kind.
    """
    if folder is None:
        raise Refusal(
            "no file may be uploaded: the person who starts the server has to name a folder with"
            " --media-folder"
        )
    path = _inside(name, folder)
    if path.stat().st_size > _LARGEST:
        raise InvalidArgumentError(f"media {name!r} is larger than {_LARGEST >> 20} MiB")
    content = path.read_bytes()
    kind = _kind_of(content)
    if kind is None:
        raise InvalidArgumentError(f"media {name!r} must be a PNG, JPEG, GIF, PDF or MP4 file")
    digest = hashlib.sha256(content).hexdigest()
    return Upload(str(path), kind, digest, f"urn:li:{kind}:file-{number}")


def content_of(upload: Upload) -> bytes:
    """Return the content of a planned file.

    Raises:
        Refusal: it is not what was planned.
    """
    try:
        content = Path(upload.path).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        raise Refusal(f"{Path(upload.path).name} has changed since it was planned: plan it again")
    return content


def _inside(name: str, folder: Path) -> Path:
    root = folder.resolve()
    try:
        path = (root / name).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        path = root
    if not path.is_relative_to(root) or not path.is_file():
        raise InvalidArgumentError(f"media {name!r} must be a file in the media folder")
    return path


def _kind_of(content: bytes) -> Kind | None:
    for place, beginning, kind in _BEGINNINGS:
        if content[place : place + len(beginning)] == beginning:
            return kind
    return None
