"""Answers taken apart: what is not as promised is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from linkedin_api.clients.restli.response import BatchGetResponse, CollectionResponse
from linkedin_api.errors import ResponseFormattingError, StatusError, status_error_type
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.sources.queries.query import Record

T = TypeVar("T")
#: Keys that go into one batch: few calls, and answers that stay small.
BATCH: Final = 100
#: Makes a row of what LinkedIn told about an organization, given its URN.
MakeRow = Callable[[Record, str], Record]


def unchanged(record: Record, _organization: str) -> Record:
    """The row is what LinkedIn told."""
    return record


def batches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """Divide keys into batches."""
    return (keys[i : i + BATCH] for i in range(0, len(keys), BATCH))


def elements(response: CollectionResponse[Any]) -> list[Record]:
    """Return the elements of an answer.

    Raises:
        ResponseFormattingError: there are none, not even an empty list, or one is empty.
    """
    what = f"an element of {response.url.partition('?')[0]}"
    return [checked(element, what, response) for element in response.elements]


def checked(value: Any, what: str, response: Any = None) -> Record:
    """Return a value that must be an object.

    Raises:
        ResponseFormattingError: it is something else, or empty.
    """
    if not isinstance(value, dict) or not value:
        raise ResponseFormattingError(f"{what} is no object with fields", response=response)
    return value


def may_have_more(response: CollectionResponse[Any]) -> bool:
    """Whether an answer that should be whole says that there is more.

    LinkedIn's framework also says so of an answer that has just as many elements as fit on
    a page (observed), so this is a reason to look again, no proof.
    """
    total, came = response.paging.total, len(response.elements)
    if isinstance(total, int) and total > came:
        return True
    return any(link.rel == "next" for link in response.paging.links)


def result(response: BatchGetResponse[Any], key: int | str) -> Record | StatusError:
    """Return what a batch says of one of its keys: the entity, or why there is none.

    Raises:
        ResponseFormattingError: it says nothing of any.
    """
    found = response.result_for(key)
    where = f"GET {response.url.partition('?')[0]}, {key}"
    if found is not None:
        return checked(found, where, response)
    record = response.error_for(key) or ErrorRecord({"message": "not in the answer"})
    status = max(400, int(response.status_for(key) or record.status or 404))
    told = f"{status} {record.summary} ({where})"
    return status_error_type(status)(told, status=status, error=record, response=response)


def has_reason(response: BatchGetResponse[Any], key: int | str) -> bool:
    """Whether a batch says why it has no entity for a key."""
    return response.error_for(key) is not None or response.status_for(key) is not None
