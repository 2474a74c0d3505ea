"""The names of columns: the words of LinkedIn's own names, from the row inwards.

Names are in snake_case, and two underscores stand between a record and a field in it. PostgreSQL
cuts names after 63 characters, so two exceptions keep them short; they are also the names that
analysts know:

- If a record and a field in it end with the same words, the name says these words once, and so
  the words that meet before them: `allPageViews` and in it `uniquePageViews` are
  `all_unique_page_views`.
- A table can leave out records that hold all figures of a row (`Table.unsaid`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

_INSIDE: Final = "__"
_word = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z0-9]+|[0-9]+")


def column_name(path: Sequence[str], unsaid: Container[str] = ()) -> str:
    """Return the name of a column, or the end of the name of a table.

    Args:
        path: LinkedIn's names, from the row inwards.
        unsaid: names of records to leave out.

    Example:
        >>> [column_name((name,)) for name in ("industriesV2", "$URN", "lifeAtPageViews", "line1")]
        ['industries_v2', 'urn', 'life_at_page_views', 'line1']
        >>> column_name(("totalShareStatistics", "clickCount"))
        'total_share_statistics__click_count'
        >>> column_name(("views", "allDesktopPageViews", "pageViews"))
        'all_desktop_page_views'
        >>> column_name(("views", "allPageViews", "uniquePageViews"))
        'all_unique_page_views'
    """
    *records, last = path
    said = [_words(name) for name in (*(name for name in records if name not in unsaid), last)]
    parts = said[:1]
    for words in said[1:]:
        parts[-1:] = _once(parts[-1], words)
    return _INSIDE.join("_".join(words) for words in parts)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _word.findall(name)]


def _once(record: list[str], field: list[str]) -> list[list[str]]:
    """Join the words of a record and a field; the words that both end with are said once."""
    shared = 0
    while shared < min(len(record), len(field)) and record[-1 - shared] == field[-1 - shared]:
        shared += 1
    if not shared:
        return [record, field]
    before, own = record[:-shared], field[:-shared]
    overlap = next(n for n in range(min(len(before), len(own)), -1, -1) if _meet(before, own, n))
    return [[*before, *own[overlap:], *field[-shared:]]]


def _meet(before: list[str], after: list[str], number: int) -> bool:
    """Whether one list ends with the words with which the other begins."""
    return not number or before[-number:] == after[:number]
