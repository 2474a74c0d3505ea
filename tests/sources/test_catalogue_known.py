"""The catalogue compared with the known connector: its schemas, and rows that it emitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from named_fields import complaints
from recordings import needs_recordings, recorded

from linkedin_api.sources.catalogue.pages import PAGES

pytestmark = needs_recordings
KNOWN = [table for table in PAGES.values() if table.known]
SAMPLES = recorded("samples.json")


def lost(known: Mapping[str, Any], ours: Mapping[str, Any], path: str = "$") -> Iterator[str]:
    """What a schema that is known says and ours does not."""
    if known.get("type") != ours.get("type"):
        yield f"{path}: {known.get('type')} became {ours.get('type')}"
    if missing := set(known.get("required", ())) - set(ours.get("required", ())):
        yield f"{path}: {missing} need no longer be there"
    for name, field in known.get("properties", {}).items():
        if name in ours.get("properties", {}):
            yield from lost(field, ours["properties"][name], f"{path}.{name}")
        else:
            yield f"{path}.{name} is gone"


def rows_seen() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Rows of real pages: where they were seen, of which stream, and the row."""
    verbatim = SAMPLES["verbatim"]
    for each in verbatim["expected_records.jsonl"]["records"]:
        yield "expected", each["stream"], each["data"]
    lookup = verbatim["organization_lookup_recorded_http_2022"]["body"]
    yield "recorded", "organization_lookup", lookup
    for name, row in verbatim["estuary_fork_capture"]["records"]:
        reported = {field: value for field, value in row.items() if field != "_meta"}
        yield "captured", name.removeprefix("acmeCo/"), reported
    reported = SAMPLES["observed"]["time_bound_record_after_transformations"]["record"]
    yield "observed", reported["stream"], reported["data"]


SEEN = list(rows_seen()) if SAMPLES else []


@pytest.mark.parametrize("table", KNOWN, ids=lambda table: table.name)
def test_no_field_of_a_known_stream_is_lost_or_of_another_type(table):
    known = recorded(f"{table.name}.json")
    assert (known["type"], list(lost(known, table.schema))) == ("object", [])


def test_the_known_streams_come_first_and_in_their_order():
    streams = [each["name"] for each in recorded("catalog.json")["streams"]]
    assert (list(PAGES)[: len(streams)], len(KNOWN)) == (streams, len(streams))


def test_the_known_streams_have_their_sync_modes_and_cursors():
    entries = SAMPLES["observed"]["catalog_stream_entries_without_schema"]
    expected = {each["name"]: each.get("default_cursor_field") for each in entries}
    assert {table.name: table.cursor and [table.cursor] for table in KNOWN} == expected


@pytest.mark.parametrize(
    ("stream", "row"),
    [each[1:] for each in SEEN],
    ids=[f"{seen}-{stream}" for seen, stream, _ in SEEN],
)
def test_rows_of_real_pages_fit(stream, row):
    assert complaints(PAGES[stream], [row]) == set()


def test_rows_were_seen_of_every_lifetime_stream():
    assert {stream for _, stream, _ in SEEN} >= {
        table.name for table in KNOWN if table.cursor is None
    }
