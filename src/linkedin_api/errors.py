"""All exceptions that the package raises: each is a `LinkedInError`, each answer's a `StatusError`.

Transport errors are also errors of the HTTP library: `except requests.ConnectionError` works.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final

from linkedin_api import error_records
from linkedin_api.error_records import ErrorFields, TokenReason, Window
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
    "ListChangedError",
    "MissingArgumentError",
    "MissingDriverError",
    "NotAdministratorError",
    "NotFoundError",
    "OAuthError",
    "PagingError",
    "ProcessingFailedError",
    "ProfileError",
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


class LinkedInError(Exception):
    """The base class of all exceptions of this package.

    Attributes:
        response: the response that caused the error, if there is one.
        retryable: whether the same call may succeed later, and is safe to retry.
        hint: what to do, in one sentence, if the mistake is recognised; otherwise `None`. A
            traceback shows it below the message, as a note of the exception.
    """

    response: Any = None
    retryable: bool = False
    hint: str | None = None

    def __init__(self, *args: Any, hint: str | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if hint is not None:
            self.hint = hint
            self.add_note(f"hint: {hint}")


class InvalidArgumentError(LinkedInError, ValueError):
    """An argument cannot be sent to LinkedIn; the message names it. The client sent nothing."""


class MissingArgumentError(InvalidArgumentError):
    """A required argument is missing. The client sent nothing."""


class InvalidSerializedRestliError(LinkedInError, ValueError):
    """A string is not valid Rest.li.

    Attributes:
        position: zero-based index of the character where parsing stopped.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"{self.args[0]} (at position {self.position})"


class TransportError(LinkedInError):
    """LinkedIn did not answer.

    Attributes:
        maybe_seen: whether LinkedIn may have received the request. If it cannot have, even a
            write is safe to retry.
    """

    maybe_seen: ClassVar[bool] = True
    retryable = True

    def __reduce__(self) -> tuple[Any, ...]:
        # The HTTP library's request and response hold the token and a connection.
        kept = {n: v for n, v in vars(self).items() if n not in ("request", "response")}
        return type(self), (str(self),), kept


class TransportConnectionError(TransportError):
    """The connection failed, or broke before the response was complete."""


class TransportTimeoutError(TransportError):
    """LinkedIn did not answer within the timeout."""


class AnswerTooLargeError(TransportError):
    """The response is larger than `max_answer_bytes`; the client did not read the rest."""

    retryable = False


class BudgetExceededError(LinkedInError):
    """The program's own call budget is used up. The client sent nothing.

    Attributes:
        endpoint: the endpoint that the budget is for.
        resets_at: when the budget resets: the next midnight, UTC.
    """

    def __init__(
        self, message: str, *, endpoint: str = "", resets_at: datetime | None = None
    ) -> None:
        super().__init__(message)
        self.endpoint = endpoint
        self.resets_at = resets_at


class TokenStoreError(LinkedInError):
    """A token cannot be saved, or the saved token cannot be read or trusted."""


class ProfileError(LinkedInError):
    """A profile does not exist, cannot be read, or has no usable token; the message says which.

    `linkedin auth login` makes a profile and renews its token.
    """


class NotAdministratorError(LinkedInError):
    """The token's member administers no organization, so there is nothing to read."""


class MissingDriverError(LinkedInError, ModuleNotFoundError):
    """The driver of a destination is not installed; the message says what to install."""


class UploadError(LinkedInError):
    """An upload did not finish.

    Attributes:
        urn: the URN of the image, document or video; `None` before LinkedIn has assigned it.
    """

    def __init__(self, message: str, urn: str | None = None) -> None:
        super().__init__(message if urn is None else f"{message} ({urn})")
        self.urn = urn


class ProcessingFailedError(UploadError):
    """All bytes were sent, but LinkedIn could not process the file."""


class StillProcessingError(UploadError):
    """All bytes were sent, and LinkedIn is still processing them; check again later."""


class ResponseFormattingError(LinkedInError):
    """A response with a 2xx status whose body is not what the protocol promises.

    Attributes:
        response: the response, with its `status_code`, `headers` and raw body.
        retryable: false for a write, because LinkedIn has carried it out.
    """

    retryable = True

    def __init__(self, message: str, *, response: Any = None, retryable: bool = True) -> None:
        super().__init__(message)
        self.response = response
        self.retryable = retryable


