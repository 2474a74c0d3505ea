"""The figures of the report are those of the tables."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from report_tables import DATASET, FIRST_PAGE, LAST, Maker, cells, in_tables, moment, rows_of, urn

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.report import Figures, Tables, read_figures
from linkedin_api.sources.report.pages.measures import FACETS, MEASURES, WHOSE, Facet, Measure
from linkedin_api.sources.report.pages.page import document_of

MEASURED = {measure.key: measure for measure in MEASURES}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    with Maker(file) as maker:
        maker.all()
    return file


def read(file: Path, dataset: str = DATASET, **options: Any) -> Figures:
    with Tables(file, dataset) as tables:
        return read_figures(tables, **{"days": 7, **options})


def test_each_number_of_a_day_is_the_one_in_the_table(whole: Path) -> None:
    document = document_of(read(whole))
    found = list(cells(document))

    chosen = random.Random(1).sample(found, 40)

    assert [value for *_, value in chosen] == in_tables(whole, chosen)
    assert len(found) == 2 * 20 * len(MEASURES)


@pytest.mark.parametrize("key", [key for key, each in MEASURED.items() if each.adds_up])
def test_a_total_is_the_sum_over_the_days_of_the_range(whole: Path, key: str) -> None:
    figures, measure = read(whole), MEASURED[key]
    since = moment(LAST - timedelta(6)).timestamp() * 1000
    ((expected,),) = rows_of(
        whole,
        f"SELECT sum({measure.column}) FROM {DATASET}.{measure.table}"
        f" WHERE epoch_ms(time_range_start) >= {since}",
    )

    assert figures.total(key, figures.since, figures.until) == expected
    assert (figures.since, figures.until) == (LAST - timedelta(6), LAST)


def test_the_range_may_end_on_any_day(whole: Path) -> None:
    figures = read(whole, days=3, until=date(2026, 2, 20))

    assert (figures.since, figures.until) == (date(2026, 2, 18), date(2026, 2, 20))
    assert figures.first + timedelta(figures.days - 1) == figures.until


@pytest.mark.parametrize("until", [date(2020, 1, 1), date(2040, 1, 1)])
def test_a_range_without_figures_has_no_totals(whole: Path, until: date) -> None:
    figures = read(whole, until=until)

    assert figures.until == until
    assert figures.first == LAST - timedelta(19)
    assert figures.total("impressions", figures.since, figures.until) is None


def test_followers_are_shown_by_the_name_of_their_group_or_by_its_code(whole: Path) -> None:
    page = read(whole).pages[0]
    ((expected,),) = rows_of(
        whole,
        "SELECT follower_counts__organic_follower_count"
        f" FROM {DATASET}.follower_statistics__follower_counts_by_seniority"
        f" WHERE organizational_entity = '{urn(int(page.number))}'"
        " AND seniority = 'urn:li:seniority:6'",
    )
    groups = {group.code: group for group in page.groups["seniority"]}

    assert (groups["urn:li:seniority:6"].name, groups["urn:li:geo:1"].name) == ("Director", None)
    assert groups["urn:li:seniority:6"].followers == expected


def test_lists_that_were_loaded_as_json_are_read_too(tmp_path: Path) -> None:
    counts = {"organicFollowerCount": 7, "paidFollowerCount": 1}
    entry = {"staffCountRange": "SIZE_11_TO_50", "followerCounts": counts}
    with Maker(tmp_path / "json.duckdb", pages=1) as maker:
        maker.names({FIRST_PAGE: "One"})
        columns = {
            "organizational_entity": "VARCHAR",
            "follower_counts_by_staff_count_range": "JSON",
        }
        maker.table("follower_statistics", columns, [(urn(FIRST_PAGE), json.dumps([entry]))])

    (group,) = read(tmp_path / "json.duckdb").pages[0].groups["staff_count_range"]

    assert (group.name, group.followers) == ("11 to 50 employees", 8)


def test_days_that_the_tables_do_not_have_are_unknown_and_not_zero(tmp_path: Path) -> None:
    with Maker(tmp_path / "some.duckdb", pages=1, days=2) as maker:
        maker.daily("share_statistics_time_bound")

    page = read(tmp_path / "some.duckdb").pages[0]

    assert None not in page.series["impressions"]
    assert page.series["views"] == [None, None]


def test_rows_of_months_are_counted_and_left_out(tmp_path: Path) -> None:
    with Maker(tmp_path / "months.duckdb", pages=1, days=2) as maker:
        maker.daily("page_statistics_time_bound", length=timedelta(28))

    figures = read(tmp_path / "months.duckdb")

    assert (figures.first, figures.days) == (None, 0)
    assert figures.left_out == [
        "2 rows of page_statistics_time_bound cover a month, not a day; they are left out."
    ]


def test_only_chosen_organizations_are_read(whole: Path) -> None:
    assert [page.number for page in read(whole, organizations=[FIRST_PAGE + 1]).pages] == [
        str(FIRST_PAGE + 1)
    ]


def test_an_organization_that_the_tables_lack_is_named_with_those_they_have(whole: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="no organization 7; they have 2414183, 2414184"):
        read(whole, organizations=[7])


def test_a_page_that_only_has_posts_is_a_page_too(tmp_path: Path) -> None:
    with Maker(tmp_path / "posts.duckdb") as maker:
        maker.posts({FIRST_PAGE: ["One"]})

    (page,) = read(tmp_path / "posts.duckdb", organizations=[FIRST_PAGE]).pages

    assert [post.text for post in page.posts] == ["One"]


def test_a_dataset_may_have_any_name(tmp_path: Path) -> None:
    name = """it's "mine"; DROP TABLE x"""
    with Maker(tmp_path / "odd.duckdb", dataset=name) as maker:
        maker.all()

    assert len(read(tmp_path / "odd.duckdb", name).pages) == 2


def test_tables_that_are_not_there_are_named(tmp_path: Path) -> None:
    with Maker(tmp_path / "few.duckdb") as maker:
        maker.names({FIRST_PAGE: "One"})

    figures = read(tmp_path / "few.duckdb")

    assert "organization_lookup" not in figures.missing
    assert {*WHOSE, "posts"} <= {*figures.missing}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.key)
def test_a_measure_is_a_column_of_the_catalogue(measure: Measure) -> None:
    columns = form_of(PAGES[measure.table]).schemas[measure.table].names

    assert {measure.column, WHOSE[measure.table], "time_range_start", "time_range_end"} <= {
        *columns
    }


@pytest.mark.parametrize("facet", FACETS, ids=lambda each: each.key)
def test_a_facet_is_a_table_of_the_catalogue(facet: Facet) -> None:
    table = PAGES["follower_statistics"]

    assert facet.column in form_of(table).schemas[facet.table].names
    assert facet.list_column in form_of(table, nested="json").schemas[table.name].names
