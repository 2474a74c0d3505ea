"""Applies patch documents: `$set`, `$delete`, nested fields, `$reorder` of arrays.

Source: observed from LinkedIn's open-source server. Nested field names that begin with
`$` are doubled, names inside `$set` and `$delete` are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Refused

_COMMANDS: Final = ("$set", "$delete", "$reorder")


def apply_patch(data: Mapping[str, Any], patch: Any) -> dict[str, Any]:
    """Return the patched value; the value itself is not changed.

    Raises:
        Refused: 422; the patch contradicts itself or does not match the value.

    Example:
        >>> apply_patch({"a": 1, "b": {"c": 2}}, {"$delete": ["a"], "b": {"$set": {"c": 3}}})
        {'b': {'c': 3}}
    """
    if not isinstance(patch, Mapping):
        raise _refusal("a patch must be an object")
    settings, deletions, branches = _take_apart(patch)
    patched = {name: value for name, value in data.items() if name not in deletions}
    patched.update(settings)
    for name, branch in branches.items():
        if name in patched:
            patched[name] = _apply_branch(name, patched[name], branch)
        elif created := apply_patch({}, branch):
            patched[name] = created
    return patched


def _take_apart(
    patch: Mapping[str, Any],
) -> tuple[Mapping[str, Any], frozenset[str], dict[str, Any]]:
    settings, deletions = patch.get("$set", {}), patch.get("$delete", [])
    if not isinstance(settings, Mapping):
        raise _refusal("$set must be an object")
    if not isinstance(deletions, list) or not all(isinstance(name, str) for name in deletions):
        raise _refusal("$delete must be a list of field names")
    branches = branches_of(patch)
    if "$reorder" in patch:
        raise _refusal("$reorder only fits an array")
    _check_apart(settings, deletions, branches)
    return settings, frozenset(deletions), branches


def branches_of(patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a patch that reach into fields, by the names of these."""
    return {
        name[1:] if name.startswith("$$") else name: branch
        for name, branch in patch.items()
        if name not in _COMMANDS
    }


def _check_apart(
    settings: Mapping[str, Any], deletions: list[str], branches: Mapping[str, Any]
) -> None:
    for name, branch in branches.items():
        if not isinstance(branch, Mapping):
            raise _refusal(f"the value of '{name}' must be in $set")
    seen = Counter([*settings, *deletions, *branches])
    for name, times in seen.items():
        if times > 1:
            raise _refusal(f"'{name}' has more than one operation")


def _apply_branch(name: str, value: Any, branch: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        return apply_patch(value, branch)
    if isinstance(value, list):
        return _reorder(name, value, branch)
    raise _refusal(f"'{name}' is neither an object nor an array")


def _reorder(name: str, items: list[Any], branch: Mapping[str, Any]) -> list[Any]:
    if not branch:
        return items
    moves = branch.get("$reorder")
    if set(branch) != {"$reorder"} or not isinstance(moves, list):
        raise _refusal(f"the array '{name}' can only be replaced or reordered")
    if len(moves) > 1:
        raise _refusal(f"only one element of '{name}' can be moved")
    reordered = list(items)
    for move in moves:
        origin, target = _read_move(name, move, len(items))
        reordered.insert(target, reordered.pop(origin))
    return reordered


def _read_move(name: str, move: Any, length: int) -> tuple[int, int]:
    if not isinstance(move, Mapping):
        raise _refusal(f"a move of '{name}' must be an object")
    ends = move.get("$fromIndex"), move.get("$toIndex")
    for end in ends:
        if type(end) is not int or not 0 <= end < length:
            raise _refusal(f"'{name}' has no index {end}")
    return ends  # type: ignore[return-value]  # both are int, as just checked


def _refusal(reason: str) -> Refused:
    return Refused(problems.BAD_PATCH.fill(reason=reason))
