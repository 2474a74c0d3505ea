"""The report is one file, which holds what it shows and asks nobody for more."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_tables import DATASET, FIRST_PAGE, Maker, figures_in, page_of

from linkedin_api.sources.report import Tables, read_figures


def test_without_data_the_page_says_so_and_how_to_load_some(tmp_path: Path) -> None:
    with Maker(tmp_path / "empty.duckdb"):
        pass

    page = page_of(tmp_path / "empty.duckdb")

    assert "There is no data yet" in page
    assert "<code>linkedin pages sync</code>" in page
    assert "<script" not in page


def test_a_page_without_a_name_goes_by_its_number(tmp_path: Path) -> None:
    with Maker(tmp_path / "nameless.duckdb", pages=1) as maker:
        maker.daily("page_statistics_time_bound")

    (found,) = figures_in(page_of(tmp_path / "nameless.duckdb"))["pages"]

    assert (found["number"], found["name"]) == (str(FIRST_PAGE), None)


def test_mentions_and_hashtags_are_written_out(tmp_path: Path) -> None:
    with Maker(tmp_path / "markup.duckdb", pages=1) as maker:
        maker.names({FIRST_PAGE: "One"})
        maker.posts({FIRST_PAGE: [r"\(new\) @[Acme](urn:li:organization:1) {hashtag|\#|steam}"]})

    (found,) = figures_in(page_of(tmp_path / "markup.duckdb"))["pages"]

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
