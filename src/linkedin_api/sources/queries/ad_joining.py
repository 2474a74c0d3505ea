"""From the elements of `adAnalytics` to rows: by column, since a report has many rows.

An answer is turned into columns as soon as it is there: its elements need ten times the memory.
The answers to the calls for one period, each with other metrics, are then joined.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from linkedin_api.sources.amounts import plain_amount
from linkedin_api.sources.queries.ad_metrics import METRICS, MetricKind
from linkedin_api.sources.windows import DAY, Span

Element = Mapping[str, Any]
#: The start of a day or month in milliseconds since 1970, and the pivot values.
_Key = tuple[Any, ...]
#: So many elements fit into the cache of a processor.
_AT_ONCE: Final = 250
_EPOCH: Final = date(1970, 1, 1).toordinal()
_NOTHING: Final[Mapping[MetricKind, Any]] = {"count": 0, "money": "0", "rate": None}
_ABSENT: Final = type(None)
#: Types of values that are in their own form already.
_PLAIN: Final[Mapping[MetricKind, frozenset[type]]] = {
    "count": frozenset({int, _ABSENT}),
    "money": frozenset({str, _ABSENT}),
    "rate": frozenset({int, float, _ABSENT}),
}


class Rows(NamedTuple):
    """The rows of the answer to one call, or of several calls for one period, as columns.

    Attributes:
        starts: of each row, the start of its day or month, in milliseconds since 1970.
        values: the values of each pivot.
        columns: the metrics that were requested, by name; `None` where an element lacks one.
        flaw: what is wrong with an element that cannot be used; `None` if all can.
        elements: how many elements the answer had.
    """

    starts: list[int]
    values: tuple[list[str], ...]
    columns: Mapping[str, list[Any]]
    flaw: str | None = None
    elements: int = 0


class _Starts(dict[tuple[int, int, int], int]):
    """The starts of days or months by year, month and day; each is computed once."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self._span = span

    def __missing__(self, key: tuple[int, int, int]) -> int:
        days = date(*key).toordinal() - _EPOCH
        start = self[key] = self._span.bucket(days * DAY).start
        return start


def rows_of(elements: Sequence[Element], metrics: Iterable[str], span: Span, pivots: int) -> Rows:
    """Turn the elements of an answer into columns.

    Args:
        elements: the elements.
        metrics: names of the metrics that were requested.
        span: says whether rows are days or months.
        pivots: number of pivots.
    """
    start_of = _Starts(span)
    starts: list[int] = []
    found: tuple[list[str], ...] = tuple([] for _ in range(pivots))
    usable: list[Element] = []
    flaw: str | None = None
    for element in elements:
        values = element.get("pivotValues")
        if not isinstance(values, list) or len(values) != pivots:
            flaw = flaw or f"an element has {values!r} as pivotValues, not {pivots}"
            continue
        try:
            day = element["dateRange"]["start"]
            starts.append(start_of[day["year"], day["month"], day["day"]])
        except (KeyError, TypeError, ValueError):
            flaw = flaw or f"an element has {element.get('dateRange')!r} as dateRange"
            continue
        for column, value in zip(found, values, strict=True):
            column.append(str(value))
        usable.append(element)
    columns = _columns(usable, tuple(metrics))
    return Rows(starts, found, columns, flaw, len(elements))


def _columns(elements: Sequence[Element], metrics: Sequence[str]) -> dict[str, list[Any]]:
    """The metrics of elements; some elements at a time, which stay in the processor's cache."""
    found: dict[str, list[Any]] = {name: [] for name in metrics}
    for start in range(0, len(elements), _AT_ONCE):
        some = elements[start : start + _AT_ONCE]
        for name, column in found.items():
            column += [each.get(name) for each in some]
    return {name: _column(name, column) for name, column in found.items()}


