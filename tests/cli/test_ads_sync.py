"""`linkedin ads`: what is typed reaches LinkedIn, and what comes back is told."""

from datetime import date

import pytest
from noon import NOON, days_ago

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.ads import ADS, METRICS

SMALL = "--tables ad_campaigns,ad_campaign_daily"


@pytest.fixture
def asked(monkeypatch):
    """A sandbox with few advertisements, as a member."""
    with Sandbox(now=NOON, campaigns=2, ad_days=30, kept_requests=2_000) as sandbox:
        monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
        monkeypatch.setenv("LINKEDIN_OAUTH_URL", sandbox.url)
        monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", sandbox.access_token())
        yield sandbox


def asked_for(sandbox, name):
    return [each.params.get(name) for each in sandbox.requests if each.resource == "adAnalytics"]


def test_a_sync_loads_what_it_says_and_says_what_to_ask(asked, type_, query):
    ended = type_(f"ads sync {SMALL} --start-date {days_ago(20)}")

    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[0].split() == [
        "table", "rows", "calls", "accounts", "problems", "seconds",
    ]  # fmt: skip
    assert "sum(d.cost_in_local_currency) AS cost" in ended.out
    ((rows,),) = query("SELECT count(*) FROM linkedin_ads.ad_campaign_daily")
    assert rows > 20
    begins = [each["start"] for each in asked_for(asked, "dateRange")]
    assert days_ago(20) == min(
        date(*(int(each[name]) for name in ("year", "month", "day"))) for each in begins
    )


def test_choices_reach_linkedin(asked, type_, query):
    ended = type_(
        "ads sync --account 512000002 --tables ad_campaign_demographics --metrics clicks,sends"
        " --demographics MEMBER_SENIORITY --demographics-by day --lookback-days 7"
        f" --start-date {days_ago(5)} --report by_device=campaign,impression_device_type"
    )

    assert ended.code == 0, ended.err
    assert {str(pivot) for pivot in asked_for(asked, "pivots") if pivot} == {
        "['CAMPAIGN', 'IMPRESSION_DEVICE_TYPE']"
    }
    accounts = [each for each in asked_for(asked, "accounts") if each]
    assert {urn for each in accounts for urn in each} == {"urn:li:sponsoredAccount:512000002"}
    assert query("SELECT DISTINCT pivot_name FROM linkedin_ads.ad_campaign_demographics") == [
        ("MEMBER_SENIORITY",)
    ]
    columns = query("SELECT column_name FROM (DESCRIBE linkedin_ads.by_device)")
    assert {("clicks",), ("sends",), ("device",)} <= set(columns)


def test_all_metrics_are_one_word(asked, type_, query):
    ended = type_(f"ads sync --tables ad_campaign_daily --metrics all --start-date {days_ago(3)}")

    assert ended.code == 0, ended.err
    columns = query("SELECT column_name FROM (DESCRIBE linkedin_ads.ad_campaign_daily)")
    assert len(columns) > len(METRICS)


def test_state_and_check_speak_of_accounts(asked, type_):
    assert type_(f"ads sync {SMALL} --start-date {days_ago(3)}").code == 0
    state = type_(f"ads state {SMALL}")
    document = type_("ads check --tables ad_campaign_daily --json").document

    assert state.out.splitlines()[0].split() == ["table", "loaded", "accounts"]
    assert "512000001, 512000002, 512000003" in state.out
    assert document["accounts"] == [512000001, 512000002, 512000003]
    assert type_("ads check --tables ad_campaign_daily").out.endswith("checked for 3 accounts\n")


@pytest.mark.parametrize("accounts", ["--account 512000001 --account 777", "--account 777"])
def test_an_account_without_access_is_told_with_the_exit_code_of_a_part(asked, type_, accounts):
    ended = type_(f"ads sync {accounts} {SMALL}")

    assert ended.code == 3
    assert "no access to the advertising account 777" in ended.out


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("--account mine", "an account must be a number such as 512000001"),
        ("--tables ad_campaign", "there is no table 'ad_campaign'"),
        ("--report by_device", "must look like NAME=PIVOT,PIVOT"),
        ("--report mine=CAMPAIGNS", "did you mean CAMPAIGN"),
        ("--report Mine=CAMPAIGN", "name of a report must be lower case"),
        ("--write append", "'append' is not one of merge, replace"),
        ("--lookback-days 400", "400 is not in the range"),
    ],
)
def test_a_wrong_option_is_a_usage_error(type_, typed, says):
    ended = type_(f"ads sync {typed}")

    assert ended.code == 2
    assert says in ended.err


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("--metrics cost", "LinkedIn has no metric 'cost'"),
        ("--metrics impresions", "did you mean impressions?"),
        ("--demographics MEMBER_INDUSTRI", "did you mean MEMBER_INDUSTRY?"),
        ("--demographics CAMPAIGN", "demographics must be any of"),
    ],
)
def test_a_name_that_linkedin_does_not_have_is_an_error(asked, type_, typed, says):
    ended = type_(f"ads sync {typed}")

    assert ended.code != 0
    assert says in ended.err
    assert asked_for(asked, "dateRange") == []


def test_personal_data_is_listed_and_marked(type_):
    tables = {each["table"]: each for each in type_("ads tables --json").document["tables"]}

    assert list(tables) == list(ADS)
    assert [name for name, each in tables.items() if each["optional"]] == ["ad_lead_form_responses"]


def test_what_to_do_about_an_account_speaks_of_accounts(asked, type_):
    ended = type_("ads check --account 1 --tables ad_campaigns")

    assert ended.code == 3
    assert "ask a manager of the account" in ended.out
    assert "page" not in ended.out
    assert "--org" not in ended.out
