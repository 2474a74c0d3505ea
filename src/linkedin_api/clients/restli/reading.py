"""The Rest.li methods that read, the same for both clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.configuration import AccessToken, ClientDefault
from linkedin_api.clients.limits import Timeout
from linkedin_api.clients.options import Headers, Version
from linkedin_api.clients.restli.pages import listing
from linkedin_api.clients.restli.sending import Entity, Params, Sending
from linkedin_api.restli import calls

#: What a call returns: the response of this name, or a coroutine of it.
GetResponse = TypeVar("GetResponse")
BatchGetResponse = TypeVar("BatchGetResponse")
CollectionResponse = TypeVar("CollectionResponse")
BatchFinderResponse = TypeVar("BatchFinderResponse")
Paginator = TypeVar("Paginator")


@document_arguments
class ReadingMethods(
    Sending, Generic[GetResponse, BatchGetResponse, CollectionResponse, BatchFinderResponse]
):
    """The five Rest.li methods that read."""

    def get(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> GetResponse:
        """Fetch one entity, or the value of a simple resource.

        HTTP: `GET /resource/{key}`

        Example:
            >>> client.get("/me").entity["localizedFirstName"]
            'Ada'
        """
        call = calls.get(resource_path, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_get(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchGetResponse:
        """Fetch several entities by id.

        HTTP: `GET /resource?ids=List(…)`

        Args:
            ids: the unencoded keys: strings, numbers, URNs, or dicts for keys with several parts.

        Example:
            >>> response = client.batch_get("/adAccounts", [512000001, 7])
            >>> if account := response.result_for(512000001):
            ...     print(account["name"])
            Lovelace Engines
            >>> response.error_for(7)
            ErrorRecord({'status': 404, ...})
        """
        call = calls.batch_get(resource_path, ids, path_keys, query_params)
        return self._send_batch(call, access_token, version_string, timeout, headers)

    def get_all(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CollectionResponse:
        """Fetch a page of a collection.

        HTTP: `GET /resource`

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> page = client.get_all(groups, query_params={"count": 2})
            >>> len(page.elements), page.paging.total
            (2, 12)
        """
        call = calls.get_all(resource_path, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)

    def finder(
        self,
        resource_path: str,
        finder_name: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> CollectionResponse:
        """Fetch a page of a finder's results.

        HTTP: `GET /resource?q=name`

        Args:
            finder_name: the finder, sent as `q`. Put its parameters into `query_params`.

        Example:
            >>> search = {"status": {"values": ["ACTIVE"]}}
            >>> page = client.finder("/adAccounts", "search", query_params={"search": search})
            >>> {account["status"] for account in page.elements}
            {'ACTIVE'}
        """
        call = calls.finder(resource_path, finder_name, path_keys, query_params)
        return self._send(call, access_token, version_string, timeout, headers)

    def batch_finder(
        self,
        resource_path: str,
        finder_name: str,
        finder_criteria: tuple[str, Sequence[Entity]],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BatchFinderResponse:
        """Query one finder with several criteria at once.

        HTTP: `GET /resource?bq=name&criteria=List(…)`

        Args:
            finder_name: the finder, sent as `bq`.
            finder_criteria: the parameter's name, and one dict per criterion.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> criteria = ("criteria", [{"status": "ACTIVE"}, {"status": "PAUSED"}])
            >>> response = client.batch_finder(groups, "searchCriteria", criteria)
            >>> [len(result.elements or ()) for result in response.results]
            [3, 3]
        """
        call = calls.batch_finder(
            resource_path, finder_name, finder_criteria, path_keys, query_params
        )
        return self._send_batch(call, access_token, version_string, timeout, headers)


@document_arguments
class PagingMethods(Sending, Generic[Paginator]):
    """Lists of any length, in as many calls as they take."""

    _paginator: Any  # the class of the shell

    def paginate(
        self,
        resource_path: str,
        finder_name: str | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        cursor: str | None = None,
        key: str | Sequence[str] | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> Paginator:
        """Fetch a whole collection, or all results of a finder, page by page.

        It follows start and count, links or page tokens, whichever the answers have. It raises
        for every error status, so a list that ends without an error is complete. It gives no
        element twice, even if the list changes meanwhile.

        HTTP: `GET /resource` or `GET /resource?q=name`, once for each page

        Args:
            finder_name: the finder; `None` for the whole collection.
            cursor: the `cursor` of a page, to continue after it; `None` for the first page.
            key: the field that identifies an element, or several; `None` for what is known
                of the resource, else `id`, `$URN` or `urn`. It shows whether the list changed
                between two pages.

        Returns:
            An iterable of elements; its `pages()` yields whole pages.

        Raises:
            InvalidArgumentError: also if `cursor` or `key` is invalid, or `query_params` requests
                empty pages.

        Example:
            >>> search = {"status": {"values": ["ACTIVE"]}}
            >>> accounts = client.paginate("/adAccounts", "search", query_params={"search": search})
            >>> [account["name"] for account in accounts]
            ['Lovelace Engines', 'Babbage & Sons']
        """
        self._look_at(version_string)
        timeout, headers = self._timeout_of(timeout), self._headers_of(headers)
        return self._paginator(
            listing(resource_path, finder_name, path_keys, query_params, cursor, key),
            lambda call: self._send(call, access_token, version_string, timeout, headers),
        )