def join(answers: Sequence[Rows], metrics: Sequence[str]) -> Rows:
    """Join the answers to the calls for one period, each with other metrics.

    A row exists if any answer has it. A metric that is absent is zero, or for a rate unknown. A
    row of nothing but zeros is left out, since LinkedIn leaves out some of them.

    Args:
        answers: the answers.
        metrics: names of all metrics requested.

    Example:
        >>> when = {"start": {"year": 2026, "month": 8, "day": 3}}
        >>> one = {"dateRange": when, "pivotValues": ["urn:li:sponsoredCampaign:1"], "clicks": 2}
        >>> two = {"dateRange": when, "pivotValues": ["urn:li:sponsoredCampaign:1"], "likes": 1}
        >>> answers = [
        ...     rows_of([one], ["clicks"], Span(), 1),
        ...     rows_of([two], ["likes", "shares"], Span(), 1),
        ... ]
        >>> join(answers, ["clicks", "likes", "shares"]).columns
        {'clicks': [2], 'likes': [1], 'shares': [0]}
    """
    found = _found(answers)
    empty = _empty_rows(found.columns.values(), len(found.starts))
    starts, values, columns, *_ = without_rows(found, empty) if empty else found
    filled = {name: _filled(name, columns.get(name), len(starts)) for name in metrics}
    return Rows(starts, values, filled, next((each.flaw for each in answers if each.flaw), None))


def without_rows(rows: Rows, places: Container[int]) -> Rows:
    """Return rows without some of them, which are given by their places."""
    starts, values, columns, flaw, _ = rows
    kept = [place for place in range(len(starts)) if place not in places]
    return Rows(
        [starts[place] for place in kept],
        tuple([column[place] for place in kept] for column in values),
        {name: [column[place] for place in kept] for name, column in columns.items()},
        flaw,
    )


def _found(answers: Sequence[Rows]) -> Rows:
    """All rows that any answer has, each once."""
    first, *others = answers
    have_same = all((each.starts, each.values) == (first.starts, first.values) for each in others)
    if have_same and len(set(zip(first.starts, *first.values, strict=True))) == len(first.starts):
        columns = {name: column for each in answers for name, column in each.columns.items()}
        return Rows(first.starts, first.values, columns)
    places: dict[_Key, int] = {}
    for each in answers:
        for key in zip(each.starts, *each.values, strict=True):
            places.setdefault(key, len(places))
    columns = {}
    for each in answers:
        at = [places[key] for key in zip(each.starts, *each.values, strict=True)]
        for name, column in each.columns.items():
            columns[name] = _spread(column, at, len(places))
    starts, *values = ([key[i] for key in places] for i in range(1 + len(first.values)))
    return Rows(starts, tuple(values), columns)


def _spread(column: Sequence[Any], at: Iterable[int], rows: int) -> list[Any]:
    """A column with its values at some of the rows."""
    spread: list[Any] = [None] * rows
    for place, value in zip(at, column, strict=True):
        if value is not None:
            spread[place] = value
    return spread


def _empty_rows(columns: Iterable[Sequence[Any]], rows: int) -> set[int]:
    """The rows in which no metric says more than that there is nothing."""
    left: Sequence[int] = range(rows)
    for column in columns:
        if not left:
            break
        left = [place for place in left if not _is_something(column[place])]
    return set(left)


def _is_something(value: Any) -> bool:
    return bool(value.strip("0.")) if isinstance(value, str) else bool(value)


def _filled(name: str, column: list[Any] | None, rows: int) -> list[Any]:
    """A column with what is absent as zero, or for a rate as unknown."""
    nothing = _NOTHING[METRICS[name].kind]
    if column is None:
        return [nothing] * rows
    if nothing is None or None not in column:
        return column
    return [nothing if value is None else value for value in column]


def _column(name: str, column: list[Any]) -> list[Any]:
    """A column in its own form: LinkedIn sends some as numbers and as text in turn (observed)."""
    kind = METRICS[name].kind
    if set(map(type, column)) <= _PLAIN[kind] and not (kind == "money" and _has_exponent(column)):
        return column
    return [_value(kind, value) for value in column]


def _has_exponent(amounts: Iterable[str | None]) -> bool:
    """Whether an amount is written like `0E-18`, as Java writes very small ones."""
    return "E" in "".join(filter(None, amounts)).upper()


def _value(kind: MetricKind, value: Any) -> Any:
    if kind == "money":
        return plain_amount(value) or value
    if not isinstance(value, str):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if kind == "count" and number.is_integer() else number
