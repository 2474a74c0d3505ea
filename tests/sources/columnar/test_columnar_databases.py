"""Real databases take what has no column, and find in it what was there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import given
from made_records import ANYTHING
from postgres import needs_postgres, start_postgres

from linkedin_api.sources.columnar.other_fields import from_json, to_json

ODD = {
    "commentary": "half a smile \ud83d",
    "nul": "a\0b",
    "engagement": float("nan"),
    "count": 2**70,
    "deep": [{"also": [float("-inf"), None, "plain"]}],
    "\udc00": 1,
    "plain": "\u00e9\U0001f600",
}


@pytest.fixture(scope="module")
def postgres() -> Iterator[Any]:
    import psycopg2

    with start_postgres() as url:
        connection = psycopg2.connect(url)
        connection.autocommit = True
        yield connection.cursor()
        connection.close()


@needs_postgres
@given(value=ANYTHING)
def test_postgresql_takes_any_value(postgres, value):
    postgres.execute("SELECT %s::jsonb IS NOT NULL", [to_json(value)])
    assert postgres.fetchall() == [(True,)]


@given(value=ANYTHING)
def test_duckdb_takes_any_value(value):
    assert duckdb.execute("SELECT json_valid(?::VARCHAR)", [to_json(value)]).fetchall() == [(True,)]


@needs_postgres
def test_postgresql_gives_odd_values_back(postgres):
    postgres.execute("SELECT (%s::jsonb)::text", [to_json(ODD)])
    [(text,)] = postgres.fetchall()
    assert json.dumps(from_json(text), sort_keys=True) == json.dumps(ODD, sort_keys=True)


@needs_postgres
def test_a_plain_value_beside_an_odd_one_can_be_asked_for(postgres):
    record = to_json({"odd": "\ud800", "share": {"count": 5}})
    postgres.execute("SELECT (%s::jsonb #>> '{share,count}')::int", [record])
    assert postgres.fetchall() == [(5,)]
    found = duckdb.execute("SELECT (?::JSON ->> '$.share.count')::INT", [record]).fetchall()
    assert found == [(5,)]
