"""Reads query strings strictly, by the rules of protocol 2.0.0 or 1.0.

The 2.0.0 rules, as observed: no name twice, no value empty (the empty string is `''`),
values are Rest.li text, and the three projections are not decoded at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import decode, parse_projection
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.fields import SINGLE, Param, read_parameter
from linkedin_api.sandbox.protocol.mounts import Mount
from linkedin_api.sandbox.protocol.problems import Problem, Refused, bad_parameter
from linkedin_api.sandbox.protocol.projections import BadProjection, Projection, parse_decorated

#: Sent and read raw.
MASKS: Final = ("fields", "metadataFields", "pagingFields")
#: Raw too, but a language of its own, with decoration.
RAW: Final = frozenset({*MASKS, "projection"})
#: Levels of a parameter of protocol 1.0; chosen, and the same as in protocol 2.0.0.
_DEEPEST: Final = 100
_old_syntax = re.compile(r"\w+(?:\[\d+\]|\.\w).*").fullmatch


def read_query(query: str, mount: Mount) -> dict[str, Any]:
    """Read a query string of protocol 2.0.0.

    Returns:
        Names to decoded values (text, lists, dicts); the projections stay text.

    Raises:
        Refused: 400.
    """
    params: dict[str, Any] = {}
    for pair in query.split("&") if query else ():
        encoded, _, text = pair.partition("=")
        name = unquote(encoded)
        if name in params:
            problem = problems.REPEATED_REST if mount.gateway else problems.REPEATED
            raise Refused(problem.fill(name=name))
        if mount.gateway and _old_syntax(name):
            text = f"Query parameter '{name}' is not allowed"
            raise Refused(bad_parameter(name, "QUERY_PARAM_NOT_ALLOWED", text))
        params[name] = text if name in RAW else _read_value(name, text, mount)
    return params


def _read_value(name: str, text: str, mount: Mount) -> Any:
    try:
        return decode(text)
    except InvalidSerializedRestliError as error:
        if mount.gateway:
            raise Refused(bad_parameter(name)) from None
        raise _bad_query(name, str(error)) from None


def _bad_query(name: str, reason: str) -> Refused:
    return Refused(problems.BAD_QUERY.fill(name=name, reason=reason))


_WHOLE_AND_PARTS: Final = "it is sent both whole and in parts"
_old_step = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_index = re.compile(r"[0-9]{1,9}").fullmatch


def read_old_query(query: str) -> dict[str, Any]:
    """Read a query string of protocol 1.0: `p[0]=x`, `p.a=1`, names that repeat.

    Example:
        >>> read_old_query("ids=1&ids=2&locale.country=US&types[0]=COURSE")
        {'ids': ['1', '2'], 'locale': {'country': 'US'}, 'types': ['COURSE']}
    """
    tree: dict[str, Any] = {}
    for pair in query.split("&") if query else ():
        encoded, _, text = pair.partition("=")
        name, value = unquote(encoded), unquote(text)
        match = re.match(r"[^.\[]+", name)
        if match is None or name in RAW:
            tree[name] = value
            continue
        if match[0] in RAW:
            raise _bad_query(match[0], "it has no parts")
        if name == "ids":  # a list, however many there are
            listed = tree.setdefault(name, [])
            if not isinstance(listed, list):
                raise _bad_query(name, _WHOLE_AND_PARTS)
            listed.append(value)
            continue
        steps = [match[0], *(key or index for key, index in _old_step.findall(name))]
        if len(steps) > _DEEPEST:
            raise _bad_query(match[0], "nested too deeply")
        _plant(tree, steps, value)
    return {name: _as_lists(value) for name, value in tree.items()}


def _plant(tree: dict[str, Any], steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        branch = tree.setdefault(step, {})
        if not isinstance(branch, dict):
            raise _bad_query(steps[0], _WHOLE_AND_PARTS)
        tree = branch
    known = tree.setdefault(steps[-1], value)
    if isinstance(known, dict):
        raise _bad_query(steps[0], _WHOLE_AND_PARTS)
    if isinstance(known, list):
        known.append(value)
    elif known is not value:
        tree[steps[-1]] = [known, value]


def _as_lists(value: Any) -> Any:
    """Turn what was indexed by numbers into lists, in their order."""
    if not isinstance(value, dict):
        return value
    if all(map(_index, value)):
        return [_as_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _as_lists(item) for name, item in value.items()}


def read_masks(params: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the masks of a request, by parameter name.

    Raises:
        Refused: 400, `error parsing mask`.
    """
    masks = {}
    for name in MASKS:
        if name in params:
            try:
                # An empty projection keeps nothing; an empty mask would keep all.
                masks[name] = parse_projection(params[name]) or {"$*": 0}
            except InvalidSerializedRestliError as error:
                raise Refused(problems.BAD_MASK.fill(reason=error)) from None
    return masks


