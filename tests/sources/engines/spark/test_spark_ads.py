"""Tables of advertising through Spark are those of the Arrow form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from noon import NOON
from pyspark.sql.datasource import EqualTo, GreaterThan
from without_spark import Driver

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources import read_ads
from linkedin_api.sources.catalogue.ads import ADS, METRICS
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.spark.columns import schema_of
from linkedin_api.sources.engines.spark.options import OptionError
from linkedin_api.sources.reading.access import Access

START = str(NOON.date() - timedelta(20))
ACCOUNT = 512000001


@pytest.fixture(scope="module")
def ads() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, campaigns=2, ad_days=40, kept_requests=5_000) as sandbox:
        yield sandbox


@pytest.fixture
def driver(ads: Sandbox, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Driver:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # notes about the ends of jobs
    return Driver(ads)


def comparable(rows: list[dict[str, Any]]) -> Counter[str]:
    """Rows in any order; moments as their seconds."""
    return Counter(
        repr([v.timestamp() if isinstance(v, datetime) else v for v in row.values()])
        for row in rows
    )


@pytest.mark.parametrize(
    "name",
    [
        "ad_accounts",
        "ad_campaigns",
        "ad_conversions__associated_campaigns",
        "ad_campaign_daily",
        "ad_campaign_device_daily",
        "ad_campaign_demographics",
        "ad_lead_form_responses",
    ],
)
def test_a_table_has_the_rows_that_the_arrow_form_has(name, driver, ads):
    expected = read_ads(
        tables=[name.partition("__")[0]],
        credentials=Access(ads.access_token(), base_url=ads.url),
        start_date=START,
        show_progress=False,
        now=driver.source_type.now,
    )[name].to_pylist()
    rows = driver.read(name, startDate=START)
    assert rows
    assert comparable(rows) == comparable(expected)


def test_accounts_and_metrics_are_those_of_the_options(driver):
    rows = driver.read(
        "ad_campaign_daily", startDate=START, accounts=str(ACCOUNT), metrics="clicks, sends"
    )
    assert {row["account_id"] for row in rows} == {ACCOUNT}
    assert {"clicks", "sends"} == set(rows[0]) - {
        "account_urn", "account_id", "campaign_urn", "campaign_id", "day", "currency_code",
        "other_fields",
    }  # fmt: skip


def test_all_metrics_are_one_word(driver):
    source = driver.source("ad_creative_daily", metrics="all")
    assert len(source.schema().fieldNames()) > len(METRICS) - 5


@pytest.mark.parametrize("name", ADS)
def test_money_is_decimal(name):
    form = form_of(ADS[name]).tables[name]
    fields = {field.name: field for field in schema_of(form)}
    for column in form.columns:
        if column.kind == "money":
            assert fields[column.name].dataType.typeName() == "decimal"


@pytest.mark.parametrize(
    "filters",
    [[EqualTo(("account_id",), ACCOUNT)], [GreaterThan(("day",), NOON - timedelta(5))]],
)
def test_filters_of_spark_lose_no_rows(driver, filters):
    every = driver.read("ad_campaign_daily", startDate=START)
    pushed = driver.plan("ad_campaign_daily", filters, startDate=START).rows()
    assert comparable(pushed) == comparable(every)  # Spark itself applies the filters


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"accounts": "mine"}, "option accounts: an account must be a number"),
        ({"metrics": "cost"}, "option metrics: LinkedIn has no metric 'cost'"),
        ({"startDate": "soon"}, "option startDate"),
    ],
)
def test_a_wrong_option_is_named(driver, options, says):
    with pytest.raises(OptionError, match=says):
        driver.source("ad_campaign_daily", **options).schema()


def test_an_account_without_access_fails_the_job(driver):
    with pytest.raises(OptionError, match="no access to the advertising account 777"):
        driver.read("ad_campaign_daily", accounts=f"{ACCOUNT},777")


def test_reports_are_no_stream_since_their_numbers_change(driver):
    source = driver.source("ad_campaign_daily")
    with pytest.raises(OptionError, match=r"cannot be streamed, since LinkedIn corrects"):
        source.streamReader(source.schema())
