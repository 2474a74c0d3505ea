r"""Little text: the markup of a post's `commentary`.

Some characters are reserved for markup. If one of them is neither escaped nor part of markup,
LinkedIn drops the rest of the text without an error, so plain text must be escaped. This applies
to the commentary of posts. Comments and article titles are plain text, in which a backslash
would be visible.

Escaped text is a `LittleText`, a `str` that you can use wherever a `str` is accepted. `+` and
`little_text` escape what you add to it, unless it is escaped already, so nothing is ever
escaped twice.

Source: the reserved characters, the mention and the hashtag are documented; many have observed
that LinkedIn silently cuts the text.
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

#: The characters that need a backslash to appear literally.
RESERVED: Final = r"\|{}@[]()<>#*_~"
#: The maximum length of a post's commentary, including markup and backslashes.
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
    r"""Escaped text that may contain markup; created by the functions of this module.

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
    r"""Escape text so that a post shows it unchanged.

    Args:
        text: any string; a `LittleText` is returned unchanged.

    Raises:
        InvalidArgumentError: `text` is not a string.

    Example:
        >>> print(escape_little_text("f(x) = 2*x"))
        f\(x\) = 2\*x
    """
    if isinstance(text, LittleText):
        return text
    if not isinstance(text, str):
        raise InvalidArgumentError(f"text must be a string, not {type(text).__name__}")
    return LittleText(_reserved.sub(r"\\\g<0>", text))


def unescape_little_text(text: str) -> str:
    r"""Return the text as a post shows it: mentions as names, hashtags with `#`.

    Args:
        text: the commentary of a post, or a `LittleText`.

    Example:
        >>> unescape_little_text(r"\(new\) @[Acme](urn:li:organization:1) {hashtag|\#|steam}")
        '(new) Acme #steam'
    """
    return _markup.sub(_shown, text)


def mention(name: str, urn: str) -> LittleText:
    """Mention a member or an organization: the name becomes a link, and LinkedIn notifies them.

    Args:
        name: the name to show in the text.
        urn: the URN of a person, an organization or a brand.

    Raises:
        InvalidArgumentError: `urn` is another kind of URN, or `name` is empty.

    Example:
        >>> print(mention("Lovelace Engines", "urn:li:organization:2414183"))
        @[Lovelace Engines](urn:li:organization:2414183)
    """
    if not isinstance(urn, str) or not _mentionable.fullmatch(urn):
        raise InvalidArgumentError(
            f"urn must be the URN of a person or an organization, such as 'urn:li:organization:1', "
            f"not {urn!r}"
        )
    return LittleText(f"@[{_words('name', name)}]({urn})")


def hashtag(tag: str) -> LittleText:
    r"""Write a hashtag.

    Args:
        tag: the word, with or without a leading `#`.

    Raises:
        InvalidArgumentError: `tag` is empty or contains white space.

    Example:
        >>> print(hashtag("Steam"))
        {hashtag|\#|Steam}
    """
    word = _words("tag", tag.removeprefix("#") if isinstance(tag, str) else tag)
    if len(word.split()) != 1 or word != word.strip():
        raise InvalidArgumentError(f"tag must be one word, not {tag!r}")
    return LittleText(rf"{{hashtag|\#|{word}}}")


def little_text(*parts: str, limit: int | None = COMMENTARY_LIMIT) -> LittleText:
    r"""Compose a post's commentary: plain strings are escaped, markup is kept.

    Args:
        parts: strings, mentions, hashtags and other `LittleText`.
        limit: the maximum length of the result, including backslashes and markup; `None`
            for no limit.

    Raises:
        InvalidArgumentError: a part is not a string, or the result is too long.

    Example:
        >>> acme = mention("Acme", "urn:li:organization:1")
        >>> print(little_text("Thanks (again), ", acme, "! ", hashtag("steam")))
        Thanks \(again\), @[Acme](urn:li:organization:1)! {hashtag|\#|steam}
    """
    text = LittleText("".join(map(escape_little_text, parts)))
    if limit is not None and len(text) > limit:
        shown = len(unescape_little_text(text))
        raise InvalidArgumentError(
            f"the text has {len(text)} characters ({shown} without markup); the limit is {limit}"
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
