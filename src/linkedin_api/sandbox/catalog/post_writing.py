"""How a post that `posts` or `ugcPosts` writes gets its URN and its other fields."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_posts import ad_type_of
from linkedin_api.sandbox.catalog.little_text import read_little_text
from linkedin_api.sandbox.catalog.post_book import book_of
from linkedin_api.sandbox.catalog.post_rules import remember
from linkedin_api.sandbox.protocol.keys import urn_key
from linkedin_api.sandbox.protocol.resource import Call, Entity

POST_KEY: Final = urn_key("urn:li:share:", "urn:li:ugcPost:")
_FIRST_CREATED: Final = 7_500_000_000_000_000_001
#: What makes a post a `ugcPost`; all others are shares. Documented for videos, else chosen.
_UGC_MEDIA: Final = ("urn:li:video:", "urn:li:document:")


def mint_urn(serial: int, post: Entity) -> str:
    """Name a post by its content."""
    media = post.get("content", {}).get("media")
    media = str(media.get("id")) if isinstance(media, dict) else ""
    kind = "ugcPost" if media.startswith(_UGC_MEDIA) else "share"
    return f"urn:li:{kind}:{_FIRST_CREATED + serial}"


def complete_post(call: Call, post: dict[str, Any], urn: Any) -> dict[str, Any]:
    """Add LinkedIn's own fields, and drop what little text does not understand."""
    now = call.clock.milliseconds()
    before = book_of(call.store).get(urn, {})
    completed = {
        **post,
        "id": urn,
        "commentary": read_little_text(post["commentary"]).kept,
        "isReshareDisabledByAuthor": post.get("isReshareDisabledByAuthor", False),
        "createdAt": before.get("createdAt", now),
        "lastModifiedAt": now,
        "lifecycleStateInfo": {"isEditedByAuthor": bool(before)},
    }
    if post["lifecycleState"] == "PUBLISH_REQUESTED":
        completed["lifecycleState"] = "PUBLISHED"
    if completed["lifecycleState"] == "PUBLISHED":
        completed["publishedAt"] = before.get("publishedAt", now)
    if "reshareContext" in post:
        completed["reshareContext"] = _with_root(call, post["reshareContext"])
    if "dscAdAccount" in post.get("adContext", {}):
        kind = ad_type_of(post.get("content", {}))
        completed["adContext"] = {**post["adContext"], "isDsc": True, "dscAdType": kind}
    remember(book_of(call.store), completed)
    return completed


def _with_root(call: Call, context: dict[str, Any]) -> dict[str, Any]:
    """Add the post at the beginning of a chain of reshares."""
    parent = book_of(call.store).get(context.get("parent", ""), {})
    root = parent.get("reshareContext", {}).get("root", context.get("parent"))
    return {"root": root, **context}
