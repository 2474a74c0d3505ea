"""Reports on advertising are what the sandbox's figures say, to the unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from ad_rows import figured, figured_of_members, metrics_of, told, told_of_members
from noon import NOON
from syncs import Kept, sync

from linkedin_api.sandbox import AdChoices, Sandbox
from linkedin_api.sandbox.catalog import analytics
from linkedin_api.sources.catalogue.ads import ADS, METRICS, Report, ads_tables
from linkedin_api.sources.queries import ad_plan, ad_reading
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

DAYS = 70
DAILY = ("ad_campaign_daily", "ad_creative_daily", "ad_campaign_device_daily")
FIRST = NOON.date() - timedelta(DAYS)
SCOPE = Scope(span=Span(FIRST, lookback_days=30))
#: All answers are cut here.
FEW = 18


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, campaigns=6, creatives=3, ad_days=DAYS, kept_requests=20_000) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def kept(sandbox) -> Kept:
    return sync(sandbox, [ADS[name] for name in DAILY], SCOPE)


@pytest.mark.parametrize("name", DAILY)
def test_each_day_is_what_the_figures_say(name, kept, sandbox):
    rows = told(ADS[name], kept.rows[name])
    assert len(rows) > 100
    assert rows == figured(sandbox, ADS[name], FIRST)
    assert kept.problems == []


@pytest.mark.parametrize("choices", [AdChoices(zeros=True), AdChoices(texts=True)])
def test_numbers_are_the_same_however_linkedin_writes_them(choices):
    with Sandbox(now=NOON, ad_accounts=1, campaigns=3, ad_days=20, ads=choices) as sandbox:
        table = ADS["ad_campaign_daily"]
        rows = sync(sandbox, [table], SCOPE).rows[table.name]
        assert told(table, rows) == figured(sandbox, table, FIRST)


def test_all_metrics_come_together_from_several_calls(sandbox):
    table = ads_tables(metrics=tuple(METRICS))["ad_campaign_daily"]
    begin = NOON.date() - timedelta(5)
    kept = sync(sandbox, [table], Scope(span=Span(begin)))
    assert told(table, kept.rows[table.name]) == figured(sandbox, table, begin)
    assert (
        kept.tallies[table.name].calls <= 2 * 7 + 1 + 7
    )  # two accounts, a listing, a test account


@pytest.mark.parametrize(
    "report",
    [
        Report("by_objective", ("OBJECTIVE_TYPE",)),
        Report("by_placement", ("ACCOUNT", "PLACEMENT_NAME"), "MONTH"),
        Report(
            "by_conversion", ("CREATIVE", "CONVERSION"), metrics=("externalWebsiteConversions",)
        ),
        Report("by_year", ("CAMPAIGN",), "YEAR"),
        Report("by_group", ("CAMPAIGN_GROUP", "SERVING_LOCATION", "COMPANY")),
    ],
    ids=lambda report: report.name,
)
def test_reports_of_ones_own_are_what_the_figures_say(report, sandbox):
    table = report.table()
    first = {"MONTH": FIRST.replace(day=1), "YEAR": FIRST.replace(month=1, day=1)}.get(
        report.granularity, FIRST
    )
    kept = sync(sandbox, [table], Scope(span=Span(first)))
    rows = told(table, kept.rows[table.name])
    assert rows
    assert rows == figured(sandbox, table, first)


@pytest.fixture
def cut(monkeypatch) -> None:
    """Let answers have so few elements that one day of an account is too much."""
    monkeypatch.setattr(analytics, "MOST_ELEMENTS", FEW)
    monkeypatch.setattr(ad_plan, "MOST_ELEMENTS", FEW)
    monkeypatch.setattr(ad_reading, "MOST_ELEMENTS", FEW)
    monkeypatch.setattr(ad_plan, "_WANTED", FEW - 4)


@pytest.mark.usefixtures("cut")
@pytest.mark.parametrize("creatives", [2, 12])
def test_cut_answers_lose_nothing(creatives):
    """With two creatives a day fits into an answer, with twelve only a campaign."""
    table, begin = ADS["ad_creative_daily"], NOON.date() - timedelta(12)
    with Sandbox(now=NOON, campaigns=8, creatives=creatives, ad_days=30) as sandbox:
        kept = sync(sandbox, [table], Scope(span=Span(begin)))
        rows = told(table, kept.rows[table.name])
        assert rows == figured(sandbox, table, begin)
        assert len(rows) > 5 * FEW
        assert kept.problems == []


@pytest.mark.usefixtures("cut")
def test_a_day_of_a_campaign_that_is_too_much_is_a_problem_with_its_name():
    table, begin = ADS["ad_creative_daily"], NOON.date() - timedelta(2)
    with Sandbox(now=NOON, ad_accounts=1, campaigns=2, creatives=20, ad_days=30) as sandbox:
        kept = sync(sandbox, [table], Scope(span=Span(begin)))
        texts = [str(problem) for problem in kept.problems]
        shown = figured(sandbox, table, begin)
    assert kept.rows[table.name] == []
    assert shown
    assert texts
    assert all("campaign 610000001" in text or "campaign 610000002" in text for text in texts)
    assert all(f"at most {FEW} rows" in text for text in texts)
    days = {window for problem in kept.problems for window in problem.windows}
    assert {day for (_, _, day) in shown} <= {window.start for window in days}


def test_demographics_have_the_campaign_in_their_key_and_are_what_the_figures_say():
    table = ADS["ad_campaign_demographics"]
    first = FIRST.replace(day=1)
    with Sandbox(now=NOON, campaigns=3, ad_days=DAYS) as sandbox:
        kept = sync(sandbox, [table], Scope(accounts=(512000001, 512000002), span=Span(first)))
        rows = told_of_members(kept.rows[table.name], metrics_of(table))
        assert rows == figured_of_members(sandbox, table, first, (512000001, 512000002))
        assert len({(account, campaign) for account, campaign, *_ in rows}) > 2
        totals = sandbox.figures.ads.totals(first, metrics=["impressions"])
    by_pivot: dict[str, int] = {}
    for (_, _, pivot, _, _), metrics in rows.items():
        by_pivot[pivot] = by_pivot.get(pivot, 0) + int(metrics.get("impressions", 0))
    assert max(by_pivot.values()) <= totals["impressions"]


def test_demographics_by_day_are_what_the_figures_say():
    tables = ads_tables(demographics=["MEMBER_SENIORITY"], demographics_granularity="DAY")
    table, first = tables["ad_campaign_demographics"], NOON.date() - timedelta(9)
    with Sandbox(now=NOON, ad_accounts=1, campaigns=2, ad_days=DAYS) as sandbox:
        kept = sync(sandbox, [table], Scope(span=Span(first)))
        rows = told_of_members(kept.rows[table.name], metrics_of(table))
        assert rows
        assert rows == figured_of_members(sandbox, table, first, (512000001,))


@pytest.mark.usefixtures("cut")
def test_cut_demographics_are_read_in_parts_and_what_is_too_much_is_a_problem():
    """A month has ten seniorities and more companies than fit."""
    pivots = ["MEMBER_SENIORITY", "MEMBER_COMPANY"]
    table = ads_tables(demographics=pivots)["ad_campaign_demographics"]
    first = FIRST.replace(day=1)
    with Sandbox(now=NOON, ad_accounts=1, campaigns=2, ad_days=DAYS) as sandbox:
        kept = sync(sandbox, [table], Scope(span=Span(first)))
        rows = told_of_members(kept.rows[table.name], metrics_of(table))
        expected = figured_of_members(sandbox, table, first, (512000001,))
    seniorities = {key: value for key, value in expected.items() if key[2] == pivots[0]}
    assert seniorities.items() <= rows.items()
    texts = {str(problem) for problem in kept.problems}
    assert texts
    assert all("by MEMBER_COMPANY" in text and "campaign 61000000" in text for text in texts)
    assert all(problem.windows for problem in kept.problems)
