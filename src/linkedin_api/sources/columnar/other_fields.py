r"""What has no column: fields that the catalogue does not know, and values of another type.

They go to one JSON column of their row, in LinkedIn's own structure. Databases refuse some values
in JSON: lone surrogates, the character NUL, and numbers such as NaN. Such a value is written as
`{"$json": "…"}` with the text of its JSON, so that nothing is lost and every database takes it.

Example:
    >>> record = {"commentary": "half a smile: \ud83d", "brandNew": 5}
    >>> to_json(record)
    '{"commentary":{"$json":"\\"half a smile: \\\\ud83d\\""},"brandNew":5}'
    >>> from_json(to_json(record)) == record
    True
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

logger: Final = logging.getLogger("linkedin_api")
#: The name of the column.
OTHER_FIELDS: Final = "other_fields"
_WRITTEN: Final = "$json"


class OtherFields:
    """The other fields of the rows of one table.

    Args:
        table: name of the table.
        noted: the fields that the log has named; it names each once.
    """

    def __init__(self, table: str, noted: set[tuple[str, str]]) -> None:
        self._table = table
        self._noted = noted
        self._rows: dict[int, dict[str, Any]] = {}

    def put(self, row: int, path: Sequence[str], value: Any, why: str) -> None:
        """Keep a value.

        Args:
            row: number of the row.
            path: LinkedIn's names, from the row inwards.
            value: the value.
            why: why it has no column, for the log.
        """
        record = self._rows.setdefault(row, {})
        for name in path[:-1]:
            record = record.setdefault(name, {})
        record[path[-1]] = value
        field = (self._table, _printable(".".join(path)))
        if field not in self._noted:
            self._noted.add(field)
            logger.warning("%s: %s %s; such values are in the column %s", *field, why, OTHER_FIELDS)

    def column(self, number: int) -> pa.Array:
        """Return the column of a number of rows."""
        if not self._rows:
            return pa.nulls(number, pa.string())
        column: list[str | None] = [None] * number
        for row, record in self._rows.items():
            column[row] = to_json(record)
        return pa.array(column, pa.string())


def _printable(name: str) -> str:
    """A name that any log can hold."""
    return name if name.isprintable() else ascii(name)[1:-1]


def to_json(value: Any) -> str:
    """Write a value as JSON that every database takes."""
    try:
        text = _dumps(value)
    except (ValueError, RecursionError):
        return _dumps(_safe(value))
    return text if _is_safe(text) and _WRITTEN not in text else _dumps(_safe(value))


def from_json(text: str) -> Any:
    """Read what `to_json` wrote."""
    return json.loads(text, object_hook=_read)


def _read(record: dict[str, Any]) -> Any:
    return json.loads(record[_WRITTEN]) if record.keys() == {_WRITTEN} else record


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _is_safe(text: str) -> bool:
    return "\\u0000" not in text and is_storable(text)


def is_storable(text: str) -> bool:
    """Whether every database can store a text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _safe(value: Any) -> Any:
    """The value, with what databases refuse written as text."""
    if isinstance(value, list):
        return [_safe(item) for item in value]
    if isinstance(value, dict) and _WRITTEN not in value and all(map(is_storable, value)):
        return {name: _safe(inner) for name, inner in value.items()}
    try:
        if not isinstance(value, dict) and _is_safe(_dumps(value)):
            return value
    except ValueError:  # NaN or infinity
        pass
    return {_WRITTEN: json.dumps(value)}
