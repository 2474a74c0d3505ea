"""From a request off the wire to a `Call`, or a refusal: each check returns its piece.

Order of the checks: token, version, protocol, path, query, method, scopes, keys,
parameters, body. That the token comes before the version was observed; the rest of the
order is chosen, after the open-source server's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.addressing import read_batch_keys, read_path_key
from linkedin_api.sandbox.protocol.handlers import HANDLERS, Handler
from linkedin_api.sandbox.protocol.incoming import Incoming
from linkedin_api.sandbox.protocol.json_bodies import read_json
from linkedin_api.sandbox.protocol.methods import OLD_PROTOCOL, PROTOCOL
from linkedin_api.sandbox.protocol.mounts import find_mount
from linkedin_api.sandbox.protocol.parameters import (
    in_declared_number,
    read_declared,
    read_masks,
    read_old_query,
    read_projection,
    read_query,
)
from linkedin_api.sandbox.protocol.permissions import check_scopes
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Call, Node, Param
from linkedin_api.sandbox.protocol.routing import Tree, check_supported, decide_method, find_place
from linkedin_api.sandbox.protocol.world import World


class Parsed(NamedTuple):
    """The pieces of a request that could be read, up to the first that is wrong.

    Attributes:
        call: the call, or why there is none.
        member: id of the person whose token it is; `None` for an application's.
        version: printed as `20260901`; empty where versions do not apply.
        resource: its name.
        params: all parameters, decoded.
        method: one of the fourteen names.
        name: of the finder, batch finder or action.
        keys: wire texts, of the entity or the batch.
        body: decoded JSON.
    """

    call: Call | Exception
    member: str | None = None
    version: str = ""
    resource: str = ""
    params: Mapping[str, Any] = {}
    method: str = ""
    name: str = ""
    keys: tuple[str, ...] = ()
    body: Any = None


def parse_call(incoming: Incoming, tree: Tree, world: World) -> Parsed:
    """Return what an un-tunnelled request asks for, or the pieces before the first wrong one."""
    call: Call | Exception
    member, version, resource, method, name = None, "", "", "", ""
    sent: Mapping[str, Any] = {}
    texts: tuple[str, ...] = ()
    body = None
    headers, path, verb = incoming.headers, incoming.path, incoming.verb
    try:
        token = world.authenticate(headers.get("authorization"), incoming.query_token)
        member = token.member
        mount = find_mount(path)
        version = world.check_version(headers.get("linkedin-version")) if mount.versioned else ""
        old = _is_old(headers.get("x-restli-protocol-version", OLD_PROTOCOL))
        place = find_place(path, mount, tree, old=old)
        node = place.node
        resource = node.resource.name
        sent = read_old_query(incoming.query) if old else read_query(incoming.query, mount)
        masks = read_masks(sent)
        method = decide_method(verb, sent, place, headers.get("x-restli-method"), path, old=old)
        handler = HANDLERS[method]
        name = check_supported(method, sent, place, mount, verb, path)
        _check_return_entity(node, method, sent)
        check_scopes(node.resource, method, name, token, version, writes=handler.writes)
        key, key_parts = read_path_key(place, method, sent, old=old)
        keys = read_batch_keys(node, sent, mount, old=old) if handler.batch else ()
        texts = tuple(each.text for each in (keys if key is None else (key,)))
        declared = _declared(node, method, name)
        params = read_declared(declared, in_declared_number(declared, sent, old=old), mount)
        body = _read_json(incoming.body, handler)
        call = Call(
            method, name, node, mount, path, incoming.query, place.parents, key, key_parts, keys,
            params, sent, masks, body, token, version, world, old, read_projection(sent),
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001  # every exception gets an answer
        call = error
    return Parsed(call, member, version, resource, sent, method, name, texts, body)


def _is_old(protocol: str) -> bool:
    if protocol == PROTOCOL:
        return False
    if protocol == OLD_PROTOCOL:
        return True
    numbers = protocol.split(".")
    known = len(numbers) == 3 and all(number.isdecimal() for number in numbers)
    problem = problems.PROTOCOL_UNKNOWN if known else problems.PROTOCOL_MALFORMED
    raise Refused(problem.fill(version=protocol))


def _check_return_entity(node: Node, method: str, sent: Mapping[str, Any]) -> None:
    wanted = sent.get("$returnEntity", "true")
    # No set: what is decoded may be a list or a record.
    if method in node.resource.returns_entity and wanted not in ("true", "false"):
        raise Refused(problems.BAD_RETURN_ENTITY.fill(value=wanted))


def _declared(node: Node, method: str, name: str) -> tuple[Param, ...]:
    if method == "FINDER":
        return node.finders[name].params
    return node.resource.params.get(method, ())


def _read_json(body: bytes, handler: Handler) -> Any:
    if handler.body == "none":
        return None
    if not body and handler.body == "optional":
        return {}
    try:
        return read_json(body)
    except ValueError:
        raise Refused(problems.UNREADABLE) from None
