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

from linkedin_api.argument_checks import check, check_kind
from linkedin_api.errors import InvalidArgumentError
from linkedin_api.hints import MistakeWarning

__all__ = [
    "COMMENTARY_LIMIT",
    "LittleText",
    "UnescapedTextWarning",
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
_MENTIONED: Final = r"urn:li:(?:person|organization|organizationBrand)"
_mentionable = re.compile(rf"{_MENTIONED}:[\w-]+", re.ASCII)
_PLAIN: Final = rf"(?:[^{_CLASS}]|\\.)++"
_markup = re.compile(
    rf"\\(?P<char>[{_CLASS}])"
    rf"|@\[(?P<name>{_PLAIN})\]\([^()]*\)"
    rf"|\{{hashtag\|\\?#\|(?P<tag>{_PLAIN})\}}",
    re.DOTALL,
)
#: What LinkedIn reads without cutting: text, an escaped character, a mention or a hashtag.
_ESCAPED: Final = rf"(?:[^{_CLASS}]|\\[{_CLASS}])++"
_ELEMENT: Final = (
    rf"{_ESCAPED}"
    rf"|@\[{_ESCAPED}\]\({_MENTIONED}:(?:[A-Za-z0-9-]|\\?_)++\)"
    rf"|\{{hashtag\|\\?[#\uff03]\|{_ESCAPED}\}}"
    r"|\#[^\W_]++"
)
_readable = re.compile(rf"(?:{_ELEMENT})*+")
_element_or_not = re.compile(rf"({_ELEMENT})|[{_CLASS}]")
#: Characters that a warning shows before and after the place where LinkedIn cuts a text.
_SHOWN: Final = 100


class UnescapedTextWarning(MistakeWarning):
    """LinkedIn will cut the text of a post, since a reserved character in it is not escaped.

    The post is sent as it is. To turn the warning off, for all calls:
    `warnings.simplefilter("ignore", UnescapedTextWarning)`. Text of `little_text`,
    `escape_little_text` and `linkedin_api.posts` never causes it.
    """


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
    check_kind(isinstance(text, str), "text", "a string", text)
    return LittleText(_reserved.sub(r"\\\g<0>", text))


def unescape_little_text(text: str) -> str:
    r"""Return the text as a post shows it: mentions as names, hashtags with `#`.

    Args:
        text: the commentary of a post, or a `LittleText`.

    Raises:
        InvalidArgumentError: `text` is not a string.

    Example:
        >>> unescape_little_text(r"\(new\) @[Acme](urn:li:organization:1) {hashtag|\#|steam}")
        '(new) Acme #steam'
    """
    check_kind(isinstance(text, str), "text", "a string", text)
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
    wanted = "the URN of a person or an organization, such as 'urn:li:organization:1'"
    check(isinstance(urn, str) and _mentionable.fullmatch(urn), "urn", wanted, urn)
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
    check(len(word.split()) == 1 and word == word.strip(), "tag", "one word", tag)
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
    is_limit = limit is None or (isinstance(limit, int) and limit > 0)
    check(is_limit, "limit", "a positive number of characters or None", limit)
    text = LittleText("".join(map(escape_little_text, parts)))
    if limit is not None and len(text) > limit:
        shown = len(unescape_little_text(text))
        raise InvalidArgumentError(
            f"the text has {len(text)} characters ({shown} without markup); the limit is {limit}"
        )
    return text


def unescaped_notice(text: str) -> str | None:
    r"""Return the warning for text that LinkedIn would cut; `None` if it reads the whole.

    Args:
        text: a commentary, with markup or without.

    Example:
        >>> print(unescaped_notice("Engines (2*x) by @[Acme](urn:li:organization:1)"))
        LinkedIn cuts the commentary at position 8 without an error, since '(' is not escaped;
        escaped it is 'Engines \(2\*x\) by @[Acme](urn:li:organization:1)': use
        escape_little_text for text, little_text for text with mentions
        >>> unescaped_notice(r"Engines \(2\*x\) #steam") is None
        True
    """
    if isinstance(text, LittleText):
        return None
    read = _readable.match(text)
    end = read.end() if read else 0
    if end == len(text):
        return None
    begin = max(0, end - _SHOWN)
    rest = _element_or_not.sub(lambda found: found[1] or f"\\{found[0]}", text[end:])
    shown = f"{'…' * (begin > 0)}{text[begin:end]}{rest[:_SHOWN]}{'…' * (len(rest) > _SHOWN)}"
    return (
        f"LinkedIn cuts the commentary at position {end} without an error, since {text[end]!r} is"
        f" not escaped; escaped it is '{' '.join(shown.splitlines())}': use escape_little_text for"
        " text, little_text for text with mentions"
    )


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
