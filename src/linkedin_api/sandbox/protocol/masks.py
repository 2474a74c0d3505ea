"""Applies projections: the part of a value that a mask keeps.

A mask says, for a name, 1 (keep), 0 (drop) or a nested mask. Rules, as observed from
LinkedIn's open-source server:

* one positive entry at a level drops everything at that level that is not named;
* `$*` applies to every name, and is combined with the name's own rule: a drop wins,
  two nested masks merge, a keep and a nested mask keep all but what the nested mask drops;
* `$start` and `$count` cut an array and count as positive;
* a field whose own name begins with `$` is written with one `$` more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

_WILDCARD: Final = "$*"
_RANGE: Final = ("$start", "$count")


def apply_mask(data: Any, mask: Mapping[str, Any], always: frozenset[str] = frozenset()) -> Any:
    """Return the part of a value that the mask keeps; the value itself is not changed.

    Args:
        data: JSON value.
        mask: as `linkedin_api.restli.parse_projection` returns it.
        always: names that are kept wherever their object is kept.

    Example:
        >>> apply_mask({"id": 1, "tags": ["a", "b"]}, {"tags": {"$count": 1}})
        {'tags': ['a']}
    """
    if isinstance(data, Mapping):
        return _apply_to_object(data, mask, always)
    if isinstance(data, list):
        return _apply_to_array(data, mask, always)
    return data


def apply_to_all(entities: Iterable[Any], mask: Mapping[str, Any]) -> list[Any]:
    """Return the parts of several values that a mask keeps; most masks only name fields.

    Example:
        >>> apply_to_all([{"id": 1, "name": "a"}, {"id": 2}], {"name": 1})
        [{'name': 'a'}, {}]
    """
    if not all(rule == 1 and not name.startswith("$") for name, rule in mask.items()):
        return [apply_mask(entity, mask) for entity in entities]
    return [
        {name: value for name, value in entity.items() if name in mask}
        if isinstance(entity, dict) and mask
        else apply_mask(entity, mask)
        for entity in entities
    ]


def _apply_to_object(
    data: Mapping[str, Any], mask: Mapping[str, Any], always: frozenset[str]
) -> dict[str, Any]:
    wildcard = mask.get(_WILDCARD)
    selective = _is_positive(mask)
    kept = {}
    for name, value in data.items():
        rule = _combine(wildcard, mask.get(f"${name}" if name.startswith("$") else name))
        if rule is None:
            keep = not selective
        elif isinstance(rule, Mapping):
            keep = _descends(value, rule, selective)
        else:
            keep = bool(rule)
        if keep:
            kept[name] = apply_mask(value, rule, always) if isinstance(rule, Mapping) else value
        elif name in always:
            kept[name] = value
    return kept


def _descends(value: Any, rule: Mapping[str, Any], selective: bool) -> bool:
    """Whether a value with a nested mask stays, in any form."""
    if _is_positive(rule):
        return isinstance(value, Mapping | list) or rule.get(_WILDCARD) == 1
    return not selective


def _apply_to_array(data: list[Any], mask: Mapping[str, Any], always: frozenset[str]) -> list[Any]:
    start, count = mask.get("$start", 0), mask.get("$count", len(data))
    chosen = data[start : start + count]
    rule = mask.get(_WILDCARD)
    if rule is None:
        # Only names: they say nothing about elements.
        named = any(name not in _RANGE for name in mask)
        return [] if named and _is_positive(mask) else chosen
    if isinstance(rule, Mapping):
        return [apply_mask(item, rule, always) for item in chosen]
    return chosen if rule else []


def _is_positive(mask: Mapping[str, Any]) -> bool:
    """Whether the mask keeps something by name, at any depth."""
    return any(
        name in _RANGE or (_is_positive(rule) if isinstance(rule, Mapping) else rule == 1)
        for name, rule in mask.items()
    )


def _combine(first: Any, second: Any) -> Any:
    if first is None or second is None:
        return second if first is None else first
    if first == 0 or second == 0:
        return 0
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return {name: _combine(first.get(name), second.get(name)) for name in {**first, **second}}
    nested = first if isinstance(first, Mapping) else second
    if not isinstance(nested, Mapping):
        return 1
    return {**nested, _WILDCARD: _combine(nested.get(_WILDCARD), 1)}
