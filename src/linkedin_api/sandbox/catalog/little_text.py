r"""Little text: the markup of a post's words, read as LinkedIn reads it.

Documented: the elements (text, `@[Name](urn)`, `#word`, `{hashtag|\#|Word}`), the reserved
characters, and that each of them needs a backslash to be literal. Observed: at the
first unescaped reserved character, LinkedIn drops the rest of the text without
an error. Chosen: an unfinished element is cut where it begins, and so is a backslash before
a character that needs none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

RESERVED: Final = r"\|{}@[]()<>#*_~"
#: Characters of a post's commentary; documented.
COMMENTARY_LIMIT: Final = 3000

_CLASS: Final = re.escape(RESERVED)
# Possessive repeats (`++`) never give back what they took: reading is linear.
_PLAIN: Final = rf"(?:[^{_CLASS}]++|\\[{_CLASS}])"
_URN_ID: Final = r"(?:[A-Za-z0-9-]|\\?_)++"
_element = re.compile(
    rf"(?P<text>{_PLAIN}++)"
    rf"|@\[(?P<name>{_PLAIN}++)\]"
    rf"\((?P<urn>urn:li:(?:person|organization|organizationBrand):{_URN_ID})\)"
    rf"|\{{hashtag\|\\?[#\uff03]\|(?P<tag>{_PLAIN}++)\}}"
    r"|#(?P<word>[^\W_]++)"
).match
_escaped = re.compile(rf"\\([{_CLASS}])")
_reserved = re.compile(rf"[{_CLASS}]")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text.

    Attributes:
        name: the text they stand for.
        urn: of the person or organization.
    """

    name: str
    urn: str


@dataclass(frozen=True, slots=True)
class LittleText:
    """What LinkedIn understands of a text.

    Attributes:
        kept: the part up to the first mistake, still in markup; the whole text if there
            is none.
        plain: `kept` as people see it.
        mentions: in order.
        hashtags: in order, without the sign.
    """

    kept: str
    plain: str
    mentions: tuple[Mention, ...] = ()
    hashtags: tuple[str, ...] = ()


def read_little_text(text: str) -> LittleText:
    r"""Read a text up to its first mistake.

    Example:
        >>> read_little_text(r"Two \(2\) engines (new").kept
        'Two \\(2\\) engines '
        >>> read_little_text("Hello @[Acme](urn:li:organization:1) #steam").plain
        'Hello Acme #steam'
    """
    position, plain, mentions, hashtags = 0, [], [], []
    while match := _element(text, position):
        position = match.end()
        if match["urn"]:
            mentions.append(Mention(_unescape(match["name"]), _unescape(match["urn"])))
            plain.append(mentions[-1].name)
        elif match["tag"] or match["word"]:
            hashtags.append(_unescape(match["tag"] or match["word"]))
            plain.append(f"#{hashtags[-1]}")
        else:
            plain.append(_unescape(match["text"]))
    return LittleText(text[:position], "".join(plain), tuple(mentions), tuple(hashtags))


def escape_little_text(text: str) -> str:
    r"""Write words so that little text shows them as they are.

    Example:
        >>> escape_little_text("f(x) = 2*x")
        'f\\(x\\) = 2\\*x'
    """
    return _reserved.sub(r"\\\g<0>", text)


def _unescape(text: str) -> str:
    return _escaped.sub(r"\1", text)
