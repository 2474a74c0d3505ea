"""Reactions to posts and comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.restli import reduced_decode
from linkedin_api.sandbox.catalog.social_rules import READ, WRITE, check_actor, thread_of
from linkedin_api.sandbox.catalog.social_threads import REACTIONS as KINDS
from linkedin_api.sandbox.catalog.social_threads import comment_in, threads_of
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.fields import Field
from linkedin_api.sandbox.protocol.keys import CompoundKey
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.protocol.store import Collection


class _Reactions(Derived):
    """All reactions, by actor and entity."""

    def __init__(self, call: Call) -> None:
        super().__init__(self._read)
        self._call = call

    def _read(self, key: str) -> Entity:
        actor, entity = _parts(key)
        return _shown(self._call, entity, actor, thread_of(self._call, entity).reactions[actor])

    def __setitem__(self, key: str, reaction: Entity) -> None:
        actor, entity = _parts(key)
        thread_of(self._call, entity).reactions[actor] = reaction

    def __delitem__(self, key: str) -> None:
        actor, entity = _parts(key)
        del thread_of(self._call, entity).reactions[actor]


def _parts(key: str) -> tuple[str, str]:
    parts = reduced_decode(key)
    return str(parts.get("actor", "")), str(parts.get("entity", ""))


def _check(call: Call, reaction: Entity, _key: Any) -> None:
    check_actor(call, call.params["actor"])
    thread_of(call, reaction["root"])


def _complete(call: Call, reaction: dict[str, Any], key: Any) -> dict[str, Any]:
    stamp = {"actor": key["actor"], "time": call.clock.milliseconds()}
    before = thread_of(call, key["entity"]).reactions.get(key["actor"], {})
    return {
        **_shown(call, key["entity"], key["actor"], reaction),
        "created": before.get("created", stamp),
        "lastModified": stamp,
    }


def _shown(call: Call, entity: str, actor: str, reaction: Entity) -> dict[str, Any]:
    activity = threads_of(call.store).activity_of(entity)
    root = activity if comment_in(entity) is None else entity
    return {**reaction, "root": root, "id": f"urn:li:reaction:({actor},{root})"}


def _on_entity(call: Call, _entities: Iterable[Entity]) -> Iterable[Entity]:
    entity = call.key_parts["entity"]
    reactions = thread_of(call, entity).reactions

    def make(actor: str) -> Entity:
        return _shown(call, entity, actor, reactions[actor])

    actors = list(reactions)
    if call.params.get("sort", {}).get("value") != "CHRONOLOGICAL":
        actors.reverse()
    return Made(actors, make)


REACTIONS: Final = (
    Resource(
        "reactions",
        kind="association",
        key=CompoundKey({"actor": "urn", "entity": "urn"}),
        fields=(
            Field("id", "urn", read_only=True),
            Field("root", "urn", required=True),
            Field("reactionType", required=True, symbols=tuple(KINDS)),
            Field("created", "record", read_only=True),
            Field("lastModified", "record", read_only=True),
        ),
        methods=frozenset({"GET", "BATCH_GET", "CREATE", "DELETE"}),
        finders=(Finder("entity", (Param("sort", "record"),), _on_entity, key_parts=("entity",)),),
        params={"CREATE": (Param("actor", "urn", required=True),)},
        returns_entity=frozenset({"CREATE"}),
        read_scopes=READ,
        write_scopes=WRITE,
        home=lambda call: Collection(_Reactions(call)),
        # Of a new reaction, the actor is in the query, the entity in the body.
        named=lambda call, reaction: {"actor": call.params["actor"], "entity": reaction["root"]},
        check=_check,
        complete=_complete,
        new_style_errors=True,
    ),
)
