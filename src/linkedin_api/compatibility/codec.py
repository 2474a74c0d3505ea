"""Rest.li text as 0.3 reads and writes it: no text where there is nothing to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import decoder, encoder, query


def encode(value: Any) -> str:
    """Write a value in the URL form; `None` as no text."""
    return "" if value is None else encoder.encode(value)


def param_encode(raw_query_params_map: Mapping[str, Any] | None) -> str:
    """Write query parameters, sorted by name; every value is encoded, a projection too."""
    params = {encode(name): encode(value) for name, value in (raw_query_params_map or {}).items()}
    return "&".join(f"{name}={params[name]}" for name in sorted(params))


def encode_query_params_for_get_requests(query_params: Mapping[str, Any] | None) -> str:
    """Write query parameters as a request has them: a projection raw, after the others."""
    return query.encode_query(query_params or {})


def decode(value: str | None) -> Any:
    """Read the URL form; no text as no text, and a raw id such as a URN as it is."""
    return _read(value, decoder.decode)


def reduced_decode(value: str | None) -> Any:
    """Read the reduced form; no text as no text, and a raw id such as a URN as it is."""
    return _read(value, decoder.reduced_decode)


def _read(value: str | None, read: Callable[[str], Any]) -> Any:
    if not value:
        return ""
    try:
        return read(value)
    except InvalidSerializedRestliError:
        if value.startswith(("(", "List(")):
            raise
        return value
