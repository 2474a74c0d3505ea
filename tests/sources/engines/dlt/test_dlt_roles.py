"""Users of a PostgreSQL that may not do everything."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from dlt_databases import Database, postgres_database
from dlt_plans import FOLLOWERS, first_day, plan_of, refuse
from noon import NOON
from postgres import needs_postgres

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import MissingGrantError, Plan, sync
from linkedin_api.sources.windows import Span

pytestmark = needs_postgres
SNAPSHOT = "follower_statistics"
_numbers = itertools.count(1)
Restricted = Callable[..., Database]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=3, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def restricted(postgres_url: str, tmp_path: Path) -> Restricted:
    """A database whose user owns some schemas and may create no other."""

    def made(*schemas: str) -> Database:
        import psycopg2

        number = next(_numbers)
        user, dataset = f"restricted_{number}", f"dataset_{number}"
        connection = psycopg2.connect(postgres_url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("REVOKE CREATE ON DATABASE postgres FROM PUBLIC")
            cursor.execute(f"CREATE USER {user} PASSWORD 'secret'")
            for schema in schemas:
                cursor.execute(f"CREATE SCHEMA {dataset}{schema} AUTHORIZATION {user}")
        connection.close()
        place = urlsplit(postgres_url).netloc.rpartition("@")[2]
        return postgres_database(tmp_path, f"postgresql://{user}:secret@{place}/postgres", dataset)

    return made


def days(sandbox: Sandbox, **options: object) -> Plan:
    return plan_of(sandbox, (SNAPSHOT, FOLLOWERS), span=Span(first_day(10)), **options)


@pytest.mark.parametrize(("schemas", "missing"), [((), ""), (("",), "_staging")])
def test_a_missing_grant_is_named_before_linkedin_is_asked(
    sandbox: Sandbox, restricted: Restricted, schemas: tuple[str, ...], missing: str
):
    database = restricted(*schemas)
    schema = database.target.dataset_name + missing
    with pytest.raises(MissingGrantError) as error:
        sync(days(sandbox), database.target)
    user = f"restricted_{database.target.dataset_name.rpartition('_')[2]}"
    assert f"GRANT CREATE ON DATABASE postgres TO {user}" in str(error.value)
    assert f'CREATE SCHEMA "{schema}" AUTHORIZATION {user}' in str(error.value)
    assert not sandbox.requests


def test_the_two_schemas_are_all_that_a_user_needs(sandbox: Sandbox, restricted: Restricted):
    database = restricted("", "_staging")
    for _ in range(2):
        assert sync(days(sandbox), database.target).is_complete
    assert (database.count(SNAPSHOT), database.count(FOLLOWERS)) == (3, 30)


def test_a_user_who_does_not_own_the_tables_can_load_rows_though_no_descriptions(
    sandbox: Sandbox, restricted: Restricted
):
    owner, other = restricted("", "_staging"), restricted()
    dataset = owner.target.dataset_name
    sync(days(sandbox), owner.target)
    user = other.target.dataset_name.replace("dataset", "restricted")
    for schema in (dataset, f"{dataset}_staging"):
        owner.change(f"GRANT ALL ON SCHEMA {schema} TO {user}")
        owner.change(f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO {user}")
    owner.change(f"COMMENT ON COLUMN {SNAPSHOT}.organizational_entity IS NULL")
    sandbox.advance(days=1)
    assert sync(days(sandbox), replace(other.target, dataset=dataset)).is_complete
    assert owner.count(FOLLOWERS) == 33


@pytest.mark.soak
def test_rows_can_be_appended_without_the_second_schema_even_if_a_page_refuses(
    sandbox: Sandbox, restricted: Restricted
):
    database = restricted("")
    appending = days(sandbox, write_disposition="append")
    assert sync(appending, database.target).is_complete
    refuse(sandbox, sandbox.figures.organizations[0])
    sandbox.advance(days=1)
    for _ in range(2):
        assert not sync(appending, database.target).is_complete
    assert (database.count(SNAPSHOT), database.count(FOLLOWERS)) == (3, 32)
    sandbox.faults.clear()
    assert sync(appending, database.target).is_complete
    assert (database.count(SNAPSHOT), database.count(FOLLOWERS)) == (3, 33)
    assert sync(replace(appending, tables=appending.tables[:1]), database.target).is_complete
