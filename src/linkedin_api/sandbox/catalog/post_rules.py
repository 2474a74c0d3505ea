"""What may be posted, by whom, and which fields may change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_accounts import check_role
from linkedin_api.sandbox.catalog.ad_campaigns import check_there
from linkedin_api.sandbox.catalog.ad_shelves import accounts_of
from linkedin_api.sandbox.catalog.little_text import read_little_text
from linkedin_api.sandbox.catalog.post_book import Original, PostBook, book_of
from linkedin_api.sandbox.catalog.post_media import check_media, media_of
from linkedin_api.sandbox.catalog.role_rules import RoleRule, field_of
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import (
    BAD_REQUEST_TYPE,
    Problem,
    Refused,
    refused_input,
    wrong_value,
)
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import ORGANIZATION, PERSON, person_of

#: How long a text cannot be posted again: milliseconds of a day. Chosen; people have
#: reported 24 to 48 hours, and that deleting the original does not help.
DUPLICATE_WINDOW: Final = 86_400_000
DUPLICATE: Final = Problem(
    422,
    "com.linkedin.content.common.exception.BadRequestResponseException: "
    "Content is a duplicate of {original}",
    details={
        "inputErrors": [
            {"description": "Duplicate post is detected", "input": {}, "code": "DUPLICATE_POST"}
        ]
    },
    detail_type=BAD_REQUEST_TYPE,
)
FORBIDDEN: Final = Problem(
    403, "Accessing the UGC resource is forbidden. Please check your permissions for this resource"
)
MEMBER_AUTHOR: Final = Problem(400, "Member permissions must be used when using member as author")
#: Fields that PARTIAL_UPDATE may change; documented. Of `adContext` only the two below it.
_EDITABLE: Final = frozenset(
    {
        "commentary",
        "contentCallToActionLabel",
        "contentLandingPage",
        "lifecycleState",
        "adContext",
        "reshareContext",
    }
)
_EDITABLE_CONTEXT: Final = frozenset({"dscName", "dscStatus"})
#: From which state a post can come into which. `PUBLISH_REQUESTED` is granted at once. Chosen.
_TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    "DRAFT": frozenset({"DRAFT", "PUBLISHED", "PUBLISH_REQUESTED"}),
    "PUBLISHED": frozenset({"PUBLISHED"}),
    "PUBLISH_FAILED": frozenset({"PUBLISH_FAILED", "DRAFT", "PUBLISH_REQUESTED"}),
}


def authors_of(call: Call, key: Key | None) -> Iterable[str]:
    """Return the organization that a call would post for, or whose post it is about."""
    author = field_of(call, key, call.collection.entities, "author")
    return (author,) if isinstance(author, str) and author.startswith(ORGANIZATION) else ()


#: Who may read and write an organization's posts; documented, but that reading single posts
#: needs the same is chosen.
ROLES: Final = RoleRule(
    authors_of,
    frozenset({"ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER"}),
    frozenset({"CREATE", "PARTIAL_UPDATE", "DELETE", "BATCH_DELETE", "FINDER"}),
    problem=FORBIDDEN,
)


def check_reader(call: Call, author: str) -> None:
    """Refuse a finder whose token has the scope for another kind of author.

    Raises:
        Refused: 400 for a member's posts (observed), 403 for an organization's (chosen).
    """
    if author.startswith(PERSON) and "r_member_social" not in call.token.scopes:
        raise Refused(MEMBER_AUTHOR)
    if author.startswith(ORGANIZATION) and "r_organization_social" not in call.token.scopes:
        raise Refused(FORBIDDEN)


def check_post(call: Call, post: Entity, key: Any) -> None:
    """Refuse a post for reasons beyond its fields.

    Raises:
        Refused: 400, 403 or 422.
    """
    content = post.get("content", {})
    if len(content) > 1:
        raise wrong_value("content", ", ".join(content))
    if key is not None:
        _check_change(call.collection.entities[key], post)
        return
    if post["lifecycleState"] not in {"DRAFT", "PUBLISHED"}:
        raise wrong_value("lifecycleState", post["lifecycleState"])
    check_author(call, post["author"])
    _check_ad_context(call, post)
    check_media(call, post["author"], media_of(content))
    _check_reshare(call, post)
    check_duplicate(call, post)


def _check_ad_context(call: Call, post: Entity) -> None:
    """Refuse direct sponsored content without an account in which the member has a role."""
    if "adContext" not in post:
        return
    account = post["adContext"].get("dscAdAccount")
    if account is None:
        text = "dscAdAccount is required for direct sponsored content"
        raise refused_input("/adContext/dscAdAccount", "MISSING_REQUIRED_FIELD_FOR_DSC", text)
    check_there("adContext/dscAdAccount", str(account), ACCOUNT, accounts_of(call.store).entities)
    check_role(call, account, writes=True)


def check_author(call: Call, author: str) -> None:
    """Refuse an author that the token cannot write for.

    Raises:
        Refused: 403, or 400 if nobody of that kind can write.
    """
    if author.startswith(ORGANIZATION):
        allowed = "w_organization_social" in call.token.scopes
    elif author.startswith(PERSON):
        allowed = author == person_of(call) and "w_member_social" in call.token.scopes
    else:
        raise wrong_value("author", author)
    if not allowed:
        raise Refused(FORBIDDEN)


def check_duplicate(call: Call, post: Entity) -> None:
    """Refuse a duplicate of the author's own post; drafts are never duplicates (chosen).

    Raises:
        Refused: 422, with the URN of the first post.
    """
    original = book_of(call.store).originals.get(_content_of(post))
    recent = original and call.clock.milliseconds() - original.time < DUPLICATE_WINDOW
    if original and recent and post["lifecycleState"] != "DRAFT":
        raise Refused(DUPLICATE.fill(original=original.urn))


def remember(book: PostBook, post: Entity) -> None:
    """Record a published post, for the check for duplicates, and forget those of days ago."""
    originals = book.originals
    if post["lifecycleState"] == "PUBLISHED":
        originals[_content_of(post)] = Original(post["id"], post["createdAt"])
    until = post["lastModifiedAt"] - DUPLICATE_WINDOW
    while originals and next(iter(originals.values())).time <= until:
        del originals[next(iter(originals))]


def _content_of(post: Entity) -> tuple[Any, ...]:
    kept = read_little_text(post["commentary"]).kept.strip()
    rest = (post.get("content"), post.get("reshareContext", {}).get("parent"))
    return post["author"], kept, json.dumps(rest, sort_keys=True)


def _check_change(before: Entity, after: Entity) -> None:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name) and not _editable(name, before, after):
            raise Refused(problems.READ_ONLY.fill(method="PARTIAL_UPDATE", field=name))
    old, new = before["lifecycleState"], after["lifecycleState"]
    if new not in _TRANSITIONS.get(old, ()):
        text = f"lifecycleState can't be changed from {old} to {new}"
        raise refused_input("lifecycleState", "STATUS_CHANGE_NOT_ALLOWED", text)


def _editable(name: str, before: Entity, after: Entity) -> bool:
    if name != "adContext":
        return name in _EDITABLE
    old, new = before.get(name, {}), after.get(name, {})
    changed = {part for part in {*old, *new} if old.get(part) != new.get(part)}
    return changed <= _EDITABLE_CONTEXT


def _check_reshare(call: Call, post: Entity) -> None:
    """Refuse a reshare of a post that does not exist or disables reshares (chosen)."""
    if "reshareContext" not in post:
        return
    urn = post["reshareContext"].get("parent")
    parent = book_of(call.store).get(urn) if isinstance(urn, str) else None
    published = parent is not None and parent["lifecycleState"] == "PUBLISHED"
    if parent is None or not published or parent.get("isReshareDisabledByAuthor"):
        raise wrong_value("reshareContext/parent", urn)
