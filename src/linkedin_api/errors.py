"""Every error the package raises.

```
LinkedInError
├── InvalidArgumentError (ValueError)       an argument is wrong; nothing was sent
│   └── MissingArgumentError                an argument that is needed is absent
├── InvalidSerializedRestliError (ValueError)   a text is not Rest.li
├── TransportError                          no answer came
│   ├── TransportTimeoutError               … in time
│   └── TransportConnectionError            … because the connection failed
├── ResponseFormattingError                 an answer came that cannot be read
└── StatusError                             an answer came that says no
    └── OAuthError                          … from the authorization server
```

Transport errors are also errors of the HTTP library in use, so
`except requests.ConnectionError` goes on working.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class LinkedInError(Exception):
    """The root of all errors of this package."""


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
    """No answer came from LinkedIn."""


class TransportConnectionError(TransportError):
    """The connection could not be made, or broke before the whole answer was there."""


class TransportTimeoutError(TransportError):
    """LinkedIn did not answer within the timeout."""


class ResponseFormattingError(LinkedInError):
    """An answer with a good status whose body is not what the protocol promises.

    Attributes:
        response: the response, whose `status_code`, `headers` and raw body can be read.
    """

    def __init__(self, message: str, *, response: Any = None) -> None:
        super().__init__(message)
        self.response = response


class StatusError(LinkedInError):
    """LinkedIn answered with a status that is not 2xx.

    Attributes:
        status: the HTTP status.
        error: the error record LinkedIn sent, a mapping (empty if it sent none).
        request_id: what LinkedIn's support asks for (`x-li-uuid` or `x-li-request-id`).
        response: the response the error was raised for.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        error: Mapping[str, Any] | None = None,
        request_id: str | None = None,
        response: Any = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {} if error is None else error
        self.request_id = request_id
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
    def error_details(self) -> Any:
        """What LinkedIn says about single inputs, as sent."""
        return self.error.get("errorDetails")


class OAuthError(StatusError):
    """The authorization server refused: `error` and `error_description` of RFC 6749.

    Attributes:
        error_code: such as `invalid_request`. LinkedIn's documentation and server
            differ on some of them, so decide by status and description.
        description: the sentence that says why.
    """

    @property
    def error_code(self) -> str | None:
        """The `error` of the answer, such as `invalid_request`."""
        return self.error.get("error")

    @property
    def description(self) -> str | None:
        """The `error_description` of the answer."""
        return self.error.get("error_description")
