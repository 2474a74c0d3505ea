"""Calls as values: the query and body of each of the fourteen methods.

Every function takes and checks the arguments of the client method of the same name. Nothing is
sent here; `request.build_request` turns a `Call` into an HTTP request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from linkedin_api.argument_checks import check_kind
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError
from linkedin_api.hints import A_LIST, written_hint
from linkedin_api.restli import methods
from linkedin_api.restli.encoder import encode
from linkedin_api.restli.keys import body_key
from linkedin_api.restli.methods import Method

Params = Mapping[str, Any] | None


class Call(NamedTuple):
    """One Rest.li call, without server and credentials.

    Attributes:
        method: the row of the method table.
        resource_path: template, see `paths.fill_path`.
        path_keys: keys for the template.
        query_params: unencoded, including the method's own parameters.
        body: the content of the JSON body; `None` for methods without one.
        listed: the query parameter with the ids or criteria of a batch, if there is one.
    """

    method: Method
    resource_path: str
    path_keys: Params = None
    query_params: Params = None
    body: Mapping[str, Any] | None = None
    listed: str | None = None


def get(resource_path: str, path_keys: Params, query_params: Params) -> Call:
    """`GET /resource/{key}`"""
    return Call(methods.GET, resource_path, path_keys, query_params)


def get_all(resource_path: str, path_keys: Params, query_params: Params) -> Call:
    """`GET /resource`"""
    return Call(methods.GET_ALL, resource_path, path_keys, query_params)


def batch_get(
    resource_path: str, ids: Sequence[Any], path_keys: Params, query_params: Params
) -> Call:
    """`GET /resource?ids=List(…)`"""
    query = _with_own(query_params, ids=_sequence("ids", ids))
    return Call(methods.BATCH_GET, resource_path, path_keys, query, listed="ids")


def finder(resource_path: str, finder_name: str, path_keys: Params, query_params: Params) -> Call:
    """`GET /resource?q=name`"""
    query = _with_own(query_params, q=_name("finder_name", finder_name))
    return Call(methods.FINDER, resource_path, path_keys, query)


def batch_finder(
    resource_path: str,
    finder_name: str,
    finder_criteria: tuple[str, Sequence[Mapping[str, Any]]],
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`GET /resource?bq=name&criteria=List(…)`"""
    if not isinstance(finder_criteria, list | tuple) or len(finder_criteria) != 2:
        raise InvalidArgumentError(
            "finder_criteria must be a pair: the parameter's name and a list of dicts"
        )
    name, criteria = finder_criteria
    own = {
        "bq": _name("finder_name", finder_name),
        _name("finder_criteria[0]", name): _dicts("finder_criteria[1]", criteria),
    }
    query = _with_own(query_params, **own)
    return Call(methods.BATCH_FINDER, resource_path, path_keys, query, listed=name)


def create(
    resource_path: str, entity: Mapping[str, Any], path_keys: Params, query_params: Params
) -> Call:
    """`POST /resource`"""
    body = _dict("entity", entity)
    return Call(methods.CREATE, resource_path, path_keys, query_params, body)


