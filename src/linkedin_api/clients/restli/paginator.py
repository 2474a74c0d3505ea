"""Lists read page by page, synchronously."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkedin_api.clients.restli.pages import Listing, Page, read_page
from linkedin_api.clients.restli.response import CollectionResponse, Entity
from linkedin_api.restli.calls import Call


class Paginator:
    """All elements of a list; made by `RestliClient.paginate`.

    Nothing is sent before an element or a page is asked for, and never more than is asked
    for. One page is kept at a time. Each `for` begins anew.
    """

    def __init__(self, listing: Listing, fetch: Callable[[Call], CollectionResponse]) -> None:
        self._listing = listing
        self._fetch = fetch

    def __iter__(self) -> Iterator[Entity]:
        """Give one element after the other; raises as `pages` does."""
        for page in self.pages():
            yield from page.elements

    def pages(self) -> Iterator[Page]:
        """Give one page after the other; the last says why it is the last.

        Raises:
            StatusError: LinkedIn refused a page, whatever the client is set to.
            TransportError: a page did not come.
            ResponseFormattingError: an answer has no elements.
            PagingError: the pages cannot be followed to their end.
            TruncatedError: LinkedIn cut the result off.

        Example:
            >>> groups = client.paginate("/adAccounts/512000001/adCampaignGroups")
            >>> [(len(page.elements), page.cursor, page.end) for page in groups.pages()]
            [(10, 'start=10&count=10', None), (2, None, 'total reached')]
        """
        walk = self._listing.begin()
        while walk.place is not None:
            yield read_page(walk, self._fetch(walk.call_at(walk.place)))
