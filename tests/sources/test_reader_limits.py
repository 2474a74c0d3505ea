"""Limits of a day: reading stops where they are reached, keeps what it has, and goes on later."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import UTC, datetime

import pytest
from syncs import DAY, FIRST, KNOWN, NOW, TIME_BOUND, Kept, sync

from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.sandbox import Limit, Match, Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.problems import grouped, resumes_at
from linkedin_api.sources.scope import Scope

SHARES = PAGES["share_statistics_time_bound"]
TWENTY = Scope(tuple(range(FIRST, FIRST + 20)))


@pytest.fixture
def sandbox():
    with Sandbox(organizations=20, days=400, now=NOW, kept_requests=5_000) as sandbox:
        yield sandbox


def half_way(sandbox) -> None:
    """Let ten calls through to the statistics of posts."""
    sandbox.quotas.limits = [Limit(10, resource=SHARES.resource)]


def calls(sandbox) -> int:
    return Counter(request.resource for request in sandbox.requests)[SHARES.resource]


def test_what_was_read_before_a_limit_is_kept_and_the_rest_is_one_problem(sandbox):
    half_way(sandbox)
    kept = sync(sandbox, [SHARES], TWENTY)
    assert len(kept.rows[SHARES.name]) == 10 * 363
    assert len(kept.cursors[SHARES.name]) == 10
    [problem] = grouped(kept.problems)
    read = kept.cursors[SHARES.name].keys()
    assert set(problem.organizations) == set(TWENTY.organizations) - read
    assert "10 more" not in str(problem)
    assert " and 5 more: 429 TOO_MANY_REQUESTS: " in str(problem)
    assert "DAY limit" in str(problem)


def test_a_problem_says_when_reading_may_go_on(sandbox):
    half_way(sandbox)
    kept = sync(sandbox, [SHARES], TWENTY)
    assert resumes_at(kept.problems) == datetime(2026, 11, 23, tzinfo=UTC)


def test_once_a_limit_is_reached_no_more_is_sent_to_that_resource(sandbox):
    half_way(sandbox)
    sync(sandbox, [SHARES], TWENTY, concurrency=1)
    assert calls(sandbox) == 11
    sandbox.reset()
    half_way(sandbox)
    sync(sandbox, [SHARES], TWENTY, concurrency=4)
    assert calls(sandbox) <= 10 + 2 * 4  # those that were on their way


def test_other_resources_are_read_on(sandbox):
    half_way(sandbox)
    kept = sync(sandbox, KNOWN, TWENTY)
    assert len(kept.rows["follower_statistics_time_bound"]) == 20 * 363
    assert {problem.table for problem in kept.problems} <= {"share_statistics", SHARES.name}


def test_the_next_day_what_was_left_is_read_and_nothing_is_missing(sandbox):
    undisturbed = sync(sandbox, [SHARES], TWENTY)
    half_way(sandbox)
    sandbox.quotas.reset()
    kept = sync(sandbox, [SHARES], TWENTY)
    sandbox.advance(days=1)
    sandbox.quotas.limits = []
    sync(sandbox, [SHARES], TWENTY, kept)
    sync(sandbox, [SHARES], TWENTY, undisturbed)
    # A day has left the available year, for those that were read the day after.
    assert kept.problems == []
    begin = min(row["timeRangeStart"] for row in undisturbed.rows[SHARES.name])
    assert _from(kept, begin + DAY) == _from(undisturbed, begin + DAY)


def test_those_that_were_left_are_the_first_the_next_day(sandbox):
    half_way(sandbox)
    kept = sync(sandbox, [PAGES["share_statistics"]], TWENTY)
    sandbox.advance(days=1)
    sync(sandbox, [PAGES["share_statistics"]], TWENTY, kept, concurrency=1)
    assert kept.cursors["share_statistics"].keys() == set(TWENTY.organizations)


def test_a_budget_of_ones_own_stops_reading_in_the_same_way(sandbox):
    budget = RateBudget({SHARES.resource: 10})
    kept = sync(sandbox, [SHARES, PAGES["total_follower_count"]], TWENTY, budget=budget)
    assert calls(sandbox) == 10
    assert len(kept.cursors[SHARES.name]) == 10
    assert len(kept.rows["total_follower_count"]) == 20
    [problem] = grouped(kept.problems)
    assert "the budget of 10 calls per day" in str(problem)
    assert resumes_at(kept.problems) == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_budget_counts_what_was_sent(sandbox):
    budget = RateBudget()
    sync(sandbox, [SHARES], TWENTY, budget=budget)
    assert budget.used(SHARES.resource) == calls(sandbox) == 20


def test_a_limit_per_minute_is_waited_for(sandbox):
    sandbox.faults.add(Match(resource=SHARES.resource), status=429, times=3)
    kept = sync(sandbox, [SHARES], TWENTY)
    assert (kept.problems, len(kept.cursors[SHARES.name])) == ([], 20)


def test_a_limit_that_names_no_window_ends_the_table_when_it_comes_again_and_again(sandbox):
    """Older resources report the daily limit like this: further calls would be refused too."""
    sandbox.quotas.limits = [Limit(10, resource=SHARES.resource, older=True)]
    kept = sync(sandbox, [SHARES], TWENTY, concurrency=1)
    assert calls(sandbox) == 10 + 5
    assert len(kept.cursors[SHARES.name]) == 10
    [problem] = grouped(kept.problems)
    assert len(problem.organizations) == 10
    assert problem.resumes_at == datetime(2026, 11, 23, tzinfo=UTC)


def test_learning_keeps_the_pages_before_a_limit(sandbox):
    sandbox.quotas.limits = [Limit(1, resource="learningAssets")]
    kept = sync(sandbox, LEARNING.values(), concurrency=1)
    assert len(kept.rows["learning_assets"]) == 100
    assert kept.rows["learning_classifications"]
    assert {problem.table for problem in kept.problems} == {"learning_assets"}
    assert resumes_at(kept.problems) == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_limit_on_listing_the_organizations_is_a_problem_of_each_table(sandbox):
    sandbox.quotas.limits = [Limit(0, resource="organizationAcls")]
    kept = sync(sandbox, TIME_BOUND, Scope())
    assert [(problem.organizations, str(problem)[:10]) for problem in grouped(kept.problems)] == [
        ((), table.name[:10]) for table in TIME_BOUND
    ]
    assert resumes_at(kept.problems) == datetime(2026, 11, 23, tzinfo=UTC)
    assert kept.count() == {table.name: 0 for table in TIME_BOUND}


def test_limits_are_no_warnings_one_by_one(sandbox, caplog):
    half_way(sandbox)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        sync(sandbox, [SHARES], TWENTY)
    assert len(caplog.records) <= 4


def _from(kept: Kept, begin: int) -> list[str]:
    return sorted(repr(row) for row in kept.rows[SHARES.name] if row["timeRangeStart"] >= begin)


def test_what_was_not_asked_for_after_a_limit_was_not_tried(sandbox, caplog):
    sandbox.faults.add(Match(resource=SHARES.resource), status=429, body={"status": 429})
    with caplog.at_level(logging.WARNING):
        kept = sync(sandbox, [SHARES], TWENTY, concurrency=1)
    assert len(kept.problems) == 20
    assert [problem.attempts for problem in kept.problems] == [5, *[1] * 19]
    assert caplog.text.count("gave up after 5 attempts") == 1
