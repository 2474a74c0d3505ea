"""What a mistyped name was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: At most so many suggestions.
_MOST: Final = 3
#: How alike two names are at least, from 0 to 1.
_ALIKE: Final = 0.62
#: How much less alike than the best one a further suggestion may be.
_LESS: Final = 0.05
#: A word of a name counts less than the whole name.
_OF_A_WORD: Final = 0.85
_words = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+").findall


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that are most like a name, the most alike first.

    A name also resembles names that have a word like it.

    Example:
        >>> near_names("folowers", ["posts", "total_follower_count"])
        ('total_follower_count',)
    """
    scores = {each: _score(name, each) for each in dict.fromkeys(known)}
    least = max(_ALIKE, max(scores.values(), default=0.0) - _LESS)
    near = [each for each, score in scores.items() if score >= least]
    return tuple(sorted(near, key=lambda each: (-scores[each], len(each)))[:_MOST])


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message that a name is unknown; empty if no known name is like it.

    Example:
        >>> did_you_mean("post", ["posts", "page_statistics"])
        '; did you mean posts?'
        >>> did_you_mean("courses", ["posts", "page_statistics"])
        ''
    """
    near = near_names(name, known)
    if not near:
        return ""
    *others, last = near
    return f"; did you mean {', '.join(others)} or {last}?" if others else f"; did you mean {last}?"


def _score(name: str, known: str) -> float:
    if name == known:
        return 0.0  # it is known, so nothing else was meant
    words = _words(known)
    whole = _alike(name, known)
    return max([whole, *(_alike(name, word) * _OF_A_WORD for word in words if len(words) > 1)])


def _alike(one: str, other: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.lower(), other.lower()).ratio()
