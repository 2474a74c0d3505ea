"""The formatters of 0.3: they turn a `requests` response into a response of this package.

As in 0.3, anything missing from the answer is `None`, whatever the status, and an unreadable answer
raises `ResponseFormattingError` where 0.3 needs its body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar, get_args

from linkedin_api.clients.response import BaseResponse
from linkedin_api.errors import LinkedInError, ResponseFormattingError
from linkedin_api.restli.records import Paging
from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    import requests

R = TypeVar("R", bound=BaseResponse[Any])

#: Fields that elsewhere are an empty map if they are missing.
_MAPS: Final = ("errors", "statuses")


class BaseResponseFormatter(Generic[R]):
    """The base class of the formatters."""

    response_type: ClassVar[type[BaseResponse[Any]]] = BaseResponse
    needs_body: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        """Read the type of the responses from the brackets of the base class."""
        for base in vars(cls).get("__orig_bases__", ()):
            (cls.response_type,) = get_args(base)

    @classmethod
    def format_response(cls, response: requests.Response) -> R:
        """Convert a raw response into a typed one.

        Raises:
            ResponseFormattingError: the body is required and is not JSON.
        """
        reply = Reply(response.status_code, response.headers, response.content)
        verb = getattr(response.request, "method", None) or ""
        formatted = cls.response_type.received(reply, response, str(response.url), verb)
        if cls.needs_body and reply.json is None and response.content.strip() != b"null":
            reason = reply.problem or "no body"
            raise ResponseFormattingError(f"{reply.status} {reason}", response=formatted)
        formatted.fill(lambda name: _read(formatted, name, reply.json))
        return formatted  # type: ignore[return-value]


def _read(response: Any, name: str, body: Any) -> Any:
    if name in _MAPS and isinstance(body, dict) and name not in body:
        return None
    try:
        return getattr(response, name)
    except LinkedInError:
        return Paging() if name == "paging" else None
