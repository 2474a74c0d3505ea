"""What the responses of all clients have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from linkedin_api.errors import ResponseFormattingError, StatusError, status_error_type
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    from requests import Response


class BaseResponse:
    """An answer of LinkedIn, whatever its status.

    Attributes:
        status_code: the HTTP status.
        headers: names are case-insensitive.
        response: the HTTP library's own response; `response.text` is the raw body.
    """

    #: The class of error to raise, where it does not follow from the status.
    _error_type: ClassVar[type[StatusError] | None] = None

    def __init__(self, reply: Reply, response: Response, verb: str = "") -> None:
        self._reply = reply
        self._verb = verb
        self.status_code = reply.status
        self.headers = response.headers
        self.response = response

    @property
    def url(self) -> str:
        """The address that answered."""
        return str(self.response.url)

    @property
    def content(self) -> bytes:
        """The raw body, decompressed."""
        return self._reply.content

    @property
    def error(self) -> ErrorRecord | None:
        """What went wrong: LinkedIn's error, or why the body cannot be read; else `None`."""
        return self._reply.error

    @property
    def request_id(self) -> str | None:
        """What LinkedIn's support asks for (`x-li-uuid` or `x-li-request-id`)."""
        return self._reply.request_id

    def raise_for_status(self) -> Self:
        """Return this response if it is good.

        Raises:
            StatusError: the status is not 2xx.
            ResponseFormattingError: the status is 2xx, but the body is not JSON.
        """
        error = self.error
        if error is None:
            return self
        asked = f"{self._verb} {self.url.partition('?')[0]}".lstrip()
        told = f"{self.status_code} {error.summary} ({asked})"
        if self._reply.is_success:
            raise ResponseFormattingError(told, response=self)
        kind = self._error_type or status_error_type(self.status_code)
        raise kind(
            told,
            status=self.status_code,
            error=error,
            request_id=self.request_id,
            request=asked,
            response=self,
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}]>"

    @property
    def _body(self) -> Any:
        return self._reply.json

    def _field(self, name: str) -> Any:
        """A field of the body; error records have none of the fields asked for."""
        return self._body.get(name) if isinstance(self._body, dict) else None
