"""`linkedin ads report`: what it writes, prints and ends with."""

import duckdb
import pytest

ACCOUNT = "ad_accounts (account_id BIGINT, name VARCHAR)"
DAY = (
    "ad_campaign_daily (account_id BIGINT, campaign_id BIGINT, day TIMESTAMPTZ,"
    " currency_code VARCHAR, impressions BIGINT, cost_in_local_currency DECIMAL(38, 18))"
)
NAMES = "(512000001, 'Ada'), (512000002, 'Babbage')"
DAYS = """
    (512000001, 1, '2026-03-01 00:00:00+00', 'USD', 100, 1.25),
    (512000001, 1, '2026-03-02 00:00:00+00', 'USD', 200, 0.10),
    (512000002, 2, '2026-03-02 00:00:00+00', 'EUR', 400, 0.20)
"""


@pytest.fixture
def database(tmp_path):
    """A DuckDB file with two days of two campaigns in two currencies."""
    file = tmp_path / "linkedin.duckdb"
    with duckdb.connect(str(file)) as connection:
        for statement in (
            "CREATE SCHEMA linkedin_ads",
            f"CREATE TABLE linkedin_ads.{ACCOUNT}",
            f"CREATE TABLE linkedin_ads.{DAY}",
            f"INSERT INTO linkedin_ads.ad_accounts VALUES {NAMES}",
            f"INSERT INTO linkedin_ads.ad_campaign_daily VALUES {DAYS}",
        ):
            connection.execute(statement).fetchall()
    return file


def test_it_writes_a_file_and_says_what_is_in_it(type_, tmp_path, monkeypatch, database):
    monkeypatch.chdir(tmp_path)

    ended = type_("ads report")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(
        "linkedin_ads_report.html: 2 accounts, 2 campaigns, 0 creatives, 2 days\n"
        "opens with 2026-02-01 to 2026-03-02\nno table ad_creative_daily\n"
    )
    assert '[512000001,"Ada"]' in (tmp_path / "linkedin_ads_report.html").read_text()


def test_its_summary_is_one_document_of_json(type_, tmp_path, database):
    output = tmp_path / "r.html"

    document = type_(f"ads report --database {database} --output {output} --days 1 --json").document

    assert document["bytes"] == output.stat().st_size
    assert (document["since"], document["until"]) == ("2026-03-02", "2026-03-02")
    assert document["totals"]["impressions"] == 600
    assert document["totals"]["clicks"] is None
    assert document["spend"] == {"EUR": 0.2, "USD": 0.1}


def test_accounts_and_a_last_day_are_chosen(type_, tmp_path, database):
    words = "--account urn:li:sponsoredAccount:512000001 --until 2026-03-01 --json"

    document = type_(
        f"ads report --database {database} --output {tmp_path / 'r.html'} {words}"
    ).document

    assert (document["accounts"], document["spend"]) == (1, {"USD": 1.25})


def test_without_data_the_file_says_how_to_load_some(type_, tmp_path, database):
    output = tmp_path / "r.html"

    ended = type_(f"ads report --database {database} --dataset nothing --output {output}")

    assert ended.code == 0
    assert ended.out.endswith("there is no data yet; load some with: linkedin ads sync\n")
    assert "There is no data yet" in output.read_text()


def test_an_account_that_is_not_there_is_an_error_of_the_command_line(type_, database):
    ended = type_(f"ads report --database {database} --account 7")

    assert ended.code == 2
    assert "the tables have no account 7; they have 512000001, 512000002" in ended.err
