"""Every table is what the sandbox's figures say, in whichever library one looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import expected_sums
import pandas as pd
import polars as pl
import pyarrow.compute as pc
import pytest
from expected_sums import Expected
from noon import NOON

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources import Tables, read_learning, read_pages
from linkedin_api.sources.reading.access import Access

#: How a library counts the rows of a table, and sums its columns.
Measure = Callable[[Tables, Path, str, list[str]], tuple[int, dict[str, Any]]]


def by_pyarrow(tables: Tables, _folder: Path, name: str, columns: list[str]):
    table = tables[name]
    return table.num_rows, {each: pc.sum(table[each]).as_py() or 0 for each in columns}


def by_pandas(tables: Tables, _folder: Path, name: str, columns: list[str]):
    frame = tables[name].to_pandas()
    return len(frame), {each: frame[each].sum() for each in columns}


def by_polars(tables: Tables, _folder: Path, name: str, columns: list[str]):
    frame = pl.from_arrow(tables[name])
    return frame.height, {each: frame[each].sum() for each in columns}


def by_duckdb(tables: Tables, _folder: Path, name: str, columns: list[str]):
    with duckdb.connect() as database:
        database.register("wanted", tables[name])
        return _by_sql(database, "wanted", columns)


def by_parquet_in_duckdb(_tables: Tables, folder: Path, name: str, columns: list[str]):
    with duckdb.connect() as database:
        return _by_sql(database, f"'{folder / name}.parquet'", columns)


def by_parquet_in_pandas(_tables: Tables, folder: Path, name: str, columns: list[str]):
    frame = pd.read_parquet(folder / f"{name}.parquet")
    return len(frame), {each: frame[each].sum() for each in columns}


def by_parquet_in_polars(_tables: Tables, folder: Path, name: str, columns: list[str]):
    frame = pl.scan_parquet(folder / f"{name}.parquet").collect()
    return frame.height, {each: frame[each].sum() for each in columns}


def _by_sql(database: duckdb.DuckDBPyConnection, table: str, columns: list[str]):
    sums = ", ".join(["count(*)", *(f"coalesce(sum({each}), 0)" for each in columns)])
    rows, *found = database.sql(f"SELECT {sums} FROM {table}").fetchall()[0]
    return rows, dict(zip(columns, found, strict=True))


MEASURES: list[Measure] = [
    by_pyarrow,
    by_pandas,
    by_polars,
    by_duckdb,
    by_parquet_in_duckdb,
    by_parquet_in_pandas,
    by_parquet_in_polars,
]


class Read:
    """What was read of a sandbox, and what it should be."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        figures = sandbox.figures
        self.sandbox = sandbox
        self.administered = [
            n for n in figures.organizations if figures.administers(figures.member, n)
        ]
        member = Access(sandbox.access_token(), base_url=sandbox.url)
        application = Access(
            client_id=sandbox.client_id,
            client_secret=sandbox.client_secret,
            base_url=sandbox.url,
            oauth_url=sandbox.url,
        )
        numbers = list(figures.organizations)
        self.pages = read_pages(numbers, credentials=member, now=sandbox.clock.now)
        self.learning = read_learning(
            asset_types=["COURSE"], credentials=application, now=sandbox.clock.now
        )
        self.all = Tables({**self.pages, **self.learning})
        self.all.to_parquet(folder)
        self.folder = folder

    @cached_property
    def expected(self) -> Mapping[str, Expected]:
        others = len(self.sandbox.figures.organizations) - len(self.administered)
        pages = expected_sums.pages(self.sandbox, self.administered, others)
        return {**pages, **expected_sums.learning(self.sandbox)}


@pytest.fixture(scope="module", params=[3, pytest.param(50, marks=pytest.mark.soak)])
def read(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Read]:
    with Sandbox(organizations=request.param, kept_requests=5_000, now=NOON) as sandbox:
        yield Read(sandbox, tmp_path_factory.mktemp("parquet"))


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_every_table_has_the_rows_and_sums_of_the_figures(read: Read, measure: Measure):
    for name, (rows, sums) in read.expected.items():
        found_rows, found = measure(read.all, read.folder, name, list(sums))
        assert (name, found_rows) == (name, rows)
        assert found == pytest.approx(dict(sums), rel=1e-9), name


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_the_breakdowns_of_a_page_s_views_add_up_to_its_views(read: Read, measure: Measure):
    total = expected_sums.views_by_facet(read.sandbox, read.administered)
    names = [n for n in read.pages if n.startswith("page_statistics__page_statistics_by_")]
    assert len(names) == 6
    for name in names:
        whole = name.endswith(("seniority", "function", "range"))
        columns = [n for n in total if n.endswith("_page_views")] if whole else ["all_page_views"]
        _, found = measure(read.all, read.folder, name, columns)
        sums = {column: total[column] for column in columns}
        # LinkedIn reports at most 100 places and industries.
        assert found == sums if whole else found["all_page_views"] <= total["all_page_views"], name


def test_every_table_that_was_read_is_measured(read: Read):
    measured = {*read.expected}
    left = [name for name in read.all if name not in measured and read.all[name].num_rows]
    assert [name for name in left if "page_statistics__page_statistics_by_" not in name] == [
        "learning_assets__details__available_locales",
        "learning_assets__details__contributors",
        "learning_assets__details__classifications",
        "learning_assets__details__classifications__path",
    ]


def test_rows_of_a_list_join_their_row_in_plain_sql(read: Read):
    with duckdb.connect() as database:
        for name, table in read.all.items():
            database.register(name, table)
        joined = database.sql(
            """
            SELECT sum(c.follower_counts__organic_follower_count), count(DISTINCT f.rowid_)
            FROM (SELECT *, organizational_entity AS rowid_ FROM follower_statistics) f
            JOIN follower_statistics__follower_counts_by_function c USING (organizational_entity)
            """
        ).fetchall()
        videos = database.sql(
            """
            SELECT count(*)
            FROM learning_assets__contents__asset__contents v
            JOIN learning_assets__contents c
              ON (c.urn, c.requested_locale, c.position)
               = (v.urn, v.requested_locale, v.contents__position)
            """
        ).fetchall()
    pages = read.administered
    by_function = [read.sandbox.figures.followers_by(page, "function") for page in pages]
    assert joined == [
        (sum(sum(each.values()) for each in by_function), sum(map(bool, by_function)))
    ]
    assert videos == [(read.expected["learning_assets__contents__asset__contents"].rows,)]


def test_days_are_the_same_days_everywhere(read: Read):
    name, column = "follower_statistics_time_bound", "time_range_start"
    wanted = read.pages[name]
    first = pc.min(wanted[column]).as_py()
    assert first.isoformat().endswith("T00:00:00+00:00")
    assert wanted.to_pandas()[column].min() == first
    assert pl.from_arrow(wanted)[column].min() == first
    with duckdb.connect() as database:
        for zone in ("UTC", "America/New_York", "Asia/Kathmandu"):
            database.execute(f"SET TimeZone = '{zone}'")
            day = f"SELECT min(({column} AT TIME ZONE 'UTC')::DATE)::VARCHAR FROM"
            for source in ("wanted", f"'{read.folder / name}.parquet'"):
                found = database.sql(f"{day} {source}").fetchall()
                assert found == [(first.date().isoformat(),)]


def test_nothing_that_the_sandbox_sends_is_unknown_to_the_catalogue(read: Read):
    for name, table in read.all.items():
        assert table["other_fields"].null_count == table.num_rows, name
