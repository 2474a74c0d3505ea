"""Large accounts, and answers that LinkedIn cuts at its own limit: slow by nature."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from ad_rows import figured, figured_of_members, metrics_of, told, told_of_members
from noon import NOON
from syncs import sync

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.ads import ADS, METRICS, ads_tables
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

pytestmark = pytest.mark.soak
REPORTS = ("ad_campaign_daily", "ad_creative_daily", "ad_campaign_device_daily")


@pytest.mark.parametrize(
    ("name", "metrics", "most"),
    [
        ("ad_campaign_daily", None, 13),
        ("ad_creative_daily", None, 25),
        ("ad_campaign_daily", tuple(METRICS), 91),
        ("ad_creative_daily", tuple(METRICS), 175),
    ],
)
def test_two_years_of_a_hundred_campaigns_take_few_calls(name, metrics, most):
    with Sandbox(
        now=NOON, ad_accounts=1, campaigns=100, creatives=4, ad_days=730, kept_requests=10_000
    ) as sandbox:
        table = ads_tables(metrics=metrics)[name]
        kept = sync(sandbox, [table], Scope(span=Span(lookback_days=30)))
        calls = Counter(request.resource for request in sandbox.requests)
    assert kept.problems == []
    assert len(kept.rows[name]) > 20_000
    assert calls["adAnalytics"] <= most
    assert calls["adAccounts"] == 1


def test_answers_that_linkedin_cuts_at_its_own_limit_lose_nothing():
    """A day of 5,000 campaigns with four creatives is more than an answer has room for."""
    begin = NOON.date() - timedelta(6)
    with Sandbox(
        now=NOON, ad_accounts=1, campaigns=5_000, creatives=4, ad_days=20, kept_requests=10_000
    ) as sandbox:
        tables = [ads_tables(metrics=["impressions", "clicks"])[name] for name in REPORTS]
        kept = sync(sandbox, tables, Scope(span=Span(begin)))
        assert kept.problems == []
        for table in tables:
            found = told(table, kept.rows[table.name])
            assert len(found) > 15_000
            assert found == figured(sandbox, table, begin)
            kept.rows[table.name].clear()


def test_demographics_of_many_campaigns_are_what_the_figures_say():
    table = ADS["ad_campaign_demographics"]
    with Sandbox(now=NOON, ad_accounts=2, campaigns=40, ad_days=120) as sandbox:
        first = (NOON.date() - timedelta(120)).replace(day=1)
        kept = sync(sandbox, [table], Scope(span=Span(first)))
        found = told_of_members(kept.rows[table.name], metrics_of(table))
        accounts = [account.number for account in sandbox.figures.ads.accounts]
        assert found == figured_of_members(sandbox, table, first, accounts)
