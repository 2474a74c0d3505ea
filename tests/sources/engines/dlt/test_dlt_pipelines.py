"""The sources in pipelines that people run themselves, as in Airflow."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dlt
import pytest
from dlt.common.configuration.exceptions import ConfigurationValueError
from dlt.common.schema import Schema
from dlt.extract import DltSource
from dlt.extract.exceptions import ResourceExtractionError
from dlt.pipeline.exceptions import PipelineStepFailed
from dlt_databases import Database
from dlt_plans import FOLLOWERS, SHARES, access_to, first_day, plan_of, refuse
from noon import NOON
from pyarrow import parquet
from signed_in import is_renewed, signed_in

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.profiles import Profiles
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.dlt import (
    Plan,
    Target,
    linkedin_learning,
    linkedin_pages,
    sync,
)
from linkedin_api.sources.engines.dlt.credentials import LinkedInCredentials

SMALL = ["total_follower_count", FOLLOWERS]
Environment = Callable[..., None]


@pytest.fixture(scope="module")
def running_sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=2, courses=20, kept_requests=1000, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    running_sandbox.reset()
    monkeypatch.setenv("LINKEDIN_API_URL", running_sandbox.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", running_sandbox.url)
    return running_sandbox


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Sets credentials of LinkedIn Pages in the environment."""

    def set_them(source: str = "linkedin_pages", **values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"SOURCES__{source}__CREDENTIALS__{name}".upper(), value)

    return set_them


def pipeline_into(database: Database, name: str = "airflow") -> dlt.Pipeline:
    return dlt.pipeline(
        name,
        pipelines_dir=str(database.target.pipelines_dir),
        destination=dlt.destinations.duckdb(str(database.target.database)),
        dataset_name=database.target.dataset_name,
    )


def pages_of(sandbox: Sandbox, **options: Any) -> DltSource:
    return linkedin_pages(credentials=access_to(sandbox), now=sandbox.clock.now, **options)


def test_a_pipeline_loads_the_source_and_another_run_adds_nothing(
    sandbox: Sandbox, duckdb: Database
):
    for _ in range(2):
        pipeline_into(duckdb).run(pages_of(sandbox, tables=SMALL))
        assert (duckdb.count(FOLLOWERS), duckdb.count(SMALL[0])) == (2 * 363, 2)


def test_what_is_refused_does_not_fail_the_pipeline_and_comes_the_next_time(
    sandbox: Sandbox, duckdb: Database, caplog: pytest.LogCaptureFixture
):
    source = pages_of(sandbox, tables=SMALL)
    refuse(sandbox, 2414184)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        pipeline_into(duckdb).run(source)
    assert duckdb.count(SMALL[0]) == 1
    assert duckdb.ask("SELECT DISTINCT organization, status FROM sync_problems") == [(2414184, 403)]
    assert len(caplog.records) == len(SMALL)
    sandbox.faults.clear()
    pipeline_into(duckdb).run(source)
    assert (duckdb.count(FOLLOWERS), duckdb.count(SMALL[0])) == (2 * 363, 2)
    assert duckdb.count("sync_problems") == 2


def test_some_tables_can_be_selected_as_dlt_does(sandbox: Sandbox, duckdb: Database):
    source = pages_of(sandbox).with_resources(SMALL[0])
    pipeline_into(duckdb).run(source)
    assert duckdb.columns().keys() == {SMALL[0]}
    assert {request.resource for request in sandbox.requests} == {
        "organizationAcls",
        "networkSizes",
    }


def test_rows_can_be_looked_at_without_a_pipeline(sandbox: Sandbox):
    source = linkedin_pages(
        [2414184], credentials=access_to(sandbox), now=sandbox.clock.now, tables=[SMALL[0]]
    )
    (rows,) = [table for table in source if table.num_rows]
    assert rows["organizational_entity"].to_pylist() == ["urn:li:organization:2414184"]


def test_there_is_a_resource_for_each_table_and_one_for_problems(sandbox: Sandbox):
    resources = pages_of(sandbox).resources
    assert list(resources) == [*PAGES, "sync_problems"]


def test_learning_is_loaded_with_client_id_and_secret(
    sandbox: Sandbox, duckdb: Database, credentials: Environment
):
    credentials(
        "linkedin_learning", client_id=sandbox.client_id, client_secret=sandbox.client_secret
    )
    pipeline_into(duckdb).run(linkedin_learning(asset_types=["COURSE"]))
    assert duckdb.ask("SELECT DISTINCT type FROM learning_assets") == [("COURSE",)]
    assert LEARNING.keys() <= duckdb.columns().keys()


