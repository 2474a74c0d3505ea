r"""Posts, comments and reactions as values, for `client.create`.

A `Post` is a mapping with the fields that LinkedIn expects. Its text is plain: characters that
LinkedIn reserves for markup are escaped. Mentions and hashtags come from `little_text`, or from
`written`, which reads the notation of the command.

Source: LinkedIn's Posts, MultiImage, Poll, Comments and Reactions pages. Limits of a poll's texts
and of an article's title come from other readers of them.

Example:
    >>> post = Post("Two new engines (2*x)", author="urn:li:organization:2414183")
    >>> client.create("/posts", post).entity_id
    'urn:li:share:...'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.little_text import LittleText, hashtag, little_text, mention

__all__ = [
    "Article",
    "Content",
    "Images",
    "Media",
    "Poll",
    "PollDuration",
    "Post",
    "Reaction",
    "Visibility",
    "comment",
    "link",
    "reaction",
    "reaction_key",
    "written",
]

Visibility = Literal["PUBLIC", "CONNECTIONS", "LOGGED_IN", "CONTAINER"]
PollDuration = Literal["ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"]
Reaction = Literal["LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT"]

_MEDIA: Final = ("urn:li:image:", "urn:li:document:", "urn:li:video:")
_AUTHORS: Final = ("urn:li:organization:", "urn:li:person:", "urn:li:organizationBrand:")
_POSTS: Final = ("urn:li:share:", "urn:li:ugcPost:")
#: How many images and answers a post has, and how long texts may be.
_IMAGES: Final = range(2, 21)
_ANSWERS: Final = range(2, 5)
_QUESTION: Final = 140
_ANSWER: Final = 30
_TITLE: Final = 400
_ALT_TEXT: Final = 4_086

_notation = re.compile(
    r"@\[(?P<name>[^\]]+)\]\((?P<urn>urn:li:(?:person|organization|organizationBrand):[\w-]+)\)"
    r"|(?<![\w#])#(?P<tag>[^\W_]\w*)"
)


@dataclass(frozen=True, slots=True)
class Media:
    """An image, a document or a video.

    Attributes:
        urn: as an upload returns it.
        title: shown with documents and videos.
        alt_text: describes an image to people who cannot see it; at most 4,086 characters.
    """

    urn: str
    title: str | None = None
    alt_text: str | None = None

    def __post_init__(self) -> None:
        _starts("urn", self.urn, _MEDIA)
        _short("alt_text", self.alt_text, _ALT_TEXT)

    @property
    def content(self) -> dict[str, Any]:
        """The `content` of the post."""
        return {"media": _present(id=self.urn, title=self.title, altText=self.alt_text)}


@dataclass(frozen=True, slots=True)
class Images:
    """Two to twenty images in one post.

    Attributes:
        images: the images; their titles are not shown.
    """

    images: Sequence[Media]

    def __post_init__(self) -> None:
        _count("images", self.images, _IMAGES)
        for image in self.images:
            check_kind(isinstance(image, Media), "each of images", "a Media", image)

    @property
    def content(self) -> dict[str, Any]:
        """The `content` of the post."""
        images = [_present(id=image.urn, altText=image.alt_text) for image in self.images]
        return {"multiImage": {"images": images}}


@dataclass(frozen=True, slots=True)
class Article:
    """A link to a page. LinkedIn does not fetch the page: the post shows what is given here.

    Attributes:
        source: URL of the page.
        title: at most 400 characters.
        description: of the page.
        thumbnail: URN of an uploaded image.
        thumbnail_alt_text: describes the image.
    """

    source: str
    title: str
    description: str | None = None
    thumbnail: str | None = None
    thumbnail_alt_text: str | None = None

    def __post_init__(self) -> None:
        _starts("source", self.source, ("https://", "http://"))
        _text("title", self.title, _TITLE)
        if self.thumbnail is not None:
            _starts("thumbnail", self.thumbnail, _MEDIA[:1])

    @property
    def content(self) -> dict[str, Any]:
        """The `content` of the post."""
        fields = _present(
            source=self.source,
            title=self.title,
            description=self.description,
            thumbnail=self.thumbnail,
            thumbnailAltText=self.thumbnail_alt_text,
        )
        return {"article": fields}


@dataclass(frozen=True, slots=True)
class Poll:
    """A question with two to four answers. LinkedIn does not let polls be edited.

    Attributes:
        question: at most 140 characters.
        answers: at most 30 characters each.
        duration: how long people can vote.
    """

    question: str
    answers: Sequence[str]
    duration: PollDuration = "THREE_DAYS"

    def __post_init__(self) -> None:
        _text("question", self.question, _QUESTION)
        _count("answers", self.answers, _ANSWERS)
        for answer in self.answers:
            _text("answers", answer, _ANSWER)
        _one_of("duration", self.duration, get_args(PollDuration))

    @property
    def content(self) -> dict[str, Any]:
        """The `content` of the post."""
        settings = {
            "duration": self.duration,
            "voteSelectionType": "SINGLE_VOTE",
            "isVoterVisibleToAuthor": True,
        }
        options = [{"text": answer} for answer in self.answers]
        return {"poll": {"question": self.question, "options": options, "settings": settings}}


#: What a post shows below its text.
Content = Media | Images | Article | Poll


@dataclass(frozen=True, slots=True)
class Post(Mapping[str, Any]):
    r"""A post: a mapping with the fields that `create` sends.

    Attributes:
        text: plain text, or a `LittleText` with mentions and hashtags; at most 3,000 characters
            with its markup.
        author: URN of an organization or a person.
        content: what the post shows; `None` for text alone.
        reshare: URN of a post that this one shares.
        visibility: who may see it.
        is_draft: whether it stays a draft.
        is_in_feed: whether followers see it in their feed.

    Raises:
        InvalidArgumentError: an argument is wrong; the message names it.

    Example:
        >>> poll = Poll("Which engine?", ["Difference", "Analytical"])
        >>> post = Post("Vote (now)!", author="urn:li:organization:2414183", content=poll)
        >>> print(post["commentary"])
        Vote \(now\)!
    """

    text: str
    author: str
    content: Content | None = None
    reshare: str | None = None
    visibility: Visibility = "PUBLIC"
    is_draft: bool = False
    is_in_feed: bool = True

    def __post_init__(self) -> None:
        _starts("author", self.author, _AUTHORS)
        _one_of("visibility", self.visibility, get_args(Visibility))
        is_content = isinstance(self.content, Content | None)
        check_kind(is_content, "content", "Media, Images, Article, Poll or None", self.content)
        if self.reshare is not None:
            _starts("reshare", self.reshare, _POSTS)
        if not self.text and self.content is None and self.reshare is None:
            raise InvalidArgumentError("text must not be empty in a post without content")
        little_text(self.text)  # refuses a text that is too long

    def __getitem__(self, name: str) -> Any:
        return self._fields()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields())

    def __len__(self) -> int:
        return len(self._fields())

    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "author": self.author,
            "commentary": little_text(self.text),
            "visibility": self.visibility,
            "distribution": {"feedDistribution": "MAIN_FEED" if self.is_in_feed else "NONE"},
            "lifecycleState": "DRAFT" if self.is_draft else "PUBLISHED",
        }
        if self.content is not None:
            fields["content"] = self.content.content
        if self.reshare is not None:
            fields["reshareContext"] = {"parent": self.reshare}
        return fields


def written(text: str) -> LittleText:
    r"""Read text in which people mention and tag: everything else is escaped.

    Args:
        text: with `@[Name](urn:li:organization:1)` for mentions and `#word` for hashtags.

    Example:
        >>> print(written("f(x) by @[Acme](urn:li:organization:1) #steam"))
        f\(x\) by @[Acme](urn:li:organization:1) {hashtag|\#|steam}
    """
    check_kind(isinstance(text, str), "text", "a string", text)
    parts: list[str] = []
    end = 0
    for found in _notation.finditer(text):
        parts += [text[end : found.start()], _markup(found)]
        end = found.end()
    return little_text(*parts, text[end:], limit=None)


def _markup(found: re.Match[str]) -> LittleText:
    if found["tag"]:
        return hashtag(found["tag"])
    return mention(found["name"], found["urn"])


def comment(text: str, *, actor: str, on: str, reply_to: str | None = None) -> dict[str, Any]:
    r"""Return a comment for `create("/socialActions/{post}/comments", …)`.

    A comment is plain text: a backslash would be visible, so nothing is escaped.

    Args:
        text: what it says.
        actor: URN of the person or organization that comments.
        on: URN of the post.
        reply_to: URN of the comment that this one answers; LinkedIn has one level of replies.

    Example:
        >>> post = "urn:li:share:7400000000000000001"
        >>> comment("Well (2*x)!", actor="urn:li:person:782bbtaQ", on=post)["message"]
        {'text': 'Well (2*x)!'}
    """
    _starts("actor", actor, _AUTHORS)
    _starts("on", on, ("urn:li:",))
    if not isinstance(text, str) or not text.strip():
        raise InvalidArgumentError("text of a comment must not be empty")
    fields = {"actor": actor, "object": on, "message": {"text": text}}
    return fields if reply_to is None else {**fields, "parentComment": reply_to}


def reaction(on: str, kind: Reaction = "LIKE") -> dict[str, Any]:
    """Return a reaction for `create("/reactions", …, query_params={"actor": actor})`.

    Args:
        on: URN of the post or comment.
        kind: LinkedIn shows PRAISE as Celebrate, EMPATHY as Love, INTEREST as Insightful,
            APPRECIATION as Support and ENTERTAINMENT as Funny.
    """
    _starts("on", on, ("urn:li:",))
    _one_of("kind", kind, get_args(Reaction))
    return {"root": on, "reactionType": kind}


def reaction_key(actor: str, on: str) -> dict[str, str]:
    """Return the key of a reaction, for `get` and `delete` of `/reactions/{key}`."""
    _starts("actor", actor, _AUTHORS)
    _starts("on", on, ("urn:li:",))
    return {"actor": actor, "entity": on}


def link(urn: str) -> str:
    """Return the address at which people see a post.

    Example:
        >>> link("urn:li:share:7")
        'https://www.linkedin.com/feed/update/urn:li:share:7/'
    """
    _starts("urn", urn, ("urn:li:",))
    return f"https://www.linkedin.com/feed/update/{urn}/"


def _present(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _starts(argument: str, value: Any, begins: tuple[str, ...]) -> None:
    if not isinstance(value, str) or not value.startswith(begins):
        raise InvalidArgumentError(
            f"{argument} must start with {' or '.join(begins)}, not {value!r}"
        )


def _one_of(argument: str, value: Any, allowed: tuple[str, ...]) -> None:
    check(value in allowed, argument, f"one of {', '.join(allowed)}", value)


def _text(argument: str, value: Any, limit: int) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidArgumentError(f"{argument} must not be empty")
    _short(argument, value, limit)


def _short(argument: str, value: Any, limit: int) -> None:
    check_kind(isinstance(value, str | None), argument, "a string or None", value)
    if value is not None and len(value) > limit:
        raise InvalidArgumentError(
            f"{argument} can have {limit:,} characters, but has {len(value):,}"
        )


def _count(argument: str, values: Any, allowed: range) -> None:
    is_list = isinstance(values, Sequence) and not isinstance(values, str | bytes)
    check_kind(is_list, argument, "a list", values)
    if len(values) not in allowed:
        raise InvalidArgumentError(
            f"{argument} must have {allowed.start} to {allowed.stop - 1} values, not {len(values)}"
        )
