"""Views in the form that a public dbt package reads, over the tables of LinkedIn Ads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from dlt_databases import Database
from noon import NOON

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import Plan, sync
from linkedin_api.sources.engines.dlt.views import make_views
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.views.ads import ADS_SCHEMA, ADS_VIEWS

ENTITIES = ("ad_accounts", "ad_campaign_groups", "ad_campaigns", "ad_creatives")
DAILY = ("ad_campaign_daily", "ad_creative_daily")
_NUMBERS = (
    "clicks", "impressions", "cost_in_local_currency", "cost_in_usd",
    "conversion_value_in_local_currency", "external_website_conversions", "one_click_leads",
)  # fmt: skip
#: The columns that the package's models read.
NEEDED: dict[str, tuple[str, ...]] = {
    "account_history": (
        "id", "name", "currency", "status", "type", "version_tag", "created_time",
        "last_modified_time",
    ),
    "campaign_group_history": (
        "id", "account_id", "name", "backfilled", "status", "run_schedule_start",
        "run_schedule_end", "created_time", "last_modified_time",
    ),
    "campaign_history": (
        "id", "account_id", "campaign_group_id", "name", "version_tag",
        "audience_expansion_enabled", "cost_type", "creative_selection", "daily_budget_amount",
        "daily_budget_currency_code", "format", "locale_country", "locale_language",
        "objective_type", "offsite_delivery_enabled", "optimization_target_type",
        "run_schedule_start", "run_schedule_end", "status", "type", "unit_cost_amount",
        "unit_cost_currency_code", "created_time", "last_modified_time",
    ),
    "creative_history": (
        "id", "campaign_id", "click_uri", "text_ad_landing_page", "spotlight_landing_page",
        "intended_status", "status", "created_at", "created_time", "last_modified_at",
        "last_modified_time",
    ),
    "ad_analytics_by_campaign": ("campaign_id", "day", *_NUMBERS),
    "ad_analytics_by_creative": ("creative_id", "day", *_NUMBERS),
    "geo": ("id", "value"),
    "monthly_ad_analytics_by_member_country": ("campaign_id", "month", "member_country", *_NUMBERS),
    "monthly_ad_analytics_by_member_region": ("campaign_id", "month", "member_region", *_NUMBERS),
}  # fmt: skip


@pytest.fixture
def schema(database: Database) -> str:
    """A schema of each test's own, since a database server is shared."""
    return f"{ADS_SCHEMA}_{database.target.dataset_name}"


def load(database: Database, *tables: str, **options: Any) -> None:
    with Sandbox(now=NOON, ad_accounts=2, campaigns=2, ad_days=40) as sandbox:
        plan = Plan.ads(
            Access(sandbox.access_token(), base_url=sandbox.url),
            tables=tables,
            start_date=NOON.date() - timedelta(10),
            now=sandbox.clock.now,
            **options,
        )
        assert sync(plan, database.target).is_complete


def test_the_views_have_what_the_package_reads_and_sums_are_those_of_the_tables(database, schema):
    pivots = ["MEMBER_COUNTRY_V2", "MEMBER_REGION_V2"]
    load(
        database, *ENTITIES, *DAILY, "ad_campaign_demographics", "ad_names", demographics=pivots
    )  # fmt: skip
    made = make_views(database.target, schema, ADS_VIEWS, "ads")
    assert set(made) == set(NEEDED) == {view.name for view in ADS_VIEWS}
    for view, columns in NEEDED.items():
        assert database.ask(f"SELECT {', '.join(columns)} FROM {schema}.{view} LIMIT 1"), view
        unsaid = f"SELECT count(*) FROM {schema}.{view} WHERE _fivetran_synced IS NULL"
        assert database.one(unsaid) == 0
    for column in _NUMBERS:
        found = database.one(f"SELECT sum({column}) FROM {schema}.ad_analytics_by_campaign")
        assert found == database.one(f"SELECT sum({column}) FROM ad_campaign_daily")
    joined = database.one(
        f"SELECT count(*) FROM {schema}.ad_analytics_by_creative AS days"
        f" JOIN {schema}.creative_history AS creative ON creative.id = days.creative_id"
        f" JOIN {schema}.campaign_history AS campaign ON campaign.id = creative.campaign_id"
        f" JOIN {schema}.campaign_group_history AS g ON g.id = campaign.campaign_group_id"
        f" JOIN {schema}.account_history AS account ON account.id = campaign.account_id"
    )
    assert joined == database.count("ad_creative_daily") > 0
    named = database.ask(
        f"SELECT DISTINCT geo.value, month FROM {schema}.monthly_ad_analytics_by_member_country"
        f" JOIN {schema}.geo ON geo.id = member_country"
    )
    assert {month for _, month in named} <= {f"{NOON:%Y-%m}", f"{NOON - timedelta(10):%Y-%m}"}
    assert len(named) > 3
    hours = f"SELECT DISTINCT extract(hour FROM day) FROM {schema}.ad_analytics_by_campaign"
    assert [int(hour) for (hour,) in database.ask(hours)] == [0]


def test_metrics_that_were_not_loaded_are_null_and_tables_that_were_not_have_no_view(
    duckdb, tmp_path
):
    load(duckdb, *ENTITIES, *DAILY, metrics=["impressions"])
    made = make_views(duckdb.target, ADS_SCHEMA, ADS_VIEWS, "ads")
    assert set(NEEDED) - set(made) == {
        "geo",
        "monthly_ad_analytics_by_member_country",
        "monthly_ad_analytics_by_member_region",
    }
    sums = duckdb.ask(f"SELECT sum(impressions), sum(clicks) FROM {ADS_SCHEMA}.{made[-1]}")
    assert sums[0][0] > 0
    assert sums[0][1] is None


def test_without_their_tables_the_message_says_what_to_load(duckdb):
    load(duckdb, "ad_accounts")
    with pytest.raises(InvalidArgumentError, match=r"ad_creative_daily with `linkedin ads sync`"):
        make_views(duckdb.target, ADS_SCHEMA, ADS_VIEWS, "ads")
