"""The Rest.li codec as in 0.3, with an empty string for `None`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import decoder, encoder, query


def encode(value: Any) -> str:
    """Encode a value in the URL form; `None` becomes an empty string."""
    return "" if value is None else encoder.encode(value)


def param_encode(raw_query_params_map: Mapping[str, Any] | None) -> str:
    """Encode query parameters, sorted by name; all values are encoded, even projections."""
    params = {encode(name): encode(value) for name, value in (raw_query_params_map or {}).items()}
    return "&".join(f"{name}={params[name]}" for name in sorted(params))


def encode_query_params_for_get_requests(query_params: Mapping[str, Any] | None) -> str:
    """Encode query parameters as in a request: projections unencoded, after the others."""
    return query.encode_query(query_params or {})


def decode(value: str | None) -> Any:
    """Decode the URL form; an empty string and a raw id such as a URN stay unchanged."""
    return _read(value, decoder.decode)


def reduced_decode(value: str | None) -> Any:
    """Decode the reduced form; an empty string and a raw id such as a URN stay unchanged."""
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
