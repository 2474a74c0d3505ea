"""Query tunnelling: a query too long for a URL is sent in the body of a POST.

Source: rest.li `QueryTunnelUtil` (observed). The limits are LinkedIn's documented 4 KB for the
query and 8 KB for the URL, beyond which it answers 414.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli.request import Request

MAX_QUERY_CHARS: Final = 4_000
MAX_URL_BYTES: Final = 8_192
FORM: Final = "application/x-www-form-urlencoded"


def tunnel_if_long(request: Request, *, max_query: int = MAX_QUERY_CHARS) -> Request:
    """Move the query of a request into its body if the query or the URL is too long.

    A request without a body becomes a form whose body is the query, byte for byte. One
    with a body becomes `multipart/mixed`: the query, then the body. The real verb is
    in `X-HTTP-Method-Override`.
    """
    path, mark, query = request.url.partition("?")
    if not mark or (len(query) <= max_query and len(request.url) <= MAX_URL_BYTES):
        return request
    if request.content is None:
        content_type, content = FORM, query.encode()
    else:
        content_type, content = _multipart(query, request.headers, request.content)
    headers = {
        **request.headers,
        "X-HTTP-Method-Override": request.verb,
        "Content-Type": content_type,
    }
    return Request("POST", path, headers, content, request.promise)


def _multipart(query: str, headers: Mapping[str, str], content: bytes) -> tuple[str, bytes]:
    inner_type = headers.get("Content-Type")
    if inner_type is None:
        raise InvalidArgumentError("a body without Content-Type cannot be tunnelled")
    # No body can contain its own hash, so this boundary is safe and deterministic.
    boundary = sha256(query.encode() + content).hexdigest()
    head = (
        f"--{boundary}\r\nContent-Type: {FORM}\r\n\r\n{query}\r\n"
        f"--{boundary}\r\nContent-Type: {inner_type}\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{boundary}--".encode()
    return f"multipart/mixed; boundary={boundary}", body
