r"""Little text: the markup in which LinkedIn reads a post's `commentary`.

Some characters are reserved for markup. Where one of them stands bare and is not markup,
LinkedIn drops the rest of the text and says nothing, so words must be escaped. This holds
for the commentary of posts; comments and the titles of articles are plain, and a backslash
would show there.

Escaped text is a `LittleText`, which is a `str` and may stand wherever one may. What is
joined to it by `+` or `little_text` is escaped on the way unless it was escaped before, so
that nothing is ever escaped twice.

Source: documented are the reserved characters, the mention and the hashtag; the silent cut
was observed by many.
"""

from __future__ import annotations

import re
from typing import Final

from linkedin_api.errors import InvalidArgumentError

__all__ = [
    "COMMENTARY_LIMIT",
    "LittleText",
    "escape_little_text",
    "hashtag",
    "little_text",
    "mention",
    "unescape_little_text",
]

#: The characters that need a backslash to stand for themselves.
RESERVED: Final = r"\|{}@[]()<>#*_~"
#: Characters that a post's commentary may have, markup and backslashes counted.
COMMENTARY_LIMIT: Final = 3000

_CLASS: Final = re.escape(RESERVED)
_reserved = re.compile(rf"[{_CLASS}]")
_mentionable = re.compile(r"urn:li:(?:person|organization|organizationBrand):[\w-]+", re.ASCII)
_PLAIN: Final = rf"(?:[^{_CLASS}]|\\.)++"
_markup = re.compile(
    rf"\\(?P<char>[{_CLASS}])"
    rf"|@\[(?P<name>{_PLAIN})\]\([^()]*\)"
    rf"|\{{hashtag\|\\?#\|(?P<tag>{_PLAIN})\}}",
    re.DOTALL,
)


class LittleText(str):
    r"""Text that is escaped and may hold markup; made by the functions of this module.

    Example:
        >>> "f(x), by " + mention("Ada", "urn:li:person:782bbtaQ") + " (2*x)"
        'f\\(x\\), by @[Ada](urn:li:person:782bbtaQ) \\(2\\*x\\)'
    """

    __slots__ = ()

    def __add__(self, other: str) -> LittleText:
        return LittleText(str.__add__(self, escape_little_text(other)))

    def __radd__(self, other: str) -> LittleText:
        return LittleText(str.__add__(escape_little_text(other), self))


def escape_little_text(text: str) -> LittleText:
    r"""Write words so that a post shows them as they are.

    Args:
        text: any text; a `LittleText` is returned as it is.

    Raises:
        InvalidArgumentError: not text.

    Example:
        >>> print(escape_little_text("f(x) = 2*x"))
        f\(x\) = 2\*x
    """
    if isinstance(text, LittleText):
        return text
    if not isinstance(text, str):
        raise InvalidArgumentError(f"little text is made of text, not of {type(text).__name__}")
    return LittleText(_reserved.sub(r"\\\g<0>", text))


def unescape_little_text(text: str) -> str:
    r"""Read what a post shows: mentions as names, hashtags with their sign.

    Args:
        text: the commentary of a post, or a `LittleText`.

    Example:
        >>> unescape_little_text(r"\(new\) @[Acme](urn:li:organization:1) {hashtag|\#|steam}")
        '(new) Acme #steam'
    """
    return _markup.sub(_shown, text)


def mention(name: str, urn: str) -> LittleText:
    """Name a member or an organization, so that the name becomes a link and they are told.

    Args:
        name: their name, which stands in the text.
        urn: of a person, an organization or a brand.

    Raises:
        InvalidArgumentError: another kind of URN, or no name.

    Example:
        >>> print(mention("Lovelace Engines", "urn:li:organization:2414183"))
        @[Lovelace Engines](urn:li:organization:2414183)
    """
    if not isinstance(urn, str) or not _mentionable.fullmatch(urn):
        raise InvalidArgumentError(
            f"urn must be of a person or an organization, such as 'urn:li:organization:1', "
            f"not {urn!r}"
        )
    return LittleText(f"@[{_words('name', name)}]({urn})")


def hashtag(tag: str) -> LittleText:
    r"""A hashtag.

    Args:
        tag: the word, with or without `#` before it.

    Raises:
        InvalidArgumentError: no word, or one with white space in it.

    Example:
        >>> print(hashtag("Steam"))
        {hashtag|\#|Steam}
    """
    word = _words("tag", tag.removeprefix("#") if isinstance(tag, str) else tag)
    if len(word.split()) != 1 or word != word.strip():
        raise InvalidArgumentError(f"tag must be one word, not {tag!r}")
    return LittleText(rf"{{hashtag|\#|{word}}}")


def little_text(*parts: str, limit: int | None = COMMENTARY_LIMIT) -> LittleText:
    r"""Put a post's commentary together; words are escaped, markup is kept.

    Args:
        parts: words, mentions, hashtags and other `LittleText`.
        limit: characters that the result may have, backslashes and markup counted; `None`
            for any number.

    Raises:
        InvalidArgumentError: a part is not text, or the result is too long.

    Example:
        >>> acme = mention("Acme", "urn:li:organization:1")
        >>> print(little_text("Thanks (again), ", acme, "! ", hashtag("steam")))
        Thanks \(again\), @[Acme](urn:li:organization:1)! {hashtag|\#|steam}
    """
    text = LittleText("".join(map(escape_little_text, parts)))
    if limit is not None and len(text) > limit:
        shown = len(unescape_little_text(text))
        raise InvalidArgumentError(
            f"the text has {len(text)} characters ({shown} and markup), the limit is {limit}"
        )
    return text


def _words(argument: str, text: str) -> LittleText:
    words = escape_little_text(text)
    if not words.strip():
        raise InvalidArgumentError(f"{argument} must not be empty")
    return words


def _shown(match: re.Match[str]) -> str:
    if match["char"]:
        return match["char"]
    if match["name"]:
        return unescape_little_text(match["name"])
    return f"#{unescape_little_text(match['tag'])}"
