"""Records that are kept as columns: a report has many rows, and each has the same fields.

A dictionary for each row would need several times the memory, and more time to make than the
answer took to decode. Whoever wants dictionaries gets them, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

Record = dict[str, Any]


class ColumnRecords(Sequence[Record]):
    """Records with the same fields, as columns.

    Args:
        columns: the values of each field, by its name; all of the same length.

    Example:
        >>> records = ColumnRecords({"day": [1, 2, 3], "clicks": [5, 0, 7]})
        >>> records[-1], len(records[:2])
        ({'day': 3, 'clicks': 7}, 2)
    """

    __slots__ = ("columns",)

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __iter__(self) -> Iterator[Record]:
        names = tuple(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))

    @overload
    def __getitem__(self, place: int) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> ColumnRecords: ...

    def __getitem__(self, place: int | slice) -> Record | ColumnRecords:
        found = {name: values[place] for name, values in self.columns.items()}
        return ColumnRecords(found) if isinstance(place, slice) else found
