"""Comments on posts, and replies to comments: `socialActions/{target}/comments`."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.catalog.social_rules import READ, WRITE, actor_of, check_actor, thread_of
from linkedin_api.sandbox.catalog.social_threads import Thread, comment_in, comment_urn, threads_of
from linkedin_api.sandbox.protocol.entities import Part
from linkedin_api.sandbox.protocol.fields import Field, record
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.problems import (
    ENTITY_NOT_FOUND,
    Problem,
    Refused,
    refused_input,
    wrong_value,
)
from linkedin_api.sandbox.protocol.resource import Call, Entity, Param, Resource
from linkedin_api.sandbox.protocol.store import Collection
from linkedin_api.sandbox.world import person_of

_FIRST_CREATED: Final = 7_600_000_000_000_000_001
#: Characters of a comment; several products say so, LinkedIn's pages do not.
LIMIT: Final = 1_250
_IMAGE: Final = Problem(
    403,
    "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing "
    "fields [/content]",
    "ACCESS_DENIED",
    100,
    source="documented",
)
_CLOSED: Final = Problem(403, "Comments are closed on {urn}", "ACCESS_DENIED", source="chosen")
_ACTOR: Final = (Param("actor", "urn"),)


def _home(call: Call) -> Collection:
    """Show the comments of the target; a list of a post leaves out the replies."""
    target = call.parents[0].text
    comment = comment_in(target)
    thread = _post_thread(call, target)
    if comment is not None and comment not in thread.comments:
        raise Refused(ENTITY_NOT_FOUND)
    shelf = call.store.shelf("comments", lambda _store: Collection())
    if call.method != "GET_ALL":
        return shelf.seen_as(thread.comments)
    above = None if comment is None else comment_urn(target, comment)
    return shelf.seen_as(Part(thread.comments, lambda each: each.get("parentComment") == above))


def _post_thread(call: Call, target: str) -> Thread:
    activity = threads_of(call.store).activity_of(target)
    return thread_of(call, activity)


def _check(call: Call, comment: Entity, key: Any) -> None:
    if "content" in comment and key is None:
        raise Refused(_IMAGE)
    if key is not None:
        check_actor(call, call.params.get("actor") or person_of(call))
        return
    check_actor(call, actor_of(call))
    if not _post_thread(call, call.parents[0].text).is_open:
        raise Refused(_CLOSED.fill(urn=call.parents[0].text))
    threads, target = threads_of(call.store), call.parents[0].text
    if threads.activity_of(comment["object"]) != threads.activity_of(target):
        raise wrong_value("/object", comment["object"])
    if not comment["message"]["text"].strip():
        raise refused_input("/message/text", "INVALID_VALUE_BLANK_FIELD", "text can't be blank")
    above = _above(call, comment)
    if above is not None:
        _check_depth(call, above)


def _above(call: Call, comment: Entity) -> str | None:
    """Return the comment that this one answers."""
    target = call.parents[0].text
    named = comment.get("parentComment")
    return named or (target if comment_in(target) is not None else None)


def _check_depth(call: Call, above: str) -> None:
    """Refuse a reply to a reply, or to nothing."""
    found = _post_thread(call, above).comments.get(comment_in(above) or "")
    if found is None or "parentComment" in found:
        raise wrong_value("/parentComment", above)


def _complete(call: Call, comment: dict[str, Any], number: Any) -> dict[str, Any]:
    target = call.parents[0].text
    before = _post_thread(call, target).comments.get(str(number), {})
    actor = comment.get("actor") or before.get("actor")
    stamp: dict[str, Any] = {"actor": actor, "time": call.clock.milliseconds()}
    own: dict[str, Any] = {}
    if actor != person_of(call):
        stamp["impersonator"] = own["agent"] = person_of(call)
    urn = comment_urn(target, str(number))
    if above := _above(call, comment):
        own["parentComment"] = above
    return {
        **before,
        **comment,
        **own,
        "id": str(number),
        "$URN": urn,
        "commentUrn": urn,
        "object": threads_of(call.store).activity_of(target),
        "message": {"attributes": [], **comment["message"]},
        "created": before.get("created", stamp),
        "lastModified": stamp,
    }


_COMMENTS: Final = Resource(
    "comments",
    denied_as="socialActionsV2",
    key=SimpleKey("long"),
    fields=(
        Field("id", read_only=True),
        Field("$URN", "urn", read_only=True),
        Field("commentUrn", "urn", read_only=True),
        Field("actor", "urn", required=True),
        Field("agent", "urn", read_only=True),
        Field("object", "urn", required=True),
        record(
            "message",
            Field("text", required=True, length=range(LIMIT + 1)),
            Field("attributes", "list[any]"),
            required=True,
        ),
        Field("content", "list[any]"),
        Field("parentComment", "urn"),
        Field("created", "record", read_only=True),
        Field("lastModified", "record", read_only=True),
    ),
    methods=frozenset({"GET", "BATCH_GET", "GET_ALL", "CREATE", "PARTIAL_UPDATE", "DELETE"}),
    params={"PARTIAL_UPDATE": _ACTOR, "DELETE": _ACTOR},
    returns_entity=frozenset({"CREATE", "PARTIAL_UPDATE"}),
    read_scopes=READ,
    write_scopes=WRITE,
    roots=("/rest", "/v2"),
    home=_home,
    mint=lambda serial, _comment: _FIRST_CREATED + serial,
    check=_check,
    complete=_complete,
    new_style_errors=True,
)
SOCIAL_ACTIONS: Final = (
    Resource(
        "socialActions",
        key=SimpleKey("urn"),
        roots=("/rest", "/v2"),
        children=(_COMMENTS,),
    ),
)
