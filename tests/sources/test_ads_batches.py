"""Several accounts in one call: fewer calls, the same rows, and nobody pays for another's fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from ad_rows import figured, told
from noon import NOON
from syncs import Kept, sync

from linkedin_api.errors import ForbiddenError
from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sources.catalogue.ads import ADS, Report, ads_tables
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span, Window, joined

ACCOUNTS, DAYS = 20, 40
FIRST = NOON.date() - timedelta(DAYS)
SCOPE = Scope(span=Span(FIRST))
TABLE = ADS["ad_campaign_daily"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(
        now=NOON, ad_accounts=ACCOUNTS, campaigns=2, creatives=1, ad_days=DAYS, kept_requests=500
    ) as sandbox:
        yield sandbox


def numbers(sandbox: Sandbox) -> list[int]:
    return [account.number for account in sandbox.figures.ads.accounts]


def calls(sandbox: Sandbox) -> int:
    return sum(each.resource == "adAnalytics" for each in sandbox.requests)


def refuse(sandbox: Sandbox, *accounts: int, status: int = 403) -> None:
    """Refuse each call about one of these accounts."""

    def strikes(request) -> bool:
        text = str(request.params.get("accounts"))
        return request.resource == "adAnalytics" and any(str(each) in text for each in accounts)

    sandbox.faults.add(strikes, status=status, body={"status": status, "message": "not for you"})


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        ADS["ad_campaign_device_daily"],
        Report("by_account", ("ACCOUNT", "OBJECTIVE_TYPE")).table(),
        Report("by_country", ("COMPANY",), "MONTH").table(),
    ],
    ids=lambda table: table.name,
)
def test_a_month_of_twenty_accounts_takes_few_calls_and_each_row_names_its_account(table, sandbox):
    first = FIRST if table.cursor == "day" else FIRST.replace(day=1)
    kept = sync(sandbox, [table], Scope(span=Span(first)))
    assert told(table, kept.rows[table.name]) == figured(sandbox, table, first)
    currencies = {account.number: account.currency for account in sandbox.figures.ads.accounts}
    found = {row["accountId"]: row["currencyCode"] for row in kept.rows[table.name]}
    assert found.items() <= currencies.items()
    assert len(found) >= ACCOUNTS - 1  # one of them is a test account without figures
    assert kept.problems == []
    assert calls(sandbox) <= 2  # 31 days, and the rest, unless they are whole months
    assert set(kept.cursors[table.name]) == set(numbers(sandbox))


@pytest.mark.parametrize(
    "table",
    [
        Report("three", ("CAMPAIGN", "CREATIVE", "PLACEMENT_NAME"), metrics=("clicks",)).table(),
        ads_tables(metrics=["clicks", "approximateMemberReach"])["ad_campaign_daily"],
    ],
    ids=["three_pivots", "reach"],
)
def test_accounts_are_read_one_by_one_where_a_pair_with_the_account_may_not_exist(table, sandbox):
    few = tuple(numbers(sandbox)[:3])
    sync(sandbox, [table], Scope(accounts=few, span=Span(NOON.date())))
    assert calls(sandbox) == len(few)
    assert all(len(each.params.get("accounts", [1])) == 1 for each in sandbox.requests)


@pytest.mark.parametrize(("place", "status"), [(0, 403), (13, 404), (19, 400), (7, 500)])
def test_a_refused_account_is_a_problem_with_its_name_and_the_others_are_read(
    place, status, sandbox
):
    """Halving finds it with five refused calls; four groups of others are read."""
    bad = numbers(sandbox)[place]
    refuse(sandbox, bad, status=status)
    kept = sync(sandbox, [TABLE], SCOPE)
    (problem,) = kept.problems
    assert problem.organizations == (bad,)
    assert "not for you" in str(problem)
    expected = figured(sandbox, TABLE, FIRST)
    rows = told(TABLE, kept.rows[TABLE.name])
    assert rows == {key: value for key, value in expected.items() if key[0] != bad}
    assert len(rows) < len(expected)
    assert set(kept.cursors[TABLE.name]) == set(numbers(sandbox)) - {bad}
    assert kept.tallies[TABLE.name].organizations == ACCOUNTS - 1
    assert (joined(problem.windows)[0].end - problem.windows[0].start) // 86_400_000 == DAYS + 1
    refused = sum(each.status == status for each in sandbox.requests)
    attempts = 5 if status == 500 else 1
    assert refused <= 6 * attempts
    assert calls(sandbox) - refused <= 2 * 5


def test_what_a_limit_cuts_off_after_a_refusal_is_a_problem_with_all_its_days(sandbox):
    refuse(sandbox, numbers(sandbox)[0])
    sandbox.quotas.limits = [Limit(8, resource="adAnalytics")]
    kept = sync(sandbox, [TABLE], SCOPE)
    refused, *cut_off = kept.problems
    assert isinstance(refused.error, ForbiddenError)
    unread = {number for each in cut_off for number in each.organizations}
    assert unread == set(numbers(sandbox)) - set(kept.cursors[TABLE.name]) - {numbers(sandbox)[0]}
    for each in cut_off:
        ((start, end),) = joined(each.windows)
        assert (end - start) // 86_400_000 == DAYS + 1


def test_accounts_that_are_all_refused_are_all_problems(sandbox):
    refuse(sandbox, *numbers(sandbox))
    kept = sync(sandbox, [TABLE], SCOPE)
    assert sorted(n for each in kept.problems for n in each.organizations) == numbers(sandbox)
    assert all(isinstance(each.error, ForbiddenError) for each in kept.problems)
    assert calls(sandbox) == 2 * ACCOUNTS - 1
    assert kept.rows[TABLE.name] == []


def test_what_was_refused_is_read_by_the_next_sync_and_nothing_else_is_read_twice(sandbox):
    bad = numbers(sandbox)[4]
    rule = refuse(sandbox, bad)
    kept = sync(sandbox, [TABLE], SCOPE)
    sandbox.faults.clear()
    for problem in kept.problems:
        kept.owed[TABLE.name][bad] = problem.windows
    del rule
    merged = sync(sandbox, [TABLE], SCOPE, kept)
    rows = {tuple(row[k] for k in TABLE.primary_key): row for row in merged.rows[TABLE.name]}
    assert told(TABLE, rows.values()) == figured(sandbox, TABLE, FIRST)
    again = len(merged.rows[TABLE.name]) - len(rows)
    today = sum(key[-1] == max(k[-1] for k in rows) for key in rows)
    assert again <= today  # today is not over, and is read again


def test_a_limit_of_the_day_leaves_each_account_what_it_lacks(sandbox):
    sandbox.quotas.limits = [Limit(1, resource="adAnalytics")]
    kept = sync(sandbox, [TABLE], SCOPE)
    missing = {n for each in kept.problems for n in each.organizations}
    assert missing == set(numbers(sandbox))
    for problem in kept.problems:
        for window in problem.windows:
            assert window.start >= max(kept.cursors[TABLE.name].values())


def test_accounts_with_other_days_to_read_are_read_apart(sandbox):
    some = tuple(numbers(sandbox)[:4])
    kept = sync(sandbox, [TABLE], Scope(accounts=some[:2], span=Span(FIRST)))
    before = calls(sandbox)
    sync(sandbox, [TABLE], Scope(accounts=some, span=Span(FIRST)), kept)
    rows = {tuple(row[k] for k in TABLE.primary_key): row for row in kept.rows[TABLE.name]}
    assert told(TABLE, rows.values()) == figured(sandbox, TABLE, FIRST, some)
    assert calls(sandbox) - before == 1 + 2  # today of two, and all days of the other two


def test_a_row_of_an_account_that_was_not_requested_is_a_flaw(sandbox):
    few = tuple(numbers(sandbox)[:2])
    record = {"year": NOON.year, "month": NOON.month, "day": NOON.day}
    element = {"dateRange": {"start": record, "end": record}, "clicks": 3}
    urns = [f"urn:li:sponsoredAccount:{number}" for number in (few[0], 77)]
    elements = [{**element, "pivotValues": [urn, "urn:li:sponsoredCampaign:5"]} for urn in urns]
    sandbox.faults.add(lambda r: r.resource == "adAnalytics", body={"elements": elements})
    kept: Kept = sync(sandbox, [TABLE], Scope(accounts=few, span=Span(NOON.date())))
    assert [row["accountId"] for row in kept.rows[TABLE.name]] == [few[0]]
    (problem,) = kept.problems
    assert "'urn:li:sponsoredAccount:77', which was not requested" in str(problem)


def test_a_day_of_several_accounts_that_is_too_much_is_read_in_groups(sandbox, monkeypatch):
    from linkedin_api.sandbox.catalog import analytics
    from linkedin_api.sources.queries import ad_plan, ad_reading

    for module in (analytics, ad_plan, ad_reading):
        monkeypatch.setattr(module, "MOST_ELEMENTS", 9)
    monkeypatch.setattr(ad_plan, "_WANTED", 6)
    begin = NOON.date() - timedelta(3)
    kept = sync(sandbox, [TABLE], Scope(span=Span(begin)))
    assert told(TABLE, kept.rows[TABLE.name]) == figured(sandbox, TABLE, begin)
    assert kept.problems == []
    assert isinstance(TABLE, Table)
    assert kept.covered[TABLE.name][numbers(sandbox)[0]] == (Window(*_days(begin, NOON.date())),)


def _days(first, last) -> tuple[int, int]:
    epoch = NOON.date().fromordinal(719_163)
    return tuple((day - epoch).days * 86_400_000 for day in (first, last))
