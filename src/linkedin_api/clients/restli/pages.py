"""A list and its pages: what both clients share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NamedTuple

from linkedin_api.clients.exchange.quota import endpoint_of
from linkedin_api.clients.response import Raw
from linkedin_api.clients.restli.response import CollectionResponse, Entity
from linkedin_api.errors import PagingError
from linkedin_api.restli import calls
from linkedin_api.restli.calls import Call, Params
from linkedin_api.restli.paging import End, Walk, begin
from linkedin_api.restli.records import Paging
from linkedin_api.restli.resource_paging import ResourcePaging, paging_of


class Page(NamedTuple, Generic[Raw]):
    """One page.

    Attributes:
        elements: the elements; some pages before the last may be empty.
        cursor: a short string to save, which marks the next page; `None` on the last page.
        end: why there is no next page: `"total reached"`, `"no next token"`,
            `"empty page"`, or `"not paged"` for a list in one piece; else `None`.
        response: the answer, with status, headers and request id.
    """

    elements: list[Entity]
    cursor: str | None
    end: End | None
    response: CollectionResponse[Raw]

    def __repr__(self) -> str:
        size = f"{len(self.elements)} elements"
        return f"<Page {size}, {self.end or f'then {self.cursor}'}>"

    @property
    def paging(self) -> Paging:
        """The position of the page; empty for resources that page by cursor."""
        return self.response.paging

    @property
    def metadata(self) -> Mapping[str, Any] | None:
        """Further data from the resource."""
        return self.response.metadata


class Listing:
    """A list that is read page by page, each time from the same place.

    Args:
        call: requests the list.
        cursor: where to begin; `None` for the first page.

    Raises:
        InvalidArgumentError: `call` or `cursor` cannot be paged.
    """

    def __init__(self, call: Call, cursor: str | None) -> None:
        self._call = call
        self._cursor = cursor
        self.begin()

    @classmethod
    def of(
        cls,
        resource_path: str,
        finder_name: str | None,
        path_keys: Params,
        query_params: Params,
        cursor: str | None,
    ) -> Listing:
        """The results of a finder, or the whole collection without one."""
        if finder_name is None:
            return cls(calls.get_all(resource_path, path_keys, query_params), cursor)
        return cls(calls.finder(resource_path, finder_name, path_keys, query_params), cursor)

    def begin(self) -> Walk:
        """Begin a walk through the pages."""
        return begin(self._call, self._known, self._cursor)

    @property
    def _known(self) -> ResourcePaging:
        resource = endpoint_of(self._call.resource_path).rpartition("/")[2]
        return paging_of(resource, (self._call.query_params or {}).get("q"))


def read_page(walk: Walk, response: CollectionResponse[Raw]) -> Page[Raw]:
    """Read the answer for the current page of a walk, and move the walk on.

    Raises:
        StatusError: the status is not 2xx, whatever the client's `raise_for_status`.
        ResponseFormattingError: the answer has no elements.
        PagingError: the pages cannot be followed.
    """
    elements = response.elements
    try:
        end = walk.read(elements, response.paging, response.metadata)
    except PagingError as error:
        error.response = response
        raise
    cursor = None if walk.place is None else str(walk.place)
    return Page([] if walk.repeated else elements, cursor, end, response)
