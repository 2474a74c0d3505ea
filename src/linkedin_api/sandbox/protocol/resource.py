"""The declaration of a resource: one value has everything about it.

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
from typing import TYPE_CHECKING, Any, Final, Literal

from linkedin_api.sandbox.protocol.fields import Field, Param, by_name
from linkedin_api.sandbox.protocol.keys import CompoundKey, KeyKind, SimpleKey
from linkedin_api.sandbox.protocol.permissions import RoleRule
from linkedin_api.sandbox.protocol.problems import ENTITY_NOT_FOUND, Problem, Source

if TYPE_CHECKING:
    from linkedin_api.sandbox.protocol.call import Call
    from linkedin_api.sandbox.protocol.store import Home

__all__ = [
    "ALL_METHODS",
    "NO_VALUE",
    "Action",
    "BatchFinder",
    "Field",
    "Finder",
    "Paging",
    "Param",
    "Resource",
    "Seeding",
    "Seeds",
]

Entity = Mapping[str, Any]


Kind = Literal["collection", "association", "simple", "actions"]

#: The result of an action without a value: 200 without a body.
NO_VALUE: Final = object()

#: Every method a collection can have; finders and actions follow from their tuples.
ALL_METHODS: Final = frozenset(
    {
        "GET",
        "BATCH_GET",
        "GET_ALL",
        "CREATE",
        "BATCH_CREATE",
        "UPDATE",
        "BATCH_UPDATE",
        "PARTIAL_UPDATE",
        "BATCH_PARTIAL_UPDATE",
        "DELETE",
        "BATCH_DELETE",
    }
)


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is cut into pages.

    Attributes:
        kind: `start` for start and count, `cursor` for pageSize and pageToken, `none` for
            lists that always come whole.
        default: elements per page when the request does not say.
        maximum: more is refused; `None` for no limit.
        total: whether pages have `paging.total`; `unknown` gives -1, as some of LinkedIn's do.
        links_keep_fields: whether prev and next links repeat `fields`.
        links: whether there are prev and next links.
        shows: whether a page shows one of its entities; one that it does not show makes the
            page shorter, and still counts. `None` shows all.
    """

    kind: Literal["start", "cursor", "none"] = "start"
    default: int = 10
    maximum: int | None = None
    total: bool | Literal["unknown"] = False
    links_keep_fields: bool = True
    links: bool = True
    shows: Callable[[Entity], bool] | None = None


Select = Callable[["Call", Iterable[Entity]], Iterable[Entity]]


def _select_all(_call: Call, entities: Iterable[Entity]) -> Iterable[Entity]:
    return entities


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
    select: Select = _select_all
    paging: Paging | None = None
    key_parts: tuple[str, ...] = ()
    metadata: Callable[[Call], Mapping[str, Any]] | None = None
    source: Source = "documented"


Match = Callable[["Call", Mapping[str, Any], Entity], bool]


def _match_all(_call: Call, _criterion: Mapping[str, Any], _entity: Entity) -> bool:
    return True


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
    matches: Match = _match_all
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


@dataclass(frozen=True, slots=True)
class Seeding:
    """The input of a function that makes the first entities.

    Attributes:
        random: a generator of its own, the same in every run with the same seed.
        parents: typed keys of the entities above.
    """

    random: random.Random
    parents: tuple[Any, ...] = ()


Seeds = Iterable[tuple[Any, Entity]]


def _no_seed(_seeding: Seeding) -> Seeds:
    return ()


def _numbered(serial: int, _entity: Entity) -> Any:
    return 1_000_001 + serial


def _as_sent(_call: Call, entity: dict[str, Any], _key: Any) -> dict[str, Any]:
    return entity


def _whole(entity: Entity) -> Entity:
    return entity


def _accept(_call: Call, _entity: Entity, _key: Any) -> None:
    return None


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
        roles: which roles in which organizations the caller needs.
        member_only: whether a token of an application is refused.
        seed: makes the first entities, as pairs of typed key and entity.
        mint: makes the key of the n-th created entity.
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
    roles: tuple[RoleRule, ...] = ()
    member_only: bool = False
    seed: Callable[[Seeding], Seeds] = _no_seed
    home: Callable[[Call], Home] | None = None
    mint: Callable[[int, Entity], Any] = _numbered
    complete: Callable[[Call, dict[str, Any], Any], dict[str, Any]] = _as_sent
    check: Callable[[Call, Entity, Any], None] = _accept
    compute: Callable[[Call], Entity] | None = None
    alternatives: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)
    upsert: bool = False
    upsert_status: int = 201
    idempotent_delete: bool = False
    returns_id: bool = True
    returns: Callable[[Entity], Entity] = _whole
    batch_statuses: Literal["all", "failures"] = "all"
    new_style_errors: bool = False
    not_found: Problem = ENTITY_NOT_FOUND
    source: Source = "documented"
    known: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", by_name(self.fields))
        unknown = self.methods - ALL_METHODS
        if unknown:
            raise ValueError(f"resource '{self.name}' names no methods: {sorted(unknown)}")
        if self.kind == "association" and not isinstance(self.key, CompoundKey):
            raise ValueError(f"association '{self.name}' needs a CompoundKey")
