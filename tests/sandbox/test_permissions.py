"""Scopes per operation, roles per organization, and the bodies that refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from raw_http import Raw, Reply

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Action, Finder, Resource
from linkedin_api.sandbox.roles import EveryRole


class Book:
    """Ada administers 1, is an analyst of 2."""

    def roles_of(self, member: str | None, organization: str) -> frozenset[str]:
        if member is None:
            return frozenset()
        return frozenset(
            {
                "urn:li:organization:1": {"ADMINISTRATOR"},
                "urn:li:organization:2": {"ANALYST"},
            }.get(organization, ())
        )


def organization_of_key(call, key):
    return () if key is None else (f"urn:li:organization:{key.text}",)


def organization_of_body(call, key):
    return (call.body["organization"],)


PAGES = Resource(
    "pages",
    methods=ALL_METHODS,
    finders=(Finder("mine"), Finder("public")),
    actions=(Action("greet", lambda call: "hello"),),
    read_scopes=frozenset({"r_pages"}),
    write_scopes=frozenset({"w_pages"}),
    scopes={
        "FINDER-mine": frozenset({"r_mine"}),
        "FINDER-public": frozenset(),
        "ACTION": frozenset({"r_pages"}),
    },
    rules=(
        RoleRule(organization_of_key, operations=frozenset({"GET", "BATCH_GET", "BATCH_DELETE"})),
        RoleRule(
            organization_of_body,
            any_of=frozenset({"ADMINISTRATOR", "ANALYST"}),
            operations=frozenset({"CREATE"}),
        ),
    ),
    roots=("/rest", "/v2"),
    seed=lambda seeding: [(number, {"id": number}) for number in (1, 2, 3)],
)


@pytest.fixture
def pages() -> Iterator[Sandbox]:
    with Sandbox(resources=(PAGES,), roles=Book()) as sandbox:
        yield sandbox


def asking(sandbox: Sandbox, scopes: str, **more) -> Callable[..., Reply]:
    def ask(*request, **headers) -> Reply:
        raw = Raw(sandbox, sandbox.access_token(scopes, **more))
        try:
            return raw(*request, **headers)
        finally:
            raw.close()

    return ask


def refusal(what: str) -> dict:
    return {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": f"Not enough permissions to access: {what}",
    }


@pytest.mark.parametrize(
    ("verb", "target", "what"),
    [
        ("GET", "/rest/pages/1", "pages.GET.20260901"),
        ("GET", "/v2/pages/1", "pages.GET.NO_VERSION"),
        ("GET", "/rest/pages?ids=List(1)", "pages.BATCH_GET.20260901"),
        ("GET", "/rest/pages?q=mine", "pages.FINDER-mine.20260901"),
        ("GET", "/v2/pages?q=mine", "pages.FINDER-mine.NO_VERSION"),
        ("POST", "/rest/pages?action=greet", "pages.ACTION-greet.20260901"),
        ("DELETE", "/rest/pages/1", "pages.DELETE.20260901"),
    ],
)
def test_a_token_without_the_scope_is_told_resource_operation_and_version(
    pages, verb, target, what
):
    answer = asking(pages, "r_other")(verb, target, content="")
    assert (answer.status, answer.json) == (403, refusal(what))


def test_a_finder_can_need_a_scope_of_its_own(pages):
    assert asking(pages, "r_mine")("GET", "/rest/pages?q=mine").status == 200
    assert asking(pages, "r_pages")("GET", "/rest/pages?q=mine").status == 403


def test_a_finder_can_need_no_scope_at_all(pages):
    assert asking(pages, "r_other")("GET", "/rest/pages?q=public").status == 200


def test_scopes_of_all_actions_are_named_by_the_method(pages):
    assert asking(pages, "r_pages")("POST", "/rest/pages?action=greet", {}).status == 200


def test_a_caller_without_the_role_is_told_the_organization(pages):
    answer = asking(pages, "r_pages")("GET", "/rest/pages/2")
    assert answer.status == 403
    assert answer.json == {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": "Viewer don't have permission to the ADMIN_ONLY VisibilityReduction for "
        "urn:li:organization:2",
    }


def test_a_caller_with_the_role_is_served(pages):
    assert asking(pages, "r_pages")("GET", "/rest/pages/1").json == {"id": 1}


def test_an_application_has_no_roles(pages):
    assert asking(pages, "r_pages", member=None)("GET", "/rest/pages/1").status == 403


def test_in_a_batch_a_role_that_lacks_spoils_only_its_own_entry(pages):
    answer = asking(pages, "r_pages")("GET", "/rest/pages?ids=List(1,2)")
    assert answer.status == 200
    assert answer.json["results"] == {"1": {"id": 1}}
    assert answer.json["statuses"] == {"1": 200, "2": 403}
    assert answer.json["errors"]["2"]["status"] == 403


def test_a_batch_writes_only_where_the_role_is(pages):
    answer = asking(pages, "w_pages")("DELETE", "/rest/pages?ids=List(1,2)")
    assert answer.json["results"] == {"1": {"status": 204}}
    assert list(answer.json["errors"]) == ["2"]


@pytest.mark.parametrize(("number", "status"), [(1, 201), (2, 201), (3, 403)])
def test_a_rule_can_take_the_organization_from_the_body(pages, number, status):
    body = {"organization": f"urn:li:organization:{number}"}
    assert asking(pages, "w_pages")("POST", "/rest/pages", body).status == status


def test_operations_without_a_rule_need_no_role(pages):
    assert asking(pages, "w_pages")("DELETE", "/rest/pages/2").status == 204


def test_a_sandbox_in_which_everybody_may_do_everything():
    with Sandbox(resources=(PAGES,), roles=EveryRole()) as sandbox:
        assert asking(sandbox, "r_pages")("GET", "/rest/pages/2").status == 200


def test_without_a_book_the_figures_tell_the_roles():
    with Sandbox(resources=(PAGES,)) as sandbox:
        assert asking(sandbox, "r_pages")("GET", "/rest/pages/2").status == 403
