"""Patch documents: what a partial update changes.

A patch has `$set` (field to value), `$delete` (list of fields) and, under any other key, a patch
for that nested field. Arrays are replaced as a whole.

Source: rest.li `PatchTree`, `PatchCreator` (observed): a nested field whose name starts
with `$` is written with `$$`; names inside `$set` and `$delete` are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli.encoder import MAX_DEPTH

Patch = dict[str, Any]
#: A field, or the path to a nested one: `"city"` or `("address", "city")`.
FieldPath = str | tuple[str, ...]


def build_patch(
    set: Mapping[FieldPath, Any] | None = None,  # noqa: A002  the protocol's own word
    delete: Iterable[FieldPath] = (),
) -> Patch:
    """Build a patch from the fields to set and the fields to delete.

    Args:
        set: maps each field, or path to a nested field, to its new value.
        delete: the fields, or paths to nested fields, to remove.

    Raises:
        InvalidArgumentError: a path is empty, or one change is inside another.

    Example:
        >>> build_patch(set={"name": "x", ("address", "city"): "Bonn"}, delete=["note"])
        {'$set': {'name': 'x'}, 'address': {'$set': {'city': 'Bonn'}}, '$delete': ['note']}
    """
    if isinstance(delete, str):
        raise InvalidArgumentError("delete must be a list of fields, not a string")
    patch: Patch = {}
    changed: dict[tuple[str, ...], bool] = {}
    for path, value in (set or {}).items():
        branch, field = _branch(patch, path, changed)
        branch.setdefault("$set", {})[field] = value
    for path in delete:
        branch, field = _branch(patch, path, changed)
        branch.setdefault("$delete", []).append(field)
    return patch


def diff(original: Mapping[str, Any], modified: Mapping[str, Any]) -> Patch:
    """Build the patch that turns one entity into another; `{}` if they are equal.

    Fields that are missing or `None` in `modified` are deleted. Dicts are compared field by
    field. Any other difference replaces the whole value.

    Raises:
        InvalidArgumentError: an argument is not a dict, or is nested deeper than
            `MAX_DEPTH`.

    Example:
        >>> diff({"a": 1, "b": {"c": 2, "d": 3}}, {"a": 5, "b": {"d": 3}})
        {'$set': {'a': 5}, 'b': {'$delete': ['c']}}
    """
    for name, entity in (("original", original), ("modified", modified)):
        check_kind(isinstance(entity, Mapping), name, "a dict", entity)
    return _diff(original, modified, 1)


def _branch(
    patch: Patch, path: FieldPath, changed: dict[tuple[str, ...], bool]
) -> tuple[Patch, str]:
    """The part of the patch for a path, and the last field of the path."""
    fields = path if isinstance(path, tuple) else (path,)
    are_fields = fields and all(isinstance(field, str) and field for field in fields)
    check(are_fields, "a path", "a field or a tuple of fields", path)
    for length in range(1, len(fields)):
        if changed.setdefault(fields[:length], False):
            raise InvalidArgumentError(f"{path!r} is inside another change of this patch")
    if fields in changed:
        raise InvalidArgumentError(f"{path!r} is changed twice by this patch")
    changed[fields] = True
    for field in fields[:-1]:
        patch = patch.setdefault(f"${field}" if field.startswith("$") else field, {})
    return patch, fields[-1]


def _diff(original: Mapping[str, Any], modified: Mapping[str, Any], depth: int) -> Patch:
    if depth > MAX_DEPTH:
        raise InvalidArgumentError(f"the entity is nested deeper than {MAX_DEPTH}")
    patch: Patch = {}
    for field, value in modified.items():
        before = original.get(field)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            if inner := _diff(before, value, depth + 1):
                patch[f"${field}" if field.startswith("$") else field] = inner
        elif value is not None and not _equal(before, value, depth):
            patch.setdefault("$set", {})[field] = value
    gone = [
        field
        for field, value in original.items()
        if value is not None and modified.get(field) is None
    ]
    if gone:
        patch["$delete"] = gone
    return patch


def _equal(a: Any, b: Any, depth: int) -> bool:
    """Equality as in JSON, where `true` is not 1."""
    if depth > MAX_DEPTH:
        raise InvalidArgumentError(f"the entity is nested deeper than {MAX_DEPTH}")
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(_equal(x, y, depth + 1) for x, y in zip(a, b, strict=True))
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(_equal(a[key], b[key], depth + 1) for key in a)
    return isinstance(a, bool) is isinstance(b, bool) and bool(a == b)
