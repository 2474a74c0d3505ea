"""The figures of the report of advertising are those of the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ad_report_tables import ACCOUNT, COLUMNS, AdMaker, cells, document_in, in_tables, summed
from report_tables import LAST, rows_of

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.report import Tables
from linkedin_api.sources.report.ads import AdFigures, html_of, read_figures
from linkedin_api.sources.report.ads.measures import (
    CREATIVES_DAILY,
    DAILY,
    DEMOGRAPHICS,
    FACETS,
    MEASURES,
    OF_MEMBERS,
    Facet,
    Measure,
)

WEEK = (LAST - timedelta(6), LAST)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "whole.duckdb"
    with AdMaker(file) as maker:
        maker.all()
    return file


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[AdMaker]:
    with AdMaker(tmp_path / "made.duckdb") as maker:
        yield maker


def read(file: Path, **options: Any) -> AdFigures:
    with Tables(file, "linkedin_ads") as tables:
        return read_figures(tables, **{"days": 7, **options})


def read_made(maker: AdMaker, **options: Any) -> AdFigures:
    maker.close()
    return read(maker.file, **options)


def page_of(file: Path, **options: Any) -> str:
    return html_of(read(file, **options), made="today", source=file.name)


def test_forty_numbers_of_it_are_those_of_the_tables(whole: Path) -> None:
    found = list(cells(document_in(page_of(whole))))

    chosen = random.Random(17).sample(found, 40)

    assert [cell.value for cell in chosen] == in_tables(whole, chosen)
    assert {cell.table for cell in chosen} == {DAILY, CREATIVES_DAILY}
    assert len(found) > 1000


@pytest.mark.parametrize("measure", [each for each in MEASURES if not each.is_money])
def test_a_total_is_the_sum_over_the_days_of_the_range(whole: Path, measure: Measure) -> None:
    figures = read(whole)

    assert (figures.since, figures.until) == WEEK
    assert figures.total(measure.key, *WEEK) == summed(whole, measure.column, *WEEK)


def test_what_is_spent_is_added_within_one_currency_alone(whole: Path) -> None:
    figures = read(whole)

    assert figures.spend(*WEEK) == {
        currency: float(summed(whole, COLUMNS["cost"], *WEEK, f"currency_code = '{currency}'"))
        for currency in ("EUR", "USD")
    }


def test_us_dollars_are_there_only_to_compare_several_currencies(
    whole: Path, tmp_path: Path
) -> None:
    with AdMaker(tmp_path / "one.duckdb", currencies="EUR EUR") as maker:
        maker.all()

    assert {key for each in read(whole).campaigns for key in each.numbers} == {*COLUMNS}
    assert not any("usd" in each.numbers for each in read(maker.file).campaigns)
    dollars = [each for each in read(whole).campaigns if each.currency == "USD"]
    assert not any("usd" in each.numbers for each in dollars)


@pytest.mark.parametrize("days", [1, 20, 400])
def test_the_range_may_have_any_length(whole: Path, days: int) -> None:
    figures = read(whole, days=days, until=date(2026, 2, 20))

    assert (figures.since, figures.until) == (
        date(2026, 2, 20) - timedelta(days - 1),
        date(2026, 2, 20),
    )


def test_it_opens_with_the_last_day_that_was_over_when_it_was_loaded(maker: AdMaker) -> None:
    maker.days_of(DAILY)
    maker.loaded(LAST - timedelta(9), LAST)

    figures = read_made(maker)

    assert figures.until == figures.whole == LAST - timedelta(1)
    assert figures.first + timedelta(figures.days - 1) == LAST


def test_members_are_shown_by_name_and_by_month(whole: Path) -> None:
    figures = read(whole)
    groups = [each for each in figures.groups if each.code == "urn:li:seniority:6"]
    (found,) = (each for each in groups if (each.campaign, each.pivot) == (1, "MEMBER_SENIORITY"))
    expected = rows_of(
        whole,
        f"SELECT impressions FROM linkedin_ads.{DEMOGRAPHICS} WHERE campaign_id = 1"
        " AND pivot_name = 'MEMBER_SENIORITY' AND value_urn = 'urn:li:seniority:6'"
        " ORDER BY period_start",
    )

    assert found.numbers["impressions"] == [number for (number,) in expected]
    assert figures.names == {"urn:li:seniority:6": "A director", "SIZE_1": "1 employee"}


def test_of_too_many_campaigns_the_least_shown_are_shown_together(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    totals = read(whole).total("impressions", *WEEK), read(whole).spend(*WEEK)
    monkeypatch.setattr("linkedin_api.sources.report.ads.figures.MOST_OF_CAMPAIGNS", 20)

    figures = read(whole)

    assert (figures.total("impressions", *WEEK), figures.spend(*WEEK)) == totals
    found = sorted((each.number is None, each.members) for each in figures.campaigns)
    assert found == [(False, 1), (True, 1), (True, 2)]
    assert figures.left_out[0].startswith("3 campaigns with the fewest impressions are shown")
    assert {group.campaign for group in figures.groups} == {None}


def test_of_too_many_creatives_the_least_shown_are_left_out(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkedin_api.sources.report.ads.figures.MOST_OF_CREATIVES", 40)
    ((best,),) = rows_of(
        whole,
        f"SELECT creative_id FROM linkedin_ads.{CREATIVES_DAILY} GROUP BY 1"
        " ORDER BY sum(impressions) DESC LIMIT 1",
    )

    figures = read(whole)

    assert best in {each.number for each in figures.creatives}
    assert len(figures.creatives) == 2
    assert figures.left_out == ["6 creatives with the fewest impressions are left out."]


def test_members_of_too_many_campaigns_are_shown_by_account(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linkedin_api.sources.report.ads.members.MOST_OF_GROUPS", 35)

    figures = read(whole)

    assert {group.campaign for group in figures.groups} == {None}
    assert (
        sum(group.numbers["clicks"][-1] for group in figures.groups)
        == rows_of(
            whole,
            f"SELECT sum(clicks) FROM linkedin_ads.{DEMOGRAPHICS} WHERE"
            " month(period_start AT TIME ZONE 'UTC') = 2",
        )[0][0]
    )
    assert figures.left_out == [
        "ad_campaign_demographics has 36 rows, so members are shown by account, not by campaign."
    ]


def test_metrics_that_were_not_loaded_are_unknown_and_said(maker: AdMaker) -> None:
    maker.days_of(DAILY, without=("conversions", "leads", "usd"))

    figures = read_made(maker)

    assert figures.total("conversions", *WEEK) is None
    assert figures.left_out == [
        (
            "ad_campaign_daily has no column cost_in_usd, external_website_conversions,"
            " one_click_leads, so what needs it is empty."
        )
    ]


def test_only_chosen_accounts_are_read(whole: Path) -> None:
    figures = read(whole, accounts=[ACCOUNT + 1])

    assert [each.number for each in figures.accounts] == [ACCOUNT + 1]
    for things in (figures.campaigns, figures.creatives, figures.groups):
        assert {each.account for each in things} == {ACCOUNT + 1}


def test_an_account_that_the_tables_lack_is_named_with_those_they_have(whole: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="no account 7; they have 512000001, 512000002"):
        read(whole, accounts=[7])


def test_tables_that_are_not_there_are_named(maker: AdMaker) -> None:
    maker.days_of(DAILY)

    figures = read_made(maker)

    assert {CREATIVES_DAILY, DEMOGRAPHICS, "ad_names", "ad_accounts"} <= {*figures.missing}
    assert DAILY not in figures.missing
    assert [each.name for each in figures.accounts] == [None, None]


def test_a_day_is_one_in_utc(maker: AdMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Pago_Pago")
    maker.days_of(DAILY)

    figures = read_made(maker)

    assert figures.first == LAST - timedelta(19)
    assert figures.until == LAST


@pytest.mark.parametrize("table", [DAILY, CREATIVES_DAILY])
@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.key)
def test_a_measure_is_a_column_of_the_catalogue(table: str, measure: Measure) -> None:
    columns = form_of(ADS[table]).schemas[table].names

    assert {measure.column, "day", "account_id", "currency_code"} <= {*columns}


@pytest.mark.parametrize("measure", OF_MEMBERS, ids=lambda each: each.key)
def test_a_measure_of_members_is_a_column_of_the_catalogue(measure: Measure) -> None:
    columns = form_of(ADS[DEMOGRAPHICS]).schemas[DEMOGRAPHICS].names

    assert {measure.column, "period_start", "pivot_name", "value_urn"} <= {*columns}


@pytest.mark.parametrize("facet", FACETS, ids=lambda each: each.key)
def test_a_facet_is_a_pivot_of_members(facet: Facet) -> None:
    assert PIVOTS[facet.pivot].is_of_members


def test_every_pivot_of_members_is_shown() -> None:
    of_members = {name for name, pivot in PIVOTS.items() if pivot.is_of_members}

    assert {facet.pivot for facet in FACETS} == of_members