@pytest.mark.parametrize(
    "given",
    [
        lambda token, url: token,
        lambda token, url: {"access_token": token},
        lambda token, url: LinkedInCredentials(access_token=token),
    ],
    ids=["text", "mapping", "credentials"],
)
def test_credentials_can_be_given(sandbox: Sandbox, given: Callable[[str, str], Any]):
    source = linkedin_pages(
        credentials=given(sandbox.access_token(), sandbox.url), tables=[SMALL[0]]
    )
    assert len(list(source)) == 2


def test_arguments_are_found_in_the_environment(
    sandbox: Sandbox, credentials: Environment, monkeypatch: pytest.MonkeyPatch
):
    credentials(access_token=sandbox.access_token())
    monkeypatch.setenv("SOURCES__LINKEDIN_PAGES__ORG_IDS", '["urn:li:organization:2414184"]')
    monkeypatch.setenv("SOURCES__LINKEDIN_PAGES__TABLES", f'["{SHARES}"]')
    monkeypatch.setenv("SOURCES__LINKEDIN_PAGES__START_DATE", first_day(20).isoformat())
    (rows,) = [table for table in linkedin_pages(now=sandbox.clock.now) if table.num_rows]
    assert rows.num_rows == 20
    assert set(rows["organizational_entity"].to_pylist()) == {"urn:li:organization:2414184"}


