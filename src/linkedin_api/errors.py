"""Every error the package raises.

```
LinkedInError
├── InvalidArgumentError (ValueError)       an argument is wrong; nothing was sent
│   └── MissingArgumentError                an argument that is needed is absent
├── InvalidSerializedRestliError (ValueError)   a text is not Rest.li
├── TransportError                          no answer came
│   ├── TransportTimeoutError               … in time
│   ├── AnswerTooLargeError                 … of a size that is allowed
│   └── TransportConnectionError            … because the connection failed
├── BudgetExceededError                     the program's own budget is used up; nothing was sent
├── TokenStoreError                         a token cannot be kept or read
├── NotAdministratorError                   the member administers no organization
├── MissingDriverError (ModuleNotFoundError)    what a destination needs is not installed
├── UploadError                             an upload did not come to its end
│   ├── ProcessingFailedError               … since LinkedIn could not process the file
│   └── StillProcessingError                … within the time that was waited for it
├── ResponseFormattingError                 an answer came that cannot be read
├── PagingError                             pages that cannot be followed to their end
│   └── TruncatedError                      … because LinkedIn cut them off
└── StatusError                             an answer came that says no
    ├── BadRequestError                     400: something in the request is wrong
    ├── UnauthorizedError                   401: the token is empty, invalid, revoked, expired
    ├── ForbiddenError                      403: a permission or a role is missing
    ├── NotFoundError                       404
    ├── ConflictError                       409
    ├── UriTooLongError                     414
    ├── UnprocessableError                  422: refused for what it says, such as a duplicate
    ├── VersionError                        426: this version of the API is not served
    ├── RateLimitError                      429: too many calls
    ├── ServerError                         5xx: LinkedIn's fault
    └── OAuthError                          … from the authorization server
        └── ConsentNeededError              the member has to consent again
```

Transport errors are also errors of the HTTP library in use, so
`except requests.ConnectionError` goes on working.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final, Literal

from linkedin_api.http_dates import read_http_date
from linkedin_api.versions import newer_than

__all__ = [
    "AnswerTooLargeError",
    "BadRequestError",
    "BudgetExceededError",
    "ConflictError",
    "ConsentNeededError",
    "ForbiddenError",
    "InvalidArgumentError",
    "InvalidSerializedRestliError",
    "LinkedInError",
    "MissingArgumentError",
    "MissingDriverError",
    "NotAdministratorError",
    "NotFoundError",
    "OAuthError",
    "PagingError",
    "ProcessingFailedError",
    "RateLimitError",
    "ResponseFormattingError",
    "ServerError",
    "StatusError",
    "StillProcessingError",
    "TokenReason",
    "TokenStoreError",
    "TransportConnectionError",
    "TransportError",
    "TransportTimeoutError",
    "TruncatedError",
    "UnauthorizedError",
    "UnprocessableError",
    "UploadError",
    "UriTooLongError",
    "VersionError",
    "Window",
]

TokenReason = Literal["empty", "invalid", "revoked", "expired"]
Window = Literal["DAY", "MINUTE", "SECOND", "unknown"]


#: What the token lacks, by LinkedIn's numbers (observed).
_TOKEN_REASONS: Final[Mapping[int, TokenReason]] = {
    65600: "invalid",
    65601: "revoked",
    65602: "expired",
    65604: "empty",
}


def token_reason(error: Mapping[str, Any]) -> TokenReason | None:
    """What is wrong with a token, by the error record of a 401; `None` if it does not say."""
    number = error.get("serviceErrorCode")
    return _TOKEN_REASONS.get(number) if isinstance(number, int) else None


def throttle_window(error: Mapping[str, Any]) -> Window:
    """The window of a limit, as the error record of a 429 names it."""
    return _told(error, r"\b(DAY|MINUTE|SECOND)\b") or "unknown"  # type: ignore[return-value]


def _told(error: Mapping[str, Any], pattern: str) -> str | None:
    """What a pattern finds in a record's message, of whatever type the message is."""
    found = re.search(pattern, str(error.get("message") or ""))
    return found[1] if found else None


class LinkedInError(Exception):
    """The root of all errors of this package.

    Attributes:
        response: the response the error was raised for, if there was one.
        retryable: whether the same call may succeed later, and may be sent again.
    """

    response: Any = None
    retryable: bool = False


