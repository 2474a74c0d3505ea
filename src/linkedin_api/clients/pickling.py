"""Pickles and copies of clients, responses and errors.

They contain the object's settings and the answer. They contain no connection, no lock and no
secrets of a request: no token, no cookie, no body.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    from linkedin_api.clients.response import BaseResponse


def reduce_response(
    response: BaseResponse[Any], reply: Reply, verb: str, data: tuple[str, ...]
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
    )
    return _made_again, made_of


def _made_again(
    kind: type[BaseResponse[Any]], reply: Reply, raw: Any, url: str, verb: str, values: Any
) -> BaseResponse[Any]:
    response = kind.received(reply, raw, url, verb)
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
    """A `requests` request without body, hooks, cookies and token; `None` for any other."""
    from requests import PreparedRequest

    if not isinstance(request, PreparedRequest):
        return None
    bare = PreparedRequest()
    bare.method, bare.url = request.method, request.url
    bare.headers = copy.copy(request.headers)
    for name in ("Authorization", "Cookie", "Proxy-Authorization"):
        if bare.headers is not None:
            bare.headers.pop(name, None)
    return bare
