"""The encoder of 0.3, with an empty string for `None`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkedin_api.restli import encoder


def encode(value: Any) -> str:
    """Encode a value in the URL form; `None` becomes an empty string."""
    return "" if value is None else encoder.encode(value)


def param_encode(raw_query_params_map: Mapping[str, Any] | None) -> str:
    """Encode query parameters, sorted by name; all values are encoded, even projections."""
    params = {encode(name): encode(value) for name, value in (raw_query_params_map or {}).items()}
    return "&".join(f"{name}={params[name]}" for name in sorted(params))
