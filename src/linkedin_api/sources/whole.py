"""What a good answer has, whatever its status says: one table by method and resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.clients.quota import endpoint_of

#: By method: a field, and of which type it is. The last two are grants of OAuth.
_BY_METHOD: Final[Mapping[str, tuple[str, type]]] = {
    "FINDER": ("elements", list),
    "GET_ALL": ("elements", list),
    "BATCH_GET": ("results", dict),
    "refresh_token": ("access_token", str),
    "client_credentials": ("access_token", str),
}
#: By resource: a field that each of its entities has.
_BY_RESOURCE: Final[Mapping[str, tuple[str, type]]] = {"networkSizes": ("firstDegreeSize", int)}


def lacking(method: str, resource: str, body: Any) -> str | None:
    """Return what a body lacks to be what was asked for; `None` if it lacks nothing.

    Args:
        method: the Rest.li method, or the OAuth grant.
        resource: the path that was asked.
        body: read as JSON.

    Example:
        >>> lacking("FINDER", "/posts", {"paging": {}})
        'elements'
        >>> lacking("GET", "/networkSizes/{urn}", {"firstDegreeSize": 0}) is None
        True
    """
    promised = _BY_METHOD.get(method)
    if method == "GET":
        promised = _BY_RESOURCE.get(endpoint_of(resource))
    if not isinstance(body, dict) or not body:
        return promised[0] if promised else "an object with fields"
    if promised is None:
        return None
    name, kind = promised
    value = body.get(name)
    return None if isinstance(value, kind) and value != "" else name