def batch_create(
    resource_path: str,
    entities: Sequence[Mapping[str, Any]],
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`POST /resource` with `{"elements": […]}`"""
    body = {"elements": _dicts("entities", entities)}
    return Call(methods.BATCH_CREATE, resource_path, path_keys, query_params, body)


def update(
    resource_path: str, entity: Mapping[str, Any], path_keys: Params, query_params: Params
) -> Call:
    """`PUT /resource/{key}`"""
    body = _dict("entity", entity)
    return Call(methods.UPDATE, resource_path, path_keys, query_params, body)


def batch_update(
    resource_path: str,
    ids: Sequence[Any],
    entities: Sequence[Mapping[str, Any]],
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`PUT /resource?ids=List(…)` with `{"entities": {key: entity}}`"""
    keyed = _by_key(ids, "entities", _dicts("entities", entities))
    query = _with_own(query_params, ids=list(ids))
    body = {"entities": keyed}
    return Call(methods.BATCH_UPDATE, resource_path, path_keys, query, body, listed="ids")


def partial_update(
    resource_path: str,
    patch_set_object: Mapping[str, Any] | None,
    patch: Mapping[str, Any] | None,
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`POST /resource/{key}` with `{"patch": {"$set": …}}`"""
    if _one_of("patch_set_object", patch_set_object, "patch", patch):
        body = {"patch": _dict("patch", patch)}
    else:
        body = {"patch": {"$set": _dict("patch_set_object", patch_set_object)}}
    return Call(methods.PARTIAL_UPDATE, resource_path, path_keys, query_params, body)


def batch_partial_update(
    resource_path: str,
    ids: Sequence[Any],
    patch_set_objects: Sequence[Mapping[str, Any]] | None,
    patches: Sequence[Mapping[str, Any]] | None,
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`POST /resource?ids=List(…)` with `{"entities": {key: {"patch": …}}}`"""
    if _one_of("patch_set_objects", patch_set_objects, "patches", patches):
        name, documents = "patches", [{"patch": p} for p in _dicts("patches", patches)]
    else:
        name = "patch_set_objects"
        documents = [{"patch": {"$set": s}} for s in _dicts(name, patch_set_objects)]
    body = {"entities": _by_key(ids, name, documents)}
    query = _with_own(query_params, ids=list(ids))
    return Call(methods.BATCH_PARTIAL_UPDATE, resource_path, path_keys, query, body, listed="ids")


def delete(resource_path: str, path_keys: Params, query_params: Params) -> Call:
    """`DELETE /resource/{key}`"""
    return Call(methods.DELETE, resource_path, path_keys, query_params)


def batch_delete(
    resource_path: str, ids: Sequence[Any], path_keys: Params, query_params: Params
) -> Call:
    """`DELETE /resource?ids=List(…)`"""
    query = _with_own(query_params, ids=_sequence("ids", ids))
    return Call(methods.BATCH_DELETE, resource_path, path_keys, query, listed="ids")


def action(
    resource_path: str,
    action_name: str,
    action_params: Mapping[str, Any] | None,
    path_keys: Params,
    query_params: Params,
) -> Call:
    """`POST /resource?action=name`"""
    body = {} if action_params is None else _dict("action_params", action_params)
    query = _with_own(query_params, action=_name("action_name", action_name))
    return Call(methods.ACTION, resource_path, path_keys, query, body)


def _with_own(query_params: Params, /, **own: Any) -> dict[str, Any]:
    """Merge the caller's parameters with the method's own; the same name needs the same value."""
    given = {} if query_params is None else _dict("query_params", query_params)
    for name, value in own.items():
        if given.get(name) is not None and encode(given[name]) != encode(value):
            raise InvalidArgumentError(
                f"query_params must not set {name!r} to {given[name]!r}:"
                f" this method sets it to {value!r}"
            )
    return {**given, **own}


def _by_key(
    ids: Sequence[Any], name: str, documents: Sequence[Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """The documents by the key that the body uses for each id."""
    ids = _sequence("ids", ids)
    if len(ids) != len(documents):
        raise InvalidArgumentError(
            f"ids and {name} must have the same length, not {len(ids)} and {len(documents)}"
        )
    keyed: dict[str, Mapping[str, Any]] = {}
    for index, (key, document) in enumerate(zip(ids, documents, strict=True)):
        text = _body_key(key, index)
        if text in keyed:
            raise InvalidArgumentError(f"ids contains {key!r} twice")
        keyed[text] = document
    return keyed


def _body_key(key: Any, index: int) -> str:
    try:
        return body_key(key)
    except InvalidArgumentError as error:
        raise InvalidArgumentError(f"ids[{index}]: {error}") from None


def _one_of(set_name: str, set_object: Any, patch_name: str, patch: Any) -> bool:
    """Whether the second of two alternatives is used; exactly one must be."""
    if set_object is None and patch is None:
        raise MissingArgumentError(f"{set_name} or {patch_name} is required")
    if set_object is not None and patch is not None:
        raise InvalidArgumentError(f"pass {set_name} or {patch_name}, not both")
    return patch is not None


def _name(argument: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        hint = written_hint(argument, value) if isinstance(value, str) else None
        raise InvalidArgumentError(
            f"{argument} must be a non-empty string, not {value!r}", hint=hint
        )
    return value


def _dict(argument: str, value: Any) -> Mapping[str, Any]:
    check_kind(isinstance(value, dict | Mapping), argument, "a dict", value)
    return value  # type: ignore[no-any-return]


def _sequence(argument: str, value: Any) -> Sequence[Any]:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise InvalidArgumentError(
            f"{argument} must be a list, not {type(value).__name__}", hint=A_LIST
        )
    return list(value)


def _dicts(argument: str, value: Any) -> Sequence[Mapping[str, Any]]:
    return [_dict(f"{argument}[{i}]", item) for i, item in enumerate(_sequence(argument, value))]
