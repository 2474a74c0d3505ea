"""Typed Rest.li responses.

Three rules apply to all of them. You can always read `status_code`, `headers`, `response` and
`error`. On an error status, the data properties raise the same `StatusError` as
`raise_for_status()`, except `entity`, which then is LinkedIn's error record. If a 2xx answer lacks
the promised data, reading it raises `ResponseFormattingError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Final, Generic, TypeVar

from linkedin_api.clients.response import BaseResponse, Raw
from linkedin_api.errors import LinkedInError
from linkedin_api.restli import methods
from linkedin_api.restli.keys import Key, KeyIndex
from linkedin_api.restli.methods import Method
from linkedin_api.restli.promise import ELEMENTS, ENTITY, RESULTS, Promise
from linkedin_api.restli.read_once import read_once
from linkedin_api.restli.records import (
    BatchCreateResult,
    BatchDeleteResult,
    BatchFinderResult,
    BatchUpdateResult,
    ErrorRecord,
    Link,
    Paging,
    list_of,
    map_of,
    record_of,
)

__all__ = [
    "ActionResponse",
    "BaseRestliResponse",
    "BatchCreateResponse",
    "BatchCreateResult",
    "BatchDeleteResponse",
    "BatchDeleteResult",
    "BatchFinderResponse",
    "BatchFinderResult",
    "BatchGetResponse",
    "BatchUpdateResponse",
    "BatchUpdateResult",
    "CollectionResponse",
    "CreateResponse",
    "ErrorRecord",
    "GetResponse",
    "Link",
    "Paging",
    "UpdateResponse",
]

Entity = dict[str, Any]


def counted(number: int, noun: str) -> str:
    """A number and what it counts, in the form that goes with it."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def has_failed(result: Any) -> bool:
    """Whether one result of a batch, or one criterion of a batch finder, is an error."""
    status = getattr(result, "status", None)
    is_refused = isinstance(status, int) and status >= 400
    return is_refused or getattr(result, "isError", False) is True


class BaseRestliResponse(BaseResponse[Raw]):
    """The base of all responses of `RestliClient`; `delete` returns just this."""

    def _promised(self, promise: Promise) -> Any:
        """The promised data of a 2xx answer: its body, or the first field of the promise.

        Raises:
            StatusError: the status is not 2xx.
            ResponseFormattingError: the answer lacks it.
        """
        self._refuse_without_data()
        body = self._reply.json
        is_known = self._reply.promise is promise  # then it has been checked
        if not is_known and (lack := promise.lack(body)):
            self._raise_formatting(lack)
        return body.get(promise.names[0]) if promise.names else body

    def _entity(self) -> Any:
        """The body: an entity or LinkedIn's error record."""
        if self._reply.is_success:
            self.raise_for_status()
        return self._reply.json

    def _refuse_failure(self) -> None:
        """Raise for an error status; enough for data that is only in headers."""
        if not self._reply.is_success:
            self.raise_for_status()


class GetResponse(BaseRestliResponse[Raw]):
    """Response of `get`."""

    _data: ClassVar = ("entity",)

    @read_once
    def entity(self) -> Any:
        """The entity; on an error status, LinkedIn's error record, if it sent one."""
        return self._promised(ENTITY) if self._reply.is_success else self._reply.json

    def _contents(self) -> str:
        entity = self.entity
        return counted(len(entity), "field") if isinstance(entity, dict) else type(entity).__name__


Item = TypeVar("Item")


class _SizedResponse(BaseRestliResponse[Raw], Generic[Item, Raw]):
    """What has a length, can be looped over, and is a table in a notebook.

    There are many of the first of its data. All of it raises what the data raises: a refused call
    has no length.
    """

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items())

    def _repr_html_(self) -> str | None:
        """The first rows, for a notebook; `None` leaves it to `repr`."""
        from linkedin_api.clients.notebook import html_table

        try:
            caption = f"{type(self).__name__} {self.status_code}: {self._contents()}"
            return html_table(caption, self._rows())
        except LinkedInError:
            return None

    def _items(self) -> list[Item]:
        return getattr(self, self._data[0])  # type: ignore[no-any-return]

    def _rows(self) -> list[Any]:
        return self._items()

    def _contents(self) -> str:
        found, failed = self._counted(len(self)), self._failures()
        return f"{found}, {failed:,} failed" if failed else found

    def _counted(self, number: int) -> str:
        return counted(number, self._data[0].removesuffix("s"))

    def _failures(self) -> int:
        return sum(map(has_failed, self._items()))


