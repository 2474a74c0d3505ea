"""The memory that rows need on their way to dlt."""

from __future__ import annotations

import tracemalloc
from typing import Any

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.columnar.collecting import ArrowRows


def test_rows_with_long_lists_do_not_wait_as_python_objects_until_there_are_many():
    _peak(rows=1)  # the first conversion imports and builds what stays
    assert _peak(rows=600) < 1.5 * _peak(rows=200)


def _peak(rows: int) -> int:
    """Peak of Python's memory, which does not count Arrow's."""
    collected = ArrowRows(form_of(PAGES["follower_statistics"], lists="json"))
    tracemalloc.start()
    try:
        for number in range(rows):
            collected.add([_row(number)])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _row(number: int) -> dict[str, Any]:
    counts = [
        {
            "geo": f"urn:li:geo:{number}{place}",
            "followerCounts": {"organicFollowerCount": place, "paidFollowerCount": 0},
        }
        for place in range(100)
    ]
    return {
        "organizationalEntity": f"urn:li:organization:{number}",
        "followerCountsByGeo": counts,
    }
