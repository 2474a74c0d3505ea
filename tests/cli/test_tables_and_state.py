"""`tables` and `state`: what there is, and up to where it was read."""

from datetime import UTC, datetime, time

import pytest
from noon import NOON, TODAY, days_ago
from odd_statistics import DAY, OddStatistics

from linkedin_api.cli import products
from linkedin_api.cli.destinations import target_of
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES

DAYS = "follower_statistics_time_bound"


@pytest.mark.parametrize(
    ("subject", "catalogue"), [("pages", PAGES), ("learning", LEARNING), ("ads", ADS)]
)
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


def test_state_of_tables_of_a_sandbox_names_the_option(state):
    ended = state("--sandbox --database linkedin.duckdb --tables posts")

    assert (ended.code, ended.out.split()) == (
        0,
        ["table", "loaded", "organizations", "posts", "never"],
    )
    assert ended.err == "these tables were loaded from LinkedIn: leave out --sandbox\n"


@pytest.mark.parametrize("line", ["pages sync", "mcp"])
def test_a_sandbox_does_not_replace_tables_from_linkedin(type_, asked, loaded, line):
    ended = type_(f"{line} --sandbox --database {loaded.folder / 'linkedin.duckdb'}")

    assert (ended.code, ended.out) == (2, "")
    assert "has tables from LinkedIn, which this sync would replace" in ended.err
    assert "choose another --dataset or --database" in ended.err
    assert not asked.requests


@pytest.mark.parametrize(
    ("destination", "sandbox", "named", "dataset"),
    [
        ("postgres", True, None, "linkedin_pages_sandbox"),
        ("postgres", False, None, "linkedin_pages"),
        ("postgres", True, "shared", "shared"),
        ("duckdb", True, None, "linkedin_pages"),  # in a file of its own
    ],
)
def test_tables_of_a_sandbox_have_a_place_of_their_own(destination, sandbox, named, dataset):
    options = {"destination": destination, "sandbox": sandbox, "dataset": named, "database": None}

    assert target_of(products.PAGES, options).dataset == dataset


def test_state_of_a_file_that_is_not_there_makes_none(type_, tmp_path):
    ended = type_("pages state --database nothing.duckdb")

    assert (ended.code, ended.out) == (1, "")
    assert "no file nothing.duckdb: load tables with `linkedin pages sync`, or name" in ended.err
    assert not (tmp_path / "nothing.duckdb").exists()


def test_state_lists_what_linkedin_left_out_in_80_columns(type_, monkeypatch):
    end = int(datetime.combine(days_ago(2), time(), UTC).timestamp()) * 1000
    with OddStatistics() as linkedin:
        monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
        monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "T")
        monkeypatch.setattr("linkedin_api.cli.connection.machine_time", NOON.timestamp)
        linkedin.absent = {end - ago * DAY for ago in (9, 50, 49, 48)}
        synced = type_(f"pages sync --org 1337 --org 1338 --tables {DAYS}")
    assert synced.code == 0, synced.err
    ended = type_(f"pages state --tables {DAYS}")

    assert ended.out.splitlines() == [
        f"table{' ' * 27}loaded{' ' * 13}organizations",
        f"{DAYS}  before {days_ago(2)}  1337, 1338",
        "",
        "missing, as LinkedIn refused it or left it out; the next sync asks again:",
        f"table{' ' * 27}missing{' ' * 19}organizations",
        f"{DAYS}  {days_ago(52)} to {days_ago(50)}  1337, 1338",
        f"{DAYS}  {days_ago(11)}{' ' * 16}1337, 1338",
    ]
    assert max(map(len, ended.out.splitlines())) <= 80
    (table,) = type_(f"pages state --tables {DAYS} --json").document["tables"]
    assert table["organizations"]["1338"]["missing"] == [
        {"from": str(days_ago(52)), "before": str(days_ago(49))},
        {"from": str(days_ago(11)), "before": str(days_ago(10))},
    ]
