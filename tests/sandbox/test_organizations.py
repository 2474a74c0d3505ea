"""Organizations, who administers them, and how many follow them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox

FIRST = 2414183
ANALYST, REQUESTED = FIRST + 49, FIRST + 98
URN = "urn%3Ali%3Aorganization%3A"
SIZES = f"/rest/networkSizes/{URN}"
ACLS = "/rest/organizationAcls"
OLD = {"X_RestLi_Protocol_Version": None}


@pytest.fixture(scope="module")
def city() -> Iterator[Sandbox]:
    now = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
    with Sandbox(organizations=120, now=now) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def ask(city: Sandbox) -> Iterator[Raw]:
    raw = Raw(city)
    yield raw
    raw.close()


def not_administered(number: int) -> dict[str, object]:
    return {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": "Viewer don't have permission to the ADMIN_ONLY VisibilityReduction "
        f"for urn:li:organization:{number}",
    }


def test_an_administrator_reads_the_whole_of_an_organization(ask: Raw):
    organization = ask("GET", f"/rest/organizations/{FIRST}").json
    assert organization["id"] == FIRST
    assert organization["$URN"] == f"urn:li:organization:{FIRST}"
    assert organization["name"]["localized"]["en_US"] == organization["localizedName"]
    assert {"localizedDescription", "created", "versionTag", "locations"} <= set(organization)


def test_names_are_told_in_their_own_language(ask: Raw):
    organization = ask("GET", f"/rest/organizations/{FIRST + 5}").json
    assert organization["name"] == {
        "localized": {"de_DE": "Gauß Instrumente"},
        "preferredLocale": {"country": "DE", "language": "de"},
    }


def test_an_empty_organization_has_neither_logo_nor_place(ask: Raw):
    organization = ask("GET", f"/rest/organizations/{FIRST + 9}").json
    assert ("logoV2" in organization, organization["locations"]) == (False, [])


def test_fields_of_an_organization_can_be_chosen(ask: Raw):
    reply = ask("GET", f"/rest/organizations/{FIRST}?fields=id,defaultLocale:(country)")
    assert reply.json == {"id": FIRST, "defaultLocale": {"country": "US"}}


@pytest.mark.parametrize("number", [ANALYST, REQUESTED, 1337])
def test_others_may_not_read_an_organization(ask: Raw, number):
    reply = ask("GET", f"/rest/organizations/{number}")
    assert (reply.status, reply.json) == (403, not_administered(number))


def test_an_organization_that_does_not_exist_is_not_found(ask: Raw):
    assert ask("GET", "/rest/organizations/5").status == 404


def test_an_applications_own_token_administers_nothing(ask: Raw, city):
    token = city.access_token(member=None)
    reply = ask("GET", f"/rest/organizations/{FIRST}", Authorization=f"Bearer {token}")
    assert reply.status == 403


def test_a_token_without_the_scope_names_what_it_lacks(ask: Raw, city):
    bearer = f"Bearer {city.access_token('r_ads')}"
    reply = ask("GET", f"/rest/organizations/{FIRST}", Authorization=bearer)
    assert reply.json["message"] == ("Not enough permissions to access: organizations.GET.20260901")


def test_a_batch_has_a_status_for_every_id(ask: Raw):
    reply = ask("GET", f"/rest/organizations?ids=List({FIRST},1337,5)&fields=id").json
    assert reply["results"] == {str(FIRST): {"id": FIRST}}
    assert reply["statuses"] == {str(FIRST): 200, "1337": 403, "5": 404}
    assert reply["errors"]["1337"] == not_administered(1337)


def test_the_finder_by_name_tells_public_fields_of_anyone(ask: Raw):
    page = ask("GET", "/rest/organizations?q=vanityName&vanityName=LinkedIn").json
    (found,) = page["elements"]
    assert (found["id"], "localizedDescription" in found) == (1337, False)
    assert page["paging"]["total"] == 1


def test_an_unknown_name_finds_nobody(ask: Raw):
    page = ask("GET", "/rest/organizations?q=vanityName&vanityName=nobody").json
    assert (page["elements"], page["paging"]["total"]) == ([], 0)


def test_brands_are_found_by_their_organization(ask: Raw):
    page = ask("GET", f"/rest/organizations?q=parentOrganization&parent={URN}{FIRST + 10}").json
    assert [each["id"] for each in page["elements"]] == [FIRST + 17]
    assert page["elements"][0]["primaryOrganizationType"] == "BRAND"
    assert page["paging"]["total"] == 1


def test_the_lookup_tells_public_fields_of_anyone(ask: Raw):
    reply = ask("GET", f"/rest/organizationsLookup?ids=List(1337,{ANALYST},5)").json
    assert reply["statuses"] == {"1337": 200, str(ANALYST): 200, "5": 404}
    assert "localizedDescription" not in reply["results"]["1337"]


def test_the_lookup_reads_ids_of_protocol_1(ask: Raw):
    reply = ask("GET", f"/v2/organizationsLookup?ids=1337&ids={FIRST}&fields=id", **OLD)
    assert reply.json["results"] == {"1337": {"id": 1337}, str(FIRST): {"id": FIRST}}


def test_the_lookup_refuses_urns(ask: Raw):
    reply = ask("GET", "/rest/organizationsLookup?ids=List(urn%3Ali%3Aorganization%3A1035)")
    assert reply.json == {
        "status": 400,
        "message": "NumberFormatException parsing batch key 'urn:li:organization:1035'",
    }


def test_the_caller_finds_where_they_have_roles(ask: Raw, city):
    page = ask("GET", f"{ACLS}?q=roleAssignee&count=200").json
    assert len(page["elements"]) == len(city.figures.organizations)
    assert page["elements"][0]["roleAssignee"] == "urn:li:person:782bbtaQ"
    assert set(page["elements"][0]) == {
        "roleAssignee", "role", "state", "organization", "created", "lastModified",
    }  # fmt: skip


def test_roles_are_paged_without_a_total(ask: Raw):
    page = ask("GET", f"{ACLS}?q=roleAssignee&start=110&count=20").json
    assert (len(page["elements"]), "total" in page["paging"]) == (10, False)
    assert [link["rel"] for link in page["paging"]["links"]] == ["prev"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("role=ADMINISTRATOR&state=APPROVED", 117),
        ("role=ANALYST", 2),
        ("state=REQUESTED", 1),
        ("role=CURATOR", 0),
    ],
)
def test_roles_are_filtered(ask: Raw, filters, found):
    page = ask("GET", f"{ACLS}?q=roleAssignee&{filters}&count=200").json
    assert len(page["elements"]) == found


def test_administered_is_what_the_figures_say(ask: Raw, city):
    target = f"{ACLS}?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=200"
    urns = {each["organization"] for each in ask("GET", target).json["elements"]}
    known = city.figures
    assert urns == {
        f"urn:li:organization:{number}"
        for number in known.organizations
        if known.administers("782bbtaQ", number)
    }


def test_another_member_has_roles_nowhere(ask: Raw, city):
    bearer = f"Bearer {city.access_token(member='stranger')}"
    assert ask("GET", f"{ACLS}?q=roleAssignee", Authorization=bearer).json["elements"] == []


def test_an_administrator_sees_who_has_access(ask: Raw):
    page = ask("GET", f"{ACLS}?q=organization&organization={URN}{FIRST}&state=APPROVED").json
    assert [each["role"] for each in page["elements"]] == ["ADMINISTRATOR", "ADMINISTRATOR"]
    assert {each["organization"] for each in page["elements"]} == {f"urn:li:organization:{FIRST}"}


@pytest.mark.parametrize(
    ("member", "role", "state"),
    [
        ("8kBbgeQx", "CONTENT_ADMINISTRATOR", "APPROVED"),
        ("3fMnbrZw", "ADMINISTRATOR", "REVOKED"),
    ],
)
def test_other_members_of_the_sandbox_have_lesser_roles(ask: Raw, city, member, role, state):
    bearer = f"Bearer {city.access_token(member=member)}"
    page = ask("GET", f"{ACLS}?q=roleAssignee&count=200", Authorization=bearer).json
    found = {(each["role"], each["state"]) for each in page["elements"]}
    reply = ask("GET", f"/rest/organizations/{FIRST + 3}", Authorization=bearer)
    assert (found, reply.status) == ({(role, state)}, 403)


def test_an_analyst_does_not(ask: Raw):
    reply = ask("GET", f"{ACLS}?q=organization&organization={URN}{ANALYST}")
    assert (reply.status, reply.json) == (403, not_administered(ANALYST))


def test_v2_has_the_older_name_too(ask: Raw):
    page = ask("GET", "/v2/organizationalEntityAcls?q=roleAssignee&count=1", **OLD).json
    assert page["elements"][0]["organizationalTarget"] == f"urn:li:organization:{FIRST}"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (f"{ACLS}?q=organization", "Parameter 'organization' is required"),
        ("/rest/organizations?q=vanityName", "Parameter 'vanityName' is required"),
        ("/rest/organizations?q=parentOrganization", "Parameter 'parent' is required"),
        (f"{SIZES}{FIRST}", "Parameter 'edgeType' is required"),
        ("/rest/organizations/abc", "Key value 'abc' must be of type 'java.lang.Long'"),
        (
            "/rest/organizations",
            (
                "GET operation not supported for URI: '/rest/organizations' with X-RestLi-Method: "
                "'get_all'"
            ),
        ),
    ],
)
def test_wrong_requests_are_told_what_is_wrong(ask: Raw, target, message):
    reply = ask("GET", target)
    assert reply.json == {"status": 400, "message": message}


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (f"{ACLS}?q=roleAssignee&role=KING", "role"),
        (f"{ACLS}?q=roleAssignee&state=maybe", "state"),
        (f"{ACLS}?q=organization&organization={FIRST}", "organization"),
        (f"{ACLS}?q=organization&organization=urn%3Ali%3Aperson%3A1", "organization"),
        (f"{SIZES}{FIRST}?edgeType=CompanyFollowedByMember", "edgeType"),
        (f"{SIZES}{FIRST}?edgeType=FRIENDS", "edgeType"),
    ],
)
def test_wrong_values_are_named(ask: Raw, target, name):
    reply = ask("GET", target)
    (error,) = reply.json["errorDetails"]["inputErrors"]
    assert (reply.status, error["code"]) == (400, "PARAM_INVALID")
    assert error["input"] == {"inputPath": {"fieldPath": name}}


def test_followers_are_counted(ask: Raw, city):
    reply = ask("GET", f"{SIZES}{FIRST}?edgeType=COMPANY_FOLLOWED_BY_MEMBER")
    assert reply.json == {"firstDegreeSize": city.figures.followers(FIRST)}


def test_followers_of_anyone_are_public(ask: Raw, city):
    reply = ask("GET", f"{SIZES}{ANALYST}?edgeType=COMPANY_FOLLOWED_BY_MEMBER")
    assert reply.json == {"firstDegreeSize": city.figures.followers(ANALYST)}


@pytest.mark.parametrize("key", [f"{URN}5", "urn%3Ali%3Aperson%3A782bbtaQ"])
def test_followers_of_nobody_are_not_found(ask: Raw, key):
    assert ask("GET", f"/rest/networkSizes/{key}?edgeType=COMPANY_FOLLOWED_BY_MEMBER").status == 404


def test_v2_spells_the_edge_in_the_old_way(ask: Raw, city):
    target = f"/v2/networkSizes/urn:li:organization:{FIRST}?edgeType="
    reply = ask("GET", f"{target}CompanyFollowedByMember", **OLD, LinkedIn_Version=None)
    assert reply.json == {"firstDegreeSize": city.figures.followers(FIRST)}
    assert ask("GET", f"{target}COMPANY_FOLLOWED_BY_MEMBER", **OLD).status == 400


@pytest.mark.parametrize(("version", "status"), [("202304", 200), ("202305", 400)])
def test_versions_spell_the_edge_in_the_new_way_since_202305(version, status):
    with Sandbox(versions=("202304", "202305")) as sandbox, closing(Raw(sandbox)) as ask:
        target = f"{SIZES}{FIRST}?edgeType=CompanyFollowedByMember"
        assert ask("GET", target, LinkedIn_Version=version).status == status


def test_followers_and_time_move_together():
    with Sandbox(organizations=1) as sandbox, closing(Raw(sandbox)) as ask:
        target = f"{SIZES}{FIRST}?edgeType=COMPANY_FOLLOWED_BY_MEMBER"
        before = ask("GET", target).json["firstDegreeSize"]
        sandbox.advance(days=1)
        gain = sum(sandbox.figures.follower_gains(FIRST, sandbox.figures.last_day))
        assert ask("GET", target).json["firstDegreeSize"] == before + gain


def test_a_post_is_received_as_its_figures_say(ask: Raw, city):
    post = next(each for each in city.figures.posts_of(FIRST) if each.fate.likes > 10)
    urn = post.urn.replace(":", "%3A")
    reply = ask("GET", f"/rest/socialMetadata?ids=List({urn},urn%3Ali%3Ashare%3A4)").json
    told = reply["results"][post.urn]
    assert sum(each["count"] for each in told["reactionSummaries"].values()) == post.fate.likes
    assert told["commentSummary"]["count"] == post.fate.comments
    assert reply["statuses"]["urn:li:share:4"] == 404


def test_comments_are_closed_and_opened(ask: Raw, city):
    post = next(city.figures.posts_of(FIRST))
    target = f"/rest/socialMetadata/{post.urn.replace(':', '%3A')}"
    for state in ("CLOSED", "OPEN"):
        patch = {"patch": {"$set": {"commentsState": state}}}
        assert ask("POST", target, patch, X_RestLi_Method="PARTIAL_UPDATE").status == 204
        assert ask("GET", target).json["commentsState"] == state
