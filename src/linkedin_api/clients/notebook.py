"""What a notebook shows of rows: a table of the first ones, in which all text is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any, Final

#: More than these make a page slow, and are not read.
_MOST_ROWS: Final = 20
_MOST_COLUMNS: Final = 12
_MOST_CHARACTERS: Final = 100


def html_table(caption: str, rows: Sequence[Any]) -> str:
    """Rows as a table in HTML; those that are no dicts have one column, `value`.

    Example:
        >>> html_table("Two", [{"id": 1}, {"id": 2, "name": "<b>"}]).partition("<tbody>")[2]
        '<tr><td>1</td><td></td></tr><tr><td>2</td><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    shown = [row if isinstance(row, Mapping) else {"value": row} for row in rows[:_MOST_ROWS]]
    names = dict.fromkeys(name for row in shown for name in row)
    columns = list(islice(names, _MOST_COLUMNS))
    head = "".join(f"<th>{_escaped(name)}</th>" for name in columns)
    body = "".join(f"<tr>{_cells(row, columns)}</tr>" for row in shown)
    return (
        f"<table><caption>{_escaped(_caption(caption, len(rows), len(names)))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _caption(caption: str, rows: int, columns: int) -> str:
    """The caption, and what the table leaves out."""
    left_out = [
        f"the first {most} {what}"
        for most, count, what in ((_MOST_ROWS, rows, "rows"), (_MOST_COLUMNS, columns, "columns"))
        if count > most
    ]
    return f"{caption}, showing {' and '.join(left_out)}" if left_out else caption


def _cells(row: Mapping[Any, Any], columns: Iterable[Any]) -> str:
    return "".join(f"<td>{_escaped(_text(row.get(name)))}</td>" for name in columns)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _escaped(value: Any) -> str:
    text = str(value)
    cut = text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
    return escape(cut)
