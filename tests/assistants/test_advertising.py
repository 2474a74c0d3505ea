"""Advertising, from tables as `linkedin ads sync` loads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from noon import TODAY

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.columnar import form_of

#: Account, campaign, days ago, currency, impressions, clicks, cost, leads, conversions.
DAYS = [
    (1, 11, 2, "EUR", 1000, 10, "12.10", 1, 0),
    (1, 11, 3, "EUR", 2000, 30, "20.20", 0, 2),
    (1, 12, 2, "EUR", 500, 5, "50.00", 0, 0),
    (2, 21, 2, "USD", 700, 7, "9.99", 3, 1),
    (2, 21, 45, "USD", 9000, 90, "99.00", 0, 0),
]


def test_the_tables_here_have_columns_of_those_that_a_sync_loads(advertising):
    with duckdb.connect(str(advertising), read_only=True) as database:
        found = database.execute(
            "SELECT table_name, column_name FROM duckdb_columns()"
            " WHERE schema_name = 'linkedin_ads'"
        ).fetchall()

    assert len(found) > 10
    for table, column in found:
        known = form_of(ADS[table]).tables[table].columns
        assert column in {each.name for each in known}, (table, column)


@pytest.fixture(scope="module")
def advertising(tmp_path_factory):
    """A database with the columns that the tables of advertising have."""
    file = tmp_path_factory.mktemp("ads") / "ads.duckdb"
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    with duckdb.connect(str(file)) as database:
        database.execute("CREATE SCHEMA linkedin_ads")
        database.execute("USE linkedin_ads")
        database.execute("CREATE TABLE ad_accounts (account_id BIGINT, name VARCHAR)")
        database.execute("CREATE TABLE ad_campaigns (campaign_id BIGINT, name VARCHAR)")
        database.execute(
            "CREATE TABLE ad_campaign_daily (account_id BIGINT, campaign_id BIGINT,"
            " day TIMESTAMPTZ, currency_code VARCHAR, impressions BIGINT, clicks BIGINT,"
            " cost_in_local_currency DECIMAL(38,18), one_click_leads BIGINT,"
            " external_website_conversions BIGINT)"
        )
        database.execute("CREATE TABLE ad_names (urn VARCHAR, name VARCHAR)")
        database.execute("INSERT INTO ad_names VALUES ('urn:li:seniority:1', 'Unpaid')")
        database.execute("INSERT INTO ad_accounts VALUES (1, 'Engines'), (2, 'Mills')")
        database.execute("INSERT INTO ad_campaigns VALUES (11, 'Spring'), (12, 'Fall')")
        for account, campaign, ago, *rest in DAYS:
            database.execute(
                "INSERT INTO ad_campaign_daily VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [account, campaign, noon - timedelta(days=ago), *rest],
            )
    return file


@pytest.fixture
def advertiser(make, advertising, linkedin, monkeypatch):
    now = linkedin.clock.now()
    monkeypatch.setattr(
        "linkedin_api.assistants.synced.Synced.moments",
        lambda self: {"ad_campaign_daily": now} if self.dataset == "linkedin_ads" else {},
    )
    return make(database=advertising)


def test_totals_are_by_campaign_the_most_expensive_first(advertiser):
    answer = advertiser.call("ads_totals")

    assert [(row["campaign_id"], row["cost"]) for row in answer["rows"]] == [
        (12, 50.0),
        (11, 32.3),
        (21, 9.99),
    ]
    assert answer["rows"][1] == {
        "campaign_id": 11,
        "name_by_others": "Spring",
        "currency": "EUR",
        "cost": 32.3,
        "impressions": 3000,
        "clicks": 40,
        "leads": 1,
        "conversions": 2,
    }
    assert answer["calls_made"] == 0


def test_currencies_are_never_added(advertiser):
    total = advertiser.call("ads_totals", by="account")["total"]

    assert [(each["currency"], each["cost"]) for each in total["by_currency"]] == [
        ("EUR", 82.3),
        ("USD", 9.99),
    ]


def test_one_account_is_read_alone(advertiser):
    answer = advertiser.call("ads_totals", ad_account=2, by="account")

    assert [row["name_by_others"] for row in answer["rows"]] == ["Mills"]


def test_a_series_is_newest_first_and_goes_on(advertiser):
    first = advertiser.call("ads_series", ad_account=1, limit=1)
    second = advertiser.call("ads_series", ad_account=1, limit=1, cursor=first["next_cursor"])

    days = [row["date"] for answer in (first, second) for row in answer["rows"]]
    assert days == [str(TODAY - timedelta(days=2)), str(TODAY - timedelta(days=3))]
    assert second["next_cursor"] is None


def test_an_earlier_start_reads_more(advertiser):
    start = str(TODAY - timedelta(days=60))

    total = advertiser.call("ads_series", ad_account=2, start=start, by="month")["total"]

    assert total["by_currency"][0]["impressions"] == 9700


def test_groups_of_followers_have_the_names_that_advertising_knows(advertiser):
    answer = advertiser.call("follower_breakdown", page=2414183, by="seniority", top=20, live=True)

    names = {row["group"]: row["name"] for row in answer["rows"]}
    assert names.pop("urn:li:seniority:1") == "Unpaid"
    assert set(names.values()) == {None}


def test_without_tables_of_advertising_an_answer_says_how_to_get_them(reader):
    assert "linkedin ads sync" in reader.refused("ads_totals")


def test_a_missing_table_of_advertising_is_loaded_by_the_person(
    make, advertiser, advertising, tmp_path
):
    file = tmp_path / "part.duckdb"
    file.write_bytes(advertising.read_bytes())
    with duckdb.connect(str(file)) as database:
        database.execute("DROP TABLE linkedin_ads.ad_campaigns")

    refusal = make(database=file).refused("ads_totals")

    assert refusal.endswith(f": ask the person to run `linkedin ads sync --database {file}`")