class PagingError(LinkedInError):
    """The pages of a list cannot be followed to the end; `response` is the last one read.

    Links or tokens loop, or the resource ignores `start`. The elements read so far are
    correct but incomplete.
    """


class ListChangedError(PagingError):
    """A list changed faster than it could be read, so elements may be missing.

    No element came twice. Reading the list again may succeed.
    """


class TruncatedError(PagingError):
    """LinkedIn returned only the first part of a result; the message says how to request less."""


class StatusError(ErrorFields, LinkedInError):
    """LinkedIn answered with a status that is not 2xx.

    Attributes:
        status: the HTTP status.
        error: the error record that LinkedIn sent, a mapping (empty if it sent none).
        request_id: LinkedIn's support asks for it (`x-li-uuid` or `x-li-request-id`).
        request: the verb and URL, without token and body.
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
        hint: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.error = {} if error is None else error
        self.request_id = request_id
        self.request = request
        self.response = response

    def _fields(self) -> Mapping[str, Any]:
        return self.error


class BadRequestError(StatusError):
    """400: something in the request is wrong; `error_details` may say which input."""


class UnauthorizedError(StatusError):
    """401: the token cannot be used."""

    @property
    def reason(self) -> TokenReason | None:
        """The reason, if LinkedIn gives one.

        LinkedIn may call a token revoked that is only seconds old and valid.
        """
        return error_records.token_reason(self.error)


class ForbiddenError(StatusError):
    """403: the token is valid, but a permission, a product or a role is missing."""

    @property
    def permission(self) -> str | None:
        """The missing permission, such as `me.GET.NO_VERSION` or `GET /me`."""
        return error_records.missing_permission(self.error)


class NotFoundError(StatusError):
    """404: the entity or resource does not exist, or not in this API version."""


class ConflictError(StatusError):
    """409: another program changed the entity at the same time."""

    retryable = True


class UriTooLongError(StatusError):
    """414: the path is too long; long queries do not cause this, since they are tunnelled."""


class UnprocessableError(StatusError):
    """422: refused because of its content, such as a duplicate post."""


class VersionError(StatusError):
    """426: LinkedIn does not serve this version of the API (any more, or yet).

    Every call with this version fails. Pass another `version_string` to the call or the client.
    """

    @property
    def version(self) -> str | None:
        """The version as LinkedIn writes it, such as `20240401` for `202404`."""
        return error_records.refused_version(self.error)

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message, **{**facts, "hint": None})  # the message has it already
        self.hint = f"use {newer_than(self.version or '')}"

    def __str__(self) -> str:
        return f"{super().__str__()}: {self.hint}"


class RateLimitError(StatusError):
    """429: too many calls.

    A daily limit applies to the application or the member; retrying before `resets_at` is
    pointless. Other limits reset within seconds or minutes.
    """

    @property
    def window(self) -> Window:
        """The period of the limit, as LinkedIn names it."""
        return error_records.throttle_window(self.error)

    @property
    def resets_at(self) -> datetime | None:
        """When a daily limit resets: the next midnight, UTC; `None` for other limits."""
        if self.window != "DAY":
            return None
        midnight = self._answered_at().replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=1) if midnight.date() < date.max else None

    @property
    def retryable(self) -> bool:  # type: ignore[override]
        """Whether a short wait can help."""
        return self.window != "DAY"

    def _answered_at(self) -> datetime:
        """The time by LinkedIn's clock; without a `Date` header, by this machine's."""
        headers = getattr(self.response, "headers", None) or {}
        return read_http_date(headers.get("date")) or datetime.now(UTC)


class ServerError(StatusError):
    """5xx: an error at LinkedIn, or in a proxy on the way."""

    retryable = True


class OAuthError(StatusError):
    """The authorization server refused; see `error` and `error_description` in RFC 6749."""

    @property
    def error_code(self) -> str | None:
        """The response's `error`, such as `invalid_request`.

        LinkedIn's documentation and server disagree on some, so base decisions on `status` and
        `description`.
        """
        return self.error.get("error")

    @property
    def description(self) -> str | None:
        """The response's `error_description`."""
        return self.error.get("error_description")


class ConsentNeededError(OAuthError):
    """No token can be renewed any more: the member has to consent again.

    The refresh token is invalid, expired (it is valid for a year from the consent) or revoked.
    Or there is none, and `status` is 0. Send the member to
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
    """The exception class for a status."""
    if 500 <= status < 600:  # 999 is LinkedIn's answer to suspected robots
        return ServerError
    return _BY_STATUS.get(status, StatusError)
