"""What an entity has to have to be one, beyond what every answer to its method promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.clients.quota import endpoint_of

#: By resource: a field that each of its entities has, and of which type it is.
_FIELDS: Final[Mapping[str, tuple[str, type]]] = {"networkSizes": ("firstDegreeSize", int)}


def missing_field(resource: str, entity: Any) -> str | None:
    """Return what an entity lacks; `None` if it lacks nothing.

    Args:
        resource: the path that was asked.
        entity: the body of the answer.

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
