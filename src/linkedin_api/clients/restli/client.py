"""The synchronous client for LinkedIn's APIs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from linkedin_api.clients.argument_docs import documents_arguments
from linkedin_api.clients.configuration import (
    AccessToken,
    ClientDefault,
    TokenSource,
    resolve_token,
)
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.exchange.task import task_of
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import BatchSize, Headers, Version
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
from linkedin_api.clients.uploads.methods import UploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli import calls
from linkedin_api.restli.batches import split
from linkedin_api.restli.calls import Call

if TYPE_CHECKING:
    import requests

Params = Mapping[str, Any] | None
Entity = Mapping[str, Any]
R = TypeVar("R", bound=BaseRestliResponse[Any])


@documents_arguments()
class RestliClient(UploadMethods):
    """Calls LinkedIn's APIs, with one method for each of the fourteen Rest.li methods.

    These arguments are the same everywhere, and `help(RestliClient.finder)` has them all:

    - `resource_path`: path after the base address, such as `/adAccounts/{id}`. A
      placeholder may repeat.
    - `access_token`: the bearer token as a string, a `Token`, or a provider of
      `linkedin_api.tokens`; `None` takes the client's own.
    - `path_keys`: placeholder to key. Keys are unencoded: text, numbers, URNs, or dicts
      for keys of several parts.
    - `query_params`: name to unencoded value: text, numbers, bools, lists, dicts. `None`
      leaves one out. `fields` takes text, a list of names or a mask.
    - `version_string`: `YYYYMM` or `YYYYMM.RR` calls the versioned API under `/rest`;
      `None` the unversioned one under `/v2`. Left out, the client's own holds.
    - `timeout`: seconds to connect and read, together or as a pair; `None` takes the client's
      own. A timeout that the session sets, such as in an adapter, comes first.
    - `headers`: sent besides those of the client; the same name replaces. What the client
      sets itself is refused: of these, a token is given as `access_token` alone.

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
        budget: how many calls a day the program allows itself.
        batch_size: ids of a batch that go into one request; larger batches are sent in
            several and answered as one. `None` sends every batch in one.
        headers: sent with every call. What the client sets itself, such as `Authorization`, is
            refused: use `access_token`.
        session: a session of your own. The client does not close it; it keeps its cookies and
            whatever else you set up, but no redirect is followed.
        clock: seconds since 1970, by which days of limits and of the budget begin and versions
            end; `sandbox.clock.now` where a test moves the clock of a sandbox.
        monotonic: seconds that only grow, by which waits and `total_timeout` are measured.
        sleep: lets seconds pass; a function of your own keeps a test from waiting.

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
        headers: Headers | None = None,
        session: requests.Session | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._configure(base_url, access_token, version_string, headers, batch_size)
        watch = SunsetWatch.over(self.base_url)
        limits = Limits.checked(timeout, total_timeout, max_answer_bytes)
        conduct = Conduct(
            retry, raise_for_status, observer, budget, monotonic, clock, watch, limits.total
        )
        super().__init__(limits, conduct, session, sleep)

    def with_options(
        self,
        *,
        access_token: TokenSource | None = None,
        version_string: Version = ClientDefault.VERSION,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
        retry: Retry | None = None,
        batch_size: BatchSize = ClientDefault.BATCH_SIZE,
    ) -> Self:
        """A client with other options, which shares everything else with this one.

        It shares the session and its connections, the budget, the observer, and what is known of
        endpoints that a daily limit has closed. Closing it closes nothing: close this one.

        Args:
            access_token: for calls that bring none; left out, as it is.
            version_string: for calls that bring none; `None` for the unversioned API.
            timeout: seconds to connect and read, together or as a pair.
            headers: sent with every call, besides those of this client; the same name replaces.
            retry: when to send a call again.
            batch_size: ids of a batch that go into one request; `None` for all of them.

        Raises:
            InvalidArgumentError: an option is wrong; the message names it.

        Example:
            >>> patient = client.with_options(timeout=(5, 300), headers={"X-Job": "nightly"})
            >>> patient.get("/me").entity["localizedFirstName"]
            'Ada'
        """
        return self._derived(access_token, version_string, timeout, headers, retry, batch_size)

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
        return self._send(call, GetResponse, access_token, version_string, timeout, headers)

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
        return self._send_batch(
            call, BatchGetResponse, access_token, version_string, timeout, headers
        )

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
        return self._send(call, CollectionResponse, access_token, version_string, timeout, headers)

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
        return self._send(call, CollectionResponse, access_token, version_string, timeout, headers)

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
        listing = Listing.of(resource_path, finder_name, path_keys, query_params, cursor, key)
        return Paginator(
            listing,
            lambda call: self._send(
                call, CollectionResponse, access_token, version_string, timeout, headers
            ),
        )

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
            [4, 4]
        """
        call = calls.batch_finder(
            resource_path, finder_name, finder_criteria, path_keys, query_params
        )
        return self._send_batch(
            call, BatchFinderResponse, access_token, version_string, timeout, headers
        )

    def create(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send(call, CreateResponse, access_token, version_string, timeout, headers)

    def batch_create(
        self,
        resource_path: str,
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send_batch(
            call, BatchCreateResponse, access_token, version_string, timeout, headers
        )

    def update(
        self,
        resource_path: str,
        entity: Entity,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send(call, UpdateResponse, access_token, version_string, timeout, headers)

    def batch_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        entities: Sequence[Entity],
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send_batch(
            call, BatchUpdateResponse, access_token, version_string, timeout, headers
        )

    def partial_update(
        self,
        resource_path: str,
        patch_set_object: Entity | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patch: Entity | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send(call, UpdateResponse, access_token, version_string, timeout, headers)

    def batch_partial_update(
        self,
        resource_path: str,
        ids: Sequence[Any],
        patch_set_objects: Sequence[Entity] | None = None,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        patches: Sequence[Entity] | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send_batch(
            call, BatchUpdateResponse, access_token, version_string, timeout, headers
        )

    def delete(
        self,
        resource_path: str,
        access_token: AccessToken | None = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> BaseRestliResponse:
        """Delete an entity.

        HTTP: `DELETE /resource/{key}`

        Example:
            >>> groups = "/adAccounts/512000001/adCampaignGroups" + "/{id}"
            >>> client.delete(groups, path_keys={"id": 600000003}).status_code
            204
        """
        call = calls.delete(resource_path, path_keys, query_params)
        return self._send(call, BaseRestliResponse, access_token, version_string, timeout, headers)

    def batch_delete(
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
        return self._send_batch(
            call, BatchDeleteResponse, access_token, version_string, timeout, headers
        )

    def action(
        self,
        resource_path: str,
        action_name: str,
        access_token: AccessToken | None = None,
        action_params: Params = None,
        path_keys: Params = None,
        query_params: Params = None,
        version_string: Version = ClientDefault.VERSION,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        return self._send(call, ActionResponse, access_token, version_string, timeout, headers)

    def _send_batch(
        self,
        call: Call,
        response_type: type[R],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> R:
        parts = split(call, self._batch_size)
        if len(parts) == 1:
            return self._send(call, response_type, access_token, version_string, timeout, headers)
        batch = Batch(parts, response_type)
        for number, part in batch.to_send():
            try:
                answer = self._send(
                    part, PartResponse, access_token, version_string, timeout, headers
                )
                batch.answer(number, answer)
            except LinkedInError as error:
                batch.fail(number, error)
        return batch.outcome(self._conduct.raises)

    def _send(
        self,
        call: Call,
        response_type: type[R],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> R:
        task = task_of(call, self.base_url, self._chosen(version_string))
        task = self._with_options_of(task, timeout, headers)
        return self._run(
            task, response_type, lambda: resolve_token(access_token, self._access_token)
        )
