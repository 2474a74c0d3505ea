"""The report of advertising is one file, which holds what it shows and asks nobody for more."""

from __future__ import annotations

from pathlib import Path

from ad_report_tables import AdMaker, page_of

from linkedin_api.sources.report.ads.measures import DAILY


def test_without_data_the_page_says_so_and_how_to_load_some(tmp_path: Path) -> None:
    with AdMaker(tmp_path / "empty.duckdb") as maker:
        maker.named(dict.fromkeys(maker.accounts, "An account"))

    page = page_of(tmp_path / "empty.duckdb")

    assert "There is no data yet" in page
    assert "<code>linkedin ads sync</code>" in page
    assert "The dataset has no table <code>ad_campaign_daily</code>" in page
    assert "<script" not in page


def test_without_demographics_the_page_names_the_tables_with_them(tmp_path: Path) -> None:
    with AdMaker(tmp_path / "daily.duckdb") as maker:
        maker.days_of(DAILY)

    page = page_of(tmp_path / "daily.duckdb")

    assert "The tables have no demographics." in page
    assert "groups-" not in page.partition("<script")[0]
