"""From the elements of `adAnalytics` to rows: by column, since a report has many rows.

An answer is turned into columns as soon as it is there: its elements need ten times the memory.
The answers to the calls for one period, each with other metrics, are then joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Final, NamedTuple

from linkedin_api.sources.queries.ad_metrics import METRICS, MetricKind
from linkedin_api.sources.windows import Span

Element = Mapping[str, Any]
#: The start of a day or month in milliseconds since 1970, and the pivot values.
Key = tuple[Any, ...]
_DAY: Final = 86_400_000
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


class Chunk(NamedTuple):
    """The answer to one call, as columns.

    Attributes:
        elements: how many elements the answer had.
        keys: of each row, the start of its day or month, and its pivot values.
        columns: the metrics by name; `None` where an element lacks it.
        flaw: what is wrong with an element that cannot be used; `None` if all can.
    """

    elements: int
    keys: list[Key]
    columns: Mapping[str, list[Any]]
    flaw: str | None = None


class Joined(NamedTuple):
    """The rows of one period.

    Attributes:
        keys: of each row, the start of its day or month, and its pivot values.
        columns: all metrics that were requested, by name.
        flaw: what is wrong with an element that could not be used; `None` if all could.
    """

    keys: list[Key]
    columns: dict[str, list[Any]]
    flaw: str | None = None


class _Starts(dict[tuple[int, int, int], int]):
    """The starts of days or months by year, month and day; each is computed once."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self._span = span

    def __missing__(self, key: tuple[int, int, int]) -> int:
        days = date(*key).toordinal() - _EPOCH
        start = self[key] = self._span.bucket(days * _DAY).start
        return start


def chunk_of(elements: Sequence[Element], metrics: Iterable[str], span: Span, pivots: int) -> Chunk:
    """Turn the elements of an answer into columns.

    Args:
        elements: the elements.
        metrics: names of the metrics that were requested.
        span: says whether rows are days or months.
        pivots: number of pivots.
    """
    starts = _Starts(span)
    keys: list[Key] = []
    usable: list[Element] = []
    flaw: str | None = None
    for element in elements:
        values = element.get("pivotValues")
        if not isinstance(values, list) or len(values) != pivots:
            flaw = flaw or f"an element has {values!r} as pivotValues, not {pivots}"
            continue
        try:
            day = element["dateRange"]["start"]
            start = starts[day["year"], day["month"], day["day"]]
        except (KeyError, TypeError, ValueError):
            flaw = flaw or f"an element has {element.get('dateRange')!r} as dateRange"
            continue
        keys.append((start, *map(str, values)))
        usable.append(element)
    return Chunk(len(elements), keys, _columns(usable, tuple(metrics)), flaw)


def _columns(elements: Sequence[Element], metrics: Sequence[str]) -> dict[str, list[Any]]:
    """The metrics of elements; some elements at a time, which stay in the processor's cache."""
    found: dict[str, list[Any]] = {name: [] for name in metrics}
    for start in range(0, len(elements), _AT_ONCE):
        some = elements[start : start + _AT_ONCE]
        for name, column in found.items():
            column += [each.get(name) for each in some]
    return {name: _column(name, column) for name, column in found.items()}


def join(chunks: Sequence[Chunk], metrics: Sequence[str]) -> Joined:
    """Join the answers to the calls for one period, each with other metrics.

    A row exists if any answer has it. A metric that is absent is zero, or for a rate unknown. A
    row of nothing but zeros is left out, since LinkedIn leaves out some of them.

    Args:
        chunks: the answers.
        metrics: names of all metrics requested.

    Example:
        >>> when = {"start": {"year": 2026, "month": 8, "day": 3}}
        >>> one = {"dateRange": when, "pivotValues": ["urn:li:sponsoredCampaign:1"], "clicks": 2}
        >>> two = {"dateRange": when, "pivotValues": ["urn:li:sponsoredCampaign:1"], "likes": 1}
        >>> chunks = [
        ...     chunk_of([one], ["clicks"], Span(), 1),
        ...     chunk_of([two], ["likes", "shares"], Span(), 1),
        ... ]
        >>> join(chunks, ["clicks", "likes", "shares"]).columns
        {'clicks': [2], 'likes': [1], 'shares': [0]}
    """
    places: dict[Key, int] = {}
    for key in chain.from_iterable(chunk.keys for chunk in chunks):
        places.setdefault(key, len(places))
    keys = list(places)
    found: dict[str, list[Any]] = {}
    for chunk in chunks:
        is_whole = chunk.keys == keys  # as most are: then its columns are those of the rows
        at = () if is_whole else [places[key] for key in chunk.keys]
        for name, column in chunk.columns.items():
            found[name] = column if is_whole else _spread(column, at, len(keys))
    empty = _empty_rows(found.values(), len(keys))
    if empty:
        kept = [place for place in range(len(keys)) if place not in empty]
        keys = [keys[place] for place in kept]
        found = {name: [column[place] for place in kept] for name, column in found.items()}
    columns = {name: _filled(name, found.get(name), len(keys)) for name in metrics}
    return Joined(keys, columns, next((chunk.flaw for chunk in chunks if chunk.flaw), None))


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
    if set(map(type, column)) <= _PLAIN[kind]:
        return column
    return [_value(kind, value) for value in column]


def _value(kind: MetricKind, value: Any) -> Any:
    if kind == "money":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return format(Decimal(repr(value)), "f") if is_number else value
    if not isinstance(value, str):
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if kind == "count" and number.is_integer() else number
