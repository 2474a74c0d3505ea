"""What people said and felt about posts: comments and reactions, of the figures and of calls.

The figures say how many a post has had; those are computed on use. What calls wrote is kept. A post
has one number in all its URNs here, so `share`, `ugcPost` and `activity` lead to the same thread;
LinkedIn returns comments and reactions under the activity (observed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, cast

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import Urn
from linkedin_api.sandbox.catalog.post_book import PostBook, book_of
from linkedin_api.sandbox.figures.chance import split
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.figures.posts import Post, ShareTotals
from linkedin_api.sandbox.protocol.entities import Computed
from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Store

#: Of a hundred reactions, those of each type.
REACTIONS: Final = {
    "LIKE": 78,
    "PRAISE": 8,
    "EMPATHY": 6,
    "INTEREST": 4,
    "APPRECIATION": 3,
    "ENTERTAINMENT": 1,
}
_POSTS: Final = ("share", "ugcPost")
_READER: Final = "urn:li:person:reader"
_HOUR: Final = 3_600_000
_PLACES: Final = 10_000
_NUMBERS: Final = 10**12


@dataclass(frozen=True, slots=True)
class _Past:
    """What the figures know of a post until today."""

    post: Post
    posts: PostBook

    @property
    def totals(self) -> ShareTotals:
        return self.post.totals(self.post.day, self.posts.figures.today)

    @property
    def activity(self) -> str:
        return f"urn:li:activity:{self.post.number}"

    def stamp(self, place: int) -> dict[str, Any]:
        """Return who did something to the post, and when."""
        moment = self.post.published + (place + 1) * _HOUR
        return {"actor": f"{_READER}{place}", "time": moment}


class _PastComments(_Past):
    """The comments of the figures, as a row."""

    def __len__(self) -> int:
        return min(max(self.totals.comments, 0), _PLACES - 1)

    def key(self, place: int) -> str:
        return str(self._first + place)

    def place(self, key: str) -> int | None:
        place = (read_number(key) or 0) - self._first
        return place if 0 <= place < len(self) else None

    def make(self, place: int) -> Entity:
        stamp = self.stamp(place)
        return {
            "id": self.key(place),
            "actor": stamp["actor"],
            "object": self.activity,
            "message": {"attributes": [], "text": f"Comment {place + 1}"},
            "created": stamp,
            "lastModified": stamp,
        }

    @property
    def _first(self) -> int:
        return self.post.number % _NUMBERS * _PLACES + 1


class _PastReactions(_Past):
    """The reactions of the figures, as a row; the key is the person."""

    def __len__(self) -> int:
        return max(self.totals.likes, 0)

    def key(self, place: int) -> str:
        return f"{_READER}{place}"

    def place(self, key: str) -> int | None:
        place = read_number(key.removeprefix(_READER)) if key.startswith(_READER) else None
        return place if place is not None and place < len(self) else None

    def make(self, place: int) -> Entity:
        stamp = self.stamp(place)
        return {
            "reactionType": self._kind(place),
            "root": self.activity,
            "created": stamp,
            "lastModified": stamp,
        }

    def counts(self) -> Counter[str]:
        return Counter(
            dict(zip(REACTIONS, split(len(self), list(REACTIONS.values())), strict=True))
        )

    def _kind(self, place: int) -> str:
        for kind, count in self.counts().items():
            place -= count
            if place < 0:
                return kind
        return "LIKE"


@dataclass(slots=True)
class Thread:
    """What belongs to one post or comment.

    Attributes:
        comments: by number; of a post also the replies.
        reactions: by the URN of who reacted.
        is_open: whether comments are open.
    """

    comments: MutableMapping[str, Entity] = field(default_factory=dict)
    reactions: MutableMapping[str, Entity] = field(default_factory=dict)
    is_open: bool = True


class Summary(NamedTuple):
    """How much there is below a post or a comment.

    Attributes:
        reactions: by type.
        comments: all, with the replies.
        top_level: those that reply to no other.
        is_open: whether comments are open.
    """

    reactions: Counter[str]
    comments: int
    top_level: int
    is_open: bool = True


class Threads:
    """The threads of all posts of a sandbox."""

    def __init__(self, posts: PostBook) -> None:
        self._posts = posts
        self._threads: dict[str, Thread] = {}

    def of(self, urn: str) -> Thread | None:
        """Return the thread of a post or of a comment; `None` if there is no such thing."""
        known = self._post_urn(urn)
        if known is None:
            return None
        comment = comment_in(urn)
        if comment is None:
            return self._thread(known)
        if comment not in self._thread(known).comments:
            return None
        return self._threads.setdefault(comment_urn(known, comment), Thread())

    def summary(self, urn: str) -> Summary | None:
        """Count what is below a post or a comment, without looking at each reaction."""
        known = self._post_urn(urn)
        comment = comment_in(urn)
        if known is None:
            return None
        post = self._posts.figures.find_post(known)
        if comment is None and post and known not in self._threads:  # the most frequent case
            count = len(_PastComments(post, self._posts))
            return Summary(_PastReactions(post, self._posts).counts(), count, count)
        thread = self.of(urn)
        if thread is None:
            return None
        if comment is not None:
            written = _written(self._thread(known).comments)
            replies = sum(each.get("parentComment") == urn for each in written)
            return Summary(_counted(thread), replies, replies)
        replies = sum("parentComment" in each for each in _written(thread.comments))
        count = len(thread.comments)
        return Summary(_counted(thread), count, count - replies, thread.is_open)

    def close(self, urn: str, *, is_open: bool) -> None:
        """Open or close the comments of a post; closing deletes those that are there."""
        thread = self.of(urn)
        if thread is not None:
            thread.is_open = is_open
            if not is_open:
                for number in list(thread.comments):
                    del thread.comments[number]

    @staticmethod
    def activity_of(urn: str) -> str:
        """Return the activity of the post that a URN belongs to."""
        return f"urn:li:activity:{_number_in(urn)}"

    def _post_urn(self, urn: str) -> str | None:
        number = _number_in(urn)
        candidates = (f"urn:li:{kind}:{number}" for kind in _POSTS)
        return next((each for each in candidates if number and each in self._posts), None)

    def _thread(self, post_urn: str) -> Thread:
        if post_urn not in self._threads:
            post = self._posts.figures.find_post(post_urn)
            thread = self._threads[post_urn] = Thread()
            if post is not None:
                thread.comments = Computed(_PastComments(post, self._posts))
                thread.reactions = Computed(_PastReactions(post, self._posts))
        return self._threads[post_urn]


def threads_of(store: Store) -> Threads:
    """Return the threads of a sandbox."""
    return store.shelf("social threads", lambda store: Threads(book_of(store)))


def _counted(thread: Thread) -> Counter[str]:
    """Count reactions: those of the past as a whole, those that calls wrote one by one."""
    reactions = thread.reactions
    if not isinstance(reactions, Computed):
        return Counter(each["reactionType"] for each in reactions.values())
    past = cast("_PastReactions", reactions.origin)
    counts = past.counts()
    for key, written in reactions.changes():
        place = past.place(key)
        if place is not None:
            counts[past.make(place)["reactionType"]] -= 1
        if written is not None:
            counts[written["reactionType"]] += 1
    return counts


def _written(comments: MutableMapping[str, Entity]) -> Iterator[Entity]:
    if not isinstance(comments, Computed):
        return iter(comments.values())
    return (each for _, each in comments.changes() if each is not None)


def comment_urn(post_urn: str, number: str) -> str:
    """Return the URN of a comment."""
    return f"urn:li:comment:(urn:li:activity:{_number_in(post_urn)},{number})"


def comment_in(urn: str) -> str | None:
    """Return the number of a comment's URN; `None` for another URN."""
    try:
        parsed = Urn.parse(urn)
    except InvalidSerializedRestliError:
        return None
    return str(parsed.parts[-1]) if parsed.type == "comment" and len(parsed.parts) > 1 else None


def _number_in(urn: str) -> str:
    """Return the number of the post in a URN of it or of a comment; empty if there is none."""
    try:
        parsed = Urn.parse(urn)
    except InvalidSerializedRestliError:
        return ""
    if parsed.type == "comment":
        inner = parsed.parts[0]
        return inner.id if isinstance(inner, Urn) else ""
    return parsed.id if parsed.type in (*_POSTS, "activity") else ""
