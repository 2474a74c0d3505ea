"""A call: one request understood, and the answer to it; both plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.tokens import Token
from linkedin_api.sandbox.protocol.keys import Key, MisfitKey
from linkedin_api.sandbox.protocol.mounts import Mount
from linkedin_api.sandbox.protocol.permissions import Roles, operation_of
from linkedin_api.sandbox.protocol.projections import Projection
from linkedin_api.sandbox.protocol.routing import Node

if TYPE_CHECKING:
    from linkedin_api.sandbox.protocol.resource import Resource
    from linkedin_api.sandbox.protocol.store import Home, Store


@dataclass(frozen=True, slots=True)
class Call:
    """The input of a resource's functions and of the method handlers.

    Attributes:
        method: one of the fourteen names.
        name: of the finder, batch finder or action; empty for other methods.
        node: the resource's node in the tree.
        mount: its base path.
        path: as sent, without the query.
        query: as sent, un-tunnelled.
        parents: keys of the entities above.
        key: of the entity, for methods that work on one.
        key_parts: parts of an association key in a finder's path.
        keys: those of a batch; an unreadable key is a `MisfitKey`.
        params: declared parameters, typed.
        sent: all parameters as decoded, text or list or dict.
        masks: the projections, by parameter name.
        body: decoded JSON, `None` if there was no body.
        token: whose call it is.
        version: printed as `20260901`; empty where versions do not apply.
        clock: the sandbox's time.
        store: all entities.
        url: the sandbox's URL in answers, without a slash at the end.
        roles: who has which role in which organization.
        oauth: the form of claims where LinkedIn's differ.
        old: whether it is a request of protocol 1.0.
        projection: which fields of the whole answer are kept; `None` for all.
    """

    method: str
    name: str
    node: Node
    mount: Mount
    path: str
    query: str
    parents: tuple[Key, ...]
    key: Key | None
    key_parts: Mapping[str, Any]
    keys: tuple[Key | MisfitKey, ...]
    params: Mapping[str, Any]
    sent: Mapping[str, Any]
    masks: Mapping[str, Mapping[str, Any]]
    body: Any
    token: Token
    version: str
    clock: Clock
    store: Store
    url: str
    roles: Roles
    oauth: OAuthChoices
    old: bool = False
    projection: Projection | None = None

    @property
    def resource(self) -> Resource:
        """The declaration."""
        return self.node.resource

    @property
    def operation(self) -> str:
        """The method with the name of the finder or action: `FINDER-author`."""
        return operation_of(self.method, self.name)

    @property
    def collection(self) -> Home:
        """The entities the call is about."""
        home = self.node.resource.home
        return self.store.collection(self.node, self.parents) if home is None else home(self)

    @property
    def person(self) -> str:
        """URN of the member whose token it is; for an application's token, of nobody."""
        return f"urn:li:person:{self.token.member or 'unknown'}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back.

    Attributes:
        status: HTTP status.
        body: JSON value; `None` for an empty body without Content-Type.
        headers: in addition to those of every answer.
        typed: whether a body is sent with its Content-Type.
    """

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    typed: bool = True
