"""Records that are columns already become the same tables as dictionaries."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.columnar.collecting import ArrowRows
from linkedin_api.sources.queries.column_records import ColumnRecords

TABLE = ADS["ad_campaign_daily"]
FORM = form_of(TABLE)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "accountId": st.integers(-(2**64), 2**64),
    "campaignUrn": st.none() | st.text(),
    "day": st.integers(0, 2**50) | st.just("yesterday"),
    "clicks": st.none() | st.integers(0, 9) | st.floats() | st.booleans(),
    "costInUsd": st.none() | st.decimals(0, 9).map(str) | st.sampled_from(["", "1e3", "-0.10"]),
    "brandNew": st.none() | st.integers(),
}


@given(
    rows=st.lists(st.fixed_dictionaries(_VALUES), max_size=5),
    names=st.sets(st.sampled_from(sorted(_VALUES)), min_size=1),
)
def test_columns_and_dictionaries_become_the_same(rows, names):
    rows = [{name: row[name] for name in sorted(names)} for row in rows]
    columns = ColumnRecords({name: [row[name] for row in rows] for name in sorted(names)})
    assert list(columns) == [columns[place] for place in range(len(rows))]
    as_rows, as_columns = (FORM.batches(each)[TABLE.name] for each in (rows, columns))
    assert as_columns.schema == as_rows.schema
    assert repr([*map(in_order, as_columns.to_pylist())]) == repr(
        [*map(in_order, as_rows.to_pylist())]
    )


def in_order(row):
    """A row whose JSON has its fields in order; JSON objects have none."""
    others = row["other_fields"]
    return {**row, "other_fields": others and json.dumps(json.loads(others), sort_keys=True)}


@pytest.mark.parametrize("number", [3, 300])
def test_few_and_many_columns_are_collected_in_order(number):
    rows = ArrowRows(FORM)
    found = rows.add([{"clicks": 0}])
    found |= rows.add(ColumnRecords({"clicks": list(range(1, number))}))
    found |= rows.add([{"clicks": number}])
    found |= rows.take()
    assert found[TABLE.name]["clicks"].to_pylist() == list(range(number + 1))


def test_an_amount_has_all_its_decimals():
    amounts = ["12345678901234567890.123456789012345678", "-0.000000000000000001", "007", None]
    column = FORM.batches(ColumnRecords({"costInUsd": amounts}))[TABLE.name]["cost_in_usd"]
    assert column.to_pylist() == [each if each is None else Decimal(each) for each in amounts]
