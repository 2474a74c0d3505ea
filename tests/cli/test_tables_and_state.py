"""`tables` and `state`: what there is, and up to where it was read."""

import pytest
from noon import TODAY, days_ago

from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES

DAYS = "follower_statistics_time_bound"


@pytest.mark.parametrize(("subject", "catalogue"), [("pages", PAGES), ("learning", LEARNING)])
def test_tables_are_listed_without_asking_anybody(type_, subject, catalogue):
    listed = type_(f"{subject} tables")
    document = type_(f"{subject} tables --json").document

    assert [line.split()[0] for line in listed.out.splitlines()[1:]] == list(catalogue)
    assert [each["table"] for each in document["tables"]] == list(catalogue)


def test_a_table_is_listed_with_what_a_token_needs(type_):
    document = type_("pages tables --json").document

    posts = next(each for each in document["tables"] if each["table"] == "posts")
    assert posts["permissions"] == [["r_organization_social"]]
    assert "ADMINISTRATOR" in posts["roles"]


@pytest.fixture
def state(loaded, type_, monkeypatch):
    """Types `pages state` where two pages were loaded."""
    monkeypatch.chdir(loaded.folder)
    return lambda options: type_(f"pages state {options}")


def test_state_tells_dates_by_table_and_organization(state):
    ended = state(f"--tables total_follower_count,{DAYS},share_statistics")

    assert ended.code == 0
    assert [line.split(maxsplit=3) for line in ended.out.splitlines()] == [
        ["table", "loaded", "organizations"],
        ["total_follower_count", "on", str(TODAY), "2414183, 2414184"],
        [DAYS, "before", str(days_ago(2)), "2414183, 2414184"],
        ["share_statistics", "never"],
    ]


def test_state_of_one_organization_is_told_as_json(state):
    (table,) = state(f"--tables {DAYS} --org 2414184 --json").document["tables"]

    assert list(table["organizations"]) == ["2414184"]
    assert table["organizations"]["2414184"]["date"] == str(days_ago(2))


def test_state_of_a_file_that_is_not_there_makes_none(type_, tmp_path):
    ended = type_("pages state --database nothing.duckdb")

    assert (ended.code, ended.err) == (
        1,
        "Error: there is no file nothing.duckdb; `sync` creates it\n",
    )
    assert not (tmp_path / "nothing.duckdb").exists()
