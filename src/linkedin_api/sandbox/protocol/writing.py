"""The writing methods and actions, executed from a resource's declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from linkedin_api.restli import reduced_encode
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.addressing import check_batch, read_body_key
from linkedin_api.sandbox.protocol.declared import Named, check_names, names_in, names_in_patch
from linkedin_api.sandbox.protocol.fields import by_name, check_entity, field_type, schema_faults
from linkedin_api.sandbox.protocol.keys import Key, MisfitKey
from linkedin_api.sandbox.protocol.paging import project
from linkedin_api.sandbox.protocol.parameters import bad_type
from linkedin_api.sandbox.protocol.patches import apply_patch
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.reading import admitted, find_entity
from linkedin_api.sandbox.protocol.replies import Answer
from linkedin_api.sandbox.protocol.resource import NO_VALUE, Action, Call
from linkedin_api.sandbox.protocol.store import ONLY

#: Writes one entity: gets the call, its key and its part of the body; returns what a
#: batch says about it.
Write = Callable[[Call, Key, Any], dict[str, Any]]


def create(call: Call) -> Answer:
    """CREATE: 201, with the key in `X-RestLi-Id` and `Location`."""
    key, entity = _create(call, call.body)
    headers = {}
    if call.resource.returns_id:
        headers = {"X-RestLi-Id": key.in_results(old=call.old), "Location": _location(call, key)}
    body = project(call, call.resource.returns(entity)) if _returns_entity(call) else None
    return Answer(201, body, headers)


def batch_create(call: Call) -> Answer:
    """BATCH_CREATE: one result per entity, in order."""
    elements = _object(call.body).get("elements", [])
    if not isinstance(elements, list):
        raise Refused(problems.UNREADABLE)
    check_batch(len(elements))
    _check_schemas(call, ((f"Index: {place}", each) for place, each in enumerate(elements)))
    return Answer(200, {"elements": [_create_in_batch(call, each) for each in elements]})


def _create_in_batch(call: Call, body: Any) -> dict[str, Any]:
    try:
        key, entity = _create(call, body)
    except Refused as refused:
        return {"status": refused.problem.status, "error": refused.problem.body()}
    result: dict[str, Any] = {"status": 201}
    if call.resource.returns_id:
        result |= {"id": key.in_results(old=call.old), "location": _location(call, key)}
    if _returns_entity(call):
        result["entity"] = project(call, call.resource.returns(entity))
    return result


def _create(call: Call, body: Any) -> tuple[Key, dict[str, Any]]:
    entity = _object(body)
    resource, collection = call.resource, call.collection
    _check_names(call, names_in(resource.known, entity))
    _check(call, entity, None)
    name = resource.named
    value = resource.mint(next(collection.serials), entity) if name is None else name(call, entity)
    key = resource.key.of(value)
    written = collection.entities[key.text] = resource.complete(call, entity, key.value)
    return key, written


def _location(call: Call, key: Key) -> str:
    segment = key.in_results(old=True) if call.old and isinstance(key.value, dict) else key.segment
    return f"{call.path.rstrip('/')}/{segment}"


def _check(call: Call, entity: dict[str, Any], key: Any) -> None:
    resource = call.resource
    check_entity(resource.fields, entity, new_style=resource.new_style_errors)
    resource.check(call, entity, key)


def _check_schemas(call: Call, entities: Iterable[tuple[str, Any]]) -> None:
    """Refuse a batch for entities that do not fit their schema, each with its place (observed).

    The advertising API answers entry by entry instead.
    """
    if call.resource.new_style_errors:
        return
    faults = (
        (place, schema_faults(call.resource.fields, entity))
        for place, entity in entities
        if isinstance(entity, Mapping)
    )
    if lines := "".join(f"{place}, {found}" for place, found in faults if found):
        raise Refused(problems.SCHEMA.fill(errors=lines))


def _check_names(call: Call, named: Iterable[Named]) -> None:
    if call.resource.strict and call.resource.fields:
        check_names(named, call.method)


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise Refused(problems.UNREADABLE)
    return body


def _returns_entity(call: Call) -> bool:
    """Whether the entity is sent back: if the method can, unless `$returnEntity=false`."""
    able = call.method in call.resource.returns_entity
    return able and call.sent.get("$returnEntity") != "false"


def update(call: Call) -> Answer:
    """UPDATE: 204; if it created the entity 201, or what the resource says."""
    return Answer(_update(call, call.key or ONLY, call.body)["status"])


def _update(call: Call, key: Key, body: Any) -> dict[str, Any]:
    entity, entities = _object(body), call.collection.entities
    exists = key.text in entities
    if not exists and not call.resource.upsert:
        raise Refused(call.resource.not_found)
    entity = _replace(call, entity, entities[key.text] if exists else {})
    _check(call, entity, key.value)
    entities[key.text] = call.resource.complete(call, entity, key.value)
    return {"status": 204 if exists else call.resource.upsert_status}


def _replace(call: Call, entity: dict[str, Any], existing: Mapping[str, Any]) -> dict[str, Any]:
    """Return what UPDATE makes of an entity: what only the server sets stays as it is."""
    kept = {field.name for field in call.resource.fields if field.read_only}
    sent = {name: value for name, value in entity.items() if name not in kept}
    _check_names(call, names_in(call.resource.known, sent))
    return sent | {name: existing[name] for name in kept if name in existing}


def partial_update(call: Call) -> Answer:
    """PARTIAL_UPDATE: 204, or 200 where the resource returns entities."""
    result = _partial_update(call, call.key or ONLY, call.body)
    return Answer(result["status"], result.get("entity"))


def _partial_update(call: Call, key: Key, body: Any) -> dict[str, Any]:
    # A body without `patch` is an empty patch (observed): nothing happens, silently.
    patch = _object(body).get("patch", {})
    entity = apply_patch(find_entity(call, key), patch)
    _check_names(call, names_in_patch(call.resource.known, patch))
    _check(call, entity, key.value)
    written = call.resource.complete(call, entity, key.value)
    call.collection.entities[key.text] = written
    if call.method not in call.resource.returns_entity:
        return {"status": 204}
    return {"status": 200} | ({"entity": project(call, written)} if _returns_entity(call) else {})


def delete(call: Call) -> Answer:
    """DELETE: 204."""
    status = _delete(call, call.key or ONLY, None)["status"]
    if status == 404:
        raise Refused(call.resource.not_found)
    return Answer(status)


def _delete(call: Call, key: Key, _body: Any) -> dict[str, Any]:
    removed = call.collection.entities.pop(key.text, None)
    found = removed is not None or call.resource.idempotent_delete
    # In a batch the 404 is among the results, not the errors (observed).
    return {"status": 204 if found else 404}


def batch_update(call: Call) -> Answer:
    """BATCH_UPDATE: one status per key."""
    bodies = _read_entities(call)
    _check_schemas(call, ((f"Key: {text}", body) for text, body in bodies.items()))
    return _write_all(call, bodies, _update)


def batch_partial_update(call: Call) -> Answer:
    """BATCH_PARTIAL_UPDATE: one status per key."""
    bodies = _read_entities(call)
    _check_schemas(call, _patched(call, bodies))
    return _write_all(call, bodies, _partial_update)


def _patched(call: Call, bodies: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the existing entities with their patches applied, where these are valid."""
    entities = call.collection.entities
    for text, body in bodies.items():
        if text in entities and isinstance(body, dict):
            with suppress(Refused):
                yield f"Key: {text}", apply_patch(entities[text], body.get("patch", {}))


