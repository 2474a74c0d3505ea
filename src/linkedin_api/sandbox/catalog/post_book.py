"""Where posts are kept: everybody's in one book, whether they came by `posts` or `ugcPosts`.

What organizations posted follows from the seed and is made when looked at; only what calls
wrote over it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.figures import Figures, Post
from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Collection, Store

_ORGANIZATION: Final = "urn:li:organization:"
_FIRST_SHARE: Final = 7_400_000_000_000_000_001
#: Milliseconds: 2026-09-01 UTC, when the member's first post was published.
_SEEDED: Final = 1_788_220_800_000
_HOUR: Final = 3_600_000
_MEMBERS_POSTS: Final = 5
_DISTRIBUTION: Final = {
    "feedDistribution": "MAIN_FEED",
    "targetEntities": [],
    "thirdPartyDistributionChannels": [],
}
_VIDEO: Final = "urn:li:video:C5605AQ"
_SUBJECTS: Final = ("engines", "looms", "tables", "wheels", "cards", "mills", "notes")


@dataclass(frozen=True, slots=True)
class Original:
    """Who posted a text first, for the search of duplicates.

    Attributes:
        urn: of the post, which may have been deleted since.
        time: milliseconds.
    """

    urn: str
    time: int


@dataclass(slots=True)
class PostBook(MutableMapping[str, Entity]):
    """All posts, by URN. Iterating goes through those that members or calls wrote.

    Attributes:
        figures: knows what organizations posted.
        originals: texts posted lately, by author and content.
    """

    figures: Figures
    originals: dict[tuple[Any, ...], Original] = field(default_factory=dict)
    _written: dict[str, Entity] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def __getitem__(self, urn: str) -> Entity:
        if urn in self._written:
            return self._written[urn]
        post = None if urn in self._gone else self.figures.find_post(urn)
        if post is None:
            raise KeyError(urn)
        return _write_up(post)

    def __setitem__(self, urn: str, post: Entity) -> None:
        self._written[urn] = post

    def __delitem__(self, urn: str) -> None:
        if urn not in self:
            raise KeyError(urn)
        self._written.pop(urn, None)
        self._gone.add(urn)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def by(self, author: str) -> Iterator[Entity]:
        """Return the posts of an author, in no order."""
        yield from (post for post in self._written.values() if post["author"] == author)
        number = author.removeprefix(_ORGANIZATION)
        if number.isdecimal():
            for post in self.figures.posts_of(int(number)):
                if post.urn not in self._written and post.urn not in self._gone:
                    yield _write_up(post)


def open_book(store: Store) -> Collection:
    """Return where a sandbox keeps its posts."""
    return store.shelf("posts", _bind)


def book_of(store: Store) -> PostBook:
    """Return the book itself."""
    return cast("PostBook", open_book(store).entities)


def _bind(store: Store) -> Collection:
    book = PostBook(store.figures)
    author = f"urn:li:person:{MEMBER}"
    for index in range(_MEMBERS_POSTS):
        urn = f"urn:li:share:{_FIRST_SHARE + index}"
        words = f"Note {chr(65 + index)} on the analytical engine"
        book[urn] = _published(urn, author, words, _SEEDED + index * _HOUR)
    return Collection(book)


def _write_up(post: Post) -> Entity:
    """Make the entity of a post that figures tell of; its words follow from its number."""
    about = f"{_SUBJECTS[post.day % len(_SUBJECTS)]}, number {post.number % 10_000}"
    entity = _published(post.urn, post.author, f"What we learned about {about}", post.published)
    if post.kind == "ugcPost":
        entity["content"] = {"media": {"title": f"About {about}", "id": _video_of(post)}}
    return entity


def _video_of(post: Post) -> str:
    return f"{_VIDEO}{post.number:016x}"


def author_of_video(book: PostBook, urn: str) -> str | None:
    """Return who posted a video that figures tell of; `None` if it is none of these."""
    try:
        number = int(urn.removeprefix(_VIDEO), 16)
    except ValueError:
        return None
    post = book.figures.find_post(f"urn:li:ugcPost:{number}")
    return post.author if post is not None and _video_of(post) == urn else None


def _published(urn: str, author: str, words: str, time: int) -> dict[str, Any]:
    return {
        "id": urn,
        "author": author,
        "commentary": words,
        "visibility": "PUBLIC",
        "distribution": _DISTRIBUTION,
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        "createdAt": time,
        "publishedAt": time,
        "lastModifiedAt": time,
        "lifecycleStateInfo": {"isEditedByAuthor": False},
    }
