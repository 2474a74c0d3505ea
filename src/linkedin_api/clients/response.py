"""The base class of all responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NoReturn, Self

from linkedin_api.errors import (
    LinkedInError,
    ResponseFormattingError,
    StatusError,
    status_error_type,
)
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    import requests
    from typing_extensions import TypeVar

    #: The HTTP library's response: `requests` unless a client uses another.
    Raw = TypeVar("Raw", default=requests.Response)
else:
    from typing import TypeVar

    Raw = TypeVar("Raw")


#: Characters of an error in the `repr` of a response.
_LONGEST_SUMMARY: Final = 200


class BaseResponse(Generic[Raw]):
    """An answer from LinkedIn, whatever its status.

    You can create a response yourself, for example in a test: pass status and URL, and by name
    the data that its class documents.

    Attributes:
        status_code: the HTTP status.
        url: the URL that answered.
        headers: the headers, with case-insensitive names.
        response: the HTTP library's own response.
        error: what went wrong: LinkedIn's error, or why the answer cannot be used; `None` if
            nothing did.

    Example:
        >>> from linkedin_api.clients.restli.response import GetResponse
        >>> GetResponse(status_code=200, entity={"id": 1}).entity
        {'id': 1}
    """

    __slots__ = ("__dict__", "__weakref__", "_hint", "_reply", "_verb")

    #: The exception class to raise, if it does not follow from the status.
    _error_type: ClassVar[type[StatusError] | None] = None
    #: Names of the properties that hold the requested data.
    _data: ClassVar[tuple[str, ...]] = ()
    #: Whether `vars()` shows that data.
    _shows_data: ClassVar[bool] = True

    status_code: int
    url: str
    headers: Mapping[str, str]
    response: Raw
    error: ErrorRecord | None

    def __init__(
        self,
        status_code: int,
        url: str = "",
        headers: Mapping[str, str] | None = None,
        response: Raw | None = None,
        **data: Any,
    ) -> None:
        if unknown := data.keys() - set(self._data):
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        from linkedin_api.clients.pickling import plain_headers

        body = data.get("entity") if "entity" in self._data else data
        reply = Reply.of(status_code, plain_headers(headers or {}), body)
        self._fill(reply, response, url, "")  # type: ignore[arg-type]
        if self._shows_data:
            vars(self).update(data)

    @classmethod
    def received(cls, reply: Reply, raw: Raw, url: str, verb: str = "") -> Self:
        """Create a response from an answer.

        Args:
            reply: the answer as a value.
            raw: the HTTP library's own response.
            url: the URL that answered.
            verb: the HTTP verb of the request.
        """
        self = cls.__new__(cls)
        self._fill(reply, raw, url, verb)
        return self

    def _fill(self, reply: Reply, raw: Raw, url: str, verb: str) -> None:
        """Set everything that can be read without an error, so that `vars()` shows it."""
        self._reply = reply
        self._verb = verb
        self._hint: str | None = None
        self.status_code = reply.status
        self.url = url
        self.headers = reply.headers
        self.response = raw
        self.error = reply.error
        if self._shows_data and reply.has_data:
            for name in self._data:
                try:
                    getattr(self, name)
                except ResponseFormattingError:  # raised when the property is read
                    continue

    def fill(self, read: Callable[[str], Any]) -> None:
        """Set each data property to the result of `read` for its name."""
        if self._shows_data:
            vars(self).update({name: read(name) for name in self._data})

    @property
    def content(self) -> bytes:
        """The raw body, decompressed."""
        return self._reply.content

    @property
    def request_id(self) -> str | None:
        """The request id, which LinkedIn's support asks for (`x-li-uuid` or `x-li-request-id`)."""
        return self._reply.request_id

    @property
    def hint(self) -> str | None:
        """What to do about its error, if the mistake is recognised; that of the exception."""
        return self._hint

    def advise(self, hint: str | None) -> None:
        """Set the hint."""
        self._hint = hint

    def raise_for_status(self) -> Self:
        """Return this response if it has no error.

        Raises:
            StatusError: the status is not 2xx.
            ResponseFormattingError: the status is 2xx, but the body is not JSON, or lacks
                what the method promises.
        """
        if self.error is None:
            return self
        if self._reply.is_success:
            self._raise_formatting(self.error.summary)
        kind = self._error_type or status_error_type(self.status_code)
        raise kind(
            f"{self.status_code} {self.error.summary}{self._asked(' ({})')}",
            status=self.status_code,
            error=self.error,
            request_id=self.request_id,
            request=self._asked("{}"),
            response=self,
            hint=self.hint,
        )

    def __bool__(self) -> bool:
        """Any response is true, also one without elements; see `status_code` and `error`."""
        return True

    def __repr__(self) -> str:
        shown = self._shown()
        return f"<{type(self).__name__} {self.status_code}{shown and ': '}{shown}>"

    def _shown(self) -> str:
        """What came, in a few words: the error, or how much there is."""
        if self.error is not None:
            text = " ".join(self.error.summary.split())
            return text if len(text) <= _LONGEST_SUMMARY else f"{text[: _LONGEST_SUMMARY - 1]}…"
        try:
            return self._contents()
        except LinkedInError:  # it is raised where the data is read
            return ""

    def _contents(self) -> str:
        """How much a good answer holds; no values, as they may be private."""
        return ""

    def __reduce__(self) -> Any:
        """Leave out the secrets of the request, and what belongs to a connection."""
        from linkedin_api.clients.pickling import bare_response, plain_headers

        reply = copy(self._reply)
        reply.headers = plain_headers(reply.headers)
        raw = bare_response(self.response, self.url)
        data = {name: vars(self)[name] for name in self._data if name in vars(self)}
        return _made_again, (type(self), reply, raw, self.url, self._verb, data, self.hint)

    def _field(self, name: str) -> Any:
        """A field of a 2xx answer's body; `None` if it has none.

        Raises:
            StatusError: the status is not 2xx.
            ResponseFormattingError: the body cannot be used.
        """
        self._refuse_without_data()
        body = self._reply.json
        return body.get(name) if isinstance(body, dict) else None

    def _refuse_without_data(self) -> None:
        if self.error is not None and not self._reply.has_data:
            self.raise_for_status()

    def _raise_formatting(self, what: str | None) -> NoReturn:
        message = f"{self.status_code} {what}{self._asked(' ({})')}"
        is_read = self._reply.promise is not None
        raise ResponseFormattingError(message, response=self, retryable=is_read)

    def _asked(self, form: str) -> str:
        asked = f"{self._verb} {self.url.partition('?')[0]}".strip()
        return form.format(asked) if asked else ""


def _made_again(
    kind: type[BaseResponse[Any]],
    reply: Reply,
    raw: Any,
    url: str,
    verb: str,
    data: dict[str, Any],
    hint: str | None,
) -> BaseResponse[Any]:
    response = kind.received(reply, raw, url, verb)
    response.advise(hint)
    vars(response).update(data)
    return response
