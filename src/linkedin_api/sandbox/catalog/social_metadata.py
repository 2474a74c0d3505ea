"""Reactions to a post: their counts, and whether comments are open."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.post_book import PostBook, book_of
from linkedin_api.sandbox.figures.chance import split
from linkedin_api.sandbox.figures.posts import NOTHING
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.resource import Call, Entity, Field, Resource
from linkedin_api.sandbox.protocol.store import Collection, Store

#: Of a hundred reactions, those of each type.
_REACTIONS: Final = {
    "LIKE": 78,
    "PRAISE": 8,
    "EMPATHY": 6,
    "INTEREST": 4,
    "APPRECIATION": 3,
    "ENTERTAINMENT": 1,
}
_READ: Final = frozenset(
    {"r_organization_social", "r_organization_social_feed", "r_member_social", "w_member_social"}
)
_WRITE: Final = frozenset(
    {
        "w_organization_social",
        "w_organization_social_feed",
        "w_member_social",
        "w_member_social_feed",
    }
)


class _Threads(MutableMapping[str, Entity]):
    """Counts, which are computed from posts, and whether comments are open, which is stored."""

    def __init__(self, posts: PostBook) -> None:
        self._posts = posts
        self._states: dict[str, Any] = {}

    def __getitem__(self, urn: str) -> Entity:
        if urn not in self._posts:
            raise KeyError(urn)
        return self._metadata(urn)

    def __setitem__(self, urn: str, thread: Entity) -> None:
        self._states[urn] = thread.get("commentsState", "OPEN")

    def __delitem__(self, urn: str) -> None:
        del self._states[urn]

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __len__(self) -> int:
        return len(self._posts)

    def _metadata(self, urn: str) -> dict[str, Any]:
        figures = self._posts.figures
        post = figures.find_post(urn)
        had = post.totals(post.day, figures.today) if post else NOTHING
        counts = split(max(had.likes, 0), list(_REACTIONS.values()))
        return {
            "entity": urn,
            "commentsState": self._states.get(urn, "OPEN"),
            "commentSummary": {"count": had.comments, "topLevelCount": had.comments},
            "reactionSummaries": {
                kind: {"reactionType": kind, "count": count}
                for kind, count in zip(_REACTIONS, counts, strict=True)
                if count
            },
        }


def _open_threads(store: Store) -> Collection:
    return Collection(_Threads(book_of(store)))


def _home(call: Call) -> Collection:
    return call.store.shelf("social metadata", _open_threads)


SOCIAL_METADATA: Final = (
    Resource(
        "socialMetadata",
        key=SimpleKey("urn"),
        fields=(
            Field("entity", "urn", read_only=True),
            Field("commentsState", symbols=("OPEN", "CLOSED")),
            Field("commentSummary", "record", read_only=True),
            Field("reactionSummaries", "map[record]", read_only=True),
        ),
        methods=frozenset({"GET", "BATCH_GET", "PARTIAL_UPDATE"}),
        read_scopes=_READ,
        write_scopes=_WRITE,
        home=_home,
        source="observed",
    ),
)
