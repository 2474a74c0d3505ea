"""Answers as values: status, headers and bytes, and what the protocol says about them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

from linkedin_api.restli.keys import Key, created_key, last_segment

#: Names of the id of a created entity: protocol 2.0.0, then 1.0.0.
_ID_HEADERS = ("x-restli-id", "x-linkedin-id")
#: Names of what LinkedIn's support asks for.
_REQUEST_ID_HEADERS = ("x-li-uuid", "x-li-request-id")


class ErrorRecord(dict[str, Any]):
    """An error as LinkedIn writes it: a dict, whose known fields are attributes too.

    The same record stands for a whole answer and for one key of a batch. Every field is
    optional, so every attribute may be `None`.

    Source: rest.li `ErrorResponse` (observed).

    Example:
        >>> error = ErrorRecord({"status": 403, "code": "ACCESS_DENIED", "serviceErrorCode": 100})
        >>> error.status, error.code, error.service_error_code, error["code"]
        (403, 'ACCESS_DENIED', 100, 'ACCESS_DENIED')
    """

    @property
    def status(self) -> int | None:
        """The HTTP status."""
        return self.get("status")

    @property
    def code(self) -> str | None:
        """LinkedIn's name of the error, such as `ACCESS_DENIED`."""
        return self.get("code")

    @property
    def service_error_code(self) -> int | None:
        """LinkedIn's older number of the error, such as 65602 for an expired token."""
        return self.get("serviceErrorCode")

    @property
    def message(self) -> str | None:
        """A sentence for people; it may change, so decide by `code`."""
        return self.get("message")

    @property
    def error_details(self) -> Any:
        """What is wrong with single inputs, as sent."""
        return self.get("errorDetails")

    @property
    def request_id(self) -> str | None:
        """What LinkedIn's support asks for."""
        return self.get("requestId")

    @property
    def summary(self) -> str:
        """Code and message in one line, in the words of Rest.li or of OAuth."""
        code = self.code or self.get("error")
        message = self.get("error_description") or self.message
        return ": ".join(str(part) for part in (code, message) if part)


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, read whole.

    Attributes:
        status: the HTTP status.
        headers: names are looked up in lower case.
        content: the body, decompressed.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    @property
    def request_id(self) -> str | None:
        """What LinkedIn's support asks for, if the answer names it."""
        return _first(self.headers, _REQUEST_ID_HEADERS)

    @cached_property
    def json(self) -> Any:
        """The body read as JSON; `None` if there is none, or if it is not JSON."""
        return self._parsed[0]

    @property
    def problem(self) -> str | None:
        """Why the body cannot be read as JSON; `None` if it can, or is empty."""
        return self._parsed[1]

    @cached_property
    def error(self) -> ErrorRecord | None:
        """What went wrong; `None` if nothing did.

        A proxy's HTML page is an error too; then the record says what came instead.
        """
        if self.is_success and self.problem is None:
            return None
        record = ErrorRecord(self.json if isinstance(self.json, dict) else {})
        record.setdefault("status", self.status)
        record.setdefault("message", self.problem or _phrase(self.status))
        if self.request_id:
            record.setdefault("requestId", self.request_id)
        return record

    @property
    def entity_id(self) -> str | None:
        """The id of a created entity, as received, at need from `Location`."""
        location = self.headers.get("location")
        return _first(self.headers, _ID_HEADERS) or last_segment(location)

    @property
    def decoded_entity_id(self) -> Key | None:
        """The id of a created entity, decoded: text, or a dict for a compound key."""
        return created_key(self.entity_id, self.headers.get("location"))

    @cached_property
    def _parsed(self) -> tuple[Any, str | None]:
        if not self.content.strip():
            return None, None
        try:
            return json.loads(self.content), None
        except (ValueError, RecursionError) as error:
            kind = self.headers.get("content-type", "no content type")
            reason = "nested too deep" if isinstance(error, RecursionError) else error
            return None, f"{len(self.content)} bytes of {kind} that are not JSON: {reason}"


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((headers[name] for name in names if name in headers), None)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no message"
