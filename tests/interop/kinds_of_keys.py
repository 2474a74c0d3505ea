"""The four resources of the server: what their keys and entities are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from interop.hard_values import NUMBERS, RATIOS

Entity = dict[str, Any]

#: Texts that no path can name as a key: clients refuse them.
UNADDRESSABLE: Final = ("", ".", "..")


@dataclass(frozen=True, slots=True)
class Kind:
    """A resource.

    Attributes:
        name: its segment of the path.
        key: makes a key of a text and a number.
        created: makes the key that the server gives the n-th created entity of that text;
            `None` where nothing can be created.
        returns_entity: whether what is created or changed comes back.
    """

    name: str
    key: Callable[[str, int], Any]
    created: Callable[[str, int], Any] | None = None
    returns_entity: bool = False


def _pair(text: str, number: int) -> Entity:
    return {"major": text, "minor": number, "inner": {"text": text, "texts": [text, "", "a"]}}


def _pair_with_params(text: str, number: int) -> Entity:
    return {"$params": {"version": text}, **_pair(text, number)}


NUMBERS_KIND: Final = Kind("numbers", lambda _, number: number, lambda _, n: n, True)
TEXTS_KIND: Final = Kind("texts", lambda text, _: text, lambda text, _: text)
PAIRS_KIND: Final = Kind(
    "pairs",
    _pair_with_params,
    lambda text, n: {"major": text, "minor": n, "inner": {"text": text}},
)
GRANTS_KIND: Final = Kind("grants", lambda text, number: {"account": text, "number": number})
KINDS: Final = (NUMBERS_KIND, TEXTS_KIND, PAIRS_KIND, GRANTS_KIND)


def leaf(text: str, place: int) -> Entity:
    """An entity in which a text stands wherever one may."""
    return {
        "text": text,
        "number": NUMBERS[place % len(NUMBERS)],
        "flag": place % 2 == 0,
        "ratio": RATIOS[place % len(RATIOS)],
        "texts": [text, "", f"{text}{text}"],
        "numbers": [NUMBERS[(place * 7) % len(NUMBERS)], 0],
        "map": {text: text, "b": ""},
        "leaf": {"text": text, "leaf": {"texts": [text]}},
        "leaves": [{"text": text}, {}, {"map": {}, "texts": []}],
    }


def changed(entity: Mapping[str, Any], text: str) -> Entity:
    """The same entity with fields changed, gone and new, at the top and below."""
    rest = {name: value for name, value in entity.items() if name not in ("flag", "numbers")}
    return {
        **rest,
        "text": f"{text}!",
        "texts": [],
        "map": {**entity["map"], f"{text}2": text},
        "leaf": {"leaf": {"texts": [text], "text": text}},
    }


def as_text(key: Any) -> Any:
    """A key as clients read it from an answer: every part is text, and `$params` are gone."""
    if isinstance(key, Mapping):
        return {name: as_text(part) for name, part in key.items() if name != "$params"}
    return [as_text(part) for part in key] if isinstance(key, list) else str(key)
