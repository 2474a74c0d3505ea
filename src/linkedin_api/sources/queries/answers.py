"""Reads responses: an unexpected response is an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from linkedin_api.clients.restli.response import BatchGetResponse, CollectionResponse
from linkedin_api.errors import ResponseFormattingError, StatusError, status_error_type
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.sources.queries.query import Record

T = TypeVar("T")
#: Keys in one batch: few calls, and responses that stay small.
BATCH: Final = 100


def batches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """Divide keys into batches."""
    return (keys[i : i + BATCH] for i in range(0, len(keys), BATCH))


def elements(response: CollectionResponse[Any]) -> list[Record]:
    """Return the elements of a response.

    Raises:
        ResponseFormattingError: the list of elements is missing, or an element is empty.
    """
    found = response.elements
    if set(map(type, found)) <= {dict} and all(found):  # as always; quicker than one by one
        return list(found)
    what = f"an element of {response.url.partition('?')[0]}"
    return [checked(element, what, response) for element in found]


def checked(value: Any, what: str, response: Any = None) -> Record:
    """Return a value that must be an object.

    Raises:
        ResponseFormattingError: the value is something else, or empty.
    """
    if not isinstance(value, dict) or not value:
        raise ResponseFormattingError(f"{what} must be a non-empty object", response=response)
    return value


def may_have_more(response: CollectionResponse[Any]) -> bool:
    """Whether a response that should be complete announces more elements.

    LinkedIn's framework also announces more if the elements exactly fill a page (observed), so
    this is a reason to check again, not a proof.
    """
    total, number = response.paging.total, len(response.elements)
    if isinstance(total, int) and total > number:
        return True
    return any(link.rel == "next" for link in response.paging.links)


def result(response: BatchGetResponse[Any], key: int | str) -> Record | StatusError:
    """Return the entity that a batch has for a key, or the error.

    Raises:
        ResponseFormattingError: the response has no results at all, or no status for the error.
    """
    found = response.result_for(key)
    where = f"GET {response.url.partition('?')[0]}, {key}"
    if found is not None:
        return checked(found, where, response)
    record = response.error_for(key) or ErrorRecord({"message": "missing in the response"})
    found_status: Any = response.status_for(key) or record.status or 404
    try:
        status = max(400, int(found_status))
    except (TypeError, ValueError):
        text = f"{where}: the status is {found_status!r}"
        raise ResponseFormattingError(text, response=response) from None
    message = f"{status} {record.summary} ({where})"
    return status_error_type(status)(message, status=status, error=record, response=response)


def has_reason(response: BatchGetResponse[Any], key: int | str) -> bool:
    """Whether a batch gives a reason for a missing entity."""
    return response.error_for(key) is not None or response.status_for(key) is not None
