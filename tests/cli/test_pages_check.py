"""`linkedin pages check`: table by table, what is missing and what to do."""

import asyncio

import pytest

from linkedin_api.sandbox import Limit
from linkedin_api.sources.catalogue.pages import PAGES

TOKEN = "LINKEDIN_ACCESS_TOKEN"


def lines(ended):
    """Table to whether it can be read, and what is told of it."""
    rows = (line.split(maxsplit=2) for line in ended.out.splitlines()[1 : 1 + len(PAGES)])
    return {table: (ok, told) for table, ok, told in rows}


def test_a_good_token_may_read_all_tables(asked, type_):
    ended = type_("pages check")

    assert ended.code == 0, ended.out
    assert lines(ended) == dict.fromkeys(PAGES, ("yes", "can be read"))
    assert "checked for 49 organizations" in ended.out


def test_it_can_be_called_where_a_loop_runs(asked, type_):
    async def handler():
        return type_("pages check --org 2414183 --tables posts")

    assert asyncio.run(handler()).code == 0


def test_a_missing_permission_is_named_for_each_table_that_needs_it(asked, type_, monkeypatch):
    monkeypatch.setenv(TOKEN, asked.access_token("r_organization_social"))

    ended = type_("pages check --org 2414183")

    told = lines(ended)
    assert ended.code == 3
    assert told["posts"] == ("yes", "can be read")
    assert told["page_statistics"][0] == "NO"
    assert told["page_statistics"][1].startswith(
        "the token lacks the permission rw_organization_admin or r_organization_admin"
    )
    assert "\nwhat to do:\n  permission: add the product to the application" in ended.out


def test_a_missing_role_is_named_with_the_page(asked, type_):
    ended = type_("pages check --org 2414232 --org 2414183 --tables page_statistics --json")

    (finding,) = ended.document["findings"]
    assert (ended.code, ended.document["ok"]) == (3, False)
    assert (finding["table"], finding["cause"]) == ("page_statistics", "role")
    assert (finding["organizations"], finding["needs"]) == ([2414232], [["ADMINISTRATOR"]])
    assert "ask an administrator of the page to give the member the role" in finding["hint"]


@pytest.mark.parametrize("options", ["", " --json"])
def test_a_bad_token_is_one_finding_for_all_tables(asked, type_, monkeypatch, options):
    monkeypatch.setenv(TOKEN, "AQXsecretsecretsecret")

    ended = type_(f"pages check{options}")

    assert ended.code == 1
    assert ended.out.count("INVALID_ACCESS_TOKEN") == 1 + bool(options)
    assert "AQXsecretsecretsecret" not in ended.out + ended.err


def test_a_limit_of_the_day_has_its_own_code(asked, type_):
    asked.quotas.limits = [Limit(0, resource="posts")]

    ended = type_("pages check --org 2414183 --tables posts,share_statistics")

    assert ended.code == 4
    assert "limit: continue after midnight UTC" in ended.out


def test_it_asks_little(asked, type_):
    type_("pages check")

    assert len(asked.requests) <= 2 * len(PAGES) + 1


def test_learning_can_be_checked_too(asked, type_, monkeypatch):
    monkeypatch.delenv(TOKEN)
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", asked.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", asked.client_secret)

    ended = type_("learning check --json")

    assert ended.code == 0
    assert [each["ok"] for each in ended.document["findings"]] == [True, True]
