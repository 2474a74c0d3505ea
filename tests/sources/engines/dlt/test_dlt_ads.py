"""Reports on advertising in a database: first days, restated days, and what is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb
import pytest
from ad_rows import DAY, figured, milliseconds, told
from dlt_databases import Database, duckdb_database
from noon import NOON

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.ads import ADS, Report
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.reading.access import Access

TABLES = ("ad_accounts", "ad_campaigns", "ad_campaign_daily", "ad_creative_daily")
DAYS = 60
FIRST = NOON.date() - timedelta(DAYS)
LOOKBACK = 7
#: A row of a campaign that LinkedIn does not have, on the last day.
GHOST = """
    INSERT INTO ad_campaign_daily BY NAME
    SELECT account_id, 999 AS campaign_id, day, 5 AS clicks
    FROM ad_campaign_daily ORDER BY day DESC LIMIT 1
"""


def plan(sandbox: Sandbox, tables: Any = TABLES, **options: Any) -> Plan:
    access = Access(sandbox.access_token(), base_url=sandbox.url)
    chosen = {"start_date": FIRST, "lookback_days": LOOKBACK, "now": sandbox.clock.now, **options}
    return Plan.ads(access, tables=tables, **chosen)


def rows(database: Database, name: str) -> list[dict[str, Any]]:
    """The rows of a table with LinkedIn's names, and times in milliseconds."""
    names = {
        column.name: column.path[0]
        for column in _form(name).columns
        if len(column.path) == 1 and column.kind != "list"
    }
    with duckdb.connect(str(database.target.file), read_only=True) as opened:
        opened.sql("SET TimeZone = 'UTC'")
        asked = opened.sql(f"SELECT * FROM {database.target.dataset_name}.{name}")
        columns, found = asked.columns, asked.fetchall()
    return [
        {
            names[column]: int(value.timestamp() * 1000) if hasattr(value, "timestamp") else value
            for column, value in zip(columns, row, strict=True)
            if column in names
        }
        for row in found
    ]


def _form(name: str) -> Any:
    from linkedin_api.sources.columnar import form_of

    return form_of(ADS[name], lists="json").tables[name]


class Days(NamedTuple):
    """Two days of the same sandbox: rows and figures after each."""

    rows: list[dict[str, list[dict[str, Any]]]]
    figures: list[dict[str, Any]]
    asked: list[date]
    today: date


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    """Load, insert a row that LinkedIn does not have, and load a day later."""
    database = duckdb_database(tmp_path_factory.mktemp("ads"))
    with Sandbox(now=NOON, campaigns=5, ad_days=DAYS, kept_requests=10_000) as sandbox:
        found = Days([], [], [], NOON.date() + timedelta(1))
        for _ in range(2):
            before = len(sandbox.requests)
            assert sync(plan(sandbox), database.target).is_complete
            found.rows.append({name: rows(database, name) for name in TABLES})
            found.figures.append({name: figured(sandbox, ADS[name], FIRST) for name in TABLES[2:]})
            if not found.asked:
                found.asked.append(FIRST)
                database.change(GHOST)
                sandbox.advance(days=1)
            else:
                found.asked[:] = [
                    _first_day(each.params["dateRange"])
                    for each in list(sandbox.requests)[before:]
                    if each.resource == "adAnalytics"
                ]
        yield found


def _first_day(record: Any) -> date:
    start = record["start"]
    return date(*(int(start[name]) for name in ("year", "month", "day")))


@pytest.mark.parametrize("name", TABLES[2:])
@pytest.mark.parametrize("load", [0, 1])
def test_after_each_load_the_table_is_what_the_figures_say_on_that_day(name, load, days):
    expected = days.figures[load][name]
    got = told(ADS[name], days.rows[load][name])  # and no key comes twice
    if load == 0:
        assert got == expected
        return
    begin = milliseconds(days.today - timedelta(LOOKBACK + 1))
    recent = {key: value for key, value in got.items() if key[-1] >= begin}
    assert recent == {key: value for key, value in expected.items() if key[-1] >= begin}
    older = {key: value for key, value in got.items() if key[-1] < begin}
    assert older == {key: value for key, value in days.figures[0][name].items() if key[-1] < begin}


@pytest.mark.parametrize("name", TABLES[2:])
def test_numbers_are_restated(name, days):
    """Otherwise the tests above would show nothing."""
    begin = milliseconds(days.today - timedelta(LOOKBACK))
    before = {k: v for k, v in days.figures[0][name].items() if begin <= k[-1] < begin + 3 * DAY}
    assert before
    assert before != {k: v for k, v in days.figures[1][name].items() if k in before}


def test_nothing_before_the_days_to_read_again_is_requested(days):
    # The cursor is the start of the day of the first load, which was not over.
    assert min(days.asked) == days.today - timedelta(LOOKBACK + 1)


def test_a_row_that_linkedin_no_longer_has_vanishes(days):
    campaigns = [{row["campaignId"] for row in each["ad_campaign_daily"]} for each in days.rows]
    assert 999 not in campaigns[0] | campaigns[1]


def test_a_report_knows_the_currency_of_its_account(days):
    currencies = {row["accountId"]: row["currency"] for row in days.rows[0]["ad_accounts"]}
    found = {(row["accountId"], row["currencyCode"]) for row in days.rows[0]["ad_creative_daily"]}
    assert found <= set(currencies.items())
    assert len(found) == 2


def test_personal_data_is_read_only_if_it_is_named():
    usual = [table.name for table in Plan.ads("a-token").tables]
    assert set(ADS) - set(usual) == {"ad_lead_form_responses"}
    named = Plan.ads("a-token", tables=["ad_lead_form_responses"])
    assert [table.name for table in named.tables] == ["ad_lead_form_responses"]


def test_reports_are_not_appended():
    with pytest.raises(InvalidArgumentError, match="write_disposition must be 'merge'"):
        Plan.ads("a-token", write_disposition="append", lookback_days=0)


def test_another_report_under_the_same_name_is_refused(tmp_path):
    database = duckdb_database(tmp_path)
    with Sandbox(now=NOON, ad_accounts=1, campaigns=2, ad_days=10) as sandbox:
        for pivots in (("CREATIVE",), ("CREATIVE", "IMPRESSION_DEVICE_TYPE")):
            reports = [Report("mine", pivots)]
            wanted = plan(sandbox, ["mine"], custom_reports=reports)
            if len(pivots) == 1:
                assert sync(wanted, database.target).is_complete
            else:
                with pytest.raises(InvalidArgumentError, match="pivots is CREATIVE IMPRESSION"):
                    sync(wanted, database.target)


def test_an_account_without_access_is_a_problem_and_the_others_are_loaded(tmp_path):
    database = duckdb_database(tmp_path)
    with Sandbox(now=NOON, ad_accounts=1, campaigns=2, ad_days=10) as sandbox:
        wanted = plan(sandbox, ["ad_campaign_daily"], accounts=[512000001, 777])
        report = sync(wanted, database.target)
    (problem,) = report.problems
    assert problem.organizations == (777,)
    assert "no access to the advertising account 777" in str(problem)
    assert report.tables[0].rows > 0
