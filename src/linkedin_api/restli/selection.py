"""A builder for projections: select in Python the fields that an answer contains.

A `Fields` is a mask (see `projection`) that is checked when it is created. You can use it wherever
a mask is accepted, and it prints as the text that is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli.projection import format_projection

EACH = "$*"


class Fields(Mapping[str, Any]):
    """An immutable projection; created by `fields`, `each` and `drop`."""

    __slots__ = ("_mask", "_text")

    def __init__(self, mask: Mapping[str, Any]) -> None:
        self._mask = dict(mask)
        self._text = format_projection(mask)

    def __getitem__(self, name: str) -> Any:
        return self._mask[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mask)

    def __len__(self) -> int:
        return len(self._mask)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<Fields {self._text}>"

    def __hash__(self) -> int:
        return hash(frozenset(self._mask))


def fields(*names: str | Mapping[str, Any], **nested: Mapping[str, Any]) -> Fields:
    """Select the fields that an answer contains.

    Pass the result in `query_params` as `fields`, `metadataFields` or `pagingFields`. `each`
    selects inside lists and maps, `drop` leaves fields out.

    Args:
        names: fields to keep; another selection, such as one from `drop`, is merged.
        nested: maps a field to what to keep inside it.

    Raises:
        InvalidArgumentError: a name is invalid in a projection, a name is used twice with
            different meanings, or the nesting is too deep.

    Example:
        >>> str(fields("id", author=fields("name"), items=each("urn")))
        'id,author:(name),items:($*:(urn))'
        >>> chosen = fields("id", changeAuditStamps=fields(created=fields("time")))
        >>> account = client.get("/adAccounts/512000001", query_params={"fields": chosen}).entity
        >>> sorted(account)
        ['changeAuditStamps', 'id']
    """
    return Fields(_merged([*map(_kept, names), nested]))


def each(
    *names: str | Mapping[str, Any],
    start: int | None = None,
    count: int | None = None,
    **nested: Mapping[str, Any],
) -> Fields:
    """Select what to keep of each element of a list, or of each entry of a map.

    Args:
        names: as for `fields`; without names, whole elements are kept.
        start: number of elements to skip; `None` for none.
        count: maximum number of elements to keep; `None` for all.
        nested: as for `fields`. For fields inside an element's own field `start` or `count`,
            write `each(fields(start=…))`.

    Raises:
        InvalidArgumentError: as for `fields`, and if `start` or `count` is negative.

    Example:
        >>> str(fields(tags=each(), items=each("urn", owner=fields("name"), start=10, count=5)))
        'tags:($*),items:($*:(urn,owner:(name)),$start:10,$count:5)'
    """
    element = fields(*names, **nested)
    bounds = {"$start": start, "$count": count}
    given = {name: bound for name, bound in bounds.items() if bound is not None}
    return Fields({EACH: element or 1, **given})


def drop(*names: str) -> Fields:
    """Leave fields out of an answer.

    Example:
        >>> str(fields("id", drop("secret"), author=drop("email")))
        'id,-secret,author:(-email)'
    """
    return Fields({_checked(name): 0 for name in names})


def _kept(name: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return name if isinstance(name, Mapping) else {_checked(name): 1}


def _checked(name: Any) -> Any:
    """Refuse names that would not be read as fields; the mask checks the rest."""
    if isinstance(name, str) and name.startswith("-"):
        raise InvalidArgumentError(f"use drop({name[1:]!r}) to leave a field out, not {name!r}")
    if isinstance(name, str) and name.startswith("$"):
        raise InvalidArgumentError(f"use each(…) to select elements, not {name!r}")
    return name


def _merged(choices: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for choice in choices:
        for name, operation in choice.items():
            if merged.setdefault(name, operation) != operation:
                raise InvalidArgumentError(
                    f"the field {name!r} is selected twice, in different ways"
                )
    return merged
