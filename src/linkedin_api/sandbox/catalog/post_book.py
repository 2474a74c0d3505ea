"""The store of all posts, from `posts` and from `ugcPosts`.

Organizations' posts follow from the seed and are made on first use; only what calls wrote
is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from linkedin_api.sandbox.catalog.ad_posts import VIDEO, AdPosts, published
from linkedin_api.sandbox.catalog.ad_shelves import numbers_of
from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.figures import Figures, Post
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Collection, Store
from linkedin_api.sandbox.world import ORGANIZATION, PERSON, linkedin_store

_FIRST_SHARE: Final = 7_400_000_000_000_000_001
#: Milliseconds: 2026-09-01 UTC, when the member's first post was published.
_SEEDED: Final = 1_788_220_800_000
_HOUR: Final = 3_600_000
_MEMBERS_POSTS: Final = 5
_video_number = re.compile(r"[0-9a-f]{16}").fullmatch
_SUBJECTS: Final = ("engines", "looms", "tables", "wheels", "cards", "mills", "notes")


@dataclass(frozen=True, slots=True)
class Original:
    """Who posted a text first, for the check for duplicates.

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
        ads: knows what creatives show.
        originals: recent texts, by author and content.
    """

    figures: Figures
    ads: AdPosts
    originals: dict[tuple[Any, ...], Original] = field(default_factory=dict)
    _written: dict[str, Entity] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def __getitem__(self, urn: str) -> Entity:
        if urn in self._written:
            return self._written[urn]
        if urn in self._gone:
            raise KeyError(urn)
        post = self.figures.find_post(urn)
        entity = self.ads.find(urn) if post is None else _write_up(post)
        if entity is None:
            raise KeyError(urn)
        return entity

    def __setitem__(self, urn: str, post: Entity) -> None:
        self._written[urn] = post

    def __delitem__(self, urn: str) -> None:
        if urn not in self:
            raise KeyError(urn)
        self._written.pop(urn, None)
        if urn in self:  # it would be made again
            self._gone.add(urn)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def by(self, author: str) -> Iterator[Entity]:
        """Return the posts of an author, in no order, without those of the first creatives."""
        for urn, entity in self._written.items():
            if entity["author"] == author and self.ads.find(urn) is None:
                yield entity
        number = read_number(author.removeprefix(ORGANIZATION))
        for post in () if number is None else self.figures.posts_of(number):
            if post.urn not in self._written and post.urn not in self._gone:
                yield _write_up(post)

    def of_account(self, account: str) -> Iterator[Entity]:
        """Return the direct sponsored content of an advertising account, in no order."""
        for post in self._written.values():
            if post.get("adContext", {}).get("dscAdAccount") == account:
                yield post
        for urn in self.ads.of(account):
            if urn not in self._written and urn not in self._gone:
                yield self[urn]


def open_book(store: Store) -> Collection:
    """Return where a sandbox keeps its posts."""
    return store.shelf("posts", _bind)


def book_of(store: Store) -> PostBook:
    """Return the book itself."""
    return cast("PostBook", open_book(store).entities)


def _bind(store: Store) -> Collection:
    book = PostBook(linkedin_store(store).figures, AdPosts(numbers_of(store)))
    author = f"{PERSON}{MEMBER}"
    for index in range(_MEMBERS_POSTS):
        urn = f"urn:li:share:{_FIRST_SHARE + index}"
        words = f"Note {chr(65 + index)} on the analytical engine"
        book[urn] = published(urn, author, words, _SEEDED + index * _HOUR)
    return Collection(book)


def _write_up(post: Post) -> Entity:
    """Make the entity of a post in the figures; its number determines its text."""
    about = f"{_SUBJECTS[post.day % len(_SUBJECTS)]}, number {post.number % 10_000}"
    entity = published(post.urn, post.author, f"What we learned about {about}", post.published)
    if post.kind == "ugcPost":
        entity["content"] = {"media": {"title": f"About {about}", "id": _video_of(post)}}
    return entity


def _video_of(post: Post) -> str:
    return f"{VIDEO}{post.number:016x}"


def author_of_video(book: PostBook, urn: str) -> str | None:
    """Return who posted a video that exists at the start; `None` for another."""
    digits = urn.removeprefix(VIDEO)
    if not _video_number(digits):
        return None
    number = int(digits, 16)
    post = book.figures.find_post(f"urn:li:ugcPost:{number}")
    if post is not None:
        return post.author if _video_of(post) == urn else None
    shown = book.ads.find(f"urn:li:ugcPost:{number}") or {"content": {"media": {"id": None}}}
    return str(shown["author"]) if shown["content"]["media"]["id"] == urn else None
