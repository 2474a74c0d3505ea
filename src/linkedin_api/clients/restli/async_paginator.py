"""Lists read page by page, asynchronously, with optional prefetching."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from linkedin_api.argument_checks import check
from linkedin_api.clients.cancelling import cancel_all
from linkedin_api.clients.limits import is_count
from linkedin_api.clients.restli.pages import Page, read_page
from linkedin_api.clients.restli.response import CollectionResponse, Entity
from linkedin_api.restli.calls import Call
from linkedin_api.restli.paging import Walk
from linkedin_api.restli.place import Place

if TYPE_CHECKING:
    from aiohttp import ClientResponse

    Collection = CollectionResponse[ClientResponse]
    Fetch = Callable[[Call], Coroutine[Any, Any, Collection]]


class AsyncPaginator:
    """All elements of a list; created by `AsyncRestliClient.paginate`.

    Like `Paginator`, with `async for`.
    """

    def __init__(self, begin: Callable[[], Walk], fetch: Fetch, ahead: int = 0) -> None:
        self._begin = begin
        self._fetch = fetch
        self._ahead = ahead

    def prefetch(self, pages: int) -> AsyncPaginator:
        """The same list, with the next pages fetched while you process the current one.

        This works only where LinkedIn states the total. The elements, their order and the
        errors stay the same: a prefetched page is used only if it turns out to be the next
        one.

        Args:
            pages: maximum number of pages to fetch ahead; 0 for none.

        Raises:
            InvalidArgumentError: `pages` is not a whole number, or is negative.

        Example:
            >>> import asyncio
            >>> from linkedin_api import AsyncRestliClient
            >>> path = "/adAccounts/512000001/adCampaignGroups"
            >>> async def statuses() -> list[str]:
            ...     async with AsyncRestliClient(access_token=token, version_string="202608") as c:
            ...         groups = c.paginate(path, query_params={"count": 3}).prefetch(4)
            ...         return [group["status"] async for group in groups]
            >>> len(asyncio.run(statuses()))
            12
        """
        check(is_count(pages), "pages", "a non-negative whole number", pages)
        return AsyncPaginator(self._begin, self._fetch, pages)

    async def __aiter__(self) -> AsyncIterator[Entity]:
        """Yield the elements one by one; raises as `pages` does."""
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for element in page.elements:
                    yield element

    async def pages(self) -> AsyncGenerator[Page[ClientResponse], None]:
        """Yield the pages one by one; see `Paginator.pages`."""
        walk = self._begin()
        begun: dict[Place, asyncio.Task[Collection]] = {}
        try:
            while walk.place is not None:
                task = begun.pop(walk.place, None)
                response = await (task or self._fetch(walk.call_at(walk.place)))
                page = read_page(walk, response)
                await self._look_ahead(walk, begun)
                yield page
        finally:
            await cancel_all(begun.values())

    async def _look_ahead(self, walk: Walk, begun: dict[Place, asyncio.Task[Collection]]) -> None:
        """Start fetching the pages that probably come next, and cancel the others."""
        wanted = walk.ahead(self._ahead)
        await cancel_all([begun.pop(place) for place in begun.keys() - wanted])
        for place in wanted:
            if place not in begun:
                begun[place] = asyncio.create_task(self._fetch(walk.call_at(place)))
