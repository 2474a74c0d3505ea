"""What a member may do for organizations, asked by action and not by role."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import pytest
from raw_http import Raw
from seeded import ADA, ENGINES

from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.sandbox import Sandbox

LINKEDIN = "urn:li:organization:1337"
PATH = "/rest/organizationAuthorizations"
APPROVED = {"com.linkedin.organization.Approved": {}}
DENIED = {"com.linkedin.organization.Denied": {}}
ROLE = "organizationRoleAuthorizationAction"
CONTENT = "organizationContentAuthorizationAction"
#: As the README of LinkedIn's client for JavaScript writes them.
README = [
    {"OrganizationRoleAuthorizationAction": {"actionType": "ADMINISTRATOR_READ"}},
    {"OrganizationContentAuthorizationAction": {"actionType": "ORGANIC_SHARE_DELETE"}},
]


def action(kind: str, name: str) -> str:
    return f"({kind}:(actionType:{name}))"


def key(
    organization: str = ENGINES,
    name: str = "ORGANIC_SHARE_CREATE",
    kind: str = CONTENT,
    person: str = ADA,
) -> str:
    member, page = quote(person, safe=""), quote(organization, safe="")
    return f"(impersonator:{member},organization:{page},action:{action(kind, name)})"


def find(ask: Raw, *criteria: str, more: str = "", **headers: Any) -> Any:
    query = (
        f"bq=authorizationActionsAndImpersonator&authorizationActions=List({','.join(criteria)})"
    )
    return ask("GET", f"{PATH}?{query}{more}", **headers)


def wrapped(kind: str, name: str) -> str:
    return f"(authorizationAction:{action(kind, name)})"


def administered(sandbox: Sandbox) -> list[str]:
    figures = sandbox.figures
    return [
        f"urn:li:organization:{number}"
        for number in figures.organizations
        if figures.administers("782bbtaQ", number)
    ]


@pytest.mark.parametrize(("organization", "status"), [(ENGINES, APPROVED), (LINKEDIN, DENIED)])
def test_one_question_is_approved_or_denied(ask: Raw, organization, status):
    reply = ask("GET", f"{PATH}/{key(organization)}")
    assert (reply.status, reply.json) == (
        200,
        {
            "impersonator": ADA,
            "organization": organization,
            "action": {CONTENT: {"actionType": "ORGANIC_SHARE_CREATE"}},
            "status": status,
        },
    )


def test_both_base_paths_answer(ask: Raw):
    assert ask("GET", f"/v2/organizationAuthorizations/{key()}").json["status"] == APPROVED


def test_several_questions_are_answered_together(ask: Raw):
    keys = [key(), key(LINKEDIN), key(name="ORGANIC_SHARE_DANCE")]
    told = ask("GET", f"{PATH}?ids=List({','.join(keys)})").json
    assert sorted(str(each["status"]) for each in told["results"].values()) == [
        str(APPROVED),
        str(DENIED),
    ]
    assert [error["status"] for error in told["errors"].values()] == [400]


def test_the_batch_finder_tells_where_the_member_is_approved(sandbox: Sandbox, ask: Raw):
    reply = find(ask, wrapped(ROLE, "ADMINISTRATOR_READ"), wrapped(CONTENT, "ORGANIC_SHARE_DELETE"))
    lists = reply.json["elements"]
    for each in lists:
        assert [found["organization"] for found in each["elements"]] == administered(sandbox)
        assert {str(found["status"]) for found in each["elements"]} == {str(APPROVED)}
        assert {found["impersonator"] for found in each["elements"]} == {ADA}
    assert len(lists) == 2


def test_the_form_of_the_readme_is_understood(ask: Raw):
    forms = (
        wrapped(ROLE, "ADMINISTRATOR_READ"),
        action(ROLE, "ADMINISTRATOR_READ"),
        action("OrganizationRoleAuthorizationAction", "ADMINISTRATOR_READ"),
    )
    lists = [each["elements"] for each in find(ask, *forms).json["elements"]]
    assert lists[0]
    assert lists == [lists[0]] * 3


def test_each_list_has_pages(ask: Raw):
    page = find(ask, wrapped(ROLE, "ADMINISTRATOR_READ"), more="&start=2&count=3")
    listed = page.json["elements"][0]
    assert len(listed["elements"]) == 3
    assert [link["rel"] for link in listed["paging"]["links"]] == ["prev", "next"]


@pytest.mark.parametrize(
    "criterion",
    [
        wrapped(ROLE, "ADMINISTRATOR_DANCE"),
        wrapped("organizationDanceAuthorizationAction", "DANCE"),
        wrapped("organizationProfileAuthorizationAction", "no-name"),
        "(authorizationAction:(a:b))",
        "(something:else)",
    ],
)
def test_a_wrong_action_spoils_only_its_own_list(ask: Raw, criterion):
    wrong, right = find(ask, criterion, wrapped(ROLE, "ADMINISTRATOR_READ")).json["elements"]
    assert (wrong["isError"], wrong["error"]["status"], wrong["elements"]) == (True, 400, [])
    assert right["elements"]


def test_who_writes_for_a_page_may_not_see_its_administrators(ask: Raw):
    member = next(
        role.member
        for role in ask.sandbox.figures.roles_at(2414184)
        if role.role == "CONTENT_ADMINISTRATOR"
    )
    token: dict[str, Any] = {"Authorization": f"Bearer {ask.sandbox.access_token(member=member)}"}
    page, person = "urn:li:organization:2414184", f"urn:li:person:{member}"
    statuses = [
        ask("GET", f"{PATH}/{key(page, name, kind, person)}", **token).json["status"]
        for kind, name in ((CONTENT, "DARK_SHARE_CREATE"), (ROLE, "ADMINISTRATOR_READ"))
    ]
    assert statuses == [APPROVED, DENIED]


def test_a_type_of_another_kind_is_allowed_to_administrators(ask: Raw):
    analytics = "organizationAnalyticsAuthorizationAction"
    reply = ask("GET", f"{PATH}/{key(name='VISITOR_ANALYTICS_READ', kind=analytics)}")
    assert reply.json["status"] == APPROVED


@pytest.mark.parametrize(
    "wrong",
    [
        key(name="ORGANIC_SHARE_DANCE"),
        key("urn:li:person:782bbtaQ"),
    ],
    ids=["an unknown action", "no organization"],
)
def test_a_wrong_question_is_refused(ask: Raw, wrong):
    assert ask("GET", f"{PATH}/{wrong}").status == 400


def test_a_question_that_lacks_a_part_has_no_answer(ask: Raw):
    assert ask("GET", f"{PATH}/(impersonator:a,organization:b)").status == 404


def test_nobody_asks_for_another_member(ask: Raw):
    assert ask("GET", f"{PATH}/{key(person='urn:li:person:another')}").status == 403


@pytest.mark.parametrize(
    ("scope", "status"), [("rw_organization_admin", 200), ("r_organization_admin", 403)]
)
def test_it_needs_the_scope_that_writes(ask: Raw, scope, status):
    token: dict[str, Any] = {"Authorization": f"Bearer {ask.sandbox.access_token(scope)}"}
    assert ask("GET", f"{PATH}/{key()}", **token).status == status
    assert find(ask, wrapped(ROLE, "ADMINISTRATOR_READ"), **token).status == status


def test_our_client_asks_as_the_readme_does(sandbox: Sandbox):
    with RestliClient(
        base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
    ) as client:
        answer = client.batch_finder(
            "/organizationAuthorizations",
            "authorizationActionsAndImpersonator",
            ("authorizationActions", README),
        )
        found = [[each["organization"] for each in result.elements] for result in answer.results]
    assert found == [administered(sandbox)] * 2


def test_our_asynchronous_client_asks_for_one(sandbox: Sandbox):
    parts = {
        "impersonator": ADA,
        "organization": ENGINES,
        "action": {CONTENT: {"actionType": "ORGANIC_SHARE_CREATE"}},
    }

    async def main() -> Any:
        async with AsyncRestliClient(
            base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202609"
        ) as client:
            path = "/organizationAuthorizations/{key}"
            one = await client.get(path, path_keys={"key": parts})
            many = await client.batch_get("/organizationAuthorizations", [parts])
            return one.entity, list(many.results.values())

    one, many = asyncio.run(main())
    assert one["status"] == APPROVED
    assert many == [one]