class CollectionResponse(_SizedResponse[Entity, Raw]):
    """Response of `get_all` and `finder`: one page of elements.

    `len(response)` is their number, and a loop over the response gives one after the other.

    Example:
        >>> page = client.get_all("/adAccounts/512000001/adCampaignGroups")
        >>> page
        <CollectionResponse 200: 10 of 12 elements>
        >>> len(page), sum(group["status"] == "ACTIVE" for group in page)
        (10, 3)
    """

    _data: ClassVar = ("elements", "paging", "metadata")

    def _contents(self) -> str:
        paging: Any = self.paging  # made by hand, it may be any dict, or none
        total = (paging or {}).get("total")
        if not isinstance(total, int) or isinstance(total, bool):
            return super()._contents()
        return f"{len(self):,} of {self._counted(total)}"

    @read_once
    def elements(self) -> list[Entity]:
        """The elements of this page; a page with fewer than requested may not be the last."""
        return self._promised(ELEMENTS)  # type: ignore[no-any-return]

    @read_once
    def paging(self) -> Paging:
        """The position of this page; empty for resources that page by cursor."""
        return record_of(Paging, self._field("paging")) or Paging()

    @read_once
    def metadata(self) -> Entity | None:
        """Further data from the resource, such as `nextPageToken`; `None` if there is none."""
        return record_of(dict, self._field("metadata"))


class CreateResponse(BaseRestliResponse[Raw]):
    """Response of `create`."""

    _data: ClassVar = ("entity_id", "decoded_entity_id", "entity")

    @read_once
    def entity_id(self) -> str | None:
        """The id of the new entity as received; the resource may have encoded it.

        `None` for the few resources whose entities have no id.
        """
        self._refuse_failure()
        return self._reply.entity_id

    @read_once
    def decoded_entity_id(self) -> Any:
        """The id of the new entity, decoded: a string, or a dict for a compound key."""
        self._refuse_failure()
        return self._reply.decoded_entity_id

    @read_once
    def entity(self) -> Any:
        """The new entity if LinkedIn returned it, or its error record."""
        return self._entity()

    def _contents(self) -> str:
        return "" if self.entity_id is None else f"id {self.entity_id}"


class UpdateResponse(BaseRestliResponse[Raw]):
    """Response of `update` and `partial_update`."""

    _data: ClassVar = ("entity",)

    @read_once
    def entity(self) -> Any:
        """The changed entity if LinkedIn returned it, or its error record."""
        return self._entity()


class ActionResponse(BaseRestliResponse[Raw]):
    """Response of `action`."""

    _data: ClassVar = ("value",)

    @read_once
    def value(self) -> Any:
        """The action's return value; `None` if it returns nothing."""
        return self._field("value")


class BatchCreateResponse(_SizedResponse[BatchCreateResult, Raw]):
    """Response of `batch_create`.

    Its length is that of `elements`, and a loop over it gives them.
    """

    _data: ClassVar = ("elements",)

    @read_once
    def elements(self) -> list[BatchCreateResult]:
        """The result for each entity, in the order of the call."""
        return list_of(BatchCreateResult, self._promised(ELEMENTS)) or []


class BatchFinderResponse(_SizedResponse[BatchFinderResult, Raw]):
    """Response of `batch_finder`.

    Its length is that of `results`, and a loop over it gives them.
    """

    _data: ClassVar = ("results",)

    @read_once
    def results(self) -> list[BatchFinderResult]:
        """The result for each criterion, in the order of the call."""
        return list_of(BatchFinderResult, self._promised(ELEMENTS)) or []


