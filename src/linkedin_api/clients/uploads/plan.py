"""What LinkedIn is told at the beginning of an upload, and what it answers."""

from __future__ import annotations

from typing import Any, NamedTuple

from linkedin_api.clients.response import BaseResponse, Raw
from linkedin_api.errors import LinkedInError, ResponseFormattingError
from linkedin_api.restli import Urn


class UploadResponse(BaseResponse[Raw]):
    """An answer of the API while a file is uploaded."""

    __slots__ = ()

    def field(self, name: str) -> Any:
        """A field of its body; `None` if it has none."""
        return self._field(name)


class Piece(NamedTuple):
    """Bytes that go to one address.

    Attributes:
        url: the address, a secret.
        first: position of the first byte.
        size: number of bytes.
    """

    url: str
    first: int
    size: int


class Begun(NamedTuple):
    """An upload that LinkedIn waits for.

    Attributes:
        urn: of the image, document or video.
        pieces: what goes where, in order.
        token: what LinkedIn wants to be given back at the end of a video.
    """

    urn: Urn
    pieces: list[Piece]
    token: str = ""


def begin_request(kind: str, owner: str, size: int) -> dict[str, Any]:
    """The request that begins an upload; for a video it tells the size in bytes."""
    if kind != "video":
        return {"owner": owner}
    return {
        "owner": owner,
        "fileSizeBytes": size,
        "uploadCaptions": False,
        "uploadThumbnail": False,
    }


def read_begun(response: UploadResponse, kind: str, size: int) -> Begun:
    """What LinkedIn answered.

    Args:
        response: the answer, a good one.
        kind: `image`, `document` or `video`.
        size: bytes of the file.

    Raises:
        ResponseFormattingError: it does not say where to send every byte.
    """
    try:
        value = response.field("value")
        urn = Urn.parse(value[kind])
        if kind != "video":
            return Begun(urn, [Piece(_text(value["uploadUrl"]), 0, size)])
        pieces = [_piece(instruction) for instruction in value["uploadInstructions"]]
        _check_whole(pieces, size)
        return Begun(urn, pieces, _text(value.get("uploadToken", "")))
    except (LinkedInError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        told = f"cannot make out where to upload the {kind}: {type(error).__name__}: {error}"
        raise ResponseFormattingError(told, response=response) from None


def _piece(instruction: Any) -> Piece:
    first, last = int(instruction["firstByte"]), int(instruction["lastByte"])
    return Piece(_text(instruction["uploadUrl"]), first, last - first + 1)


def _check_whole(pieces: list[Piece], size: int) -> None:
    end = 0
    for piece in pieces:
        if piece.first != end or piece.size < 1:
            raise ValueError(f"the part at byte {piece.first} does not follow on byte {end}")
        end += piece.size
    if end != size:
        raise ValueError(f"the parts have {end} bytes, the file has {size}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"an address or token must be text, not {type(value).__name__}")
    return value
