"""A list and its pages: what both clients share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple

from linkedin_api.clients.exchange.quota import endpoint_of
from linkedin_api.clients.response import Raw
from linkedin_api.clients.restli.response import CollectionResponse, Entity
from linkedin_api.errors import PagingError
from linkedin_api.restli import calls
from linkedin_api.restli.calls import Params
from linkedin_api.restli.element_keys import read_key_names
from linkedin_api.restli.paging import End, Walk, begin
from linkedin_api.restli.records import Paging
from linkedin_api.restli.request import build_request
from linkedin_api.restli.resource_paging import paging_of


class Page(NamedTuple, Generic[Raw]):
    """One page.

    Attributes:
        elements: the elements that did not come before; some pages may have none.
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


def listing(
    resource_path: str,
    finder_name: str | None,
    path_keys: Params,
    query_params: Params,
    cursor: str | None,
    key: str | Sequence[str] | None,
) -> Callable[[], Walk]:
    """Return a function that begins a walk through a list; the arguments are those of `paginate`.

    Raises:
        InvalidArgumentError: the call or `cursor` cannot be paged, or `key` names no fields.
    """
    if finder_name is None:
        call = calls.get_all(resource_path, path_keys, query_params)
    else:
        call = calls.finder(resource_path, finder_name, path_keys, query_params)
    build_request(call, base_url="", access_token="-")  # noqa: S106  # refuses what cannot be sent
    resource = endpoint_of(resource_path).rpartition("/")[2]
    known = paging_of(resource, (call.query_params or {}).get("q"))
    begin_here = partial(begin, call, known, cursor, read_key_names(key))
    begin_here()  # refuses what cannot be paged
    return begin_here


def read_page(walk: Walk, response: CollectionResponse[Raw]) -> Page[Raw]:
    """Read the answer for the current page of a walk, and move the walk on.

    Raises:
        StatusError: the status is not 2xx, whatever the client's `raise_for_status`.
        ResponseFormattingError: the answer has no elements.
        PagingError: the pages cannot be followed.
    """
    try:
        step = walk.read(response.elements, response.paging, response.metadata)
    except PagingError as error:
        error.response = response
        raise
    return Page(step.elements, walk.cursor, step.end, response)
