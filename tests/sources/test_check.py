"""What is missing is named table by table, for little."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter

import pytest
from syncs import AT_ONCE, DAY, END, FIRST, NOW, access_to

from linkedin_api.sandbox import Limit, Match, Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.checking.check import Checkup, Finding, check
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

FOREIGN = FIRST + 49
NEED_NO_ROLE = {name for name, table in PAGES.items() if not table.roles}
POST_TABLES = {"posts", "post_statistics", "social_metadata"}


@pytest.fixture(scope="module")
def running():
    with Sandbox(organizations=100, days=10, now=NOW, kept_requests=1_000) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running):
    running.reset()
    yield running
    running.quotas.limits = []


def look(sandbox, scope=None, token=None, tables=None, access=None, **options) -> Checkup:
    access = access or access_to(sandbox, token, **options)
    wanted = PAGES.values() if tables is None else tables
    return asyncio.run(
        check(access, scope or Scope(), wanted, retry=AT_ONCE, now=sandbox.clock.now)
    )


def causes(checkup) -> dict[str | None, str | None]:
    return {finding.table: finding.cause for finding in checkup.findings}


def texts(checkup) -> dict[str | None, str]:
    return {finding.table: finding.text for finding in checkup.findings}


def test_nothing_is_missing_where_the_member_may_read_all(sandbox):
    checkup = look(sandbox)
    assert checkup.is_ok
    assert set(texts(checkup).values()) == {"can be read"}
    assert list(causes(checkup)) == list(PAGES)
    assert len(checkup.organizations) == 97


def test_a_check_takes_one_listing_and_a_call_or_two_for_each_table(sandbox):
    look(sandbox, Scope((FIRST,)))
    calls = [request for request in sandbox.requests if request.method != "OAUTH"]
    listings = [request for request in calls if request.name == "roleAssignee"]
    assert len(calls) - len(listings) == len(PAGES)
    posts = [request for request in calls if request.resource == "posts"]
    assert [request.params["count"] for request in posts] == ["1"]


def test_days_are_tried_with_the_last_one(sandbox):
    table = PAGES["follower_statistics_time_bound"]
    look(sandbox, Scope((FIRST,)), tables=[table])
    window = sandbox.requests[-1].params["timeIntervals"]["timeRange"]
    assert (int(window["start"]), int(window["end"])) == (END - DAY, END)


def test_a_start_date_in_the_future_can_be_checked(sandbox):
    span = Span(start_date=NOW.date().replace(year=2030))
    assert look(sandbox, Scope((FIRST,), span)).is_ok


def test_organizations_without_the_role_are_named_and_the_others_tried(sandbox):
    checkup = look(sandbox, Scope((FOREIGN, FIRST)))
    assert not checkup.is_ok
    for finding in checkup.findings:
        if finding.table in NEED_NO_ROLE:
            assert finding.is_ok
        else:
            assert (finding.cause, finding.organizations) == ("role", (FOREIGN,))
    assert (
        texts(checkup)["share_statistics"]
        == f"the member lacks the role ADMINISTRATOR at {FOREIGN}"
    )


def test_a_role_that_is_only_requested_is_none(sandbox):
    figures = sandbox.figures
    requested = next(
        n
        for n in figures.organizations
        if any(role.state == "REQUESTED" for role in figures.roles_of(figures.member, n))
    )
    checkup = look(sandbox, Scope((requested,)), tables=[PAGES["share_statistics"]])
    assert causes(checkup) == {"share_statistics": "role"}


def test_a_missing_permission_is_named_with_the_product_that_gives_it(sandbox):
    checkup = look(sandbox, Scope((FIRST,)), sandbox.access_token("r_organization_social"))
    lacking = {name for name, cause in causes(checkup).items() if cause == "permission"}
    assert {"share_statistics", "page_statistics_time_bound", "organization_lookup"} <= lacking
    assert causes(checkup)["posts"] is None
    assert texts(checkup)["page_statistics"].startswith(
        "the token lacks the permission rw_organization_admin or r_organization_admin"
        " (product: Community Management API): 403 ACCESS_DENIED: Not enough permissions"
    )


@pytest.mark.parametrize(
    ("scopes", "lacks"),
    [
        ("r_organization_social", "rw_organization_admin or r_organization_admin"),
        ("rw_organization_admin", "r_organization_social"),
    ],
)
def test_of_several_permissions_the_one_that_is_lacking_is_named(sandbox, scopes, lacks):
    checkup = look(sandbox, Scope((FIRST,)), sandbox.access_token(scopes))
    assert f" the permission {lacks} (" in texts(checkup)["post_statistics"]


def test_without_the_permission_to_list_roles_tables_are_tried_all_the_same(sandbox):
    token = sandbox.access_token("r_organization_followers")
    found = causes(look(sandbox, Scope((FIRST,)), token))
    readable = {name for name, cause in found.items() if cause is None}
    assert readable == {
        "follower_statistics", "follower_statistics_time_bound", "total_follower_count"
    }  # fmt: skip
    assert set(found.values()) == {None, "permission"}


def test_without_that_permission_nor_organizations_each_table_says_what_it_needs(sandbox):
    checkup = look(sandbox, token=sandbox.access_token("openid"))
    assert set(causes(checkup).values()) == {"permission"}
    assert checkup.organizations == ()
    assert "organizationAcls" in texts(checkup)["posts"]


@pytest.mark.parametrize(
    ("broken", "cause", "reported"),
    [
        ({"access_token": "none"}, "token", "the token cannot be used: 401 INVALID"),
        ({"refresh_token": "none"}, "token", "the member has to consent again"),
        ({"version": "202001"}, "version", "LinkedIn does not serve this version of the API: 426"),
    ],
)
def test_what_concerns_all_tables_is_one_finding(sandbox, broken, cause, reported):
    checkup = look(sandbox, Scope((FIRST,)), **broken)
    [finding] = checkup.findings
    assert (finding.table, finding.cause, checkup.is_ok) == (None, cause, False)
    assert reported in str(checkup)


def test_a_host_that_nobody_serves_is_one_finding(sandbox):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    checkup = look(sandbox, access=Access("T", base_url=url))
    assert causes(checkup) == {None: "connection"}
    assert "LinkedIn did not answer" in str(checkup)


def test_a_member_who_administers_nothing_gets_an_error(sandbox):
    checkup = look(sandbox, token=sandbox.access_token(member="nobody"))
    assert causes(checkup) == {None: "role"}
    assert "administers no organization" in str(checkup)


def test_an_organization_that_does_not_exist_is_named(sandbox):
    found = look(sandbox, Scope((7,)), tables=[PAGES["total_follower_count"]])
    assert texts(found)["total_follower_count"].startswith("LinkedIn does not know 7: 404")


def test_a_limit_is_named(sandbox):
    sandbox.quotas.limits = [Limit(0, resource="networkSizes")]
    found = causes(look(sandbox, Scope((FIRST,))))
    assert found.pop("total_follower_count") == "limit"
    assert set(found.values()) == {None}


def test_an_answer_that_is_none_is_named(sandbox):
    sandbox.faults.add(Match(resource="organizationPageStatistics"), body={})
    found = look(sandbox, Scope((FIRST,)))
    assert causes(found)["page_statistics"] == "answer"
    assert "without elements" in texts(found)["page_statistics"]
    assert causes(found)["share_statistics"] is None


def test_an_organization_without_posts_can_be_checked(sandbox):
    empty = Scope((FIRST + 9,))
    assert look(sandbox, empty, tables=[PAGES[name] for name in POST_TABLES]).is_ok
    assert Counter(request.resource for request in sandbox.requests)["posts"] == 1


def test_learning_is_tried_as_the_application_itself(sandbox):
    checkup = look(sandbox, tables=LEARNING.values(), refresh_token=None)
    assert (checkup.is_ok, list(causes(checkup))) == (True, list(LEARNING))
    assert [request.name for request in sandbox.requests] == ["", "criteria", "localeAndType"]


def test_no_tables_are_nothing_to_try(sandbox):
    assert look(sandbox, tables=[]) == Checkup((), ())


def test_many_organizations_are_named_by_the_first(sandbox):
    finding = Finding("posts", "role", (("ADMINISTRATOR",),), tuple(range(1, 9)))
    assert finding.text.endswith("at 1, 2, 3, 4, 5 and 3 more")


def test_a_brand_that_a_sync_would_not_read_is_named_unless_organizations_are(sandbox):
    brand = f"urn:li:organizationBrand:{FIRST + 1}"
    roles = [
        {"organization": urn, "role": "ADMINISTRATOR", "state": "APPROVED", "roleAssignee": "x"}
        for urn in (f"urn:li:organization:{FIRST}", brand)
    ]
    for page, start in ((roles, 0), (roles[1:], 1)):
        sandbox.faults.add(
            lambda request, start=start: (
                request.name == "roleAssignee" and int(request.params.get("start", 0)) == start
            ),
            body={"elements": page, "paging": {"start": start, "count": 100, "links": []}},
        )
    tables = [PAGES["share_statistics"]]
    found = look(sandbox, tables=tables)
    assert found.organizations == (FIRST,)
    assert [(each.table, each.cause) for each in found.findings] == [
        ("share_statistics", None),
        (None, "role"),
    ]
    assert f"{brand} is a brand" in str(found)
    assert look(sandbox, Scope((FIRST,)), tables=tables).is_ok
