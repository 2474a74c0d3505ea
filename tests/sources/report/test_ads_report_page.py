"""The report of advertising is one file, which holds what it shows and asks nobody for more."""

from __future__ import annotations

from pathlib import Path

import pytest
from ad_report_tables import DATASET, AdMaker, document_in
from report_elements import HOSTILE, Reader, policy_of, what_it_loads
from report_tables import LAST

from linkedin_api.sources.report import Tables
from linkedin_api.sources.report.ads import html_of, read_figures
from linkedin_api.sources.report.ads.measures import DAILY


def written(file: Path, *, source: str = "a file") -> str:
    with Tables(file, DATASET) as tables:
        return html_of(read_figures(tables, days=7), made="today", source=source)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "page.duckdb"
    with AdMaker(file) as maker:
        maker.all()
    return written(file)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    with AdMaker(file, currencies=f"{HOSTILE.split()[0]} EUR") as maker:
        maker.named(dict.fromkeys(maker.accounts, HOSTILE))
        maker.listed(dict.fromkeys(maker.campaigns, HOSTILE))
        maker.shown(dict.fromkeys(maker.creatives, (None, HOSTILE)))
        maker.days_of(DAILY)
        maker.days_of("ad_creative_daily")
        maker.members((HOSTILE,))
    return written(file, source=HOSTILE)


def test_the_page_loads_nothing(page: str) -> None:
    assert what_it_loads(page) == ["data:,"]


def test_the_browser_is_let_run_the_scripts_of_the_page_alone(page: str) -> None:
    assert policy_of(page).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy_of(page).split(";")[1]
    assert policy_of(page).split(";")[1].count("sha256-") == 2


def test_a_text_of_a_stranger_begins_no_element(page: str, hostile: str) -> None:
    plain = [tag for tag, _ in Reader(page).elements]
    with_hostile = [tag for tag, _ in Reader(hostile).elements]

    assert with_hostile.count("script") == plain.count("script") == 4
    assert "img" not in with_hostile
    assert "alert(1)</script>" not in hostile


def test_a_text_of_a_stranger_is_shown_as_it_is(hostile: str) -> None:
    document = document_in(hostile)

    assert {name for _, name in document["accounts"]} == {HOSTILE}
    assert {each[1] for each in document["campaigns"]} == {HOSTILE}
    assert {each[1] for each in document["creatives"]} == {" ".join(HOSTILE.split())}
    assert {each[3] for each in document["packed"]["groups"]["of"]} == {HOSTILE}


def test_each_chart_has_a_text_and_a_table(page: str) -> None:
    elements = Reader(page).elements
    charts = [each for _, each in elements if each.get("class") == "chart"]
    ids = {each.get("id") for _, each in elements}

    assert len(charts) == 8 + 2 + 3
    for chart in charts:
        assert (chart["role"], bool(chart["aria-label"])) == ("img", True)
        assert chart["id"].replace("chart-", "table-", 1) in ids


def test_each_choice_has_a_label(page: str) -> None:
    elements = Reader(page).elements
    choices = [each["id"] for tag, each in elements if tag in {"select", "input"}]

    assert choices == ["scope", "order", "since", "until"]
    assert [tag for tag, _ in elements].count("label") == len(choices)


def test_without_data_the_page_says_so_and_how_to_load_some(tmp_path: Path) -> None:
    with AdMaker(tmp_path / "empty.duckdb") as maker:
        maker.named(dict.fromkeys(maker.accounts, "An account"))

    page = written(tmp_path / "empty.duckdb")

    assert "There is no data yet" in page
    assert "<code>linkedin ads sync</code>" in page
    assert "The dataset has no table <code>ad_campaign_daily</code>" in page
    assert "<script" not in page


def test_without_demographics_the_page_names_the_tables_with_them(tmp_path: Path) -> None:
    with AdMaker(tmp_path / "daily.duckdb") as maker:
        maker.days_of(DAILY)

    page = written(tmp_path / "daily.duckdb")

    assert "The tables have no demographics." in page
    assert "groups-" not in page.partition("<script")[0]


def test_the_same_tables_make_the_same_file(page: str, tmp_path: Path) -> None:
    with AdMaker(tmp_path / "page.duckdb") as maker:
        maker.all()

    assert written(tmp_path / "page.duckdb") == page
    assert str(LAST.year) not in page.partition("<script")[0]
