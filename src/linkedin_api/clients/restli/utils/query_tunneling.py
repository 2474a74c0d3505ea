"""Requests as in 0.3, for `client.session.send`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from linkedin_api.restli.methods import METHODS
from linkedin_api.restli.request import Request, json_bytes, restli_headers
from linkedin_api.restli.tunnel import MAX_QUERY_CHARS, tunnel_if_long

if TYPE_CHECKING:
    import requests

MAX_QUERY_STRING_LENGTH: Final = MAX_QUERY_CHARS


def is_query_tunneling_required(encoded_query_param_string: str | None) -> bool:
    """Whether a query is too long for a URL."""
    return len(encoded_query_param_string or "") > MAX_QUERY_STRING_LENGTH


def maybe_apply_query_tunneling_get_requests(
    *,
    url: str,
    encoded_query_param_string: str | None = None,
    original_restli_method: Enum | str,
    access_token: str,
    version_string: str | None,
) -> requests.PreparedRequest:
    """A request without a body, tunnelled if its query is too long."""
    return _prepared(
        url, encoded_query_param_string, original_restli_method, None, access_token, version_string
    )


def maybe_apply_query_tunneling_requests_with_body(
    *,
    encoded_query_param_string: str | None,
    url: str,
    original_restli_method: Enum | str,
    original_request_body: Mapping[str, Any],
    access_token: str,
    version_string: str | None,
) -> requests.PreparedRequest:
    """A request with a body, tunnelled if its query is too long."""
    return _prepared(
        url,
        encoded_query_param_string,
        original_restli_method,
        json_bytes(original_request_body),
        access_token,
        version_string,
    )


def _prepared(
    url: str,
    query: str | None,
    method: Enum | str,
    content: bytes | None,
    access_token: str,
    version: str | None,
) -> requests.PreparedRequest:
    from linkedin_api.clients.transports.sync_transport import prepare_bare

    name = method.value if isinstance(method, Enum) else method
    headers = restli_headers(name, access_token, version, has_body=content is not None)
    request = Request(METHODS[name].verb, f"{url}?{query}" if query else url, headers, content)
    return prepare_bare(tunnel_if_long(request))
