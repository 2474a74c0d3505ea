"""The synchronous client for LinkedIn's APIs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.argument_docs import documents_arguments
from linkedin_api.clients.configuration import (
    AccessToken,
    ClientDefault,
    TokenSource,
)
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import Adjustable, Headers, Version
from linkedin_api.clients.restli import response as responses
from linkedin_api.clients.restli.batches import Batch, PartResponse
from linkedin_api.clients.restli.pages import Listing
from linkedin_api.clients.restli.paginator import Paginator
from linkedin_api.clients.restli.reading import ReadingMethods
from linkedin_api.clients.restli.sending import Params
from linkedin_api.clients.restli.signed_in import SignedIn
from linkedin_api.clients.restli.writing import WritingMethods
from linkedin_api.clients.uploads.methods import UploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli.batches import split
from linkedin_api.restli.calls import Call

if TYPE_CHECKING:
    import requests


@documents_arguments()
class RestliClient(
    WritingMethods[
        responses.CreateResponse,
        responses.BatchCreateResponse,
        responses.UpdateResponse,
        responses.BatchUpdateResponse,
        responses.BaseRestliResponse,
        responses.BatchDeleteResponse,
        responses.ActionResponse,
    ],
    ReadingMethods[
        responses.GetResponse,
        responses.BatchGetResponse,
        responses.CollectionResponse,
        responses.BatchFinderResponse,
    ],
    Adjustable[TokenSource],
    SignedIn,
    UploadMethods,
):
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
        timeout: Timeout | None = None,
        headers: Headers | None = None,
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
        timeout, headers = self._timeout_of(timeout), self._headers_of(headers)
        listing = Listing.of(resource_path, finder_name, path_keys, query_params, cursor)
        return Paginator(
            listing,
            lambda call: self._send(
                call, responses.CollectionResponse, access_token, version_string, timeout, headers
            ),
        )

    def _send_batch(
        self,
        call: Call,
        response_type: type[Any],
        access_token: AccessToken | None,
        version_string: Version,
        timeout: Timeout | None,
        headers: Headers | None,
    ) -> Any:
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
