"""A destination whose driver is not installed: one sentence, before LinkedIn is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import dlt
import pytest
from absent_modules import forget
from dlt.common.configuration.container import Container
from dlt.common.pipeline import PipelineContext

from linkedin_api.errors import LinkedInError, MissingDriverError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import (
    Plan,
    Target,
    cursors,
    linkedin_learning,
    linkedin_pages,
    sync,
)
from linkedin_api.sources.engines.dlt.drivers import check_driver, opening
from linkedin_api.sources.reading.access import Access

#: What dlt's destinations import, by their names; those that need nothing but dlt are not here.
DRIVERS = {
    "athena": "pyathena",
    "bigquery": "google.cloud.bigquery",
    "clickhouse": "clickhouse_connect",
    "databricks": "databricks",
    "dremio": "pyarrow",
    "lancedb": "lancedb",
    "mssql": "pyodbc",
    "postgres": "psycopg2",
    "qdrant": "qdrant_client",
    "redshift": "psycopg2",
    "snowflake": "snowflake",
    "sqlalchemy": "sqlalchemy",
    "synapse": "pyodbc",
    "weaviate": "weaviate",
}
POSTGRES = "loading into postgres needs 'psycopg2': pip install \"dlt[postgres]\""


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a module one that is not installed."""

    def without(module: str) -> None:
        forget(monkeypatch, "dlt.destinations.impl.", "dlt.common.libs.sql_alchemy", f"{module}.")
        monkeypatch.setitem(sys.modules, module, None)

    return without


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    address = "postgresql://loader:secret@127.0.0.1:9/database"
    monkeypatch.setenv("DESTINATION__POSTGRES__CREDENTIALS", address)
    with Sandbox() as sandbox:
        yield sandbox
        assert sandbox.requests == []


@pytest.fixture
def no_pipeline() -> Iterator[None]:
    """No pipeline is active, before and after."""
    context = Container()[PipelineContext]
    context.deactivate()
    yield
    context.deactivate()


def access_to(sandbox: Sandbox) -> Access:
    return Access(sandbox.access_token(), base_url=sandbox.url)


def test_a_sync_names_what_to_install(sandbox: Sandbox, without: Any, tmp_path: Path):
    without("psycopg2")
    target = Target("postgres", pipelines_dir=tmp_path)

    with pytest.raises(MissingDriverError) as caught:
        sync(Plan.pages(access_to(sandbox)), target)

    assert str(caught.value) == POSTGRES
    assert isinstance(caught.value, LinkedInError)
    assert isinstance(caught.value, ModuleNotFoundError)
    assert caught.value.name == "psycopg2"
    assert list(tmp_path.iterdir()) == []


def test_so_does_asking_where_reading_stopped(without: Any, tmp_path: Path):
    without("psycopg2")

    with pytest.raises(MissingDriverError, match="needs 'psycopg2'"):
        cursors(Target("postgres", pipelines_dir=tmp_path))


@pytest.mark.parametrize("source", [linkedin_pages, linkedin_learning])
@pytest.mark.usefixtures("no_pipeline")
def test_a_source_made_for_a_pipeline_names_it_too(
    sandbox: Sandbox, without: Any, tmp_path: Path, source: Any
):
    without("psycopg2")
    dlt.pipeline("by_hand", pipelines_dir=str(tmp_path), destination="postgres")

    with pytest.raises(MissingDriverError) as caught:
        source(credentials=access_to(sandbox))

    assert str(caught.value) == POSTGRES


@pytest.mark.usefixtures("no_pipeline")
def test_a_source_made_before_its_pipeline_names_it_when_it_is_read(
    sandbox: Sandbox, without: Any, tmp_path: Path
):
    source = linkedin_pages([2414183], credentials=access_to(sandbox), tables=["posts"])
    pipeline = dlt.pipeline("by_hand", pipelines_dir=str(tmp_path), destination="postgres")
    without("psycopg2")

    with pytest.raises(Exception, match="pip install") as caught:
        pipeline.extract(source)

    assert POSTGRES in str(caught.value)


@pytest.mark.usefixtures("no_pipeline")
def test_a_source_is_made_where_no_pipeline_is(sandbox: Sandbox, without: Any):
    without("psycopg2")

    assert "posts" in linkedin_pages(credentials=access_to(sandbox)).resources


@pytest.mark.parametrize(("destination", "module"), DRIVERS.items())
def test_every_destination_has_its_own_extra_of_dlts(without: Any, destination: str, module: str):
    without(module)

    with pytest.raises(MissingDriverError) as caught:
        check_driver(destination)

    assert f"loading into {destination} needs " in str(caught.value)
    assert str(caught.value).endswith(f': pip install "dlt[{destination}]"')
    assert destination in metadata("dlt").get_all("Provides-Extra")


@pytest.mark.parametrize("destination", ["duckdb", "filesystem", "dummy"])
def test_a_destination_that_needs_no_more_is_let_through(destination: str):
    check_driver(destination)


def test_a_destination_made_by_dlt_is_looked_at_as_well(without: Any):
    without("psycopg2")

    with pytest.raises(MissingDriverError, match=r"loading into warehouse needs 'psycopg2'"):
        check_driver(dlt.destinations.postgres(destination_name="warehouse"))


def test_a_driver_that_is_there_but_broken_says_why(monkeypatch: pytest.MonkeyPatch):
    broken = ImportError("libodbc.so.2: cannot open shared object file")
    postgres = dlt.destinations.postgres()
    monkeypatch.setattr(type(postgres), "client_class", property(lambda _: raise_(broken)))

    with pytest.raises(MissingDriverError, match=r"postgres cannot be loaded: libodbc\.so\.2"):
        check_driver(postgres)


def test_what_only_the_address_needs_is_named_too(sandbox: Sandbox, without: Any, tmp_path: Path):
    """dlt reaches S3 with a library that no other bucket needs."""
    without("s3fs")
    bucket = dlt.destinations.filesystem(
        "s3://bucket", credentials={"aws_access_key_id": "a", "aws_secret_access_key": "b"}
    )

    with pytest.raises(MissingDriverError, match=r'needs .*: pip install "dlt\[s3\]"'):
        sync(Plan.pages(access_to(sandbox)), Target(bucket, pipelines_dir=tmp_path))


def test_a_module_that_no_extra_brings_is_named_alone():
    missing = ModuleNotFoundError("No module named 'pymysql'", name="pymysql")

    with (
        pytest.raises(MissingDriverError, match="sqlalchemy needs 'pymysql', which is not"),
        opening("sqlalchemy"),
    ):
        raise RuntimeError("sync failed") from missing


def test_other_failures_of_a_destination_are_left_as_they_are():
    with pytest.raises(ConnectionError, match="no route"), opening("postgres"):
        raise ConnectionError("no route")


def raise_(error: Exception) -> None:
    raise error
