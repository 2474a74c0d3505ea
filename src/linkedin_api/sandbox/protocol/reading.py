"""The reading methods, executed from a resource's declaration."""

from __future__ import annotations

from typing import Any

from linkedin_api.restli import encode
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.keys import Key, MisfitKey
from linkedin_api.sandbox.protocol.paging import cut_page, project, read_range, replace_parameters
from linkedin_api.sandbox.protocol.parameters import bad_type, read_declared
from linkedin_api.sandbox.protocol.permissions import check_rules
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.replies import Answer
from linkedin_api.sandbox.protocol.resource import BatchFinder, Call, Entity, Paging
from linkedin_api.sandbox.protocol.store import ONLY


def get(call: Call) -> Answer:
    """GET: one entity."""
    if call.resource.compute is not None:
        return Answer(200, project(call, call.resource.compute(call)))
    return Answer(200, project(call, find_entity(call, call.key or ONLY)))


def find_entity(call: Call, key: Key) -> Entity:
    """Return the entity with that key.

    Raises:
        Refused: with the resource's `not_found`.
    """
    entity = call.collection.entities.get(key.text)
    if entity is None:
        raise Refused(call.resource.not_found)
    return entity


def get_all(call: Call) -> Answer:
    """GET_ALL: every entity, in pages."""
    return Answer(200, cut_page(call, call.collection.entities.values(), call.resource.paging))


def find(call: Call) -> Answer:
    """FINDER: the entities it selects, in pages."""
    finder = call.node.finders[call.name]
    if not set(finder.key_parts) <= set(call.key_parts):
        raise Refused(problems.BAD_KEY.fill(value=encode(dict(call.key_parts))))
    chosen = finder.select(call, call.collection.entities.values())
    page = cut_page(call, chosen, finder.paging or call.resource.paging)
    if finder.metadata is not None:
        page["metadata"] = project(call, finder.metadata(call), "metadataFields")
    return Answer(200, page)


def batch_find(call: Call) -> Answer:
    """BATCH_FINDER: one list per criterion, in order; a wrong criterion fails only its own."""
    finder = call.node.batch_finders[call.name]
    if finder.criteria not in call.sent:
        raise Refused(problems.MISSING_PARAMETER.fill(name=finder.criteria))
    criteria = call.sent[finder.criteria]
    if not isinstance(criteria, list) or not all(isinstance(each, dict) for each in criteria):
        raise Refused(bad_type(finder.criteria, call.mount))
    read_range(call, _batch_paging(call))  # what is wrong there spoils the whole (observed)
    return Answer(200, {"elements": [_find_one(call, finder, each) for each in criteria]})


def _find_one(call: Call, finder: BatchFinder, criterion: Any) -> dict[str, Any]:
    try:
        typed = read_declared(finder.params, criterion, call.mount)
        if finder.find is not None:
            chosen = finder.find(call, typed)
        else:
            everything = call.collection.entities.values()
            chosen = [each for each in everything if finder.matches(call, typed, each)]
        own = replace_parameters(call.query, {finder.criteria: f"List({encode(criterion)})"})
        return cut_page(call, chosen, _batch_paging(call), own)
    except Refused as refused:
        return {"isError": True, "error": refused.problem.body(), "elements": []}


def _batch_paging(call: Call) -> Paging:
    paging = call.resource.paging
    return paging if paging.kind == "start" else Paging()


def admitted(call: Call, key: Key | MisfitKey) -> Key:
    """Return a key of a batch that can be read and that the caller has the roles for.

    Raises:
        Refused: it could not be read, or a role is missing.
    """
    if isinstance(key, MisfitKey):
        raise Refused(key.problem)
    check_rules(call, key)
    return key


def batch_get(call: Call) -> Answer:
    """BATCH_GET: entities by key; missing and unreadable ones are among the errors."""
    results: dict[str, Any] = {}
    statuses: dict[str, int] = {}
    errors: dict[str, Any] = {}
    for key in call.keys:
        name = key.in_results(old=call.old)
        try:
            results[name] = project(call, find_entity(call, admitted(call, key)))
            if call.resource.batch_statuses == "all":
                statuses[name] = 200
        except Refused as refused:
            errors[name] = refused.problem.body()
            if not isinstance(key, MisfitKey):  # statuses are the resource's own (observed)
                statuses[name] = refused.problem.status
    return Answer(200, {"results": results, "statuses": statuses, "errors": errors})