T = TypeVar("T")
Result = TypeVar("Result", bound=Entity)


class _KeyedResponse(_SizedResponse[tuple[str, Result], Raw], Generic[Result, Raw]):
    """The base of batch responses that are keyed by id.

    The maps keep their keys as received. `result_for` and `error_for` find an entry by the id
    that you passed, in whatever form the server wrote it. The length is that of `results`, and a
    loop gives pairs of key and result.
    """

    __slots__ = ("_indexes",)
    _data: ClassVar[tuple[str, ...]] = ("results", "errors")
    _result_type: Callable[[Any], Result]

    def _fill(self, *received: Any) -> None:
        self._indexes: dict[str, KeyIndex] = {}
        super()._fill(*received)

    def _items(self) -> list[tuple[str, Result]]:
        return list(self.results.items())

    def _rows(self) -> list[Any]:
        found = [{"key": key, **result} for key, result in self.results.items()]
        return found + [{"key": key, "error": error} for key, error in self.errors.items()]

    def _failures(self) -> int:
        return len({key for key, result in self._items() if has_failed(result)} | set(self.errors))

    @read_once
    def results(self) -> dict[str, Result]:
        """The results by key."""
        return map_of(self._result_type, self._promised(RESULTS)) or {}

    @read_once
    def errors(self) -> dict[str, ErrorRecord]:
        """The errors by key, for the ids that failed."""
        return map_of(ErrorRecord, self._field("errors")) or {}

    def result_for(self, key: Key) -> Result | None:
        """The result of one id; `None` if there is none."""
        return self._find(key, "results", self.results)

    def error_for(self, key: Key) -> ErrorRecord | None:
        """The error of one id; `None` if there is none."""
        return self._find(key, "errors", self.errors)

    def _find(self, key: Key, name: str, values: Mapping[str, T]) -> T | None:
        if name not in self._indexes:
            self._indexes[name] = KeyIndex(values)
        wire_key = self._indexes[name].find(key)
        return None if wire_key is None else values[wire_key]


class BatchGetResponse(_KeyedResponse[Entity, Raw]):
    """Response of `batch_get`. An id that is in none of the maps was not found.

    Example:
        >>> response = client.batch_get("/adAccounts", [512000001, 7])
        >>> if account := response.result_for(512000001):
        ...     print(account["name"])
        Lovelace Engines
        >>> response.error_for(7)
        ErrorRecord({'status': 404, ...})
    """

    _data: ClassVar = ("results", "statuses", "errors")
    _result_type = dict

    @read_once
    def statuses(self) -> dict[str, int]:
        """The statuses by key; many resources leave this empty."""
        return record_of(dict, self._field("statuses")) or {}

    def status_for(self, key: Key) -> int | None:
        """The status of one id; `None` if there is none."""
        return self._find(key, "statuses", self.statuses)


class BatchUpdateResponse(_KeyedResponse[BatchUpdateResult, Raw]):
    """Response of `batch_update` and `batch_partial_update`."""

    _result_type = BatchUpdateResult


class BatchDeleteResponse(_KeyedResponse[BatchDeleteResult, Raw]):
    """Response of `batch_delete`."""

    _result_type = BatchDeleteResult


#: What each method returns.
RESPONSES: Final[Mapping[Method, type[BaseRestliResponse[Any]]]] = {
    methods.GET: GetResponse,
    methods.BATCH_GET: BatchGetResponse,
    methods.GET_ALL: CollectionResponse,
    methods.FINDER: CollectionResponse,
    methods.BATCH_FINDER: BatchFinderResponse,
    methods.CREATE: CreateResponse,
    methods.BATCH_CREATE: BatchCreateResponse,
    methods.UPDATE: UpdateResponse,
    methods.BATCH_UPDATE: BatchUpdateResponse,
    methods.PARTIAL_UPDATE: UpdateResponse,
    methods.BATCH_PARTIAL_UPDATE: BatchUpdateResponse,
    methods.DELETE: BaseRestliResponse,
    methods.BATCH_DELETE: BatchDeleteResponse,
    methods.ACTION: ActionResponse,
}
