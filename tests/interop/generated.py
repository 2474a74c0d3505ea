"""Entities, parameters, keys and projections at random, within the server's schema."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st
from interop.hard_values import TEXTS
from interop.kinds_of_keys import KINDS

#: Any text but the one that the resources refuse; JSON and URLs carry no half of a surrogate pair.
texts: Final = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text("(),:'%~*+$&=/?# List", max_size=12),
    st.sampled_from(TEXTS),
).filter(lambda text: text != "fail")
numbers: Final = st.integers(-(2**63), 2**63 - 1)
ratios: Final = st.floats(allow_nan=False, allow_infinity=False)
_PLAIN: Final[dict[str, st.SearchStrategy[Any]]] = {
    "text": texts,
    "number": numbers,
    "flag": st.booleans(),
    "ratio": ratios,
    "texts": st.lists(texts, max_size=4),
    "numbers": st.lists(numbers, max_size=4),
    "map": st.dictionaries(texts, texts, max_size=4),
}
leaves: Final = st.recursive(
    st.fixed_dictionaries({}, optional=_PLAIN),
    lambda inner: st.fixed_dictionaries(
        {}, optional={**_PLAIN, "leaf": inner, "leaves": st.lists(inner, max_size=3)}
    ),
    max_leaves=4,
)
#: What the finder takes.
queries: Final = st.fixed_dictionaries(
    {},
    optional={
        **{name: values for name, values in _PLAIN.items() if name != "map"},
        "like": leaves,
        "start": st.integers(0, 5),
        "count": st.integers(0, 5),
    },
)
kinds: Final = st.sampled_from(KINDS)
#: What different keys are made of.
several_parts: Final = st.lists(
    st.tuples(texts, numbers), min_size=1, max_size=5,
    unique_by=(lambda parts: parts[0], lambda parts: parts[1]),
)  # fmt: skip
_ranges: Final = st.fixed_dictionaries(
    {}, optional={"$start": st.integers(0, 3), "$count": st.integers(0, 3)}
)
_CHOSEN: Final[dict[str, st.SearchStrategy[Any]]] = {
    "text": st.just(1),
    "number": st.just(1),
    "ratio": st.just(1),
    "map": st.one_of(st.just(1), st.just({"$*": 1})),
    "texts": st.one_of(st.just(1), st.just({"$*": 1}), _ranges.filter(bool)),
}
#: Masks that keep something.
masks: Final = st.recursive(
    st.fixed_dictionaries({}, optional=_CHOSEN).filter(bool),
    lambda inner: st.fixed_dictionaries(
        {}, optional={**_CHOSEN, "leaf": inner, "leaves": inner.map(lambda mask: {"$*": mask})}
    ).filter(bool),
    max_leaves=3,
)
