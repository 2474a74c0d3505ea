"""Lists read page by page, synchronously."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkedin_api.clients.restli.pages import Page, read_page
from linkedin_api.clients.restli.response import CollectionResponse, Entity
from linkedin_api.restli.calls import Call
from linkedin_api.restli.paging import Walk


class Paginator:
    """All elements of a list; created by `RestliClient.paginate`.

    It sends nothing until you ask for an element or a page, and fetches no more than you ask
    for. It keeps one page in memory. Each `for` loop starts from the beginning.
    """

    def __init__(
        self, begin: Callable[[], Walk], fetch: Callable[[Call], CollectionResponse]
    ) -> None:
        self._begin = begin
        self._fetch = fetch

    def __iter__(self) -> Iterator[Entity]:
        """Yield the elements one by one; raises as `pages` does."""
        for page in self.pages():
            yield from page.elements

    def pages(self) -> Iterator[Page]:
        """Yield the pages one by one; the last one says why it is the last.

        Raises:
            StatusError: LinkedIn refused a page, whatever the client's `raise_for_status`.
            TransportError: no answer to a request for a page.
            ResponseFormattingError: an answer has no elements.
            PagingError: the pages cannot be followed to the end.
            ListChangedError: the list changes faster than it can be read.
            TruncatedError: LinkedIn truncated the result.

        Example:
            >>> groups = client.paginate("/adAccounts/512000001/adCampaignGroups")
            >>> [(len(page.elements), page.cursor, page.end) for page in groups.pages()]
            [(10, 'start=10&count=10', None), (2, None, 'total reached')]
        """
        walk = self._begin()
        while walk.place is not None:
            yield read_page(walk, self._fetch(walk.call_at(walk.place)))
