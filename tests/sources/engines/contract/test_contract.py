"""Every engine needs of a table what `ReadableTable` names, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from airbyte_cdk.models import ConfiguredAirbyteCatalogSerializer
from csv_engine import CsvFolder
from narrow_tables import NAMED, NarrowTable
from noon import NOON

from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.airbyte import SourceLinkedInPages, streams
from linkedin_api.sources.engines.airbyte import source as pages_source
from linkedin_api.sources.engines.dlt import Plan, Target
from linkedin_api.sources.engines.dlt import sync as load
from linkedin_api.sources.engines.spark import LinkedInDataSource, options
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope

NARROW = {name: NarrowTable(table) for name, table in PAGES.items()}
PAGE = 2414184


class SparkAtNoon(LinkedInDataSource):
    """The data source on the day of the sandbox."""

    now = staticmethod(NOON.timestamp)


@pytest.fixture(scope="module")
def running_sandbox() -> Iterator[Sandbox]:
    with Sandbox(now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    running_sandbox.reset()
    return running_sandbox


def access_to(sandbox: Sandbox) -> Access:
    return Access(sandbox.access_token(), base_url=sandbox.url, oauth_url=sandbox.url)


@pytest.fixture
def access(sandbox: Sandbox) -> Access:
    return access_to(sandbox)


@pytest.fixture(scope="module")
def counts(running_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Rows by table, as the smallest engine finds them."""
    folder, clock = tmp_path_factory.mktemp("csv"), running_sandbox.clock
    engine = CsvFolder(folder, access_to(running_sandbox), Scope((PAGE,)), clock.now)
    assert engine.sync(PAGES.values()) == []
    return {name: len(engine.rows(table)) for name, table in PAGES.items()}


@pytest.mark.parametrize("table", [*PAGES.values(), *LEARNING.values()], ids=lambda each: each.name)
def test_a_table_of_the_catalogue_has_what_engines_need(table):
    assert all(hasattr(table, name) for name in NAMED)


def test_a_fourth_engine_needs_nothing_else(sandbox, access, tmp_path, counts):
    engine = CsvFolder(tmp_path, access, Scope((PAGE,)), sandbox.clock.now)
    assert engine.sync(NARROW.values()) == []
    assert {name: len(engine.rows(table)) for name, table in NARROW.items()} == counts


def test_dlt_needs_nothing_else(sandbox, access, tmp_path, counts):
    plan = Plan(access, Scope((PAGE,)), tuple(NARROW.values()), now=sandbox.clock.now)
    report = load(plan, Target(database=tmp_path / "pages.duckdb", pipelines_dir=tmp_path))
    assert report.problems == ()
    assert {table.table: table.rows for table in report.tables} == counts


def test_airbyte_needs_nothing_else(sandbox, counts, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
    monkeypatch.setattr(streams, "PAGES", NARROW)
    monkeypatch.setattr(pages_source, "PAGES", NARROW)
    source = SourceLinkedInPages(now=sandbox.clock.now)
    config = {"org_id": str(PAGE), "credentials": {"access_token": sandbox.access_token()}}
    found = source.discover(logging.getLogger("airbyte"), config)
    wanted = [
        {
            "stream": {
                "name": stream.name,
                "json_schema": dict(stream.json_schema),
                "supported_sync_modes": ["full_refresh"],
            },
            "sync_mode": "full_refresh",
            "destination_sync_mode": "append",
        }
        for stream in found.streams
    ]
    catalog = ConfiguredAirbyteCatalogSerializer.load({"streams": wanted})
    read = dict.fromkeys(counts, 0)
    for message in source.read(logging.getLogger("airbyte"), config, catalog):
        if message.record is not None:
            read[message.record.stream] += 1
    assert read == counts


def test_spark_needs_nothing_else(sandbox, counts, monkeypatch):
    monkeypatch.setattr(options, "_CATALOGUE", NARROW)
    read = dict.fromkeys(counts, 0)
    for name in counts:
        token = sandbox.access_token()
        given = {"table": name, "organizations": str(PAGE), "accessToken": token}
        source = SparkAtNoon({**given, "baseUrl": sandbox.url})
        reader = source.reader(source.schema())
        for partition in reader.partitions():
            read[name] += sum(batch.num_rows for batch in reader.read(partition))
    assert read == counts


def test_a_second_sync_of_the_fourth_engine_adds_what_is_new_and_nothing_twice(
    access, tmp_path, sandbox
):
    table = PAGES["follower_statistics_time_bound"]
    first_day = sandbox.clock.now
    CsvFolder(tmp_path, access, Scope((PAGE,)), lambda: first_day() - 86_400).sync([table])
    engine = CsvFolder(tmp_path, access, Scope((PAGE,)), first_day)
    before = engine.rows(table)
    engine.sync([table])
    starts = [row["timeRangeStart"] for row in engine.rows(table)]
    assert len(starts) == len(set(starts)) == len(before) + 1


@pytest.mark.parametrize("name", ["follower_statistics_time_bound", "posts"])
def test_a_killed_sync_of_the_fourth_engine_leaves_nothing_behind(
    name, access, tmp_path, sandbox, monkeypatch
):
    table, scope = PAGES[name], Scope(tuple(sandbox.figures.organizations))
    whole = tmp_path / "whole"
    whole.mkdir()
    undisturbed = CsvFolder(whole, access, scope, sandbox.clock.now)
    undisturbed.sync([table])
    killed = CsvFolder(tmp_path, access, scope, sandbox.clock.now)

    def kill(self: CsvFolder) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(CsvFolder, "_commit", kill)  # the rows are written, their state is not
    with pytest.raises(KeyboardInterrupt):
        killed.sync([table])
    monkeypatch.undo()
    again = CsvFolder(tmp_path, access, scope, sandbox.clock.now)
    again.sync([table])
    assert sorted(map(repr, again.rows(table))) == sorted(map(repr, undisturbed.rows(table)))


def test_the_fourth_engine_keeps_the_rows_of_an_organization_that_is_refused_later(
    access, tmp_path, sandbox
):
    table, scope = PAGES["organization_acls"], Scope(tuple(sandbox.figures.organizations))
    engine = CsvFolder(tmp_path, access, scope, sandbox.clock.now)
    engine.sync([table])
    before = engine.rows(table)
    sandbox.faults.add(lambda request: str(PAGE) in str(request.params), status=403)
    problems = engine.sync([table])
    assert [each.organizations for each in problems] == [(PAGE,)]
    assert sorted(map(repr, engine.rows(table))) == sorted(map(repr, before))


def test_the_fourth_engine_keeps_fields_that_no_schema_names(tmp_path, access):
    table = PAGES["posts"]
    engine = CsvFolder(tmp_path, access, Scope((PAGE,)), lambda: 0.0)
    engine._state[table.name] = {"bytes": 0}
    engine._write(table, [{"id": "urn:li:share:1", "neverSeenBefore": [1]}], 0)
    assert engine.rows(table) == [
        {"id": "urn:li:share:1", "other_fields": {"neverSeenBefore": [1]}}
    ]