def batch_delete(call: Call) -> Answer:
    """BATCH_DELETE: one status per key."""
    return _write_all(call, {}, _delete)


def _write_all(call: Call, bodies: Mapping[str, Any], write: Write) -> Answer:
    results: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for key in call.keys:
        name = key.in_results(old=call.old)
        try:
            results[name] = write(call, admitted(call, key), bodies.get(key.text))
        except Refused as refused:
            errors[name] = refused.problem.body()
    return Answer(200, {"results": results, "errors": errors})


def _read_entities(call: Call) -> dict[str, Any]:
    """Return the bodies by wire text of their keys, which must be those of the URL."""
    entities = _object(call.body).get("entities")
    if not isinstance(entities, dict):
        raise Refused(problems.UNREADABLE)
    bodies, whole = {}, set()
    for text, body in entities.items():
        key = read_body_key(call.node, text, call.sent, old=call.old)
        bodies[key.text] = body
        whole.add(_whole_text(key))
    asked = {key.text for key in call.keys}
    if whole != set(map(_whole_text, call.keys)) or len(bodies) != len(entities):
        raise Refused(
            problems.BATCH_MISMATCH.fill(
                uri_keys=", ".join(sorted(asked)), body_keys=", ".join(sorted(entities))
            )
        )
    return bodies


def _whole_text(key: Key | MisfitKey) -> str:
    """A key with the `$params` that do not identify: both places must have the same."""
    if isinstance(key, Key) and isinstance(key.value, dict):
        return reduced_encode(key.value)
    return key.text


def act(call: Call) -> Answer:
    """ACTION: 200 with the value, or empty for an action without one."""
    action = call.node.actions[call.name]
    if call.key is not None:
        find_entity(call, call.key)
    _check_parameters(call, action)
    value = action.run(call)
    return Answer(200, None if value is NO_VALUE else {"value": value})


def _check_parameters(call: Call, action: Action) -> None:
    sent = _object(call.body)
    if call.resource.strict and action.params:
        check_names(names_in(by_name(action.params), sent), call.method)
    for param in action.params:
        if param.name not in sent:
            if param.required:
                raise Refused(problems.MISSING_PARAMETER.fill(name=param.name))
        elif not field_type(param.type).fits(sent[param.name]):
            raise Refused(bad_type(param.name, call.mount))
