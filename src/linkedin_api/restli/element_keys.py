"""Tell the elements of a list apart: what their key is, and which were read before.

Only hashes are kept, and only so many: the first and the last of a long list. A list changes at
its beginning, where new elements come in, and around the page that is being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from linkedin_api.argument_checks import check

#: Fields that identify an element, if nothing else is known of a resource.
USUAL_KEYS: Final = ("id", "$URN", "urn")
#: This many elements from the beginning of a list are remembered, and as many of the last ones.
REMEMBERED: Final = 50_000


class ElementKey(NamedTuple):
    """What identifies one element.

    Attributes:
        key: hash of its key; of all of it, if it has no key.
        content: hash of all of it; `None` where the key is known to be unique.
    """

    key: int
    content: int | None

    @property
    def is_whole(self) -> bool:
        """Whether the element has no key, so that all of it stands for one."""
        return self.key == self.content


class KeyReader:
    """Reads the keys of a list's elements.

    Args:
        names: fields that together are the key; empty for `USUAL_KEYS`. Elements that lack one
            are compared as a whole.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)

    def read(self, element: Any) -> ElementKey:
        """Read what identifies an element."""
        if self._names:
            values = _values(element, self._names)
            if values is not None:
                return ElementKey(hash(values), None)
        content = hash(repr(element))
        for name in () if self._names else USUAL_KEYS:
            values = _values(element, (name,))
            if values is not None:
                return ElementKey(hash((name, *values)), content)
        return ElementKey(content, content)


def read_key_names(key: str | Sequence[str] | None) -> tuple[str, ...]:
    """Read the `key` argument of `paginate`.

    Raises:
        InvalidArgumentError: it is not the name of a field, or several.
    """
    if key is None:
        return ()
    names = tuple(key) if isinstance(key, Sequence) and not isinstance(key, str) else (key,)
    are_names = names and all(isinstance(name, str) and name for name in names)
    check(are_names, "key", "the name of a field or several names, such as 'id'", key)
    return names


class Remembered:
    """The elements of a list that were read: the first ones, and the last ones."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._forgot = False
        self._most = most
        self._first: dict[int, int | None] = {}
        self._last: dict[int, int | None] = {}

    def __contains__(self, key: int) -> bool:
        return key in self._first or key in self._last

    def has_equal(self, element: ElementKey) -> bool:
        """Whether an element with the same key and the same content was read."""
        kept = self._first.get(element.key, self._last.get(element.key))
        return element.key in self and kept == element.content

    def add(self, element: ElementKey) -> None:
        """Remember an element; a new one may replace the oldest but the first ones."""
        if element.key in self:
            return
        if len(self._first) < self._most:
            self._first[element.key] = element.content
            return
        self._last[element.key] = element.content
        if len(self._last) > self._most:
            del self._last[next(iter(self._last))]
            self._forgot = True

    def knows_first(self, number: int) -> bool:
        """Whether so many elements from the beginning are all remembered."""
        return not self._forgot or number <= self._most


def _values(element: Any, names: Sequence[str]) -> tuple[Any, ...] | None:
    """The values of some fields; `None` if an element lacks one."""
    if not isinstance(element, dict):
        return None
    values = tuple(element.get(name) for name in names)
    if None in values:
        return None
    return tuple(v if isinstance(v, (str, int)) else repr(v) for v in values)
