"""Which media a post may show: those that were uploaded, by its author.

That media must belong to the author was observed in the older API. The codes are documented
for posts; the code for media that were never uploaded is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.assets import KINDS, assets_of
from linkedin_api.sandbox.catalog.post_book import author_of_video, book_of
from linkedin_api.sandbox.protocol.problems import Problem, Refused, refused_input, wrong_value
from linkedin_api.sandbox.protocol.resource import Call

NOT_OWNED: Final = Problem(
    400,
    "com.linkedin.publishing.util.common.ResponseException: One or more of the assets is not "
    "owned by the author. All assets must be owned by the author",
)
_KIND_OF: Final = {kind.urn_type: kind for kind in KINDS.values()}


def media_of(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the media that the content of a post shows, each with its path."""
    if "media" in content:
        yield "content/media/id", content["media"]["id"]
    if thumbnail := content.get("article", {}).get("thumbnail"):
        yield "content/article/thumbnail", thumbnail
    for place, image in enumerate(content.get("multiImage", {}).get("images", ())):
        yield f"content/multiImage/images/{place}/id", image["id"]
    for place, card in enumerate(content.get("carousel", {}).get("cards", ())):
        yield f"content/carousel/cards/{place}/media/id", card["media"]["id"]


def check_media(call: Call, author: str, media: Iterable[tuple[str, str]]) -> None:
    """Refuse media that were never uploaded, wait for their upload, or belong to another.

    Args:
        call: the write.
        author: URN of who posts.
        media: URNs with their paths; URNs of other things than the sandbox keeps pass.

    Raises:
        Refused: 400.
    """
    for path, urn in media:
        kind = _KIND_OF.get(urn.split(":")[2])
        asset = None if kind is None else assets_of(call.store, kind).asset(urn)
        owner = author_of_video(book_of(call.store), urn) if asset is None else asset.owner
        if kind is not None and owner is None:
            raise refused_input(path, "INVALID_URN_ID", f"{urn} was never uploaded")
        if asset is not None and not asset.finished:
            raise wrong_value(path, urn)
        if owner not in {None, author}:
            raise Refused(NOT_OWNED)
