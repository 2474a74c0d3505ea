"""Syncs of reports on advertising that are killed, or that faults and limits stop."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import warm
from ad_rows import figured, told
from dlt_databases import duckdb_database
from dlt_killed import Order, seconds_of, sync_and_be_killed_after
from noon import NOON
from storms import Storm
from test_dlt_ads import rows

from linkedin_api.sandbox import Limit, Sandbox
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.retry_policy import source_retry

pytestmark = pytest.mark.soak
warm.load("test_dlt_ads_soak")
DAYS = 60
FIRST = NOON.date() - timedelta(DAYS)
REPORTS = ("ad_campaign_daily", "ad_creative_daily", "ad_campaign_device_daily")


@dataclass(frozen=True)
class AdsOrder(Order):
    """Advertising, to be loaded by another process."""

    @property
    def plan(self) -> Plan:
        return Plan.ads(
            Access(self.token, base_url=self.url, oauth_url=self.url),
            tables=self.tables,
            start_date=self.first_day,
            lookback_days=self.lookback_days,
            retry=source_retry(0, 0),
            now=lambda: self.now,
        )


def test_a_sync_that_is_killed_at_random_moments_ends_the_same(tmp_path: Path):
    database = duckdb_database(tmp_path)
    with Sandbox(now=NOON, campaigns=8, ad_days=DAYS, kept_requests=10) as sandbox:
        order = AdsOrder(
            sandbox.url,
            sandbox.access_token(),
            sandbox.clock.now(),
            tmp_path,
            (),
            first_day=FIRST,
            lookback_days=7,
            dataset=database.target.dataset_name,
            tables=REPORTS,
        )
        undisturbed = seconds_of(replace(order, folder=tmp_path / "undisturbed"))
        luck = random.Random(5)
        kills = [sync_and_be_killed_after(order, luck.uniform(0, undisturbed)) for _ in range(20)]
        assert sum(kills) > 5
        sync(order.plan, order.target)
        found = duckdb_database(tmp_path)
        at_file: Any = found.__class__(order.target, found.connect)
        for name in REPORTS:
            assert told(ADS[name], rows(at_file, name)) == figured(sandbox, ADS[name], FIRST)


def test_with_faults_and_a_limit_half_way_the_next_sync_completes(tmp_path: Path):
    database = duckdb_database(tmp_path)
    with Sandbox(now=NOON, campaigns=8, ad_days=DAYS, kept_requests=10) as sandbox:
        Storm(sandbox, 3)
        sandbox.quotas.limits = [Limit(3, resource="adAnalytics")]

        def plan() -> Plan:
            return Plan.ads(
                Access(sandbox.access_token(), base_url=sandbox.url),
                tables=REPORTS,
                start_date=FIRST,
                lookback_days=7,
                retry=source_retry(0, 0),
                now=sandbox.clock.now,
            )

        first = sync(plan(), database.target)
        assert first.resumes_at is not None
        sandbox.quotas.limits = []
        assert sync(plan(), database.target).is_complete
        for name in REPORTS:
            assert told(ADS[name], rows(database, name)) == figured(sandbox, ADS[name], FIRST)
