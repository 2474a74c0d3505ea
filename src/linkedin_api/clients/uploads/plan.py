"""The request that starts an upload, and LinkedIn's answer to it."""

from __future__ import annotations

from typing import Any, NamedTuple

from linkedin_api.clients.response import BaseResponse, Raw
from linkedin_api.errors import LinkedInError, ResponseFormattingError
from linkedin_api.restli import Urn


class UploadResponse(BaseResponse[Raw]):
    """An answer of the API while a file is uploaded."""

    def field(self, name: str) -> Any:
        """A field of its body; `None` if it has none."""
        return self._field(name)


class Piece(NamedTuple):
    """Bytes that go to one URL.

    Attributes:
        url: the upload URL, a secret.
        first: position of the first byte.
        size: number of bytes.
    """

    url: str
    first: int
    size: int


class Begun(NamedTuple):
    """An upload that has been started.

    Attributes:
        urn: the URN of the image, document or video.
        pieces: which bytes go to which URL, in order.
        token: for a video, the token that LinkedIn expects at the end.
    """

    urn: Urn
    pieces: list[Piece]
    token: str = ""


def begin_request(kind: str, owner: str, size: int) -> dict[str, Any]:
    """The request that starts an upload; for a video it contains the size in bytes."""
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

    Raises:
        ResponseFormattingError: it lacks upload URLs for some of the bytes.
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
        lack = f"the answer has no usable upload URL for the {kind}"
        reason = f"{lack}: {type(error).__name__}: {error}"
        raise ResponseFormattingError(reason, response=response) from None


def _piece(instruction: Any) -> Piece:
    first, last = int(instruction["firstByte"]), int(instruction["lastByte"])
    return Piece(_text(instruction["uploadUrl"]), first, last - first + 1)


def _check_whole(pieces: list[Piece], size: int) -> None:
    end = 0
    for piece in pieces:
        if piece.first != end or piece.size < 1:
            raise ValueError(f"a part starts at byte {piece.first} instead of {end}")
        end += piece.size
    if end != size:
        raise ValueError(f"the parts have {end} bytes, but the file has {size}")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a URL or token must be a string, not {type(value).__name__}")
    return value
