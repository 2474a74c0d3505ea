"""Strategies that make records of a table: what the catalogue promises, and what it does not."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from linkedin_api.sources.catalogue.columns import Column, columns
from linkedin_api.sources.catalogue.table import Table

TEXTS = st.text(st.characters(), max_size=8)  # with NUL and lone surrogates
NUMBERS = st.one_of(
    st.integers(-(2**70), 2**70),
    st.sampled_from([2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**53 + 1, 10**400, 10**14]),
    st.floats(),
)
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(TEXTS, st.just("$json")), inner, max_size=3),
    ),
    max_leaves=4,
)
PROMISED: Mapping[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    "boolean": st.booleans(),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "whole number": st.integers(-(2**63), 2**63 - 1),
    "milliseconds": st.integers(0, 4 * 10**12),
    "money": st.decimals(0, 10**6, places=2).map(lambda amount: f"{amount.normalize():f}"),
    "record": st.builds(dict),
    "list": st.builds(list),
    "map": st.builds(dict),
}


@st.composite
def records_of_table(draw: st.DrawFn, table: Table) -> list[dict[str, Any]]:
    """Some records with different keys; most of their values are what the catalogue promises."""
    fields = list(columns(table.schema))
    keys = {field.path[0]: field for field in fields if field.path[0] in table.primary_key}
    records = []
    for number in range(draw(st.integers(1, 4))):
        record: dict[str, Any] = {}
        for field in draw(st.lists(st.sampled_from(fields), max_size=12)):
            _put(draw, record, field)
        record |= {
            name: f"key {number}" if field.kind == "text" else number
            for name, field in keys.items()
        }
        records.append(record)
    return records


def _put(draw: st.DrawFn, record: dict[str, Any], field: Column) -> None:
    """Put a value at the path of a field, or an unknown field beside it."""
    value = draw(st.one_of(PROMISED[field.kind], PROMISED[field.kind], ANYTHING))
    last = field.path[-1]
    if last not in ("[]", "*") and draw(st.integers(0, 5)) == 0:
        last, value = draw(TEXTS), draw(ANYTHING)
    place: Any = record
    for name, after in pairwise((*field.path[:-1], last)):
        made: Any = [] if after == "[]" else {}
        if name == "[]":
            if not place or not isinstance(place[-1], dict) or draw(st.booleans()):
                place.append(made)
            place = place[-1]
        else:
            place = place.setdefault("another" if name == "*" else name, made)
        if type(place) is not type(made):
            return
    if last == "[]":
        place.append(value)
    else:
        place["another" if last == "*" else last] = value
