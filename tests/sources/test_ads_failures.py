"""What goes wrong while reports on advertising are read, and what is kept all the same."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from ad_rows import figured, told
from noon import NOON
from storms import FAULTS, Storm
from syncs import Kept, sync

from linkedin_api.sandbox import Limit, Match, Sandbox
from linkedin_api.sources.catalogue.ads import ADS, ads_tables
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries import ad_session
from linkedin_api.sources.queries.ad_calls import Answer, Question
from linkedin_api.sources.queries.ad_pacing import REFUSED_SECONDS, Pacer
from linkedin_api.sources.reading.problems import grouped, resumes_at
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

DAYS = 90
FIRST = NOON.date() - timedelta(DAYS)
CAMPAIGNS, CREATIVES = ADS["ad_campaign_daily"], ADS["ad_creative_daily"]
SCOPE = Scope(span=Span(FIRST, lookback_days=30))
REFUSED = {
    "status": 429,
    "message": "The data request limit has been exceeded. (45 million metric values in 5 minutes)",
}


@pytest.fixture
def sandbox():
    with Sandbox(now=NOON, campaigns=5, creatives=2, ad_days=DAYS, kept_requests=10_000) as sandbox:
        yield sandbox


@pytest.fixture
def waits(monkeypatch) -> list[float]:
    """Seconds that reading would have waited; nothing does."""
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(ad_session, "Pacer", partial(Pacer, sleep=sleep))
    return found


@pytest.mark.parametrize("name", ["ad_campaigns", "ad_campaign_daily"])
def test_accounts_of_which_none_can_be_used_are_problems(sandbox, name):
    report = sync(sandbox, [ADS[name]], scope=Scope(accounts=(777,)))

    assert [(each.organizations, type(each.error).__name__) for each in report.problems] == [
        ((777,), "NotAdministratorError")
    ]


def days_asked(sandbox: Sandbox) -> list[tuple[date, date]]:
    asked = [each.params["dateRange"] for each in sandbox.requests if "dateRange" in each.params]
    return [(day_of(each["start"]), day_of(each["end"])) for each in asked]


def day_of(record) -> date:
    return date(*(int(record[name]) for name in ("year", "month", "day")))


@pytest.mark.parametrize("seed", [1, 2])
def test_reports_are_exact_though_one_answer_of_ten_goes_wrong(sandbox, seed):
    storm = Storm(sandbox, seed)
    tables = [ADS[name] for name in ("ad_campaigns", "ad_campaign_daily", "ad_creative_daily")]
    tables += [ADS["ad_campaign_demographics"]]
    kept = sync(sandbox, tables, SCOPE)
    assert kept.problems == []
    assert len(storm.struck) == len(FAULTS)
    for table in (CAMPAIGNS, CREATIVES):
        assert told(table, kept.rows[table.name]) == figured(sandbox, table, FIRST)


def test_too_many_metric_values_are_waited_for_and_then_less_is_requested(sandbox, waits):
    sandbox.faults.add(Match(resource="adAnalytics"), status=429, body=REFUSED, times=2)
    kept = sync(sandbox, [CAMPAIGNS], SCOPE, concurrency=1)
    assert waits == [REFUSED_SECONDS] * 2
    lengths = [(last - first).days + 1 for first, last in days_asked(sandbox)]
    assert lengths[:3] == [31, 15, 7]
    assert told(CAMPAIGNS, kept.rows[CAMPAIGNS.name]) == figured(sandbox, CAMPAIGNS, FIRST)
    assert kept.problems == []


def test_demographics_wait_for_the_limit_of_metric_values_too(sandbox, waits):
    tables = ads_tables(demographics=["MEMBER_SENIORITY"])
    table = tables["ad_campaign_demographics"]
    whole = sync(sandbox, [table], SCOPE).rows[table.name]
    sandbox.faults.add(Match(resource="adAnalytics"), status=429, body=REFUSED, times=3)
    kept = sync(sandbox, [table], SCOPE, concurrency=1)
    assert waits == [REFUSED_SECONDS] * 3
    assert sorted(map(repr, kept.rows[table.name])) == sorted(map(repr, whole))
    assert kept.problems == []


@pytest.mark.parametrize("name", ["ad_campaign_daily", "ad_campaign_demographics"])
def test_a_limit_of_metric_values_that_never_ends_is_a_problem(sandbox, waits, name):
    shown = []

    def strikes(request) -> bool:
        """All but the first call, which says what campaigns were shown."""
        shown.append(request)
        return name == "ad_campaign_daily" or "campaigns" in request.params

    def of_reports(request) -> bool:
        return request.resource == "adAnalytics" and strikes(request)

    sandbox.faults.add(of_reports, status=429, body=REFUSED)
    one = Scope(accounts=(512000001,), span=SCOPE.span)
    kept = sync(sandbox, [ADS[name]], one, concurrency=1)
    (problem,) = grouped(kept.problems)
    assert "data request limit" in str(problem)
    assert 0 < len(waits) < 200
    assert shown


def test_a_first_day_that_linkedin_no_longer_keeps_is_skipped_and_said(sandbox, caplog):
    """By a clock that is behind, the first day would still be kept."""
    behind = sandbox.clock.now() - 40 * 86_400
    table = ADS["ad_campaign_demographics"]
    early = Scope(span=Span(date(2010, 1, 1)))
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        kept = sync(sandbox, [CAMPAIGNS], early, now=lambda: behind)
        members = sync(sandbox, [table], early, now=lambda: behind)
    assert kept.problems == members.problems == []
    assert "LinkedIn no longer keeps figures of account 512000001 from " in caplog.text
    until = datetime.fromtimestamp(behind, UTC).date()
    expected = figured(sandbox, CAMPAIGNS, FIRST)
    got = told(CAMPAIGNS, kept.rows[CAMPAIGNS.name])
    assert got == {k: v for k, v in expected.items() if k[-1] / 86_400_000 <= _number(until)}
    assert members.rows[table.name]


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def test_a_limit_of_the_day_half_way_keeps_what_was_read_and_the_rest_comes_later(sandbox):
    sandbox.quotas.limits = [Limit(3, resource="adAnalytics")]
    kept = sync(sandbox, [CAMPAIGNS, CREATIVES], SCOPE, concurrency=1)
    assert resumes_at(kept.problems) == datetime(NOON.year, NOON.month, NOON.day, tzinfo=UTC) + (
        timedelta(days=1)
    )
    some = sum(len(rows) for rows in kept.rows.values())
    sandbox.quotas.limits = []
    owed = Kept(kept.rows, kept.cursors, kept.covered, kept.owed)
    for problem in kept.problems:
        for account in problem.organizations:
            owed.owed[problem.table][account] = problem.windows
    merged = sync(sandbox, [CAMPAIGNS, CREATIVES], SCOPE, owed)
    assert merged.problems == []
    assert some < sum(len(rows) for rows in merged.rows.values())
    for table in (CAMPAIGNS, CREATIVES):
        rows = {tuple(r[k] for k in table.primary_key): r for r in merged.rows[table.name]}
        assert told(table, rows.values()) == figured(sandbox, table, FIRST)


def test_what_lost_access_keeps_its_rows_and_is_a_problem(sandbox):
    before = Past({999: 1}, {}, {}, frozenset({999}))
    kept = Kept(cursors={CAMPAIGNS.name: dict(before.cursors)})
    kept = sync(sandbox, [CAMPAIGNS], SCOPE, kept)
    (problem,) = kept.problems
    assert problem.organizations == (999,)
    assert kept.cursors[CAMPAIGNS.name][999] == 1


def test_an_element_without_its_pivot_values_is_a_problem_and_the_day_is_not_asked_forever(sandbox):
    record = {"year": NOON.year, "month": NOON.month, "day": NOON.day}
    element = {"dateRange": {"start": record, "end": record}, "pivotValues": [], "clicks": 3}
    sandbox.faults.add(Match(resource="adAnalytics"), body={"elements": [element]}, times=1)
    kept = sync(sandbox, [CAMPAIGNS], Scope(accounts=(512000001,), span=SCOPE.span), concurrency=1)
    (problem,) = kept.problems
    assert "an element has [] as pivotValues, not 1" in str(problem)
    assert problem.windows == ()


def test_a_day_that_linkedin_forgets_while_it_is_read_by_campaigns_is_no_fault(
    sandbox, monkeypatch
):
    async def ask(_question, _session, facet, _window) -> Answer:
        return Answer(is_too_early=True) if "campaigns" in facet else Answer(is_cut=True)

    monkeypatch.setattr(Question, "ask", ask)
    account = sandbox.figures.ads.accounts[0].number
    kept = sync(sandbox, [CAMPAIGNS], Scope(accounts=(account,), span=Span(NOON.date())))
    assert kept.problems == []
    assert kept.rows[CAMPAIGNS.name] == []


def refuse_campaigns(sandbox, *campaigns: int) -> None:
    def strikes(request) -> bool:
        asked = str(request.params.get("campaigns"))
        return any(f"sponsoredCampaign:{each}" in asked for each in campaigns)

    sandbox.faults.add(strikes, status=404, body={"status": 404, "message": "gone"})


def test_a_campaign_that_is_refused_is_a_problem_and_the_others_are_read_once(sandbox):
    table = ads_tables(demographics=["MEMBER_SENIORITY", "MEMBER_INDUSTRY"])[
        "ad_campaign_demographics"
    ]
    whole = sync(sandbox, [table], SCOPE).rows[table.name]
    one, *others = sorted({row["campaignId"] for row in whole})
    refuse_campaigns(sandbox, one)
    kept = sync(sandbox, [table], SCOPE)
    assert {row["campaignId"] for row in kept.rows[table.name]} == set(others)
    assert len(kept.rows[table.name]) == len([row for row in whole if row["campaignId"] != one])
    assert [str(problem.error).partition(" (")[0] for problem in kept.problems] == [
        f"adAnalytics of campaign {one}: 404 gone"
    ]
    assert kept.problems[0].error.request.startswith("GET http")
    (account,) = kept.problems[0].organizations
    assert account in kept.cursors[table.name]


def test_campaigns_that_are_all_refused_are_a_problem_of_their_account_at_little_cost(sandbox):
    table = ads_tables(demographics=["MEMBER_SENIORITY"])["ad_campaign_demographics"]
    account = sandbox.figures.ads.accounts[0].number
    scope = Scope(accounts=(account,), span=SCOPE.span)
    campaigns = {row["campaignId"] for row in sync(sandbox, [table], scope).rows[table.name]}
    assert len(campaigns) > 4
    sandbox.reset()
    refuse_campaigns(sandbox, *campaigns)
    kept = sync(sandbox, [table], scope)
    assert [problem.organizations for problem in kept.problems] == [(account,)]
    assert account not in kept.cursors[table.name]
    assert sum("campaigns" in request.params for request in sandbox.requests) == 4
