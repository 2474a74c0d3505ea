"""The report is one file, which holds what it shows and asks nobody for more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from report_elements import HOSTILE, Reader, policy_of, what_it_loads
from report_tables import DATASET, FIRST_PAGE, Maker

from linkedin_api.sources.report import Tables, html_of, read_figures


def written(file: Path, *, source: str = "a file") -> str:
    with Tables(file, DATASET) as tables:
        return html_of(read_figures(tables, days=7), made="today", source=source)


def figures_in(page: str) -> Any:
    return json.loads(re.search(r'id="figures">(.*?)</script>', page, re.DOTALL)[1])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "page.duckdb"
    with Maker(file) as maker:
        maker.all()
    return written(file)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    with Maker(file, pages=1) as maker:
        maker.names({FIRST_PAGE: HOSTILE})
        maker.groups((HOSTILE,))
        maker.posts({FIRST_PAGE: [HOSTILE]})
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
    (found,) = figures_in(hostile)["pages"]

    assert found["name"] == HOSTILE
    assert found["posts"][0][2] == " ".join(HOSTILE.split())
    assert HOSTILE.partition("\u2028")[0] in "".join(Reader(hostile).texts)


def test_each_chart_has_a_text_and_a_table(page: str) -> None:
    elements = Reader(page).elements
    charts = [each for _, each in elements if each.get("class") == "chart"]
    ids = {each.get("id") for _, each in elements}

    assert len(charts) > 10
    for chart in charts:
        assert (chart["role"], bool(chart["aria-label"])) == ("img", True)
        assert chart["id"].replace("chart-", "table-", 1) in ids


def test_without_data_the_page_says_so_and_how_to_load_some(tmp_path: Path) -> None:
    with Maker(tmp_path / "empty.duckdb"):
        pass

    page = written(tmp_path / "empty.duckdb")

    assert "There is no data yet" in page
    assert "<code>linkedin pages sync</code>" in page
    assert "<script" not in page


def test_a_page_without_a_name_goes_by_its_number(tmp_path: Path) -> None:
    with Maker(tmp_path / "nameless.duckdb", pages=1) as maker:
        maker.daily("page_statistics_time_bound")

    (found,) = figures_in(written(tmp_path / "nameless.duckdb"))["pages"]

    assert (found["number"], found["name"]) == (str(FIRST_PAGE), None)


def test_mentions_and_hashtags_are_written_out(tmp_path: Path) -> None:
    with Maker(tmp_path / "markup.duckdb", pages=1) as maker:
        maker.names({FIRST_PAGE: "One"})
        maker.posts({FIRST_PAGE: [r"\(new\) @[Acme](urn:li:organization:1) {hashtag|\#|steam}"]})

    (found,) = figures_in(written(tmp_path / "markup.duckdb"))["pages"]

    assert found["posts"][0][2] == "(new) Acme #steam"


def test_of_too_many_posts_the_ones_with_most_impressions_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkedin_api.sources.report.pages.figures.MOST_POSTS", 12)
    with Maker(tmp_path / "posts.duckdb", pages=1) as maker:
        maker.names({FIRST_PAGE: "One"})
        maker.posts({FIRST_PAGE: ["Two engines"] * 30})
    with Tables(tmp_path / "posts.duckdb", DATASET) as tables:
        seen = tables.rows("post_statistics", ["total_share_statistics__impression_count"])
        figures = read_figures(tables, days=7)

    kept = sorted(post.counts[0] or 0 for post in figures.pages[0].posts)
    assert kept == sorted(number for (number,) in seen)[-12:]
    assert figures.left_out[-1].startswith("18 posts are left out: each page has at most the 12")
