"""Answers as values: status, headers and body, and their meaning in the protocol."""

from __future__ import annotations

import gc
import json
import os
import threading
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, Self

from linkedin_api.restli.keys import Key, created_key, last_segment
from linkedin_api.restli.nesting import MOST_LEVELS, is_deep
from linkedin_api.restli.promise import Promise
from linkedin_api.restli.read_once import read_once
from linkedin_api.restli.records import ErrorRecord

#: Headers with the id of a created entity: protocol 2.0.0, then 1.0.0.
_ID_HEADERS = ("x-restli-id", "x-linkedin-id")
#: Headers with the request id.
_REQUEST_ID_HEADERS = ("x-li-uuid", "x-li-request-id")
#: Bytes of a body that has enough objects to make the collection of garbage expensive.
_LARGE = 200_000
#: The threads that have paused the collection of garbage.
_pausing: Final[set[int]] = set()
_TOO_DEEP = f"nested more than {MOST_LEVELS} levels deep"


class Reply:
    """A complete HTTP answer.

    Attributes:
        status: the HTTP status.
        headers: with names in lower case.
        content: the body, decompressed.
        promise: what it contains if it is successful.
        is_merged: whether it is made of several, and has a result or an error for each id.
    """

    is_merged = False

    def __init__(
        self,
        status: int,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        promise: Promise | None = None,
    ) -> None:
        self.status = status
        self.headers = {} if headers is None else headers
        self.content = content
        self.promise = promise

    @classmethod
    def of(cls, status: int, headers: Mapping[str, str], body: Any) -> Self:
        """An answer whose body is parsed already."""
        reply = cls(status, headers)
        reply._parsed = (body, None)
        return reply

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    @property
    def request_id(self) -> str | None:
        """The request id, which LinkedIn's support asks for, if the answer has one."""
        return _first(self.headers, _REQUEST_ID_HEADERS)

    @read_once
    def json(self) -> Any:
        """The body read as JSON; `None` if there is none, or if it is not JSON."""
        return self._parsed[0]

    @property
    def problem(self) -> str | None:
        """Why the body cannot be read as JSON; `None` if it can, or is empty."""
        return self._parsed[1]

    @property
    def is_incomplete(self) -> bool:
        """Whether the status is 2xx but the promised content is missing."""
        return self.promise is not None and self.is_success and self.error is not None

    @property
    def has_data(self) -> bool:
        """Whether it contains the requested data, as far as promised."""
        return self.error is None or self.is_merged

    @read_once
    def error(self) -> ErrorRecord | None:
        """What went wrong; `None` if nothing did.

        A proxy's HTML page is an error too, and so is a 2xx answer without the promised
        content; the record then describes what came instead.
        """
        value, problem = self._parsed
        if self.is_success and problem is None:
            problem = None if self.promise is None else self.promise.lack(value)
            if problem is None:
                return None
        is_record = isinstance(self.json, dict) and not self.is_success
        record = ErrorRecord(self.json if is_record else {})
        record.setdefault("status", self.status)
        record.setdefault("message", problem or _phrase(self.status))
        if self.request_id:
            record.setdefault("requestId", self.request_id)
        return record

    @property
    def entity_id(self) -> str | None:
        """The id of a created entity, as received; from `Location` if there is no id header."""
        location = self.headers.get("location")
        return _first(self.headers, _ID_HEADERS) or last_segment(location)

    @property
    def decoded_entity_id(self) -> Key | None:
        """The id of a created entity, decoded: a string, or a dict for a compound key."""
        return created_key(self.entity_id, self.headers.get("location"))

    @read_once
    def _parsed(self) -> tuple[Any, str | None]:
        if not self.content.strip():
            return None, None
        try:
            value = _loads(self.content)
            reason: object = _TOO_DEEP if is_deep(self.content) else None
        except (ValueError, RecursionError) as error:
            reason = _TOO_DEEP if isinstance(error, RecursionError) else error
        if reason is None:
            return value, None
        kind = self.headers.get("content-type", "no content type")
        return None, f"{len(self.content)} bytes of {kind} that are not JSON: {reason}"


def _loads(content: bytes) -> Any:
    """Decode JSON; a large one without the collection of garbage, since decoding makes none.

    Python would search it again and again for cycles, for a third of the time.
    """
    if len(content) < _LARGE or not gc.isenabled():
        return json.loads(content)
    thread = threading.get_ident()
    _pausing.add(thread)
    gc.disable()
    try:
        return json.loads(content)
    finally:
        gc.enable()
        _pausing.discard(thread)


def _collect_again() -> None:
    """Resume the collection in a forked child, where the thread that paused it does not exist."""
    if _pausing:
        _pausing.clear()
        gc.enable()


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_collect_again)


def _first(headers: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((headers[name] for name in names if name in headers), None)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no message"
