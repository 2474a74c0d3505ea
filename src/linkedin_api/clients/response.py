"""What the responses of all clients have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from linkedin_api.errors import ResponseFormattingError, StatusError
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    from requests import Response


class BaseResponse:
    """An answer of LinkedIn, whatever its status.

    Attributes:
        status_code: the HTTP status.
        url: the address that answered.
        headers: names are case-insensitive.
        response: the HTTP library's own response; `response.text` is the raw body.
    """

    _error_type: ClassVar[type[StatusError]] = StatusError

    def __init__(self, reply: Reply, response: Response) -> None:
        self._reply = reply
        self.status_code = reply.status
        self.url = response.url
        self.headers = response.headers
        self.response = response

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
        told = f"{self.status_code} {error.summary} ({self.url.partition('?')[0]})"
        if self._reply.is_success:
            raise ResponseFormattingError(told, response=self)
        raise self._error_type(
            told,
            status=self.status_code,
            error=error,
            request_id=self.request_id,
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
