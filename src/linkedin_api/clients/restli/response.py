"""Typed views on Rest.li answers.

One rule holds for all: a property is `None` where the answer did not carry it, and then
`error` says why. Nothing is parsed before it is asked for, and no body, however broken,
makes a property raise. `raise_for_status()` turns a bad answer into an exception.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from linkedin_api.clients.response import BaseResponse
from linkedin_api.restli.keys import Key, KeyIndex
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


class BaseRestliResponse(BaseResponse):
    """What all responses of `RestliClient` have; `delete` returns no more than this."""


class GetResponse(BaseRestliResponse):
    """Response of `get`."""

    @property
    def entity(self) -> Any:
        """The body: the entity, or LinkedIn's error record where `error` is set."""
        return self._body


class CollectionResponse(BaseRestliResponse):
    """Response of `get_all` and `finder`: one page of elements."""

    @property
    def elements(self) -> list[Entity] | None:
        """The elements of this page; a page shorter than asked for may not be the last."""
        elements = self._field("elements")
        return elements if isinstance(elements, list) else None

    @cached_property
    def paging(self) -> Paging:
        """Where this page stands; empty for resources that page by cursor."""
        return record_of(Paging, self._field("paging")) or Paging()

    @property
    def metadata(self) -> Entity | None:
        """What else the resource says, such as `nextPageToken`."""
        return record_of(dict, self._field("metadata"))


class CreateResponse(BaseRestliResponse):
    """Response of `create`."""

    @property
    def entity_id(self) -> str | None:
        """The id of the new entity as received, raw or encoded as the resource likes."""
        return self._reply.entity_id

    @cached_property
    def decoded_entity_id(self) -> Any:
        """The id of the new entity, decoded: text, or a dict for a compound key."""
        return self._reply.decoded_entity_id

    @property
    def entity(self) -> Any:
        """The new entity if LinkedIn returned it, or its error record."""
        return self._body


class UpdateResponse(BaseRestliResponse):
    """Response of `update` and `partial_update`."""

    @property
    def entity(self) -> Any:
        """The changed entity if LinkedIn returned it, or its error record."""
        return self._body


class ActionResponse(BaseRestliResponse):
    """Response of `action`."""

    @property
    def value(self) -> Any:
        """What the action returned; `None` if it returns nothing."""
        return self._field("value")


class BatchCreateResponse(BaseRestliResponse):
    """Response of `batch_create`."""

    @cached_property
    def elements(self) -> list[BatchCreateResult] | None:
        """What became of each entity, in the order they were given."""
        return list_of(BatchCreateResult, self._field("elements"))


class BatchFinderResponse(BaseRestliResponse):
    """Response of `batch_finder`."""

    @cached_property
    def results(self) -> list[BatchFinderResult] | None:
        """What each criterion found, in the order they were given."""
        return list_of(BatchFinderResult, self._field("elements"))


T = TypeVar("T")
Result = TypeVar("Result", bound=Entity)


class _KeyedResponse(BaseRestliResponse, Generic[Result]):
    """What batch responses that are keyed by id have in common.

    The maps keep their keys as received. `result_for` and `error_for` find by the id that
    was asked for, in whatever form the server wrote it.
    """

    _result_type: Callable[[Any], Result]

    @cached_property
    def results(self) -> dict[str, Result] | None:
        """Key to result."""
        return map_of(self._result_type, self._field("results"))

    @cached_property
    def errors(self) -> dict[str, ErrorRecord] | None:
        """Key to error, for the ids that failed."""
        return map_of(ErrorRecord, self._field("errors"))

    def result_for(self, key: Key) -> Result | None:
        """The result of one id; `None` if there is none."""
        return self._find(key, "results", self.results)

    def error_for(self, key: Key) -> ErrorRecord | None:
        """The error of one id; `None` if there is none."""
        return self._find(key, "errors", self.errors)

    def _find(self, key: Key, name: str, values: dict[str, T] | None) -> T | None:
        if values is None:
            return None
        if name not in self._indexes:
            self._indexes[name] = KeyIndex(values)
        wire_key = self._indexes[name].find(key)
        return None if wire_key is None else values[wire_key]

    @cached_property
    def _indexes(self) -> dict[str, KeyIndex]:
        return {}


class BatchGetResponse(_KeyedResponse[Entity]):
    """Response of `batch_get`. An id in none of the maps was not found.

    Example:
        >>> response = client.batch_get("/adAccounts", [512000001, 7])
        >>> response.result_for(512000001)["name"], response.error_for(7).status
        ('Lovelace Engines', 404)
    """

    _result_type = dict

    @property
    def statuses(self) -> dict[str, int] | None:
        """Key to status; many resources leave it empty."""
        return record_of(dict, self._field("statuses"))

    def status_for(self, key: Key) -> int | None:
        """The status of one id; `None` if there is none."""
        return self._find(key, "statuses", self.statuses)


class BatchUpdateResponse(_KeyedResponse[BatchUpdateResult]):
    """Response of `batch_update` and `batch_partial_update`."""

    _result_type = BatchUpdateResult


class BatchDeleteResponse(_KeyedResponse[BatchDeleteResult]):
    """Response of `batch_delete`."""

    _result_type = BatchDeleteResult
