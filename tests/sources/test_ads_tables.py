"""Accounts, campaigns, leads and names: what is in their rows, what they need and cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from catalogue_rows import Rows, read
from named_fields import complaints
from noon import NOON
from syncs import sync

from linkedin_api import RestliClient
from linkedin_api.errors import ForbiddenError, InvalidArgumentError, NotAdministratorError
from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.catalogue.ads import ADS, Report, ads_tables, select_ads
from linkedin_api.sources.checking.check import check
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

ACCOUNT = 512000001
ENTITIES = [name for name, table in ADS.items() if table.cursor is None]
#: Each permission that a table names, alone.
ALTERNATIVES = [
    (table.name, scopes)
    for table in ADS.values()
    for scopes in dict.fromkeys(map(frozenset, product(*table.permissions)))
]
GROUPS = [(table.name, group) for table in ADS.values() for group in table.permissions]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, campaigns=4, ad_days=40, kept_requests=20_000) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def rows(sandbox) -> Rows:
    kept = sync(sandbox, select_ads(list(ADS)), Scope(span=Span(lookback_days=30)))
    assert kept.problems == []
    return kept.rows


@pytest.mark.parametrize("name", ADS)
def test_rows_fit_the_schema_which_names_all_their_fields(name, rows):
    assert rows[name]
    assert complaints(ADS[name], rows[name]) == set()


@pytest.mark.parametrize("name", ADS)
def test_the_primary_key_identifies_a_row(name, rows):
    keys = Counter(tuple(row[part] for part in ADS[name].primary_key) for row in rows[name])
    assert keys.most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("name", "urn", "number"),
    [
        ("ad_accounts", "accountUrn", "accountId"),
        ("ad_campaigns", "campaignGroupUrn", "campaignGroupId"),
        ("ad_creatives", "creativeUrn", "creativeId"),
        ("ad_creatives", "campaignUrn", "campaignId"),
        ("ad_campaign_daily", "campaignUrn", "campaignId"),
    ],
)
def test_a_number_stands_beside_each_urn(name, urn, number, rows):
    assert all(row[urn].endswith(f":{row[number]}") for row in rows[name])


def test_whatever_members_are_grouped_by_has_a_name(rows):
    named = {row["urn"]: row["name"] for row in rows["ad_names"]}
    wanted = {row["valueUrn"] for row in rows["ad_campaign_demographics"]}
    assert {urn for urn in wanted if urn.startswith("urn:")} <= set(named)
    assert all(named.values())
    assert {row["kind"] for row in rows["ad_names"]} >= {"geo", "industry", "seniority", "title"}


def test_targeting_is_json_with_its_keys_in_order_and_its_urns_are_named():
    with Sandbox(now=NOON, ad_accounts=1, campaigns=1, ad_days=10) as sandbox:
        target(sandbox)
        found, _ = read(sandbox, Scope(), [ADS["ad_campaigns"]])
        kept = sync(sandbox, select_ads(["ad_names", "ad_campaigns"]))
    (campaign,) = found["ad_campaigns"]
    assert campaign["targetingCriteria"] == (
        '{"include": {"and": [{"or": {"urn:li:adTargetingFacet:seniorities":'
        ' ["urn:li:seniority:6"]}}]}}'
    )
    assert [row["urn"] for row in kept.rows["ad_names"]] == ["urn:li:seniority:6"]


def client_of(sandbox: Sandbox) -> RestliClient:
    return RestliClient(
        base_url=sandbox.url,
        access_token=sandbox.access_token(),
        version_string="202608",
        raise_for_status=True,
    )


def target(sandbox: Sandbox) -> None:
    facet = "urn:li:adTargetingFacet:seniorities"
    criteria = {"include": {"and": [{"or": {facet: ["urn:li:seniority:6"]}}]}}
    change_campaign(sandbox, {"targetingCriteria": criteria})


def change_campaign(sandbox: Sandbox, changes: dict[str, object]) -> None:
    campaign = sandbox.figures.ads.campaigns(ACCOUNT)[0].number
    with client_of(sandbox) as client:
        client.partial_update(
            f"/adAccounts/{ACCOUNT}/adCampaigns/{{id}}",
            patch_set_object=changes,
            path_keys={"id": campaign},
        )


@pytest.mark.parametrize("status", ["ARCHIVED", "REMOVED", "PENDING_DELETION"])
def test_campaigns_that_are_gone_are_read_with_their_figures(status):
    tables = [ADS["ad_campaigns"], ADS["ad_campaign_daily"], ADS["ad_campaign_demographics"]]
    with Sandbox(now=NOON, ad_accounts=1, campaigns=1, ad_days=20) as sandbox:
        change_campaign(sandbox, {"status": status})
        kept = sync(sandbox, tables)
    assert [row["status"] for row in kept.rows["ad_campaigns"]] == [status]
    assert all(kept.rows[table.name] for table in tables)


def troubles(sandbox: Sandbox, name: str, token: str) -> list[type[Exception]]:
    """What kinds of errors come of reading a table with a token."""
    try:
        _, problems = read(sandbox, Scope(accounts=(ACCOUNT,)), [ADS[name]], token)
    except ForbiddenError as error:
        return [type(error)]
    return list({type(problem.error) for problem in problems})


@pytest.fixture(scope="module")
def small() -> Iterator[Sandbox]:
    with Sandbox(now=NOON, ad_accounts=1, campaigns=1, ad_days=5) as sandbox:
        yield sandbox


@pytest.mark.parametrize(("name", "scopes"), ALTERNATIVES)
def test_one_permission_of_each_group_is_enough(name, scopes, small):
    scopes = scopes | {"r_ads"} if needs_accounts(name) else scopes
    assert troubles(small, name, small.access_token(scopes or {"openid"})) == []


def needs_accounts(name: str) -> bool:
    """Whether the accounts have to be listed, for which a token needs a permission too."""
    return ADS[name].owner == "account"


@pytest.mark.parametrize(("name", "group"), GROUPS)
def test_without_any_permission_of_a_group_nothing_is_returned(name, group, small):
    others = {scope for each in ADS[name].permissions for scope in each} - set(group)
    token = small.access_token({"openid", *others})
    assert troubles(small, name, token) == [ForbiddenError]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("ad_accounts", 0),
        ("ad_account_users", 2),
        ("ad_campaign_groups", 1),
        ("ad_campaigns", 1),
        ("ad_creatives", 1),
        ("ad_conversions", 2),
        ("ad_lead_forms", 1),
        ("ad_campaign_daily", 8),
        ("ad_campaign_device_daily", 8),
        ("ad_campaign_demographics", 1 + 8),
    ],
)
def test_a_table_of_an_account_costs_so_many_calls_and_one_for_the_accounts(name, most, small):
    before = len(small.requests)
    read(small, Scope(accounts=(ACCOUNT,)), [ADS[name]])
    assert len(small.requests) - before <= 1 + most


def test_a_sync_of_the_days_to_read_again_takes_one_call_an_account(small):
    table = ADS["ad_campaign_daily"]
    scope = Scope(span=Span(lookback_days=30))
    kept = sync(small, [table], scope)
    before = len(small.requests)
    sync(small, [table], scope, kept)
    asked = [each.resource for each in list(small.requests)[before:] if each.resource]
    assert asked == ["adAccounts", "adAnalytics"]


def checked(sandbox: Sandbox, token: str, names: list[str], scope: Scope | None = None) -> str:
    access = Access(token, base_url=sandbox.url)
    with LoopThread() as loop:
        found = loop.run(
            check(access, scope or Scope(), [ADS[name] for name in names], now=sandbox.clock.now)
        )
    return str(found)


def test_a_check_says_what_can_be_read(small):
    text = checked(small, small.access_token(), list(ADS))
    assert text.splitlines() == [f"{name}: can be read" for name in ADS]


def test_a_check_names_the_permission_that_is_missing(small):
    token = small.access_token({"r_ads"})
    text = checked(small, token, ["ad_campaigns", "ad_campaign_daily", "ad_lead_forms"])
    assert "ad_campaigns: can be read" in text
    assert "ad_campaign_daily: the token lacks the permission r_ads_reporting" in text
    assert "ad_lead_forms: the token lacks the permission r_marketing_leadgen_automation" in text


def test_a_check_names_accounts_without_access(small):
    scope = Scope(accounts=(ACCOUNT, 777))
    text = checked(small, small.access_token(), ["ad_campaign_daily"], scope)
    assert "ad_campaign_daily: can be read" in text
    assert "no access to the advertising account 777" in text


def test_a_member_without_accounts_is_told_so():
    with Sandbox(now=NOON, ad_accounts=1, campaigns=1, ad_days=5) as sandbox:
        sandbox.faults.add(Match(resource="adAccounts"), body={"elements": [], "metadata": {}})
        with pytest.raises(NotAdministratorError, match="no role in any advertising account"):
            read(sandbox, Scope(), [ADS["ad_campaigns"]])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"name": "By day", "pivots": ("CAMPAIGN",)}, "name of a report must be lower case"),
        ({"name": "mine", "pivots": ("CAMPAIGN",), "granularity": "WEEK"}, "DAY, MONTH"),
        ({"name": "mine", "pivots": ("CAMPAIGN",), "metrics": ("cost",)}, "has no metric 'cost'"),
        ({"name": "mine", "pivots": ("MEMBER_SENIORITY", "CAMPAIGN")}, "must be the only one"),
    ],
)
def test_a_report_that_linkedin_cannot_make_is_refused(arguments, says):
    with pytest.raises(InvalidArgumentError, match=says):
        Report(**arguments)


def test_a_report_without_any_metric_for_its_pivots_is_refused():
    report = Report("mine", ("IMPRESSION_DEVICE_TYPE",), metrics=("approximateMemberReach",))
    with pytest.raises(InvalidArgumentError, match="metrics must include one that exists"):
        report.table()


def test_a_report_under_the_name_of_a_table_is_refused():
    with pytest.raises(InvalidArgumentError, match="there is already a table 'ad_campaigns'"):
        ads_tables(custom_reports=[Report("ad_campaigns", ("CAMPAIGN",))])


@pytest.mark.parametrize("value", ["urn:li:organization:5", "no", 0, True, ""])
def test_what_is_no_account_is_refused(value):
    with pytest.raises(InvalidArgumentError, match="an account must be a number such as 512000001"):
        Scope(accounts=(value,))


def test_no_accounts_at_all_are_refused():
    with pytest.raises(InvalidArgumentError, match="accounts must not be empty"):
        Scope(accounts=())
