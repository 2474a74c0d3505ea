"""Checks that entities are complete and the requested ones, beyond the checks of every response."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.clients.exchange.quota import endpoint_of
from linkedin_api.errors import ResponseFormattingError
from linkedin_api.sources.scope import number_in

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


def check_organization(
    field: str,
    records: Iterable[Mapping[str, Any]],
    organization: int | str,
    response: Any = None,
) -> None:
    """Check that records are about the requested organization.

    A record without the field passes: only the request says what it is about.

    Args:
        organization: its number or URN.

    Raises:
        ResponseFormattingError: a record is about another organization.

    Example:
        >>> check_organization("author", [{"author": "urn:li:organization:1338"}], 1337)
        Traceback (most recent call last):
        linkedin_api.errors.ResponseFormattingError: 1337 was requested, but a record is about
        'urn:li:organization:1338' (author)
    """
    wanted = number_in(organization)
    for record in records:
        found = record.get(field)
        if found in (None, organization):
            continue
        if number_in(found) != wanted:
            raise ResponseFormattingError(
                f"{wanted} was requested, but a record is about {found!r} ({field})",
                response=response,
            )
