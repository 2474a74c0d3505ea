"""Pickles and copies of clients, responses and errors.

They contain the object's settings and the answer. They contain no connection, no lock and no
secrets of a request: no token, no cookie, no body.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final, Protocol, Self

from linkedin_api.restli.reply import Reply

#: Headers of a request that a pickle may have. A program may have put a secret into any other.
_KEPT: Final = frozenset(
    {
        *("accept", "accept-encoding", "connection", "content-length", "content-type"),
        *("linkedin-version", "user-agent", "x-http-method-override"),
        *("x-restli-method", "x-restli-protocol-version"),
    }
)


class Received(Protocol):
    """A response, as far as it is made again."""

    response: Any
    url: str

    @property
    def hint(self) -> str | None:
        """What to do about its error."""
        ...

    def advise(self, hint: str | None) -> None:
        """Set the hint."""
        ...

    @classmethod
    def received(cls, reply: Reply, raw: Any, url: str, verb: str = "") -> Self:
        """Make one of an answer that came."""
        ...


def reduce_response(
    response: Received, reply: Reply, verb: str, data: tuple[str, ...]
) -> tuple[Any, ...]:
    """What to rebuild a response from.

    An asynchronous response loses the `aiohttp` response, which belongs to its connection.
    """
    values = {name: vars(response)[name] for name in data if name in vars(response)}
    kept = copy.copy(reply)
    kept.headers = plain_headers(reply.headers)
    made_of = (
        type(response),
        kept,
        bare_response(response.response, response.url),
        response.url,
        verb,
        values,
        response.hint,
    )
    return _made_again, made_of


def _made_again(
    kind: type[Received],
    reply: Reply,
    raw: Any,
    url: str,
    verb: str,
    values: Any,
    hint: str | None = None,
) -> Received:
    response = kind.received(reply, raw, url, verb)
    response.advise(hint)
    vars(response).update(values)
    return response


def plain_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Headers that can be pickled, still with case-insensitive names."""
    from requests.structures import CaseInsensitiveDict

    return CaseInsensitiveDict(headers.items())


def bare_response(raw: Any, url: str) -> Any:
    """A `requests` response without the secrets of its request; `None` for any other.

    Args:
        raw: the response.
        url: its URL without secrets.
    """
    from requests import Response

    if not isinstance(raw, Response):
        return None
    bare = copy.copy(raw)
    bare.url = url
    bare.request = bare_request(raw.request)
    if bare.request is not None:
        bare.request.url = url
    bare.history = [bare_response(earlier, str(earlier.url)) for earlier in raw.history]
    return bare


def bare_request(request: Any) -> Any:
    """A request of `requests` with what anybody may know of it; `None` for any other.

    It has no body, hooks and cookies, and no header but those that each call has.
    """
    from requests import PreparedRequest
    from requests.structures import CaseInsensitiveDict

    if not isinstance(request, PreparedRequest):
        return None
    bare = PreparedRequest()
    bare.method, bare.url = request.method, request.url
    if request.headers is not None:
        kept = {name: value for name, value in request.headers.items() if name.lower() in _KEPT}
        bare.headers = CaseInsensitiveDict(kept)
    return bare
