"""Queries and the ids of created entities, as in 0.3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from linkedin_api.clients.pickling import plain_headers
from linkedin_api.restli.query import encode_query
from linkedin_api.restli.reply import Reply

if TYPE_CHECKING:
    import requests


def encode_query_params_for_get_requests(query_params: Mapping[str, Any] | None) -> str:
    """Encode query parameters as in a request: projections unencoded, after the others."""
    return encode_query(query_params or {})


def get_created_entity_id(response: requests.Response, decode: bool = False) -> Any:
    """The id of a created entity, as received or decoded."""
    reply = Reply(response.status_code, plain_headers(response.headers))
    return reply.decoded_entity_id if decode else reply.entity_id
