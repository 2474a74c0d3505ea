"""Who may read and write what people say about posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.catalog.post_rules import FORBIDDEN
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.catalog.social_threads import Thread, threads_of
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import ENTITY_NOT_FOUND, Refused, wrong_value
from linkedin_api.sandbox.protocol.resource import Call
from linkedin_api.sandbox.world import ORGANIZATION, PERSON, person_of

#: Either name of a permission is enough: the `_feed` names came in June 2023 (documented).
READ: Final = frozenset(
    {
        "r_organization_social",
        "r_organization_social_feed",
        "r_member_social",
        "r_member_social_feed",
    }
)
WRITE: Final = frozenset(
    {
        "w_organization_social",
        "w_organization_social_feed",
        "w_member_social",
        "w_member_social_feed",
    }
)
_WRITERS: Final = frozenset(
    {"ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "RECRUITING_POSTER"}
)


def thread_of(call: Call, urn: str) -> Thread:
    """Return the thread of a post, an activity or a comment.

    Raises:
        Refused: 404; there is no such thing.
    """
    found = threads_of(call.store).of(urn)
    if found is None:
        raise Refused(ENTITY_NOT_FOUND)
    return found


def check_actor(call: Call, actor: Any) -> None:
    """Refuse an actor that the token cannot act for.

    Raises:
        Refused: 403, or 400 for a URN of something else.
    """
    scopes = call.token.scopes
    if isinstance(actor, str) and actor.startswith(ORGANIZATION):
        allowed = bool(scopes & {"w_organization_social", "w_organization_social_feed"})
        _AS_PAGE(call, None)
    elif isinstance(actor, str) and actor.startswith(PERSON):
        is_theirs = actor == person_of(call)
        allowed = is_theirs and bool(scopes & {"w_member_social", "w_member_social_feed"})
    else:
        raise wrong_value("actor", actor)
    if not allowed:
        raise Refused(FORBIDDEN)


def actor_of(call: Call) -> Any:
    """Return who acts: in the query, or in the body of a new comment."""
    named = call.params.get("actor")
    return call.body.get("actor") if named is None and isinstance(call.body, dict) else named


def _pages(call: Call, _key: Key | None) -> Iterable[str]:
    actor = actor_of(call)
    return (actor,) if isinstance(actor, str) and actor.startswith(ORGANIZATION) else ()


#: Who acts for a page; documented.
_AS_PAGE: Final = RoleRule(_pages, _WRITERS, problem=FORBIDDEN)
