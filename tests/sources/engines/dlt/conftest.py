"""Databases to load into."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from dlt_databases import Database, duckdb_database, postgres_database
from postgres import needs_postgres, start_postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with start_postgres() as url:
        yield url


@pytest.fixture
def duckdb(tmp_path: Path) -> Database:
    return duckdb_database(tmp_path)


#: Quick tests load into PostgreSQL where the database makes a difference: a whole sync with all
#: that follows it, grants, leases, SQL of the documentation.
_DATABASES = ("duckdb", pytest.param("postgres", marks=(needs_postgres, pytest.mark.soak)))


@pytest.fixture(params=_DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """Every real database, one after the other."""
    return _database(request, tmp_path)


@pytest.fixture(scope="module", params=_DATABASES)
def each_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """The same for all tests of a module, which do not change it."""
    return _database(request, tmp_path_factory.mktemp("shared"))


def _database(request: pytest.FixtureRequest, folder: Path) -> Database:
    if request.param == "duckdb":
        return duckdb_database(folder)
    url = request.getfixturevalue("postgres_url")
    return postgres_database(folder, url, f"pages_{next(_numbers)}")
