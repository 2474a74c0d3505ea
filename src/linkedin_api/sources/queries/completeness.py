"""Checks that entities are complete, beyond the checks of every response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.clients.exchange.quota import endpoint_of

#: By resource: a field that each of its entities has, and its type.
_FIELDS: Final[Mapping[str, tuple[str, type]]] = {"networkSizes": ("firstDegreeSize", int)}


def missing_field(resource: str, entity: Any) -> str | None:
    """Return the field that an entity lacks; `None` if it is complete.

    Args:
        resource: the path of the request.
        entity: the body of the response.

    Example:
        >>> missing_field("/networkSizes/{urn}", {"entity": "urn:li:organization:1"})
        'firstDegreeSize'
        >>> missing_field("/networkSizes/{urn}", {"firstDegreeSize": 0}) is None
        True
    """
    name, kind = _FIELDS.get(endpoint_of(resource), ("", object))
    if not isinstance(entity, dict) or not entity:
        return name or "an object with fields"
    return None if isinstance(entity.get(name), kind) else name