class InvalidArgumentError(LinkedInError, ValueError):
    """An argument cannot be sent to LinkedIn; the message names it. Nothing was sent."""


class MissingArgumentError(InvalidArgumentError):
    """An argument that this call needs was not given. Nothing was sent."""


class InvalidSerializedRestliError(LinkedInError, ValueError):
    """A text is not valid Rest.li.

    Attributes:
        position: zero-based index of the character where reading stopped.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"{self.args[0]} (at position {self.position})"


class TransportError(LinkedInError):
    """No answer came from LinkedIn.

    Attributes:
        maybe_seen: whether LinkedIn may have seen the request. Where it cannot, even a
            write may be sent again.
        retryable: whether the same call may succeed later.
    """

    maybe_seen: ClassVar[bool] = True
    retryable = True

    def __reduce__(self) -> tuple[Any, ...]:
        # The HTTP library's request and response hold the token and belong to a connection.
        kept = {n: v for n, v in vars(self).items() if n not in ("request", "response")}
        return type(self), (str(self),), kept


class TransportConnectionError(TransportError):
    """The connection could not be made, or broke before the whole answer was there."""


class TransportTimeoutError(TransportError):
    """LinkedIn did not answer within the timeout."""


class AnswerTooLargeError(TransportError):
    """The answer is larger than `max_answer_bytes` allows; what is beyond was not read."""

    retryable = False


class BudgetExceededError(LinkedInError):
    """The budget that the program gave itself is used up. Nothing was sent.

    Attributes:
        endpoint: whose budget it is.
        resets_at: when it begins anew: the next midnight, UTC.
    """

    def __init__(
        self, message: str, *, endpoint: str = "", resets_at: datetime | None = None
    ) -> None:
        super().__init__(message)
        self.endpoint = endpoint
        self.resets_at = resets_at


class TokenStoreError(LinkedInError):
    """A token cannot be kept, or what was kept cannot be read or must not be trusted."""


class NotAdministratorError(LinkedInError):
    """The member of the token administers no organization, so there is nothing to read."""


class MissingDriverError(LinkedInError, ModuleNotFoundError):
    """What a destination of tables needs is not installed; the message says what to install.

    LinkedIn was not asked anything.
    """


class UploadError(LinkedInError):
    """An upload did not come to its end.

    Attributes:
        urn: what LinkedIn calls the image, document or video; `None` before it has a name.
    """

    def __init__(self, message: str, urn: str | None = None) -> None:
        super().__init__(message if urn is None else f"{message} ({urn})")
        self.urn = urn


class ProcessingFailedError(UploadError):
    """All bytes were sent, and LinkedIn could not process them: the file is not what it wants."""


class StillProcessingError(UploadError):
    """All bytes were sent, and LinkedIn is still processing them; look again later."""


class ResponseFormattingError(LinkedInError):
    """An answer with a good status whose body is not what the protocol promises.

    Attributes:
        response: the response, whose `status_code`, `headers` and raw body can be read.
        retryable: false for a write, which was carried out all the same.
    """

    retryable = True

    def __init__(self, message: str, *, response: Any = None, retryable: bool = True) -> None:
        super().__init__(message)
        self.response = response
        self.retryable = retryable


class PagingError(LinkedInError):
    """The pages of a list cannot be followed to their end; `response` is the last of them.

    Links or tokens that lead back, or a resource that ignores where a page shall begin.
    What was read until then is right, but not all.
    """


class TruncatedError(PagingError):
    """LinkedIn gave only the first part of a result; the message says how to ask for less."""


class StatusError(LinkedInError):
    """LinkedIn answered with a status that is not 2xx.

    Attributes:
        status: the HTTP status.
        error: the error record LinkedIn sent, a mapping (empty if it sent none).
        request_id: what LinkedIn's support asks for (`x-li-uuid` or `x-li-request-id`).
        request: what was asked: verb and address, without token and body.
        response: the response the error was raised for.
        retryable: whether the same call may succeed later.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        error: Mapping[str, Any] | None = None,
        request_id: str | None = None,
        request: str = "",
        response: Any = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {} if error is None else error
        self.request_id = request_id
        self.request = request
        self.response = response

    @property
    def code(self) -> str | None:
        """LinkedIn's own name of the error, such as `ACCESS_DENIED`."""
        return self.error.get("code")

    @property
    def service_error_code(self) -> int | None:
        """LinkedIn's older numeric code, such as 65602 for an expired token."""
        return self.error.get("serviceErrorCode")

    @property
    def message(self) -> str | None:
        """LinkedIn's sentence for people; it may change, so decide by `code`."""
        return self.error.get("message")

    @property
    def error_details(self) -> Any:
        """What LinkedIn says about single inputs, as sent."""
        return self.error.get("errorDetails")


