"""Columns and types, independent of the first rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from dlt_databases import Database
from dlt_plans import FOLLOWERS, SHARES, first_day, plan_of
from noon import NOON

from linkedin_api.sandbox import Match, Sandbox
from linkedin_api.sources.engines.dlt import sync
from linkedin_api.sources.windows import Span

LISTS = "follower_statistics"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=2, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def _no_faults(sandbox: Sandbox) -> None:
    sandbox.reset()


def load(sandbox: Sandbox, database: Database, *tables: str, **options: object) -> None:
    span = Span(first_day(5))
    report = sync(plan_of(sandbox, tables, span=span, **options), database.target)
    assert report.is_complete, report.problems


def answer(sandbox: Sandbox, resource: str, elements: list[object]) -> None:
    paging = {"count": 100, "start": 0, "links": [], "total": len(elements)}
    sandbox.faults.add(Match(resource=resource), body={"elements": elements, "paging": paging})


def types(database: Database, table: str) -> dict[str, str]:
    return dict(
        database.ask(
            "SELECT column_name, data_type FROM information_schema.columns"
            f" WHERE table_schema = '{database.target.dataset_name}' AND table_name = '{table}'"
        )
    )


def test_lists_can_be_columns_of_json(sandbox: Sandbox, database: Database):
    load(sandbox, database, LISTS, SHARES, "organization_lookup", nested="json")
    assert database.columns().keys() == {LISTS, SHARES, "organization_lookup", "sync_problems"}
    assert "total_share_statistics__click_count" in database.columns()[SHARES]
    organization = sandbox.figures.organizations[0]
    reported = database.one(
        f"SELECT follower_counts_by_function FROM {LISTS}"
        f" WHERE organizational_entity = 'urn:li:organization:{organization}'"
    )
    counts = {
        each["function"]: sum(each["followerCounts"].values())
        for each in (json.loads(reported) if isinstance(reported, str) else reported)
    }
    assert counts == sandbox.figures.followers_by(organization, "function")


def test_values_have_the_types_of_the_catalogue(sandbox: Sandbox, database: Database):
    load(sandbox, database, SHARES)
    reported = {name: kind.upper().split()[0] for name, kind in types(database, SHARES).items()}
    assert reported["time_range_start"] == reported["time_range_end"] == "TIMESTAMP"
    assert reported["total_share_statistics__click_count"] == "BIGINT"
    assert reported["total_share_statistics__engagement"] == "DOUBLE"
    assert reported["organizational_entity"] in {"VARCHAR", "CHARACTER"}


def test_a_table_without_rows_is_there_with_all_its_columns(sandbox: Sandbox, database: Database):
    answer(sandbox, "posts", [])
    answer(sandbox, "organizationalEntityFollowerStatistics", [])
    load(sandbox, database, "posts", FOLLOWERS)
    assert (database.count("posts"), database.count(FOLLOWERS)) == (0, 0)
    empty = database.columns()
    sandbox.faults.clear()
    load(sandbox, database, "posts", FOLLOWERS)
    assert database.count("posts") > 0
    assert database.count(FOLLOWERS) > 0
    assert empty == database.columns()


@pytest.mark.parametrize(
    "texts",
    [
        ("2026-01-31", "2026-01-31T10:00:00Z"),
        (
            "12:30",
            "007",
            "1e5",
            "true",
            "null",
            "",
            " ",
            "'; --",
            'a"b\\n',
            "line\nline",
            "\u2028 ☃ 𝄞",
        ),
    ],
    ids=["times", "others"],
)
def test_a_text_stays_the_text_it_is(sandbox: Sandbox, database: Database, texts: tuple[str, ...]):
    posts = [
        {"id": f"urn:li:share:{n}", "author": "urn:li:organization:2414183", "commentary": text}
        for n, text in enumerate(texts, 10)
    ]
    answer(sandbox, "posts", posts)
    load(sandbox, database, "posts", organizations=[2414183])
    assert database.ask("SELECT commentary FROM posts ORDER BY id") == [(text,) for text in texts]
