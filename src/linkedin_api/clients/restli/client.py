"""The synchronous client for LinkedIn's APIs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.configuration import TokenSource
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.events import Observer
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.exchange.sunsets import SunsetWatch
from linkedin_api.clients.limits import DEFAULT_MAX_ANSWER, DEFAULT_TIMEOUT, Limits, Timeout
from linkedin_api.clients.options import Adjustable, Headers
from linkedin_api.clients.restli import response as responses
from linkedin_api.clients.restli.batches import Batch, PartResponse
from linkedin_api.clients.restli.paginator import Paginator
from linkedin_api.clients.restli.reading import PagingMethods, ReadingMethods
from linkedin_api.clients.restli.writing import WritingMethods
from linkedin_api.clients.uploads.methods import UploadMethods
from linkedin_api.errors import LinkedInError
from linkedin_api.restli.batches import split
from linkedin_api.restli.calls import Call

if TYPE_CHECKING:
    import requests


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
    PagingMethods[Paginator],
    Adjustable[TokenSource],
    UploadMethods,
):
    """Calls LinkedIn's APIs, with one method for each of the fourteen Rest.li methods.

    All methods take these arguments; `help(RestliClient.finder)` shows them too:

    - `resource_path`: path after the base URL, such as `/adAccounts/{id}`. A placeholder can
      occur more than once.
    - `access_token`: the bearer token as a string, a `Token`, or a provider of
      `linkedin_api.tokens`; `None` uses the client's.
    - `path_keys`: dict from placeholder to key. Do not encode keys: pass strings, numbers,
      URNs, or dicts for keys with several parts.
    - `query_params`: dict from name to value. Do not encode values: pass strings, numbers,
      bools, lists or dicts. `None` omits a parameter. `fields` takes a string, a list of names
      or a mask.
    - `version_string`: `YYYYMM` or `YYYYMM.RR` calls the versioned API under `/rest`, `None`
      the unversioned API under `/v2`. If you omit it, the client's version applies.
    - `timeout`: seconds to connect and read, as one number or a pair; `None` uses the client's.
      A timeout set by the session, for example in an adapter, takes precedence.
    - `headers`: added to the client's headers; a header with the same name replaces the
      client's. Headers that the client sets itself are refused; for a token, use
      `access_token`.

    All methods raise `InvalidArgumentError` before they send anything if an argument is wrong,
    and `TransportError` (also a `requests` error) if no complete answer arrives. They return
    responses with an error status such as 404, unless the client has `raise_for_status=True`.
    Queries that are too long for a URL are tunnelled. Threads can share a client.

    Args:
        base_url: the server; by default the environment variable `LINKEDIN_API_URL`, or
            `https://api.linkedin.com`.
        access_token: the default token; or a token provider, which renews tokens; or a function
            that returns either.
        version_string: the default version.
        timeout: seconds to connect and read, as one number or a pair.
        total_timeout: seconds for a call including all its retries; `None` for no limit.
        max_answer_bytes: maximum size of an answer after decompression.
        raise_for_status: raise `StatusError` for every status other than 2xx.
        retry: when to retry. By default, calls are retried at most twice, and writes only if
            LinkedIn cannot have carried them out. `Retry.none()` never retries.
        observer: receives an `Event` for each request sent, for metrics and traces.
        budget: how many calls per day the program allows itself.
        batch_size: maximum number of ids per request. A larger batch is sent in several
            requests, and their answers are combined. `None` sends every batch in one request.
        headers: sent with every call. Headers that the client sets itself, such as
            `Authorization`, are refused: use `access_token`.
        session: your own session. The client does not close it, and keeps its cookies and other
            settings, but never follows redirects.
        clock: returns seconds since 1970, which decide when daily limits reset and versions
            end. In a test that moves a sandbox's clock, pass `sandbox.clock.now`.
        monotonic: returns seconds that never go back, for waits and `total_timeout`.
        sleep: waits some seconds; pass your own function so that a test does not wait.

    Example:
        >>> client = RestliClient(access_token=token, version_string="202608")
        >>> client.get("/adAccounts/{id}", path_keys={"id": 512000001}).entity["name"]
        'Lovelace Engines'
    """

    _paginator = Paginator

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

    def _send_batch(self, call: Call, *options: Any) -> Any:
        parts = split(call, self._batch_size)
        if len(parts) == 1:
            return self._send(call, *options)
        batch = Batch(parts)
        for number, part in batch.to_send():
            try:
                batch.answer(number, self._send(part, *options, response_type=PartResponse))
            except LinkedInError as error:
                batch.fail(number, error)
        return batch.outcome(self._conduct.raises)
