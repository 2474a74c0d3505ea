"""What a client does for all its calls, and what one call changes of it: the same for both clients.

A client made by `with_options` shares all but the options: session and connections, budget,
observer, and the memory of closed endpoints.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Self, TypeVar

from linkedin_api.clients.configuration import (
    API_URL,
    API_URL_VARIABLE,
    AsyncTokenSource,
    ClientDefault,
    checked_token_source,
    resolve_base_url,
)
from linkedin_api.clients.exchange.conduct import Conduct
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.headers import checked_headers, merged_headers
from linkedin_api.clients.limits import Timeout, checked_timeout
from linkedin_api.restli.batches import check_batch_size
from linkedin_api.restli.request import check_version

Version = str | None | ClientDefault
BatchSize = int | None | ClientDefault
Headers = Mapping[str, str]
#: What a client takes tokens from.
Source = TypeVar("Source", bound=AsyncTokenSource)


class Configured:
    """The options of a client, and what its calls make of them."""

    base_url: str
    _conduct: Conduct
    _owns_connections: bool
    _access_token: AsyncTokenSource | None
    _version: str | None
    _batch_size: int | None
    _headers: Headers | None
    _timeout: Timeout | None = None  # `None` is that of the transport

    def _configure(
        self,
        base_url: str | None,
        access_token: AsyncTokenSource | None,
        version_string: str | None,
        headers: Headers | None,
        batch_size: int | None,
    ) -> None:
        self.base_url = resolve_base_url(base_url, API_URL_VARIABLE, API_URL)
        self._access_token = checked_token_source(access_token)
        self._version = check_version(version_string)
        self._headers = checked_headers(headers)
        self._batch_size = check_batch_size(batch_size)

    def __repr__(self) -> str:
        where = getattr(self, "base_url", "unfinished")  # in tracebacks of its constructor
        return f"<{type(self).__name__} {where}>"

    def _chosen(self, version: Version) -> str | None:
        """The version of a call: its own, else the client's."""
        return self._version if isinstance(version, ClientDefault) else version

    def _look_at(self, version: Version) -> None:
        """Warn if the version of a call ends soon."""
        self._conduct.look_at(self._chosen(version))

    def _timeout_of(self, timeout: Timeout | None) -> Timeout | None:
        """The timeout of a call: its own, else the client's."""
        return self._timeout if timeout is None else checked_timeout(timeout)

    def _headers_of(self, headers: Headers | None) -> Headers | None:
        """What a call adds to its headers: the client's, and its own before them."""
        return self._headers if headers is None else merged_headers(self._headers, headers)

    def _with_options_of(
        self, task: Task, timeout: Timeout | None, headers: Headers | None
    ) -> Task:
        """A task with the timeout and the headers of a call; nearly always the same one."""
        if timeout is None and headers is None and self._timeout is None and self._headers is None:
            return task
        return adjusted(task, self._timeout_of(timeout), self._headers_of(headers))


class Adjustable(Configured, Generic[Source]):
    """What can be made again with other options."""

    def with_options(
        self,
        *,
        access_token: Source | None = None,
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
        derived = object.__new__(type(self))
        vars(derived).update(vars(self))
        derived._owns_connections = False
        if access_token is not None:
            derived._access_token = checked_token_source(access_token)
        if not isinstance(version_string, ClientDefault):
            derived._version = check_version(version_string)
        if not isinstance(batch_size, ClientDefault):
            derived._batch_size = check_batch_size(batch_size)
        if retry is not None:
            derived._conduct = self._conduct.with_retry(retry)
        derived._timeout = self._timeout_of(timeout)
        derived._headers = self._headers_of(headers)
        return derived


def adjusted(task: Task, timeout: Timeout | None, headers: Headers | None) -> Task:
    """A task with a timeout and further headers; the same one where there is neither."""
    if headers:
        build = task.build
        task = task._replace(build=lambda token: build(token).with_headers(headers))
    return task if timeout is None else task._replace(timeout=timeout)