class BadRequestError(StatusError):
    """400: something in the request is wrong; `error_details` may say which input."""


class UnauthorizedError(StatusError):
    """401: the token cannot be used."""

    @property
    def reason(self) -> TokenReason | None:
        """Why, where LinkedIn says so.

        A token that was made seconds ago may be called revoked although it is good.
        """
        return token_reason(self.error)


class ForbiddenError(StatusError):
    """403: the token is good, but a permission, a product or a role is missing."""

    @property
    def permission(self) -> str | None:
        """What LinkedIn says was missing, such as `me.GET.NO_VERSION` or `GET /me`."""
        return _told(self.error, r"access: ((?:[A-Z_]+ )?\S+)")


class NotFoundError(StatusError):
    """404: no such entity or resource; also a resource that this version does not have."""


class ConflictError(StatusError):
    """409: somebody else wrote at the same time."""

    retryable = True


class UriTooLongError(StatusError):
    """414: the path is too long; queries are tunnelled before this can happen."""


class UnprocessableError(StatusError):
    """422: refused for what it says, such as a post that is a duplicate."""


class VersionError(StatusError):
    """426: LinkedIn does not serve this version of the API (any more, or yet).

    Every call with this version fails until the program names another one, by
    `version_string` of the call or the client.
    """

    @property
    def version(self) -> str | None:
        """The version LinkedIn quotes, such as `20240401` for `202404`."""
        return _told(self.error, r"version (\S+)")

    def __str__(self) -> str:
        return f"{super().__str__()}: name {newer_than(self.version or '')}"


class RateLimitError(StatusError):
    """429: too many calls.

    A limit per day is reached for the application or the member; it is never worth a
    retry before `resets_at`. Other limits pass within seconds or minutes.
    """

    @property
    def window(self) -> Window:
        """The window of the limit, as LinkedIn names it."""
        return throttle_window(self.error)

    @property
    def resets_at(self) -> datetime | None:
        """When a limit per day is lifted: the next midnight, UTC; else `None`."""
        if self.window != "DAY":
            return None
        midnight = self._answered_at().replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=1) if midnight.date() < date.max else None

    @property
    def retryable(self) -> bool:  # type: ignore[override]
        """Whether waiting a little can help."""
        return self.window != "DAY"

    def _answered_at(self) -> datetime:
        """By LinkedIn's clock, which decides; an answer without `Date` leaves this machine's."""
        headers = getattr(self.response, "headers", None) or {}
        return read_http_date(headers.get("date")) or datetime.now(UTC)


class ServerError(StatusError):
    """5xx: LinkedIn's own fault, or that of a proxy on the way."""

    retryable = True


class OAuthError(StatusError):
    """The authorization server refused: `error` and `error_description` of RFC 6749."""

    @property
    def error_code(self) -> str | None:
        """The `error` of the answer, such as `invalid_request`.

        LinkedIn's documentation and server differ on some, so decide by `status` and
        `description`.
        """
        return self.error.get("error")

    @property
    def description(self) -> str | None:
        """The `error_description` of the answer."""
        return self.error.get("error_description")


class ConsentNeededError(OAuthError):
    """No token can be had any more without the member: they have to consent again.

    The refresh token is invalid, expired (it lives a year from the consent) or revoked; or
    there is none at all, and `status` is 0. Send the member to
    `AuthClient.generate_member_auth_url`.
    """


_BY_STATUS: Final[Mapping[int, type[StatusError]]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    414: UriTooLongError,
    422: UnprocessableError,
    426: VersionError,
    429: RateLimitError,
}


def status_error_type(status: int) -> type[StatusError]:
    """The class of error that stands for a status."""
    if 500 <= status < 600:  # 999 is how LinkedIn turns away what it takes for a robot
        return ServerError
    return _BY_STATUS.get(status, StatusError)
