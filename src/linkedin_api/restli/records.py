"""The protocol's records: JSON objects whose known fields are also attributes.

A record is a dict and keeps everything received. An attribute is `None` if the record lacks the
field, and never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from linkedin_api.error_records import ErrorFields
from linkedin_api.restli.keys import Key, created_key

__all__ = [
    "BatchCreateResult",
    "BatchDeleteResult",
    "BatchFinderResult",
    "BatchUpdateResult",
    "ErrorRecord",
    "Link",
    "Paging",
    "Record",
]

T = TypeVar("T")


class Record(dict[str, Any]):
    """A JSON object as received."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict.__repr__(self)})"


class ErrorRecord(ErrorFields, Record):
    """An error record from LinkedIn, for a whole answer or for one key of a batch.

    Source: rest.li `ErrorResponse` (observed); all fields are optional.

    Example:
        >>> error = ErrorRecord({"status": 403, "code": "ACCESS_DENIED", "serviceErrorCode": 100})
        >>> error.status, error.code, error.service_error_code, error["code"]
        (403, 'ACCESS_DENIED', 100, 'ACCESS_DENIED')
    """

    __slots__ = ()

    @property
    def status(self) -> int | None:
        """The HTTP status."""
        return self.get("status")

    def _fields(self) -> Mapping[str, Any]:
        return self

    @property
    def request_id(self) -> str | None:
        """The request id; LinkedIn's support asks for it."""
        return self.get("requestId")

    @property
    def summary(self) -> str:
        """Code and message in one line, from a Rest.li or an OAuth error.

        Lone surrogates are escaped: a terminal, a log file or a database cannot take them.
        """
        code = self.code or self.get("error")
        message = self.get("error_description") or self.message
        said = ": ".join(str(part) for part in (code, message) if part)
        details = "; ".join(self._inputs())
        whole = f"{said} [{details}]" if details else said
        return whole.encode(errors="backslashreplace").decode()

    def _inputs(self) -> Iterator[str]:
        """Code, path and description of each wrong input."""
        details = self.error_details if isinstance(self.error_details, dict) else {}
        for kind in ("inputErrors", "conditionalInputErrors"):
            errors = details.get(kind)
            for error in errors if isinstance(errors, list) else ():
                if isinstance(error, dict):
                    parts = (error.get("code"), _input_path(error), error.get("description"))
                    yield " ".join(str(part) for part in parts if part)


class Link(Record):
    """A link to the page before or after this one.

    LinkedIn does not repeat `fields` in it: add it again when you follow the link.
    """

    __slots__ = ()

    @property
    def rel(self) -> str | None:
        """`prev` or `next`."""
        return self.get("rel")

    @property
    def href(self) -> str | None:
        """Path and query, relative to the host."""
        return self.get("href")

    @property
    def type(self) -> str | None:
        """The media type."""
        return self.get("type")


class Paging(Record):
    """The position of a page in the whole list."""

    __slots__ = ()

    @property
    def start(self) -> int | None:
        """Index of the first element."""
        return self.get("start")

    @property
    def count(self) -> int | None:
        """The number of elements requested, not received."""
        return self.get("count")

    @property
    def total(self) -> int | None:
        """The total number of elements, if LinkedIn states it."""
        return self.get("total")

    @property
    def links(self) -> list[Link]:
        """Links to the pages before and after this one."""
        return list_of(Link, self.get("links")) or []


class BatchUpdateResult(Record):
    """The result for one id of a batch write."""

    __slots__ = ()

    @property
    def status(self) -> int | None:
        """The HTTP status for this id; it may be an error status."""
        return self.get("status")

    @property
    def entity(self) -> dict[str, Any] | None:
        """The changed entity, if LinkedIn returned it."""
        return self.get("entity")

    @property
    def error(self) -> ErrorRecord | None:
        """What went wrong with this id."""
        return record_of(ErrorRecord, self.get("error"))


class BatchDeleteResult(BatchUpdateResult):
    """The result for one id of a batch delete."""

    __slots__ = ()


class BatchCreateResult(BatchUpdateResult):
    """The result for one entity of a batch create."""

    __slots__ = ()

    @property
    def id(self) -> str | None:
        """The id of the created entity, as received."""
        key = self.get("id")
        return key if key is None else str(key)

    @property
    def location(self) -> str | None:
        """The path of the created entity."""
        location = self.get("location")
        return location if isinstance(location, str) else None

    @property
    def decoded_id(self) -> Key | None:
        """The id of the created entity, decoded: a string, or a dict for a compound key."""
        return created_key(self.id, self.location)


class BatchFinderResult(Record):
    """The result for one criterion of a batch finder."""

    __slots__ = ()

    @property
    def elements(self) -> list[dict[str, Any]] | None:
        """The elements found, on this page."""
        return self.get("elements")

    @property
    def paging(self) -> Paging:
        """The position of this page."""
        return record_of(Paging, self.get("paging")) or Paging()

    @property
    def metadata(self) -> dict[str, Any] | None:
        """Further data from the resource."""
        return self.get("metadata")

    @property
    def error(self) -> ErrorRecord | None:
        """Why this criterion failed."""
        return record_of(ErrorRecord, self.get("error"))

    @property
    def isError(self) -> bool:  # noqa: N802  the documented name
        """Whether this criterion failed."""
        return bool(self.get("isError"))


def _input_path(error: dict[str, Any]) -> str | None:
    found: Any = error
    for name in ("input", "inputPath", "fieldPath"):
        found = found.get(name) if isinstance(found, dict) else None
    return f"at {found}:" if found else None


def record_of(kind: Callable[[Any], T], value: Any) -> T | None:
    """A JSON object as a record; `None` for anything else."""
    return kind(value) if isinstance(value, dict) else None


def list_of(kind: Callable[[Any], T], value: Any) -> list[T] | None:
    """A JSON array as records, empty ones for non-objects; `None` for anything but an array."""
    if not isinstance(value, list):
        return None
    return [kind(item if isinstance(item, dict) else ()) for item in value]


def map_of(kind: Callable[[Any], T], value: Any) -> dict[str, T] | None:
    """A JSON object of records, empty ones for non-objects; `None` for anything but an object."""
    if not isinstance(value, dict):
        return None
    return {key: kind(item if isinstance(item, dict) else ()) for key, item in value.items()}