def read_projection(params: Mapping[str, Any]) -> Projection | None:
    """Return the `projection` of a request, `None` if it has none.

    Raises:
        Refused: 400; it cannot be read.
    """
    text = params.get("projection")
    if text is None:
        return None
    try:
        return parse_decorated(unquote(text))
    except BadProjection as error:
        raise Refused(problems.BAD_PROJECTION.fill(text=text, reason=error)) from None


def read_declared(
    declared: tuple[Param, ...], params: Mapping[str, Any], mount: Mount
) -> dict[str, Any]:
    """Return the declared parameters, typed; others are ignored (observed).

    Raises:
        Refused: 400; one is missing or of another type.
    """
    typed = {}
    for param in declared:
        if param.name not in params:
            if param.required:
                raise Refused(problems.MISSING_PARAMETER.fill(name=param.name))
            continue
        try:
            typed[param.name] = read_parameter(param, params[param.name])
        except ValueError:
            raise Refused(bad_type(param.name, mount)) from None
    return typed


#: Lists of these may come as one value in protocol 2.0.0 too; in 1.0 all lists may.
_LISTED_ALONE: Final = frozenset({"list[string]", "list[urn]"})


def in_declared_number(
    declared: tuple[Param, ...], sent: Mapping[str, Any], *, old: bool = False
) -> Mapping[str, Any]:
    """Return parameters with one value as a list, or a list as its first value, as declared.

    LinkedIn's open-source server reads parameters this way, but nothing within them (observed):
    where a list is declared, one value is a list of one; where one value is declared, the
    first of a list counts, and an empty list is no value.

    Args:
        declared: the method's parameters.
        sent: all parameters of the query.
        old: whether it is a request of protocol 1.0.

    Example:
        >>> declared = Param("accounts", "list[urn]"), Param("count", "int")
        >>> dict(in_declared_number(declared, {"accounts": "urn:li:a:1", "count": ["5"]}))
        {'accounts': ['urn:li:a:1'], 'count': '5'}
    """
    changed: dict[str, Any] = {}
    for param in declared:
        value = sent.get(param.name)
        if value is None:
            continue
        if param.type.startswith("list["):
            changed[param.name] = _as_list(value, alone=old or param.type in _LISTED_ALONE)
        elif isinstance(value, list) and param.type in SINGLE:
            changed[param.name] = value[0] if value else None
    if not changed:
        return sent
    return {name: value for name, value in {**sent, **changed}.items() if value is not None}


def _as_list(value: Any, *, alone: bool) -> Any:
    """Return one value as a list of one; `(value:List(…))`, as for creatives, as its list."""
    if isinstance(value, dict) and set(value) == {"value"}:
        value = value["value"]
    return [value] if alone and isinstance(value, str) else value


def bad_type(name: str, mount: Mount) -> Problem:
    """Say that a parameter is of another type than declared."""
    return bad_parameter(name) if mount.gateway else problems.BAD_PARAMETER_TYPE.fill(name=name)
