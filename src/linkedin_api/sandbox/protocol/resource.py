"""The declaration of a resource, with everything about it, and the call that its functions get.

The fourteen methods are executed generically from such a value (`reading`, `writing`);
only what is special about a resource is a function here, and each has a default.

Example:
    >>> notes = Resource(
    ...     "notes",
    ...     fields=(Field("text", required=True),),
    ...     methods=frozenset({"CREATE", "GET"}),
    ... )
    >>> notes.key
    SimpleKey(type='long', check=None)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from linkedin_api.sandbox.protocol.fields import Field, Param, by_name, record
from linkedin_api.sandbox.protocol.keys import CompoundKey, Key, KeyKind, MisfitKey, SimpleKey
from linkedin_api.sandbox.protocol.methods import ALL_METHODS, operation_of
from linkedin_api.sandbox.protocol.mounts import Mount
from linkedin_api.sandbox.protocol.problems import ENTITY_NOT_FOUND, Problem, Refused, Source
from linkedin_api.sandbox.protocol.projections import Projection
from linkedin_api.sandbox.protocol.rows import Paging
from linkedin_api.sandbox.protocol.store import (
    ONLY,
    Collection,
    Entity,
    Seeding,
    Seeds,
    Store,
)
from linkedin_api.sandbox.protocol.world import Caller, Time, World

__all__ = [
    "ALL_METHODS", "NO_VALUE", "Action", "BatchFinder", "Call", "Entity", "Field", "Finder", "Node",
    "Paging", "Param", "Resource", "Rule", "Seeding", "Seeds", "Select",
    "record",
]  # fmt: skip

Kind = Literal["collection", "association", "simple", "actions"]

#: The result of an action without a value: 200 without a body.
NO_VALUE: Final = object()

Select = Callable[["Call", Iterable[Entity]], Iterable[Entity]]


@dataclass(frozen=True, slots=True)
class Finder:
    """A finder (`q=name`).

    Attributes:
        name: value of `q`.
        params: its parameters.
        select: picks and orders; gets the call and all entities.
        paging: if it pages in another way than the resource.
        key_parts: parts of an association key in the path.
        metadata: makes `metadata` of the answer; `None` for no metadata.
        source: how sure we are that LinkedIn has it.
    """

    name: str
    params: tuple[Param, ...] = ()
    select: Select = lambda _call, entities: entities
    paging: Paging | None = None
    key_parts: tuple[str, ...] = ()
    metadata: Callable[[Call], Mapping[str, Any]] | None = None
    source: Source = "documented"


Match = Callable[["Call", Mapping[str, Any], Entity], bool]


@dataclass(frozen=True, slots=True)
class BatchFinder:
    """A batch finder (`bq=name`): one list per criterion.

    Attributes:
        name: value of `bq`.
        criteria: name of the parameter that holds the list of criteria.
        params: fields of one criterion.
        matches: whether an entity satisfies a criterion; may raise `Refused`, which
            fails only that criterion's entry.
        find: picks and orders by itself, where no entity need be looked at; may raise too.
        source: how sure we are that LinkedIn has it.
    """

    name: str
    criteria: str
    params: tuple[Param, ...]
    matches: Match = lambda _call, _criterion, _entity: True
    find: Callable[[Call, Mapping[str, Any]], Iterable[Entity]] | None = None
    source: Source = "documented"


@dataclass(frozen=True, slots=True)
class Action:
    """An action (`action=name`).

    Attributes:
        name: value of `action`.
        run: gets the call, whose `body` holds the parameters; returns the value, or
            `NO_VALUE` for an empty answer.
        params: what the body holds.
        on: whether it works on one entity or on the resource.
        source: how sure we are that LinkedIn has it.
    """

    name: str
    run: Callable[[Call], Any]
    params: tuple[Param, ...] = ()
    on: Literal["resource", "entity"] = "resource"
    source: Source = "documented"


#: Raises `Refused` for a caller who may not do this. Gets the call, and the key of the entity or of
#: one entry of a batch, whose refusal fails only that entry; `None` where there is no key.
Rule = Callable[["Call", Key | None], None]


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource, as LinkedIn's API has them.

    Attributes:
        name: its segment in the path.
        kind: `collection`, `association` (compound keys), `simple` (one entity, no key)
            or `actions` (no entity at all).
        key: how keys are read; not used by `simple` and `actions`.
        fields: what an entity has.
        strict: whether what `fields` and the parameters of an action do not name is refused;
            LinkedIn's open-source server keeps it unless it is set to validate.
        methods: names from `ALL_METHODS`; finders and actions need no mention.
        finders: by `q`.
        batch_finders: by `bq`.
        actions: by `action`.
        children: resources below an entity (or below a simple resource).
        roots: under which of `/rest`, `/v2` and `` (for tests) it answers.
        params: query parameters of methods other than finders, by method.
        paging: how GET_ALL pages, and finders that do not say.
        urn_type: of the URNs that name its entities, such as `organization`; where
            `projection=` asks for the entity of such a URN, it is looked for here.
        returns_entity: methods that return the entity they wrote.
        read_scopes: a token needs one of these to read; empty for none.
        write_scopes: the same for writing.
        scopes: for single operations, by `GET`, `FINDER-author`, `ACTION` and the like; takes
            precedence over the two above.
        rules: what the caller needs beyond scopes.
        denied_as: its name in refusals for lack of a permission, if that is another one.
        member_only: whether a token of an application is refused.
        seed: makes the first entities, as pairs of typed key and entity.
        mint: makes the key of the n-th created entity.
        named: makes the key of a created entity from the call instead.
        home: where its entities are, as a call sees them, if several resources share them or
            they are computed; `None` for a collection of its own, made by `seed`.
        complete: adds what the server knows to an entity that is written; gets the call,
            the entity and its typed key.
        check: refuses entities that fields alone cannot refuse; gets the same.
        compute: makes the entity of a simple resource at each reading.
        alternatives: other kinds of keys (`altkey=`): text to typed key, `None` if it is
            not one.
        upsert: whether UPDATE creates what is not there.
        upsert_status: the answer to an UPDATE that does.
        idempotent_delete: whether deleting what is not there succeeds.
        returns_id: whether CREATE returns the key.
        returns: what CREATE and BATCH_CREATE return, where they return the entity.
        batch_statuses: whether `statuses` of BATCH_GET names all keys or only failures.
        new_style_errors: whether wrong entities are answered with `errorDetails`.
        not_found: answer for a key that is not there.
        source: how sure we are that LinkedIn has it so.
        known: `fields` by name; made by itself.
    """

    name: str
    kind: Kind = "collection"
    key: KeyKind = field(default_factory=SimpleKey)
    fields: tuple[Field, ...] = ()
    strict: bool = True
    methods: frozenset[str] = frozenset()
    finders: tuple[Finder, ...] = ()
    batch_finders: tuple[BatchFinder, ...] = ()
    actions: tuple[Action, ...] = ()
    children: tuple[Resource, ...] = ()
    roots: tuple[str, ...] = ("/rest",)
    params: Mapping[str, tuple[Param, ...]] = field(default_factory=dict)
    paging: Paging = field(default_factory=Paging)
    urn_type: str = ""
    returns_entity: frozenset[str] = frozenset()
    read_scopes: frozenset[str] = frozenset()
    write_scopes: frozenset[str] = frozenset()
    scopes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    denied_as: str = ""
    member_only: bool = False
    seed: Callable[[Seeding], Seeds] = lambda _seeding: ()
    home: Callable[[Call], Collection] | None = None
    mint: Callable[[int, Entity], Any] = lambda serial, _entity: 1_000_001 + serial
    named: Callable[[Call, Entity], Any] | None = None
    complete: Callable[[Call, dict[str, Any], Any], dict[str, Any]] = lambda _call, sent, _key: sent
    check: Callable[[Call, Entity, Any], None] = lambda _call, _entity, _key: None
    compute: Callable[[Call], Entity] | None = None
    alternatives: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    upsert: bool = False
    upsert_status: int = 201
    idempotent_delete: bool = False
    returns_id: bool = True
    returns: Callable[[Entity], Entity] = lambda entity: entity
    batch_statuses: Literal["all", "failures"] = "all"
    new_style_errors: bool = False
    not_found: Problem = ENTITY_NOT_FOUND
    source: Source = "documented"
    known: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", by_name(self.fields))
        unknown = self.methods - ALL_METHODS
        if unknown:
            raise ValueError(f"resource '{self.name}' has unknown methods: {sorted(unknown)}")
        if self.kind == "association" and not isinstance(self.key, CompoundKey):
            raise ValueError(f"association '{self.name}' needs a CompoundKey")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A resource in its place in the tree, with its names looked up in advance."""

    resource: Resource
    path: str
    parent: Node | None
    children: dict[str, Node] = field(default_factory=dict)
    finders: Mapping[str, Finder] = field(default_factory=dict)
    batch_finders: Mapping[str, BatchFinder] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)

    @property
    def keyed(self) -> bool:
        """Whether its entities have keys."""
        return self.resource.kind in ("collection", "association")

    def collection(self, store: Store, parents: tuple[Key, ...]) -> Collection:
        """Return the entities below given parents.

        Raises:
            Refused: 404; a parent does not exist.
        """
        place = self.path, tuple(parent.text for parent in parents)
        known = store.collections.get(place)
        if known is None:
            self._check_parents(store, parents)
            # Text seeds are hashed by `random` itself, so they are stable between runs.
            own = random.Random(f"{store.seed}{place}")  # noqa: S311  # not for secrets
            known = store.collections[place] = self._seed(own, parents)
        return known

    def _check_parents(self, store: Store, parents: tuple[Key, ...]) -> None:
        above = self.parent
        if above is None or not parents or not above.keyed:
            return
        if parents[-1].text not in above.collection(store, parents[:-1]).entities:
            raise Refused(above.resource.not_found)

    def _seed(self, own: random.Random, parents: tuple[Key, ...]) -> Collection:
        seeding = Seeding(own, tuple(parent.value for parent in parents))
        seeds = self.resource.seed(seeding)
        of = self.resource.key.of
        return Collection({(of(key) if self.keyed else ONLY).text: entity for key, entity in seeds})


@dataclass(frozen=True, slots=True)
class Call:
    """One request understood: what the functions of a resource get.

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
        world: what it is read against.
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
    token: Caller
    version: str
    world: World
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
    def store(self) -> Store:
        """All entities."""
        return self.world.store

    @property
    def clock(self) -> Time:
        """The sandbox's time."""
        return self.world.clock

    @property
    def collection(self) -> Collection:
        """The entities the call is about."""
        home = self.node.resource.home
        return self.node.collection(self.store, self.parents) if home is None else home(self)
