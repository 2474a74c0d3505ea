"""`projection=(a,b(c),list*(x),urn~(y))`: which fields of a whole answer are kept.

This is LinkedIn's own language, older than `fields`. It selects from the whole body, so that
the entities of a list are under `elements*(…)`, and it decorates: `urn~` adds, beside a
URN, the entity it names.

| written | keeps |
|---|---|
| `(a,b(c))` | `a` whole, of `b` only `c` |
| `(*)` | everything at that level |
| `(list*(x))`, `(list(*(x)))` | of each element, or of each value of a map, `x` |
| `(urn~)`, `(urn~(y))` | `urn`, and beside it `urn~` with the entity, or with its `y` |
| `(urn~:recipe)`, `(urn~type:recipe)` | beside it `urn~` with what a recipe makes of the URN |

It becomes a mask, so `masks` decides what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from linkedin_api.sandbox.protocol.masks import apply_mask

_token = re.compile(r"[(),*~]|:\w+|[^(),*~:\s]+")
_EACH: Final = "$*"
#: Deeper nesting is refused.
_DEEPEST: Final = 50

#: Finds what a URN names, as a recipe (often none) shows it; `None` if nobody knows.
Expand = Callable[[str, str], Mapping[str, Any] | None]


class BadProjection(ValueError):
    """The text is not a projection; the message says why."""


class Unexpandable(Exception):
    """The entity a URN names cannot be shown; carries the body of the problem."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        super().__init__(body)
        self.body = body


@dataclass(slots=True)
class Projection:
    """One level of a projection.

    Attributes:
        fields: what is said of fields by name; `$*` speaks of each.
        expands: whether the value is a URN whose entity is shown beside it.
        shown: what of that entity is shown; `None` for all.
        recipe: name of what makes the value of such a URN; empty for the entity itself.
    """

    fields: dict[str, Projection] = field(default_factory=dict)
    expands: bool = False
    shown: Projection | None = None
    recipe: str = ""

    @property
    def mask(self) -> Any:
        """The same without decoration, as `masks` wants it."""
        if not self.fields:
            return 1
        return {
            f"${name}" if name.startswith("$") and name != _EACH else name: level.mask
            for name, level in self.fields.items()
        }


def parse_decorated(text: str) -> Projection:
    """Read a projection.

    Raises:
        BadProjection: it cannot be read.

    Example:
        >>> parse_decorated("(id,elements*(name))").mask
        {'id': 1, 'elements': {'$*': {'name': 1}}}
    """
    tokens = _token.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise BadProjection("it contains unexpected characters")
    reader = _Reader(tokens)
    level = reader.read_level(0)
    if reader.next():
        raise BadProjection(f"unexpected '{reader.take()}' after its end")
    return level


def project_answer(projection: Projection, body: Any, expand: Expand) -> Any:
    """Return the part of an answer that a projection keeps, decorated."""
    mask = projection.mask
    kept = body if mask == 1 else apply_mask(body, mask)
    return _decorate(projection, kept, expand)


def _decorate(level: Projection, value: Any, expand: Expand) -> Any:
    if isinstance(value, list):
        each = level.fields.get(_EACH)
        return value if each is None else [_decorate(each, item, expand) for item in value]
    if not isinstance(value, Mapping):
        return value
    decorated: dict[str, Any] = {}
    for name, item in value.items():
        rule = level.fields.get(name) or level.fields.get(_EACH)
        decorated[name] = item if rule is None else _decorate(rule, item, expand)
        if rule is not None and rule.expands:
            decorated |= _expansion(name, rule, item, expand)
    return decorated


def _expansion(name: str, rule: Projection, urn: Any, expand: Expand) -> dict[str, Any]:
    """Return `name~` with the entity, `{}` if nobody knows it, or `name!` with the problem."""
    try:
        entity = expand(urn, rule.recipe) if isinstance(urn, str) else None
    except Unexpandable as error:
        return {f"{name}!": error.body}
    if entity is None:
        return {f"{name}~": {}}
    return {
        f"{name}~": entity if rule.shown is None else project_answer(rule.shown, entity, expand)
    }


class _Reader:
    """Reads levels from tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]

    def next(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def take(self) -> str:
        return self._tokens.pop() if self._tokens else ""

    def _expect(self, token: str) -> None:
        found = self.take()
        if found != token:
            raise BadProjection(f"expected '{token}', found '{found or 'the end'}'")

    def read_level(self, depth: int) -> Projection:
        """Read `(…)`."""
        if depth > _DEEPEST:
            raise BadProjection("it is nested too deeply")
        self._expect("(")
        level = Projection()
        while True:
            self._read_item(level, depth)
            if self.next() != ",":
                break
            self.take()
        self._expect(")")
        return level

    def _read_item(self, level: Projection, depth: int) -> None:
        name = _EACH if self.next() == "*" else self.next()
        if name in {"", "(", ")", ",", "~"} or name.startswith(":"):
            raise BadProjection(f"expected a name, found '{name or 'the end'}'")
        self.take()
        item = level.fields.setdefault(name, Projection())
        if name != _EACH and self.next() == "*":
            self.take()
            item = item.fields.setdefault(_EACH, Projection())
        if self.next() == "(":
            item.fields |= self.read_level(depth + 1).fields
        while self.next() == "~" or self.next().startswith(":"):
            self._read_expansion(item, depth)

    def _read_expansion(self, item: Projection, depth: int) -> None:
        """Read `~`, `~(…)`, `~type`, `~type:recipe`; of several types the last is shown."""
        mark = self.take()
        item.expands = True
        if mark == "~" and self.next() not in {"", "(", ")", ",", "~", "*"}:
            mark = self.take()  # the type of URNs it is for, or the recipe itself
        if mark.startswith(":"):
            item.recipe = mark.removeprefix(":")
        if self.next() == "(":
            item.shown = self.read_level(depth + 1)
