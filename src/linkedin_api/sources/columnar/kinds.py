"""How each kind of value is stored, and which values fit.

Arrow infers the type of most columns by itself, faster than Python could check each value. Only
if the type is not the promised one are the values of a column checked one by one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from linkedin_api.sources.amounts import plain_amount
from linkedin_api.sources.columnar.other_fields import is_storable, to_json

UNFIT: Final[Any] = object()
Reject = Callable[[int, Any], None]
#: Returns the column for an array of inferred type, or `None` if a value may not fit.
Quick = Callable[[pa.Array, list[Any]], pa.Array | None]

_TEXT: Final = pa.string()
_WHOLE: Final = pa.int64()
_NUMBER: Final = pa.float64()
_MOMENT: Final = pa.timestamp("ms", "UTC")
#: Amounts have up to 16 decimals.
_MONEY: Final = pa.decimal128(38, 18)
_AMOUNT: Final = r"-?[0-9]{1,20}(\.[0-9]{1,18})?"
_amount = re.compile(_AMOUNT)
_INTEGERS: Final = range(-(2**63), 2**63)
#: From year 1 to year 9999, which every database and every Python program can represent.
_MILLISECONDS: Final = range(-62_135_596_800_000, 253_402_300_800_000)
_CANNOT_INFER: Final = (pa.ArrowException, OverflowError, UnicodeEncodeError)
_NUMBERS: Final = {int, float, type(None)}


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of value is stored.

    Attributes:
        about: what a value has to be, in words.
        type: the type of its columns.
        fit: converts one value; returns `UNFIT` if it does not fit.
        quick: converts a column, if all values fit; `None` if only `fit` can tell.
    """

    about: str
    type: pa.DataType
    fit: Callable[[Any], Any]
    quick: Quick | None = None

    def column(self, values: list[Any], reject: Reject) -> pa.Array:
        """Convert a column; a value that does not fit is rejected, and null in the column.

        Args:
            values: the values; `None` for null.
            reject: receives the number and the value of each that does not fit.
        """
        if self.quick is not None:
            try:
                inferred = pa.array(values)
            except _CANNOT_INFER:
                inferred = None
            if inferred is not None:
                if inferred.type == pa.null():
                    return pa.nulls(len(values), self.type)
                if (column := self.quick(inferred, values)) is not None:
                    return column
        return self._checked(values, reject)

    def _checked(self, values: list[Any], reject: Reject) -> pa.Array:
        column: list[Any] = [None] * len(values)
        for number, value in enumerate(values):
            if value is None:
                continue
            fitting = self.fit(value)
            if fitting is UNFIT:
                reject(number, value)
            else:
                column[number] = fitting
        return pa.array(column, self.type)


def _fit_text(value: Any) -> Any:
    return value if isinstance(value, str) and is_storable(value) else UNFIT


def _quick_text(inferred: pa.Array, _values: list[Any]) -> pa.Array | None:
    if inferred.type != _TEXT:
        return None
    characters = inferred.buffers()[2]
    return None if characters is not None and b"\0" in characters.to_pybytes() else inferred


def _fit_boolean(value: Any) -> Any:
    return value if isinstance(value, bool) else UNFIT


def _quick_boolean(inferred: pa.Array, _values: list[Any]) -> pa.Array | None:
    return inferred if inferred.type == pa.bool_() else None


def _fit_whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return UNFIT
    if isinstance(value, float) and not value.is_integer():
        return UNFIT
    return int(value) if int(value) in _INTEGERS else UNFIT


def _quick_whole(inferred: pa.Array, _values: list[Any]) -> pa.Array | None:
    return inferred if inferred.type == _WHOLE else None


def _fit_number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return UNFIT
    try:
        number = float(value)
    except OverflowError:
        return UNFIT
    return number if math.isfinite(number) and number == value else UNFIT


def _quick_number(inferred: pa.Array, values: list[Any]) -> pa.Array | None:
    if inferred.type != _NUMBER:
        return None
    # Arrow takes true and false for numbers.
    if not set(map(type, values)) <= _NUMBERS or not pc.all(pc.is_finite(inferred)).as_py():
        return None
    return inferred


def _fit_moment(value: Any) -> Any:
    whole = _fit_whole(value)
    return whole if whole is not UNFIT and whole in _MILLISECONDS else UNFIT


def _quick_moment(inferred: pa.Array, _values: list[Any]) -> pa.Array | None:
    if inferred.type != _WHOLE:
        return None
    bounds = pc.min_max(inferred)
    is_near = bounds["min"].as_py() in _MILLISECONDS and bounds["max"].as_py() in _MILLISECONDS
    return inferred.cast(_MOMENT) if is_near else None


def _fit_money(value: Any) -> Any:
    written = plain_amount(value)
    return Decimal(written) if written and _amount.fullmatch(written) else UNFIT


def _quick_money(inferred: pa.Array, _values: list[Any]) -> pa.Array | None:
    if inferred.type != _TEXT:
        return None
    are_amounts = pc.all(pc.match_substring_regex(inferred, f"^{_AMOUNT}$")).as_py()
    return inferred.cast(_MONEY) if are_amounts else None


def _fit_map(value: Any) -> Any:
    return to_json(value) if isinstance(value, dict) else UNFIT


def _fit_list(value: Any) -> Any:
    return to_json(value) if isinstance(value, list) else UNFIT


JSON_LIST: Final = Kind("a list", _TEXT, _fit_list)
JSON_MAP: Final = Kind("a map", _TEXT, _fit_map)
#: By the kind of the catalogue: what is stored as one plain value.
PLAIN: Final[Mapping[str, Kind]] = {
    "text": Kind("text that databases can store", _TEXT, _fit_text, _quick_text),
    "boolean": Kind("true or false", pa.bool_(), _fit_boolean, _quick_boolean),
    "number": Kind("a number of 64 bits", _NUMBER, _fit_number, _quick_number),
    "whole number": Kind("a whole number of 64 bits", _WHOLE, _fit_whole, _quick_whole),
    "milliseconds": Kind("milliseconds since 1970", _MOMENT, _fit_moment, _quick_moment),
    "money": Kind("an amount", _MONEY, _fit_money, _quick_money),
}


def list_of(item: Kind) -> Kind:
    """Return the kind of lists of a plain kind."""

    def fit(value: Any) -> Any:
        if not isinstance(value, list):
            return UNFIT
        items = [each if each is None else item.fit(each) for each in value]
        return UNFIT if UNFIT in items else items

    def quick(inferred: pa.Array, values: list[Any]) -> pa.Array | None:
        if item.quick is None or not pa.types.is_list(inferred.type):
            return None
        if inferred.type.value_type != pa.null():
            items = list(chain.from_iterable(value for value in values if value is not None))
            if item.quick(inferred.values, items) is None:
                return None
        return inferred.cast(kind)

    kind = pa.list_(item.type)
    return Kind(f"a list of {item.about}", kind, fit, quick)
