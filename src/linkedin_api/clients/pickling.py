"""What pickles and copies of responses and errors have of the HTTP library's objects.

They have the answer, but no connection, no lock and no secrets of a request: no token, no cookie,
no body.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

#: Headers of a request that a pickle may have. A program may have put a secret into any other.
_KEPT: Final = frozenset(
    {
        *("accept", "accept-encoding", "connection", "content-length", "content-type"),
        *("linkedin-version", "user-agent", "x-http-method-override"),
        *("x-restli-method", "x-restli-protocol-version"),
    }
)


def plain_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Headers that can be pickled, with case-insensitive names."""
    from requests.structures import CaseInsensitiveDict

    return CaseInsensitiveDict(headers.items())


def bare_response(raw: Any, url: str) -> Any:
    """A `requests` response with this URL and no secrets of its request; `None` for any other."""
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
