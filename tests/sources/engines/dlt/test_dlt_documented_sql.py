"""The SQL of the documentation, unchanged, in both databases and in three time zones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from dlt_databases import Database, duckdb_database, postgres_database
from dlt_plans import FOLLOWERS, SHARES, first_day, plan_of
from noon import NOON
from postgres import needs_postgres

from linkedin_api.cli.demo_tables import QUERY
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import sync
from linkedin_api.sources.windows import Span

PAGE = Path(__file__).parents[4] / "docs" / "dlt.md"
TABLES = (
    "organization_lookup", "total_follower_count", "follower_statistics", FOLLOWERS, SHARES,
)  # fmt: skip
ZONES = ("America/New_York", "Europe/Berlin", "Pacific/Auckland")


def documented() -> list[str]:
    """The queries of the page and of `linkedin demo`; all of them read one dataset here."""
    shown = re.sub(r"<!-- invisible.*?-->", "", PAGE.read_text(), flags=re.DOTALL)
    literals = re.findall(r'\.sql\(("""\s+SELECT.*?""")\)', shown, flags=re.DOTALL)
    found = [ast.literal_eval(literal).replace("notebook.", "linkedin_pages.")
             for literal in literals]  # fmt: skip
    assert len(found) >= 3
    return [*found, QUERY]


@pytest.fixture(scope="module")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Database]:
    folder = tmp_path_factory.mktemp("sql")
    url = request.getfixturevalue("postgres_url")
    made = [
        duckdb_database(folder),
        postgres_database(folder / "postgres", url, "linkedin_pages"),
    ]
    with Sandbox(organizations=2, now=NOON) as sandbox:
        for database in made:
            sync(plan_of(sandbox, TABLES, span=Span(first_day(30))), database.target)
    return made


@needs_postgres
@pytest.mark.parametrize("query", documented())
def test_an_answer_depends_neither_on_the_database_nor_on_the_time_zone(
    databases: list[Database], query: str
):
    answers = []
    for database in databases:
        for zone in ZONES:
            with database.asking() as ask:
                ask(f"SET TimeZone = '{zone}'; SELECT 1")
                answers.append([tuple(map(str, row)) for row in ask(query)])
    assert answers[0]
    for answer in answers:
        assert answer == answers[0]
