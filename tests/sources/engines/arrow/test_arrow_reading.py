"""Reading tables into memory: arguments, credentials, problems, progress, files."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import pickle
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyarrow as pa
import pytest
from absent_modules import forget
from noon import NOON
from pyarrow import parquet
from signed_in import is_renewed, signed_in

from linkedin_api.errors import (
    InvalidArgumentError,
    MissingArgumentError,
    ProfileError,
    UnauthorizedError,
)
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources import Tables, read_learning, read_pages
from linkedin_api.sources.columnar.other_fields import from_json
from linkedin_api.sources.engines.arrow.progress import progress
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.problems import Problem
from linkedin_api.sources.reading.reader import Tally

COUNT = "total_follower_count"
SECRETS = ("LINKEDIN_ACCESS_TOKEN", "LINKEDIN_CLIENT_ID", "LINKEDIN_CLIENT_SECRET",
           "LINKEDIN_REFRESH_TOKEN")  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=5, now=NOON, kept_requests=5_000) as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def _environment(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    for name in (*SECRETS, "LINKEDIN_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LINKEDIN_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("LINKEDIN_API_URL", sandbox.url)
    monkeypatch.setenv("LINKEDIN_OAUTH_URL", sandbox.url)
    yield
    sandbox.faults.clear()


@pytest.fixture
def token(sandbox: Sandbox) -> str:
    return sandbox.access_token()


def own(sandbox: Sandbox) -> list[int]:
    figures = sandbox.figures
    return [n for n in figures.organizations if figures.administers(figures.member, n)]


def test_without_organizations_those_of_the_member_are_read(sandbox, token):
    tables = read_pages(tables=[COUNT], credentials=token)
    followers = tables[COUNT].column("organizational_entity").to_pylist()
    assert sorted(followers) == [f"urn:li:organization:{n}" for n in own(sandbox)]


def test_tables_come_in_the_order_of_the_catalogue_each_followed_by_its_lists(token):
    tables = read_pages(tables=["posts", "follower_statistics"], credentials=token)
    names = list(tables)
    assert names[0] == "posts"
    assert names[5:7] == [
        "follower_statistics",
        "follower_statistics__follower_counts_by_association_type",
    ]


def test_lists_of_records_can_be_columns_of_json(token):
    tables = read_pages(tables=["follower_statistics"], credentials=token, nested="json")
    assert list(tables) == ["follower_statistics"]
    column = tables["follower_statistics"].column("follower_counts_by_geo")
    assert column[0].as_py().startswith('[{"')


def test_days_are_read_from_the_first_day_that_is_wanted(sandbox, token):
    start = sandbox.figures.last_day.replace(day=1)
    tables = read_pages(
        own(sandbox)[:1],
        tables=["follower_statistics_time_bound"],
        credentials=token,
        start_date=start,
        now=sandbox.clock.now,
    )
    days = tables["follower_statistics_time_bound"].column("time_range_start").to_pylist()
    wanted = (sandbox.figures.last_day - start).days
    assert len(days) == wanted
    assert all(day.date() >= start for day in days)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"tables": ["post"]}, "there is no table 'post'; the tables are organization_lookup"),
        ({"tables": []}, "tables must not be empty"),
        ({"nested": "columns"}, "nested must be one of tables, json, not 'columns'"),
        ({"start_date": "1.1.2026"}, "start_date must be a date, or text such as"),
        ({"time_granularity": "WEEK"}, "granularity must be one of DAY, MONTH"),
        ({"time_granularity": "YEAR"}, "granularity must be one of DAY, MONTH, not 'YEAR'"),
        ({"concurrency": 0}, "concurrency must be at least 1"),
        ({"credentials": 5}, "credentials must be an access token, an Access, or None"),
        ({"org_ids": ["x"]}, "an organization must be a number"),
        ({"org_ids": []}, "organizations must not be empty"),
    ],
)
def test_a_wrong_argument_is_named_before_anything_is_sent(sandbox, token, arguments, named):
    before = len(sandbox.requests)
    with pytest.raises(InvalidArgumentError, match=named):
        read_pages(**{"credentials": token, **arguments})
    assert len(sandbox.requests) == before


def test_without_credentials_the_error_says_what_to_set():
    with pytest.raises(MissingArgumentError, match="LINKEDIN_ACCESS_TOKEN"):
        read_pages()
    with pytest.raises(MissingArgumentError, match="access_token"):
        read_pages(credentials=Access(client_id="a"))


def test_credentials_come_from_the_environment(sandbox, token, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", token)
    assert read_pages(tables=[COUNT])[COUNT].num_rows == len(own(sandbox))
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", sandbox.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", sandbox.client_secret)
    assert read_learning(tables=["learning_classifications"]).is_complete
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", sandbox.refresh_token())
    assert read_pages(tables=[COUNT])[COUNT].num_rows == len(own(sandbox))


def test_a_profile_gives_its_token_and_keeps_the_renewed_one(sandbox, tmp_path):
    profiles = signed_in(sandbox, tmp_path / "config")
    assert read_pages(tables=[COUNT], profile="work")[COUNT].num_rows == len(own(sandbox))
    assert is_renewed(profiles)


def test_a_profile_reads_learning(sandbox, tmp_path, monkeypatch):
    signed_in(sandbox, tmp_path / "config")
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "not-this-one")
    assert read_learning(tables=["learning_classifications"], profile="work").is_complete


def test_the_environment_can_choose_the_profile(sandbox, tmp_path, monkeypatch):
    signed_in(sandbox, tmp_path / "config")
    monkeypatch.setenv("LINKEDIN_PROFILE", "work")
    assert read_pages(tables=[COUNT])[COUNT].num_rows == len(own(sandbox))


def test_without_credentials_the_default_profile_is_used(sandbox, tmp_path):
    signed_in(sandbox, tmp_path / "config", "default")
    assert read_pages(tables=[COUNT])[COUNT].num_rows == len(own(sandbox))


def test_a_profile_that_is_not_there_is_named_with_how_to_sign_in():
    with pytest.raises(ProfileError, match=r"no profile 'work' .*linkedin auth login"):
        read_pages(profile="work")


@pytest.mark.parametrize("name", ["", "../other"])
def test_what_is_no_name_of_a_profile_is_refused(name):
    with pytest.raises(InvalidArgumentError, match="a profile's name must have"):
        read_pages(profile=name)


def test_a_profile_and_credentials_exclude_each_other(token):
    with pytest.raises(InvalidArgumentError, match="pass credentials or profile, not both"):
        read_pages(credentials=token, profile="work")


def test_what_linkedin_refuses_is_a_problem_and_the_rest_is_read(sandbox, token, caplog):
    refused = own(sandbox)[1]
    urn = f"urn:li:organization:{refused}"
    sandbox.faults.add(lambda request: urn in str(request.params), status=403)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        tables = read_pages(own(sandbox), tables=["share_statistics"], credentials=token)
    assert not tables.is_complete
    assert tables["share_statistics"].num_rows == len(own(sandbox)) - 1
    [problem] = tables.problems
    assert (problem.table, problem.organizations) == ("share_statistics", (refused,))
    assert str(problem) in repr(tables)
    assert f"share_statistics of {refused}" in tables._repr_html_()
    assert [record.getMessage() for record in caplog.records] == [str(problem)]


def test_an_odd_value_costs_its_own_cell_and_nothing_else(sandbox, token, caplog, tmp_path):
    odd, *others = own(sandbox)
    body = {"firstDegreeSize": 2**70, "slogan": "half a smile \ud83d"}
    sandbox.faults.add(lambda request: str(odd) in request.path, status=200, body=body)
    with caplog.at_level(logging.WARNING, "linkedin_api"):
        tables = read_pages(own(sandbox), tables=[COUNT], credentials=token)
    rows = {row["organizational_entity"]: row for row in tables[COUNT].to_pylist()}
    assert len(rows) == len(own(sandbox))
    assert from_json(rows.pop(f"urn:li:organization:{odd}")["other_fields"]) == body
    assert [row["other_fields"] for row in rows.values()] == [None] * len(others)
    assert all(row["first_degree_size"] for row in rows.values())
    assert [record.getMessage().split(";")[0] for record in caplog.records] == [
        f"{COUNT}: firstDegreeSize is not a whole number of 64 bits",
        f"{COUNT}: slogan is not in the catalogue",
    ]
    tables.to_parquet(tmp_path)


def test_a_token_that_is_not_valid_is_an_error():
    with pytest.raises(UnauthorizedError):
        read_pages([2414183], credentials="not-a-token", show_progress=False)


def test_it_works_inside_a_running_event_loop(sandbox, token):
    async def cell() -> Tables:
        return read_pages(tables=[COUNT], credentials=token)

    assert asyncio.run(cell())[COUNT].num_rows == len(own(sandbox))
    names = [thread.name for thread in threading.enumerate()]
    assert "linkedin reader" not in names


def test_the_tables_look_like_what_they_are(sandbox, token):
    tables = read_pages(own(sandbox), tables=["posts", COUNT], credentials=token)
    lines = repr(tables).splitlines()
    assert lines[0] == "6 tables of LinkedIn"
    assert lines[1].split() == ["posts", f"{tables['posts'].num_rows:,}", "rows"]
    html = tables._repr_html_()
    assert "A post that an organization published." in html
    assert f"<td>{tables['posts'].num_rows:,}</td>" in html
    assert "Could not be read" not in html


def test_problems_are_escaped_in_a_notebook():
    problem = Problem("posts", (1,), PermissionError("<script>"))
    assert "&lt;script&gt;" in Tables({}, [problem])._repr_html_()


def test_a_name_that_is_not_there_is_an_error_that_lists_the_tables():
    with pytest.raises(KeyError, match="there is no table 'post'; the tables are posts"):
        Tables({"posts": pa.table({"id": ["a"]})})["post"]


def test_no_secret_is_in_what_is_returned(sandbox, token):
    tables = read_pages(own(sandbox), tables=["organization_lookup"], credentials=token)
    assert token not in repr(tables) + tables._repr_html_() + str(vars(tables))
    assert token.encode() not in pickle.dumps(dict(tables))


def test_parquet_files_replace_earlier_ones_and_have_the_descriptions(sandbox, token, tmp_path):
    folder = tmp_path / "new" / "folder"
    tables = read_pages(own(sandbox), tables=[COUNT], credentials=token)
    for _ in range(2):
        assert tables.to_parquet(folder) == [folder / f"{COUNT}.parquet"]
    assert [file.name for file in folder.iterdir()] == [f"{COUNT}.parquet"]
    read = parquet.read_table(folder / f"{COUNT}.parquet")
    assert read.equals(tables[COUNT])
    field = read.schema.field("first_degree_size")
    assert field.metadata[b"description"] == b"number of followers"
    assert field.metadata[b"path"] == b"firstDegreeSize"


def test_a_file_that_cannot_be_written_leaves_the_earlier_one(tmp_path):
    Tables({"posts": pa.table({"id": ["a"]})}).to_parquet(tmp_path)
    before = (tmp_path / "posts.parquet").read_bytes()
    wrong = pa.table({"id": pa.array([(1, 2, 3)], pa.month_day_nano_interval())})
    with pytest.raises(pa.ArrowException):
        Tables({"posts": wrong}).to_parquet(tmp_path)
    assert (tmp_path / "posts.parquet").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["posts.parquet"]


PROGRAM = """
import sys
from linkedin_api.sources import read_pages
tables = read_pages(tables=["posts", "share_statistics"])
print(len(tables), "tables")
"""


def test_a_terminal_shows_progress_and_nothing_of_it_stays(sandbox, token):
    sandbox.faults.add(lambda _: True, delay=0.15)
    terminal = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM],
        env={**os.environ, "LINKEDIN_ACCESS_TOKEN": token, "TERM": "xterm"},
        dimensions=(24, 60),
        encoding="utf-8",
        timeout=50,
    )
    terminal.expect(pexpect.EOF)
    shown = terminal.before
    assert "Reading from LinkedIn: " in shown
    assert "parts, " in shown
    pictures = shown.split("\r")
    assert max(map(len, pictures)) < 60
    assert pictures[-2].strip() == "6 tables"


def test_without_a_terminal_nothing_is_shown(token, capfd):
    read_pages(tables=[COUNT], credentials=token)
    assert capfd.readouterr() == ("", "")


def test_progress_that_is_not_wanted_is_not_shown_at_a_terminal_either(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for is_wanted, shown in ((False, False), (True, True)):
        picture = progress(is_wanted=is_wanted)
        picture.show({"posts": Tally(4, done=2)})
        picture.end()
        assert ("2 of 4 parts" in capsys.readouterr().err) == shown


def test_a_program_without_any_output_can_read(token, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert read_pages(tables=[COUNT], credentials=token)[COUNT].num_rows


def test_without_pyarrow_the_error_names_the_extra(monkeypatch):
    forget(monkeypatch, "linkedin_api.sources")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    sources = importlib.import_module("linkedin_api.sources")
    with pytest.raises(ModuleNotFoundError, match=r"pip install .linkedin-api-client\[arrow\]"):
        sources.read_pages  # noqa: B018


def test_a_relative_folder_with_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    [file] = Tables({"posts": pa.table({"id": ["a"]})}).to_parquet("~/linkedin")
    assert file == Path(tmp_path) / "linkedin" / "posts.parquet"
