"""The tables about the sandbox say what it has, and nothing it has not."""

from __future__ import annotations

import importlib
from inspect import signature
from typing import get_args

import pytest
from sandbox_tables import coverage
from sandbox_tables.behaviours import BEHAVIOURS
from sandbox_tables.notes import NOTES
from sandbox_tables.oauth_decisions import DECISIONS

from linkedin_api.sandbox import App, Limit, OAuthChoices, Sandbox
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.faults.fault import Fault
from linkedin_api.sandbox.protocol.problems import Source
from linkedin_api.sandbox.protocol.resource import Resource

SOURCES = set(get_args(Source))
TABLES = (
    coverage.resource_rows,
    coverage.operation_rows,
    coverage.field_rows,
    coverage.behaviour_rows,
    coverage.refusal_rows,
    coverage.version_rows,
    coverage.fault_rows,
    coverage.admin_rows,
)


@pytest.mark.parametrize("rows", TABLES, ids=lambda rows: rows.__name__)
def test_every_table_has_rows_and_none_twice(rows):
    made = list(rows())
    assert len(made) > 5
    assert len({str(row) for row in made}) == len(made)


@pytest.mark.parametrize("rows", TABLES[:-1], ids=lambda rows: rows.__name__)
def test_every_row_has_a_source(rows):
    assert {row.source for row in rows()} <= SOURCES


def test_every_resource_of_the_catalogue_has_a_row():
    names = {row.path.rpartition("/")[2] for row in coverage.resource_rows()}
    assert {resource.name for resource in CATALOG} <= names
    assert {child.name for resource in CATALOG for child in resource.children} <= names


def test_notes_are_about_resources_of_the_catalogue():
    assert set(NOTES) <= {row.path.rpartition("/")[2] for row in coverage.resource_rows()}


def test_a_row_says_what_a_resource_can():
    rows = {row.path: row for row in coverage.resource_rows()}
    posts = rows["/rest/posts"]
    assert (posts.kind, posts.key, posts.finders[0]) == ("collection", "urn", "author")
    assert {"GET", "CREATE", "DELETE"} <= set(posts.methods)
    assert rows["/rest/adAccounts/{key}/creatives"].kind == "collection"


def test_fields_say_what_they_may_be():
    rows = {(row.path, row.field): row for row in coverage.field_rows()}
    options = rows["/rest/posts", "content/poll/options"]
    assert (options.type, options.rules) == ("list[record]", "required; 2 to 4 entries")
    text = rows["/rest/posts", "content/poll/options/*/text"]
    assert text.rules == "required; 1 to 30 characters"
    assert rows["/rest/posts", "id"].rules == "only LinkedIn sets it"
    owner = rows["/rest/videos", "initializeUpload:initializeUploadRequest/owner"]
    assert (owner.type, owner.rules) == ("urn", "required")
    assert "kept as sent" in rows["/rest/posts", "content/celebration"].rules


def test_what_linkedin_has_and_the_sandbox_does_not_is_listed():
    lacked = {row.resource: row.operations for row in coverage.lack_rows()}
    had = {row.path.partition("/{")[0].rpartition("/")[2] for row in coverage.resource_rows()}
    assert "FINDER-account" in lacked["dmpSegments"]
    assert lacked["adTargetingEntities"] == ("FINDER-similarEntities",)
    assert lacked["events"] == ()
    assert "dmpSegments" not in had
    assert "adAccounts" not in lacked


def test_operations_say_scopes_and_parameters():
    rows = {(row.path, row.operation): row for row in coverage.operation_rows()}
    finder = rows["/rest/posts", "FINDER-author"]
    assert "author*" in finder.parameters
    assert finder.paging.startswith("start, count: 10")
    assert finder.scopes


@pytest.mark.parametrize("row", BEHAVIOURS, ids=lambda row: row.behaviour)
def test_a_behaviour_names_its_module(row):
    assert importlib.import_module(f"linkedin_api.sandbox.{row.where}").__doc__


@pytest.mark.parametrize("switch", sorted({row.switch for row in BEHAVIOURS if row.switch}))
def test_what_switches_a_behaviour_exists(switch):
    made = {"Sandbox": Sandbox, "Limit": Limit, "Fault": Fault, "Resource": Resource}
    owner, _, argument = switch.rstrip(")").partition("(")
    assert argument.partition("=")[0] in signature(made[owner]).parameters


def test_no_behaviour_is_decided_twice():
    pairs = [(row.area, row.behaviour) for row in BEHAVIOURS]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.subject)
def test_every_switch_that_the_documentation_names_exists(decision):
    owner, _, name = decision.switch.partition(".")
    owners = {"OAuthChoices": OAuthChoices, "App": App, "Sandbox": Sandbox}
    assert not decision.switch or hasattr(owners[owner], name)