@pytest.fixture
def profiles(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profiles:
    """The folder of profiles, with the profile `work`."""
    monkeypatch.setenv("LINKEDIN_CONFIG_DIR", str(tmp_path / "config"))
    return signed_in(sandbox, tmp_path / "config")


def test_a_profile_is_an_argument_and_keeps_the_renewed_token(sandbox: Sandbox, profiles: Profiles):
    source = linkedin_pages(tables=[SMALL[0]], profile="work", now=sandbox.clock.now)
    assert sum(table.num_rows for table in source) == 2
    assert is_renewed(profiles)


def test_a_profile_reads_learning(sandbox: Sandbox, profiles: Profiles):
    tables = ["learning_classifications"]
    source = linkedin_learning(tables=tables, profile="work", now=sandbox.clock.now)
    assert sum(table.num_rows for table in source) > 10


@pytest.mark.parametrize("is_set_first", [True, False], ids=["before", "after"])
def test_a_profile_is_found_in_dlts_configuration(
    sandbox: Sandbox, profiles: Profiles, monkeypatch: pytest.MonkeyPatch, is_set_first: bool
):
    """Also one that is configured after the source was built, as schedulers do it."""
    name = "SOURCES__LINKEDIN_PAGES__PROFILE"
    if is_set_first:
        monkeypatch.setenv(name, "work")
    source = linkedin_pages(tables=[SMALL[0]], now=sandbox.clock.now)
    monkeypatch.setenv(name, "work")
    assert sum(table.num_rows for table in source) == 2


def test_a_profile_and_credentials_are_not_mixed(sandbox: Sandbox, profiles: Profiles):
    source = linkedin_pages(credentials="a-token", profile="work", now=sandbox.clock.now)
    with pytest.raises(ResourceExtractionError, match="profile 'work' and credentials are both"):
        list(source)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a scheduler loads definitions: nothing can be asked."""

    def closed(*args: Any, **more: Any) -> Any:
        raise AssertionError("a source that is built asks nobody")

    monkeypatch.setattr("socket.socket.connect", closed)
    monkeypatch.setattr("socket.getaddrinfo", closed)


@pytest.mark.parametrize("given", [{}, {"credentials": None}], ids=["none", "None"])
@pytest.mark.parametrize(
    ("source", "catalogue"), [(linkedin_pages, PAGES), (linkedin_learning, LEARNING)]
)
def test_a_source_is_built_without_credentials_and_without_asking_anybody(
    source: Callable[..., Any], catalogue: dict[str, Any], given: dict[str, Any], no_network: None
):
    built = source(**given)
    assert list(built.resources) == [*catalogue, "sync_problems"]
    assert built.discover_schema().tables.keys() >= catalogue.keys()


@pytest.mark.parametrize(
    ("source", "given", "reported"),
    [
        (
            linkedin_pages,
            {},
            ("set access_token, or client_id, client_secret and refresh_token, under"
            " [sources.linkedin_pages.credentials] in .dlt/secrets.toml or as environment"
            " variables (SOURCES__LINKEDIN_PAGES__CREDENTIALS__ACCESS_TOKEN"),
        ),
        (linkedin_pages, {"client_id": "an-id", "client_secret": "s3cr3t"},
         "(refresh_token is missing)"),
        (linkedin_pages, {"refresh_token": "s3cr3t"}, "(client_id and client_secret are missing)"),
        (linkedin_learning, {}, ("set access_token, or client_id and client_secret,"
         " under [sources.linkedin_learning.credentials]")),
        (linkedin_learning, {"client_id": "an-id"}, "(client_secret is missing)"),
    ],
)  # fmt: skip
def test_what_is_missing_of_credentials_is_said_when_a_source_runs(
    duckdb: Database,
    credentials: Environment,
    no_network: None,
    source: Callable[..., Any],
    given: dict[str, str],
    reported: str,
):
    credentials(source.__name__, **given)
    built = source()
    with pytest.raises(PipelineStepFailed) as error:
        pipeline_into(duckdb).run(built)
    assert isinstance(error.value.__cause__.__cause__, ConfigurationValueError)
    assert reported in str(error.value)
    assert "s3cr3t" not in str(error.value)


def test_a_source_that_was_built_without_secrets_finds_those_that_are_there_when_it_runs(
    sandbox: Sandbox, duckdb: Database, credentials: Environment
):
    credentials(client_id=sandbox.client_id)
    source = linkedin_pages(tables=SMALL, now=sandbox.clock.now)
    credentials(client_secret=sandbox.client_secret, refresh_token=sandbox.refresh_token())
    pipeline_into(duckdb).run(source)
    assert (duckdb.count(FOLLOWERS), duckdb.count(SMALL[0])) == (2 * 363, 2)


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        ({"tables": ["post"]}, "there is no table 'post'; the tables are organization_lookup"),
        ({"start_date": "31.1.2026"}, "text such as '2026-01-31', not '31.1.2026'"),
        ({"time_granularity": "WEEK"}, "granularity must be one of DAY, MONTH"),
        ({"write_disposition": "upsert"}, "write_disposition must be one of append, merge"),
        ({"org_ids": ["Lovelace"]}, "not 'Lovelace'"),
        ({"lookback_days": 3, "write_disposition": "append"}, "use write_disposition='merge'"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, Any], reported: str):
    with pytest.raises(InvalidArgumentError, match=reported):
        linkedin_pages(**{"org_ids": [2414183], "credentials": "a-token", **arguments})


def test_what_linkedin_says_of_a_bad_token_is_in_the_error_of_the_pipeline(
    sandbox: Sandbox, duckdb: Database
):
    token = sandbox.access_token(expires_in=0)
    with pytest.raises(PipelineStepFailed, match="EXPIRED_ACCESS_TOKEN") as error:
        pipeline_into(duckdb).run(linkedin_pages(credentials=token, tables=SMALL))
    assert token not in str(error.value)


def test_no_secret_is_left_behind_by_a_pipeline(
    sandbox: Sandbox, duckdb: Database, tmp_path: Path, credentials: Environment
):
    secrets = {
        "client_secret": sandbox.client_secret,
        "refresh_token": sandbox.refresh_token(),
    }
    credentials(client_id=sandbox.client_id, **secrets)
    pipeline_into(duckdb).run(linkedin_pages(tables=[SMALL[0]]))
    assert [request.method for request in sandbox.requests].count("OAUTH") == 1
    tokens = [token.value for _, token in sandbox.tokens.newest(10)]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "trace.pickle" for path in files)
    for path in files:
        text = path.read_bytes()
        assert not [each for each in (*secrets.values(), *tokens) if each.encode() in text], path


def test_a_frozen_schema_holds_from_the_second_run_on(sandbox: Sandbox, duckdb: Database):
    source = pages_of(sandbox, start_date=first_day(5))
    refuse(sandbox, 2414184)
    pipeline_into(duckdb).run(source)
    assert duckdb.columns().keys() >= PAGES.keys() | {"sync_problems"}
    sandbox.faults.clear()
    sandbox.advance(days=1)
    before = duckdb.columns()
    pipeline_into(duckdb).run(source, schema_contract="freeze")
    assert duckdb.columns() == before
    assert duckdb.count("follower_statistics") == 2


def test_every_table_is_there_after_the_first_load_with_rows_or_without(
    sandbox: Sandbox, duckdb: Database
):
    for number in sandbox.figures.organizations:
        refuse(sandbox, number)
    pipeline_into(duckdb).run(pages_of(sandbox))
    declared = {name for table in PAGES.values() for name in form_of(table).tables}
    assert duckdb.columns().keys() == declared | {"sync_problems"}


def test_a_table_can_have_another_name_and_so_have_those_of_its_lists(
    sandbox: Sandbox, duckdb: Database
):
    source = pages_of(sandbox, tables=["follower_statistics"])
    source.resources["follower_statistics"].apply_hints(table_name="followers")
    for _ in range(2):
        pipeline_into(duckdb).run(source)
        refuse(sandbox, 2414184)
    assert duckdb.count("followers") == 2
    assert duckdb.count("followers__follower_counts_by_function") > 10
    assert not [name for name in duckdb.columns() if name.startswith("follower_statistics")]


def test_databases_that_read_parquet_files_get_them(sandbox: Sandbox, duckdb: Database):
    pipeline = pipeline_into(duckdb)
    pipeline.extract(pages_of(sandbox, tables=SMALL))
    pipeline.normalize()
    (load_id,) = pipeline.list_normalized_load_packages()
    jobs = pipeline.get_load_package_info(load_id).jobs["new_jobs"]
    formats = {
        job.job_file_info.table_name: job.job_file_info.file_format
        for job in jobs
        if not job.job_file_info.table_name.startswith("_dlt")
    }
    assert formats == dict.fromkeys((*SMALL, "sync_problems"), "parquet")


def test_nothing_but_their_own_error_is_said_of_what_users_do_with_rows(
    sandbox: Sandbox, duckdb: Database, caplog: pytest.LogCaptureFixture
):
    source = pages_of(sandbox)

    def fail(table: Any) -> Any:
        raise ValueError("my own mistake")

    source.resources["posts"].add_map(fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(PipelineStepFailed, match="my own mistake"):
        pipeline_into(duckdb).run(source)
    gc.collect()
    said = [record.getMessage() for record in caplog.records if record.name != "dlt"]
    assert not [text for text in said if "onnection" in text or "never" in text], said


@pytest.mark.parametrize("way", ["as rows", "with dlt's ids"])
def test_a_program_may_let_dlt_number_the_rows(
    sandbox: Sandbox, duckdb: Database, monkeypatch: pytest.MonkeyPatch, way: str
):
    if way != "as rows":
        monkeypatch.setenv("NORMALIZE__PARQUET_NORMALIZER__ADD_DLT_ID", "true")
    counts = []
    for _ in range(2):
        source = pages_of(sandbox, tables=[FOLLOWERS, "organization_lookup"])
        if way == "as rows":
            source.resources[FOLLOWERS].add_map(lambda table: table.to_pylist())
        pipeline_into(duckdb).run(source)
        counts.append(duckdb.count(FOLLOWERS))
    assert counts == [counts[0]] * 2 != [0, 0]


def test_a_destination_that_cannot_delete_rows_updates_them(sandbox: Sandbox, duckdb: Database):
    only_updates = dlt.destinations.duckdb(
        str(duckdb.target.database),
        supported_merge_strategies=["upsert"],
        merge_strategies_selector=lambda supported, /, *, table_schema: supported,
    )
    campaigns = "ad_campaign_daily"
    counts = []
    for _ in range(2):
        ads = ads_of(sandbox)
        target = replace(duckdb.target, destination=only_updates)
        sync(ads, target)
        counts.append(duckdb.count(campaigns))
    assert counts == [counts[0]] * 2 != [0, 0]


def test_days_that_are_read_again_are_never_added_to_those_in_files(
    sandbox: Sandbox, tmp_path: Path
):
    files = Target(dlt.destinations.filesystem(f"file://{tmp_path}"), pipelines_dir=tmp_path)
    with pytest.raises(
        InvalidArgumentError, match=r"ad_campaign_daily: this destination only adds"
    ):
        sync(ads_of(sandbox), files)
    assert not sandbox.requests


def test_files_get_the_new_days_and_the_current_state(sandbox: Sandbox, tmp_path: Path):
    files = Target(dlt.destinations.filesystem(f"file://{tmp_path}/lake"), pipelines_dir=tmp_path)
    for _ in range(2):
        assert sync(plan_of(sandbox, SMALL), files).is_complete
        found = {name: _rows_in(tmp_path / "lake" / files.dataset_name / name) for name in SMALL}
        assert found == {SMALL[0]: 2, FOLLOWERS: 2 * 363}


def _rows_in(folder: Path) -> int:
    return sum(parquet.read_metadata(each).num_rows for each in folder.iterdir())


def ads_of(sandbox: Sandbox) -> Plan:
    return Plan.ads(
        access_to(sandbox),
        tables=["ad_campaign_daily"],
        start_date=first_day(30),
        now=sandbox.clock.now,
    )


def test_a_dataset_of_an_earlier_version_is_refused_by_a_sentence(
    sandbox: Sandbox, duckdb: Database
):
    rows = dlt.resource([{"organizationalEntity": "x"}], name=FOLLOWERS)
    source = DltSource(Schema("linkedin_pages"), "linkedin_pages", [rows])
    pipeline_into(duckdb, "linkedin_pages").run(source)
    with pytest.raises(InvalidArgumentError, match=r"by an earlier version.*: load into a new"):
        sync(plan_of(sandbox, [FOLLOWERS]), duckdb.target)
    assert not sandbox.requests
