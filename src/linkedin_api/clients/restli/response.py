"""Typed views on Rest.li answers.

One rule holds for all: a property is `None` where the answer did not carry it, and then
`error` says why. Nothing is parsed before it is asked for, and no body, however broken,
makes a property raise. `raise_for_status()` turns a bad answer into an exception.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

from linkedin_api.clients.response import BaseResponse
from linkedin_api.restli.keys import Key, KeyIndex, created_key
from linkedin_api.restli.reply import ErrorRecord

Entity = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A page before or after this one; `href` is relative to the host.

    LinkedIn does not repeat `fields` in it: a caller who follows it adds them again.
    """

    rel: str | None
    href: str | None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands in the whole.

    Attributes:
        start: index of the first element.
        count: how many elements were asked for, not how many came.
        total: how many there are, where LinkedIn knows.
        links: to the pages before (`rel` is `prev`) and after (`next`).
    """

    start: int | None = None
    count: int | None = None
    total: int | None = None
    links: tuple[Link, ...] = ()

    @classmethod
    def read(cls, record: Any) -> Paging:
        """Read the `paging` of an answer; what is missing or malformed stays empty."""
        if not isinstance(record, dict):
            return cls()
        links = tuple(
            Link(link.get("rel"), link.get("href"), link.get("type"))
            for link in _list(record.get("links")) or ()
            if isinstance(link, dict)
        )
        return cls(record.get("start"), record.get("count"), record.get("total"), links)


class BaseRestliResponse(BaseResponse):
    """What all responses of `RestliClient` have; `delete` returns no more than this."""

    def _field(self, name: str) -> Any:
        """A field of the body; error records have none of the fields asked for."""
        return self._body.get(name) if isinstance(self._body, dict) else None


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
        """The elements of this page; a page shorter than asked for is not the last one."""
        return _list(self._field("elements"))

    @cached_property
    def paging(self) -> Paging:
        """Where this page stands; empty for resources that page by cursor."""
        return Paging.read(self._field("paging"))

    @property
    def metadata(self) -> Entity | None:
        """What else the resource says, such as `nextPageToken`."""
        return _dict(self._field("metadata"))


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


@dataclass(frozen=True, slots=True)
class BatchUpdateResult:
    """What became of one id of a batch write.

    Attributes:
        status: its own HTTP status; it may be 400 or more.
        entity: the changed entity, if LinkedIn returned it.
        error: what went wrong with it.
    """

    status: int | None
    entity: Entity | None = None
    error: ErrorRecord | None = None

    @classmethod
    def read(cls, record: Any) -> Self:
        """Read one value of `results`."""
        fields = _dict(record) or {}
        return cls(fields.get("status"), fields.get("entity"), _error(fields.get("error")))


class BatchDeleteResult(BatchUpdateResult):
    """What became of one id of a batch delete."""

    __slots__ = ()


Result = TypeVar("Result", Entity, BatchUpdateResult, BatchDeleteResult)


class _KeyedResponse(BaseRestliResponse, Generic[Result]):
    """What batch responses that are keyed by id have in common."""

    _read_result: Callable[[Any], Result]

    @cached_property
    def results(self) -> dict[str, Result] | None:
        """Key to result. The keys stand as received; `result_for` finds by id."""
        return _read_map(self._field("results"), self._read_result)

    @cached_property
    def errors(self) -> dict[str, ErrorRecord] | None:
        """Key to error, for the ids that failed. The keys stand as received."""
        return _read_map(self._field("errors"), lambda record: ErrorRecord(_dict(record) or {}))

    def result_for(self, key: Key) -> Result | None:
        """The result of one id, given as it was asked for; `None` if there is none."""
        return self._find("results", key)  # type: ignore[no-any-return]

    def error_for(self, key: Key) -> ErrorRecord | None:
        """The error of one id, given as it was asked for; `None` if there is none."""
        return self._find("errors", key)  # type: ignore[no-any-return]

    def _find(self, name: str, key: Key) -> Any:
        """What stands under an id in one of the maps, in whatever form the server wrote it."""
        wire_key = self._indexes[name].find(key)
        return None if wire_key is None else getattr(self, name)[wire_key]

    @cached_property
    def _indexes(self) -> dict[str, KeyIndex]:
        names = ("results", "statuses", "errors")
        return {name: KeyIndex(_dict(self._field(name)) or ()) for name in names}


class BatchGetResponse(_KeyedResponse[Entity]):
    """Response of `batch_get`. An id in none of the maps was not found.

    Example:
        >>> response = client.batch_get("/adAccounts", [500001, 7], token, version_string="202608")
        >>> response.result_for(500001)["id"], response.error_for(7).status
        (500001, 404)
    """

    _read_result = staticmethod(lambda entity: entity)

    @cached_property
    def statuses(self) -> dict[str, int] | None:
        """Key to status; many resources leave it empty."""
        return _read_map(self._field("statuses"), lambda status: status)

    def status_for(self, key: Key) -> int | None:
        """The status of one id, given as it was asked for."""
        return self._find("statuses", key)  # type: ignore[no-any-return]


class BatchUpdateResponse(_KeyedResponse[BatchUpdateResult]):
    """Response of `batch_update` and `batch_partial_update`."""

    _read_result = BatchUpdateResult.read


class BatchDeleteResponse(_KeyedResponse[BatchDeleteResult]):
    """Response of `batch_delete`."""

    _read_result = BatchDeleteResult.read


@dataclass(frozen=True, slots=True)
class BatchCreateResult:
    """What became of one entity of a `batch_create`.

    Attributes:
        status: its own HTTP status.
        id: the id as received.
        error: what went wrong with it.
        location: its path.
        entity: the new entity, if LinkedIn returned it.
    """

    status: int | None
    id: str | None = None
    error: ErrorRecord | None = None
    location: str | None = None
    entity: Entity | None = None

    @classmethod
    def read(cls, record: Any) -> Self:
        """Read one of the `elements`."""
        fields = _dict(record) or {}
        key = fields.get("id")
        return cls(
            fields.get("status"),
            key if key is None else str(key),
            _error(fields.get("error")),
            fields.get("location"),
            fields.get("entity"),
        )

    @property
    def decoded_id(self) -> Any:
        """The id, decoded: text, or a dict for a compound key."""
        return created_key(self.id, self.location)


class BatchCreateResponse(BaseRestliResponse):
    """Response of `batch_create`."""

    @cached_property
    def elements(self) -> list[BatchCreateResult] | None:
        """What became of each entity, in the order they were given."""
        return _read_list(self._field("elements"), BatchCreateResult.read)


@dataclass(frozen=True, slots=True)
class BatchFinderResult:
    """What one criterion of a `batch_finder` found.

    Attributes:
        elements: what it found on this page.
        paging: where this page stands.
        metadata: what else the resource says.
        error: why this criterion failed.
        isError: whether it failed.
    """

    elements: list[Entity] | None
    paging: Paging
    metadata: Entity | None = None
    error: ErrorRecord | None = None
    isError: bool = False  # noqa: N815  the documented name

    @classmethod
    def read(cls, record: Any) -> Self:
        """Read one of the `elements`."""
        fields = _dict(record) or {}
        return cls(
            _list(fields.get("elements")),
            Paging.read(fields.get("paging")),
            fields.get("metadata"),
            _error(fields.get("error")),
            bool(fields.get("isError")),
        )


class BatchFinderResponse(BaseRestliResponse):
    """Response of `batch_finder`."""

    @cached_property
    def results(self) -> list[BatchFinderResult] | None:
        """What each criterion found, in the order they were given."""
        return _read_list(self._field("elements"), BatchFinderResult.read)


def _dict(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _list(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None


def _error(record: Any) -> ErrorRecord | None:
    return ErrorRecord(record) if isinstance(record, dict) else None


def _read_map(record: Any, read: Callable[[Any], T]) -> dict[str, T] | None:
    fields = _dict(record)
    return None if fields is None else {key: read(value) for key, value in fields.items()}


def _read_list(record: Any, read: Callable[[Any], T]) -> list[T] | None:
    items = _list(record)
    return None if items is None else [read(item) for item in items]
