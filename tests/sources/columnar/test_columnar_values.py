"""How values are stored, and what becomes of values that no column can hold."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from linkedin_api.sources.catalogue import schema
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.columnar import form_of

ROW = schema.row(
    {
        "id": schema.text("its name"),
        "at": schema.moment("when"),
        "cost": schema.money("what it cost"),
        "count": schema.count("how many"),
        "share": schema.number("of all"),
        "is_on": schema.boolean(),
        "tags": schema.array(schema.text()),
        "sizes": schema.array(schema.integer()),
        "links": schema.array(None),
        "by": schema.mapping(schema.integer(), "by kind", {"LIKE": schema.integer()}),
        "inner": schema.record({"name": schema.text()}),
        "cards": schema.array(schema.record({"open": schema.boolean()}), "its cards"),
    }
)
TABLE = Table("things", "A thing.", PAGES["posts"].query, ROW, ("id",), "things")


def converted(*records, **options):
    """The rows of the table, as Python values."""
    return form_of(TABLE, **options).batches(records)["things"].to_pylist()


def one(**fields):
    """The values of a row that are not null, but for its key."""
    [row] = converted({"id": "a", **fields})
    return {name: value for name, value in row.items() if value is not None and name != "id"}


def test_each_kind_has_its_type():
    types = {field.name: field.type for field in form_of(TABLE).schemas["things"]}
    assert types == {
        "id": pa.string(),
        "at": pa.timestamp("ms", "UTC"),
        "cost": pa.decimal128(38, 18),
        "count": pa.int64(),
        "share": pa.float64(),
        "is_on": pa.bool_(),
        "tags": pa.list_(pa.string()),
        "sizes": pa.list_(pa.int64()),
        "links": pa.string(),
        "by__like": pa.int64(),
        "by__others": pa.string(),
        "inner__name": pa.string(),
        "other_fields": pa.string(),
    }


def test_descriptions_and_paths_travel_with_the_fields():
    schemas = form_of(TABLE).schemas
    assert schemas["things"].metadata == {b"description": b"A thing."}
    assert schemas["things"].field("at").metadata == {
        b"description": b"when",
        b"path": b"at",
        b"kind": b"milliseconds",
    }
    assert schemas["things__cards"].field("open").metadata[b"path"] == b"cards[].open"
    assert b"its cards" in schemas["things__cards"].metadata[b"description"]


@pytest.mark.parametrize(
    ("field", "value", "name", "stored"),
    [
        ("at", 1_000, "at", datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)),
        ("cost", "18.50", "cost", Decimal("18.5")),
        ("cost", 19.9183312345678, "cost", Decimal("19.9183312345678")),
        ("cost", "1.5E-7", "cost", Decimal("0.00000015")),
        ("count", 5.0, "count", 5),
        ("share", 1, "share", 1.0),
        ("tags", [], "tags", []),
        ("tags", ["a", None], "tags", ["a", None]),
        ("links", [{"a": 1}, 2], "links", '[{"a":1},2]'),
        ("by", {"LIKE": 1, "PRAISE": 2}, "by__like", 1),
        ("by", {"LIKE": 1, "PRAISE": 2}, "by__others", '{"PRAISE":2}'),
    ],
)
def test_a_value_that_fits_is_in_its_column(field, value, name, stored):
    row = one(**{field: value})
    assert row[name] == stored
    assert "other_fields" not in row


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", 10**17),
        ("at", "2026-01-01"),
        ("cost", "about 5"),
        ("cost", "1e99"),
        ("cost", "NaN"),
        ("cost", "1_000"),
        ("count", True),
        ("count", "5"),
        ("count", 1.5),
        ("count", 2**63),
        ("share", True),
        ("share", "0.5"),
        ("share", 2**53 + 1),
        ("is_on", 1),
        ("tags", "abc"),
        ("tags", ["a", 5]),
        ("sizes", [True]),
        ("links", {"a": 1}),
        ("by", [1]),
        ("inner", "none"),
        ("inner", []),
        ("cards", [1, {"open": True}]),
        ("cards", {"open": True}),
        ("brandNew", {"deep": [1, None]}),
    ],
)
@pytest.mark.parametrize("others", [[], [{"id": "b", "share": 0.5, "count": 7, "is_on": True}]])
def test_a_value_that_fits_no_column_is_among_the_other_fields(field, value, others):
    rows = converted({"id": "a", field: value, "inner2": None}, *others)
    assert json.loads(rows[0]["other_fields"]) == {field: value}
    assert {name for name, found in rows[0].items() if found is not None} == {"id", "other_fields"}
    assert [row["count"] for row in rows[1:]] == [7] * len(others)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("inner", {"name": "half a smile \ud83d"}),
        ("inner", {"name": "nul \0"}),
        ("tags", ["\udc00"]),
        ("share", float("nan")),
        ("share", float("-inf")),
        ("\ud800", 1),
    ],
    ids=["half a pair", "NUL", "in a list", "NaN", "infinity", "in a name"],
)
def test_what_databases_refuse_in_json_is_written_as_text(field, value):
    text = one(**{field: value})["other_fields"]
    assert text.isascii()
    assert "$json" in text
    assert "NaN" not in text.replace('"NaN"', "")


def test_a_field_that_is_unknown_inside_a_list_is_among_the_other_fields_of_its_row():
    batches = form_of(TABLE).batches([{"id": "a", "cards": [{"open": True}, {"shut": 1}]}])
    assert batches["things__cards"].to_pylist() == [
        {"id": "a", "position": 0, "open": True, "other_fields": None},
        {"id": "a", "position": 1, "open": None, "other_fields": '{"shut":1}'},
    ]


def test_the_log_names_a_field_once_however_often_it_comes(caplog):
    form = form_of(TABLE)
    said = "such values are in the column other_fields"
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        for _ in range(2):
            form.batches([{"id": "a", "new": 1, "count": "x"}, {"id": "b", "new": 2}])
    assert [record.getMessage() for record in caplog.records] == [
        f"things: count is not a whole number of 64 bits; {said}",
        f"things: new is not in the catalogue; {said}",
    ]


def test_the_log_can_hold_every_name(caplog):
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        form_of(TABLE).batches([{"id": "a", "\ud800\nERROR": 1}])
    [message] = [record.getMessage() for record in caplog.records]
    assert message.startswith(r"things: \ud800\nERROR is not in the catalogue")


def test_lists_can_be_json_where_a_destination_has_neither_lists_nor_more_tables():
    form = form_of(TABLE, nested="json", lists="json")
    record = {"id": "a", "tags": ["x"], "cards": [{"open": True}]}
    [row] = form.batches([record])["things"].to_pylist()
    assert list(form.tables) == ["things"]
    assert (row["tags"], row["cards"]) == ('["x"]', '[{"open":true}]')


def test_there_is_a_batch_for_each_table_even_without_rows():
    form = form_of(TABLE)
    batches = form.batches([])
    assert {name: batch.schema for name, batch in batches.items()} == form.schemas
    assert [batch.num_rows for batch in batches.values()] == [0, 0]


def test_more_records_than_are_converted_at_once_stay_in_order():
    records = [{"id": str(n), "cards": [{"open": True}] * (n % 3)} for n in range(1000)]
    batches = form_of(TABLE).batches(records)
    assert batches["things"].column("id").to_pylist() == [str(n) for n in range(1000)]
    cards = batches["things__cards"]
    assert list(zip(*(cards.column(name).to_pylist() for name in ("id", "position")), strict=True)
                ) == [(str(n), p) for n in range(1000) for p in range(n % 3)]  # fmt: skip


def test_a_column_is_found_by_the_name_of_its_field():
    form = form_of(PAGES["page_statistics_time_bound"])
    assert form.column("timeRangeEnd").name == "time_range_end"
    with pytest.raises(KeyError):
        form.column("views")
