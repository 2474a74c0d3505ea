"""The synchronous client for LinkedIn's APIs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from linkedin_api.clients.configuration import (
    API_URL,
    API_URL_VARIABLE,
    DEFAULT_MAX_ANSWER,
    DEFAULT_TIMEOUT,
    ClientDefault,
    Limits,
    Timeout,
    Token,
    TokenSource,
    resolve_base_url,
    resolve_token,
)
from linkedin_api.clients.events import Observer
from linkedin_api.clients.exchange import Conduct
from linkedin_api.clients.quota import RateBudget
from linkedin_api.clients.restli.batches import Batch, PartResponse
from linkedin_api.clients.restli.pages import Listing
from linkedin_api.clients.restli.paginator import Paginator
from linkedin_api.clients.restli.response import (
    ActionResponse,
    BaseRestliResponse,
    BatchCreateResponse,
    BatchDeleteResponse,
    BatchFinderResponse,
    BatchGetResponse,
    BatchUpdateResponse,
    CollectionResponse,
    CreateResponse,
    GetResponse,
    UpdateResponse,
)
from linkedin_api.clients.restli.task import task_of
from linkedin_api.clients.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.sunsets import SunsetWatch
from linkedin_api.clients.uploads.methods import UploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli import calls
from linkedin_api.restli.batches import check_batch_size, split
from linkedin_api.restli.calls import Call

Params = Mapping[str, Any] | None
Entity = Mapping[str, Any]
Version = str | None | ClientDefault
R = TypeVar("R", bound=BaseRestliResponse[Any])


class RestliClient(UploadMethods):
    """Calls LinkedIn's APIs, with one method for each of the fourteen Rest.li methods.

    The methods share these arguments:

    - `resource_path`: path after the base URL, such as `/adAccounts/{id}`. A placeholder
      may repeat.
    - `access_token`: the bearer token, or a provider from `linkedin_api.tokens`; `None` uses
      the client's own.
    - `path_keys`: maps placeholders to unencoded keys: strings, numbers, URNs, or dicts for
      keys with several parts.
    - `query_params`: maps names to unencoded values: strings, numbers, bools, lists, dicts.
      `None` leaves a parameter out. `fields` takes a string, a list of names or a mask.
    - `version_string`: `YYYYMM` or `YYYYMM.RR` calls the versioned API under `/rest`;
      `None` calls the unversioned API under `/v2`. By default, the client's own applies.

    All methods raise `InvalidArgumentError` before they send anything if an argument is wrong,
    and `TransportError` (also a `requests` error) if no complete answer comes. They return a
    status such as 404, unless the client has `raise_for_status=True`. Queries too long for a
    URL are tunnelled. Threads can share a client.

    Args:
        base_url: the server; by default the environment variable `LINKEDIN_API_URL`, else
            `https://api.linkedin.com`.
        access_token: the token for calls without one; or a token provider, which renews
            tokens; or a function that returns either.
        version_string: the version for calls without one.
        timeout: seconds to connect and read, as one number or a pair.
        total_timeout: seconds for a call with all its retries; `None` for no limit.
        max_answer_bytes: maximum size of an answer, decompressed.
        raise_for_status: raise `StatusError` for every status other than 2xx.
        retry: when to retry; by default reads twice, and writes only if LinkedIn cannot have
            carried them out. `Retry.none()` never retries.
        observer: gets an `Event` for each request sent, for metrics and traces.
        budget: limits the number of calls per day.
        batch_size: maximum number of ids per request; larger batches are split into several
            requests with one merged response. `None` never splits.
        clock: returns seconds since 1970. Daily limits, budgets and versions end by it; pass
            `sandbox.clock.now` if a test moves a sandbox's clock.

    Example:
        >>> client = RestliClient(access_token=token, version_string="202608")
        >>> client.get("/adAccounts/{id}", path_keys={"id": 512000001}).entity["name"]
        'Lovelace Engines'
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        access_token: TokenSource | None = None,
        version_string: str | None = None,
        timeout: Timeout = DEFAULT_TIMEOUT,
        total_timeout: float | None = None,
        max_answer_bytes: int = DEFAULT_MAX_ANSWER,
        raise_for_status: bool = False,
        retry: Retry = DEFAULT_RETRY,
        observer: Observer | None = None,
        budget: RateBudget | None = None,
        batch_size: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.base_url = resolve_base_url(base_url, API_URL_VARIABLE, API_URL)
        watch = SunsetWatch.over(self.base_url)
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(
            retry, raise_for_status, observer, budget, now=clock, sunsets=watch, total=limits.total
        )
        super().__init__(limits, conduct)
        self._access_token = access_token
        self._version = version_string
        self._batch_size = check_batch_size(batch_size)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url}>"

    def get(
        self,
        resource_path: str,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> GetResponse:
        """Fetch one entity, or the value of a simple resource.

        HTTP: `GET /resource/{key}`

        Example:
            >>> client.get("/me").entity["localizedFirstName"]
            'Ada'
        """
        call = calls.get(resource_path, path_keys, query_params)
        return self._send(call, GetResponse, access_token, version_string)

    def batch_get(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
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
        return self._send_batch(call, BatchGetResponse, access_token, version_string)

    def get_all(
        self,
        resource_path: str,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
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
        return self._send(call, CollectionResponse, access_token, version_string)

    def finder(
        self,
        resource_path: str,
        finder_name: str,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
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
        return self._send(call, CollectionResponse, access_token, version_string)

    def paginate(
        self,
        resource_path: str,
        finder_name: str | None = None,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        cursor: str | None = None,
    ) -> Paginator:
        """Fetch a whole collection, or all results of a finder, page by page.

        It follows start and count, links or page tokens, whichever the answers have. It raises
        for every error status, so a list that ends without an error is complete.

        HTTP: `GET /resource` or `GET /resource?q=name`, once for each page

        Args:
            finder_name: the finder; `None` for the whole collection.
            cursor: the `cursor` of a page, to continue after it; `None` for the first page.

        Returns:
            An iterable of elements; its `pages()` yields whole pages.

        Raises:
            InvalidArgumentError: also if `cursor` is invalid, or `query_params` requests
                empty pages.

        Example:
            >>> search = {"status": {"values": ["ACTIVE"]}}
            >>> accounts = client.paginate("/adAccounts", "search", query_params={"search": search})
            >>> [account["name"] for account in accounts]
            ['Lovelace Engines', 'Babbage & Sons']
        """
        self._look_at(version_string)
        listing = Listing.of(resource_path, finder_name, path_keys, query_params, cursor)
        return Paginator(
            listing,
            lambda call: self._send(call, CollectionResponse, access_token, version_string),
        )

    def batch_finder(
        self,
        resource_path: str,
        finder_name: str,
        finder_criteria: tuple[str, Sequence[Entity]],
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
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
            [4, 4]
        """
        call = calls.batch_finder(
            resource_path, finder_name, finder_criteria, path_keys, query_params
        )
        return self._send_batch(call, BatchFinderResponse, access_token, version_string)

    def create(
        self,
        resource_path: str,
        entity: Entity,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> CreateResponse:
        """Create an entity.

        HTTP: `POST /resource`

        Args:
            entity: the entity to create.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> group = {"name": "Spring", "account": account, "status": "ACTIVE"}
            >>> response = client.create(groups, group)
            >>> response.status_code, response.entity_id
            (201, '700000001')
        """
        call = calls.create(resource_path, entity, path_keys, query_params)
        return self._send(call, CreateResponse, access_token, version_string)

    def batch_create(
        self,
        resource_path: str,
        entities: Sequence[Entity],
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> BatchCreateResponse:
        """Create several entities; each can fail on its own.

        HTTP: `POST /resource` with `{"elements": […]}`

        Args:
            entities: the entities to create.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> good = {"name": "Spring", "account": account, "status": "ACTIVE"}
            >>> response = client.batch_create(groups, [good, {"name": "Autumn"}])
            >>> [result.status for result in response.elements]
            [201, 400]
        """
        call = calls.batch_create(resource_path, entities, path_keys, query_params)
        return self._send_batch(call, BatchCreateResponse, access_token, version_string)

    def update(
        self,
        resource_path: str,
        entity: Entity,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> UpdateResponse:
        """Replace an entity, or the value of a simple resource.

        HTTP: `PUT /resource/{key}`

        Args:
            entity: the complete new entity.

        Example:
            >>> path = "/adAccountUsers/{key}"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> key = {"account": account, "user": "urn:li:person:sandbox0B"}
            >>> entity = {**key, "role": "CAMPAIGN_MANAGER"}
            >>> client.update(path, entity, path_keys={"key": key}).status_code
            204
        """
        call = calls.update(resource_path, entity, path_keys, query_params)
        return self._send(call, UpdateResponse, access_token, version_string)

    def batch_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        entities: Sequence[Entity],
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> BatchUpdateResponse:
        """Replace several entities; each can fail on its own.

        HTTP: `PUT /resource?ids=List(…)` with `{"entities": {key: entity}}`

        Args:
            ids: the unencoded keys.
            entities: the complete entities, in the order of `ids`.

        Raises:
            InvalidArgumentError: also if `ids` and `entities` differ in length, or a key
                appears twice.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> account = "urn:li:sponsoredAccount:512000001"
            >>> entity = {"name": "Spring", "account": account, "status": "PAUSED"}
            >>> response = client.batch_update(groups, [600000001, 7], [entity, entity])
            >>> response.result_for(600000001), response.error_for(7)
            (BatchUpdateResult({'status': 204}), ErrorRecord({'status': 404, ...}))
        """
        call = calls.batch_update(resource_path, ids, entities, path_keys, query_params)
        return self._send_batch(call, BatchUpdateResponse, access_token, version_string)

    def partial_update(
        self,
        resource_path: str,
        patch_set_object: Entity | None = None,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patch: Entity | None = None,
    ) -> UpdateResponse:
        """Change some fields of an entity.

        HTTP: `POST /resource/{key}` with `{"patch": {"$set": …}}`

        Args:
            patch_set_object: the fields to set.
            patch: a complete patch document instead, as `restli.diff` and
                `restli.build_patch` create it: it can also delete fields and change nested ones.

        Example:
            >>> path = "/adAccounts/{id}"
            >>> keys = {"id": 512000001}
            >>> client.partial_update(path, {"name": "Shoes"}, path_keys=keys).status_code
            204
            >>> client.partial_update(path, patch={"$delete": ["test"]}, path_keys=keys).status_code
            204
        """
        call = calls.partial_update(resource_path, patch_set_object, patch, path_keys, query_params)
        return self._send(call, UpdateResponse, access_token, version_string)

    def batch_partial_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        patch_set_objects: Sequence[Entity] | None = None,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patches: Sequence[Entity] | None = None,
    ) -> BatchUpdateResponse:
        """Change some fields of several entities; each can fail on its own.

        HTTP: `POST /resource?ids=List(…)` with `{"entities": {key: {"patch": …}}}`

        Args:
            ids: the unencoded keys.
            patch_set_objects: the fields to set for each key, in the order of `ids`.
            patches: a complete patch document for each key instead.

        Raises:
            InvalidArgumentError: also if there is not one patch per id, or a key appears
                twice.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> changes = [{"name": "Spring"}, {"name": "Summer"}]
            >>> response = client.batch_partial_update(groups, [600000001, 600000002], changes)
            >>> {key: result.status for key, result in response.results.items()}
            {'600000001': 204, '600000002': 204}
        """
        call = calls.batch_partial_update(
            resource_path, ids, patch_set_objects, patches, path_keys, query_params
        )
        return self._send_batch(call, BatchUpdateResponse, access_token, version_string)

    def delete(
        self,
        resource_path: str,
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> BaseRestliResponse:
        """Delete an entity.

        HTTP: `DELETE /resource/{key}`

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups" + "/{id}"
            >>> client.delete(groups, path_keys={"id": 600000003}).status_code
            204
        """
        call = calls.delete(resource_path, path_keys, query_params)
        return self._send(call, BaseRestliResponse, access_token, version_string)

    def batch_delete(
        self,
        resource_path: str,
        ids: Sequence[Any],
        access_token: Token | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> BatchDeleteResponse:
        """Delete several entities; each can fail on its own.

        HTTP: `DELETE /resource?ids=List(…)`

        Args:
            ids: the unencoded keys.

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups"
            >>> response = client.batch_delete(groups, [600000003, 7])
            >>> {key: result.status for key, result in response.results.items()}
            {'600000003': 204, '7': 404}
        """
        call = calls.batch_delete(resource_path, ids, path_keys, query_params)
        return self._send_batch(call, BatchDeleteResponse, access_token, version_string)

    def action(
        self,
        resource_path: str,
        action_name: str,
        access_token: Token | None = None,
        action_params: Params = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
    ) -> ActionResponse:
        """Run an action of a resource.

        HTTP: `POST /resource?action=name`

        Args:
            action_name: the action.
            action_params: its parameters, by name.

        Example:
            >>> request = {"owner": "urn:li:organization:2414183"}
            >>> params = {"initializeUploadRequest": request}
            >>> client.action("/images", "initializeUpload", action_params=params).value["image"]
            'urn:li:image:...'
        """
        call = calls.action(resource_path, action_name, action_params, path_keys, query_params)
        return self._send(call, ActionResponse, access_token, version_string)

    def _send_batch(
        self,
        call: Call,
        response_type: type[R],
        access_token: Token | None,
        version_string: Version,
    ) -> R:
        parts = split(call, self._batch_size)
        if len(parts) == 1:
            return self._send(call, response_type, access_token, version_string)
        batch = Batch(parts, response_type)
        for number, part in batch.to_send():
            try:
                answer = self._send(part, PartResponse, access_token, version_string)
                batch.answer(number, answer)
            except LinkedInError as error:
                batch.fail(number, error)
        return batch.outcome(self._conduct.raises)

    def _send(
        self,
        call: Call,
        response_type: type[R],
        access_token: Token | None,
        version_string: Version,
    ) -> R:
        task = task_of(call, self.base_url, self._chosen(version_string))
        return self._run(
            task, response_type, lambda: resolve_token(access_token, self._access_token)
        )
