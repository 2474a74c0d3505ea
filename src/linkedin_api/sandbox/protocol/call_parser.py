"""What a request asks for: from a request off the wire to a `Call`, or a refusal.

Order of the checks: token, version, protocol, path, query, method, scopes, keys,
parameters, body. That the token comes before the version was observed; the rest of the
order is chosen, after the open-source server's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.journal import Trace
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.tokens import Token, TokenBook
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.addressing import read_batch_keys, read_path_key
from linkedin_api.sandbox.protocol.call import Call
from linkedin_api.sandbox.protocol.handlers import HANDLERS, Handler
from linkedin_api.sandbox.protocol.incoming import Incoming
from linkedin_api.sandbox.protocol.json_bodies import read_json
from linkedin_api.sandbox.protocol.mounts import find_mount
from linkedin_api.sandbox.protocol.parameters import (
    in_declared_number,
    read_declared,
    read_masks,
    read_old_query,
    read_projection,
    read_query,
)
from linkedin_api.sandbox.protocol.permissions import Roles, check_scopes
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import Param
from linkedin_api.sandbox.protocol.routing import (
    Node,
    Tree,
    check_supported,
    decide_method,
    find_place,
)
from linkedin_api.sandbox.protocol.store import Store
from linkedin_api.sandbox.versions import ActiveVersions, check_version

OLD_PROTOCOL: Final = "1.0.0"
PROTOCOL: Final = "2.0.0"


@dataclass(frozen=True, slots=True)
class Platform:
    """What requests are read against.

    Attributes:
        tree: the resources.
        store: their entities.
        tokens: who may call.
        clock: the sandbox's time.
        versions: which months answer under `/rest`.
        roles: who has which role in which organization.
        oauth: the form of claims where LinkedIn's differ.
        fresh_token_seconds: for this long a new token is answered as if it were revoked, as was
            seen of LinkedIn.
    """

    tree: Tree
    store: Store
    tokens: TokenBook
    clock: Clock
    versions: ActiveVersions
    roles: Roles
    oauth: OAuthChoices
    fresh_token_seconds: float = 0


def understand_call(incoming: Incoming, platform: Platform, url: str, trace: Trace) -> Call:
    """Return what a request asks for.

    Args:
        incoming: the request, un-tunnelled.
        platform: what it is read against.
        url: the sandbox's URL in answers.
        trace: collects what becomes known on the way, however far it goes.

    Raises:
        Refused: with the first thing that is wrong.
    """
    token = _authenticate(incoming, platform)
    trace.member = token.member
    mount = find_mount(incoming.path)
    if mount.versioned:
        header = incoming.headers.get("linkedin-version")
        trace.version = check_version(header, platform.versions.months)
    old = _is_old(incoming.headers.get("x-restli-protocol-version", OLD_PROTOCOL))
    place = find_place(incoming.path, mount, platform.tree, old=old)
    trace.resource = place.node.resource.name
    sent = read_old_query(incoming.query) if old else read_query(incoming.query, mount)
    trace.params = sent
    masks = read_masks(sent)
    verb, header = incoming.verb, incoming.headers.get("x-restli-method")
    method = decide_method(verb, sent, place, header, incoming.path, old=old)
    handler, trace.method = HANDLERS[method], method
    trace.name = name = check_supported(method, sent, place, mount, verb, incoming.path)
    _check_return_entity(place.node, method, sent)
    resource = place.node.resource
    check_scopes(resource, method, name, token, trace.version, writes=handler.writes)
    key, key_parts = read_path_key(place, method, sent, old=old)
    keys = read_batch_keys(place.node, sent, mount, old=old) if handler.batch else ()
    trace.keys = tuple(each.text for each in (keys if key is None else (key,)))
    declared = _declared(place.node, method, name)
    params = read_declared(declared, in_declared_number(declared, sent, old=old), mount)
    trace.body = _read_json(incoming.body, handler)
    return Call(
        method=method, name=name, node=place.node, mount=mount, path=incoming.path,
        query=incoming.query, parents=place.parents, key=key, key_parts=key_parts,
        keys=keys, params=params, sent=sent, masks=masks, body=trace.body, token=token,
        version=trace.version, clock=platform.clock, store=platform.store, url=url,
        roles=platform.roles, oauth=platform.oauth, old=old, projection=read_projection(sent),
    )  # fmt: skip


def _authenticate(incoming: Incoming, platform: Platform) -> Token:
    header = incoming.headers.get("authorization")
    token = platform.tokens.authenticate(header, incoming.query_token)
    fresh = platform.fresh_token_seconds
    if fresh and platform.clock.now() < token.created + fresh:
        raise Refused(refusals.REVOKED_TOKEN)
    return token


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
