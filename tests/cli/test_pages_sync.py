"""`linkedin pages sync`: what it loads, prints and ends with."""

import json
import re
import shlex
import subprocess
from datetime import UTC, timedelta

import pytest
from canned import Answer, CannedServer
from noon import NOON, days_ago

from linkedin_api.sandbox import Limit, Match
from linkedin_api.sources.engines.dlt import Target
from linkedin_api.sources.engines.dlt.lease import lease_of
from linkedin_api.sources.reading.retry_policy import source_retry

FIRST, SECOND, NOT_OURS = 2414183, 2414184, 2414232
STATISTICS = "share_statistics"
STATISTICS_RESOURCE = "organizationalEntityShareStatistics"
DAYS = "follower_statistics_time_bound"
MIDNIGHT = NOON + timedelta(hours=12)
SOME = f"--org {FIRST} --org {SECOND} --tables total_follower_count,{DAYS}"


def test_what_it_loads_is_what_linkedin_tells(loaded, linkedin, query):
    followers = query(
        "SELECT organizational_entity, first_degree_size FROM linkedin_pages.total_follower_count"
        " ORDER BY 1",
        loaded.folder / "linkedin.duckdb",
    )

    assert (loaded.first.code, loaded.first.err) == (0, "")
    assert followers == [
        (f"urn:li:organization:{number}", linkedin.figures.followers(number))
        for number in (FIRST, SECOND)
    ]
    assert loaded.counts == {"total_follower_count": 2, DAYS: 2 * 363}


def test_a_second_sync_the_same_day_adds_nothing(loaded, query):
    file = loaded.folder / "linkedin.duckdb"

    assert [each["rows"] for each in loaded.second.document["tables"]] == [2, 0]
    assert loaded.counts == {
        table: query(f"SELECT count(*) FROM linkedin_pages.{table}", file)[0][0]
        for table in loaded.counts
    }


def test_its_report_is_one_document_of_json(loaded):
    report = loaded.second.document

    assert (loaded.second.code, report["exit_code"], report["complete"]) == (0, 0, True)
    assert [(each["table"], each["rows"], each["organizations"]) for each in report["tables"]] == [
        ("total_follower_count", 2, 2),
        (DAYS, 0, 0),
    ]
    assert (report["rows"], report["calls"]) == (2, loaded.calls)
    assert (report["database"], report["dataset"]) == ("linkedin.duckdb", "linkedin_pages")
    assert (report["problems"], report["resumes_at"]) == ([], None)


def test_off_a_terminal_there_is_a_line_for_each_table_and_no_progress(loaded):
    lines = loaded.first.out.splitlines()

    assert lines[0].split() == ["table", "rows", "calls", "organizations", "problems", "seconds"]
    assert lines[1].split()[:2] == ["total_follower_count", "2"]
    assert lines[2].split()[:2] == [DAYS, "726"]
    assert lines[3].startswith("complete: 728 rows with 4 calls in ")
    assert lines[4] == "in linkedin.duckdb, dataset linkedin_pages"


def test_the_next_thing_to_type_works(loaded, linkedin):
    _, _, lines = loaded.first.out.partition("\nnext:\n")

    shown = subprocess.check_output(shlex.split(lines), text=True, cwd=loaded.folder)

    assert str(linkedin.figures.followers(FIRST)) in shown


def test_without_organizations_all_are_read_that_the_member_administers(asked, type_):
    report = type_(f"pages sync --tables {STATISTICS} --json").document

    assert [each["organizations"] for each in report["tables"]] == [49]


def test_a_page_that_refuses_is_named_and_the_rest_is_loaded(asked, type_, query):
    ended = type_(f"pages sync --tables {STATISTICS} --org {NOT_OURS} --org {FIRST} --org {SECOND}")

    assert ended.code == 3
    assert f"\n  {STATISTICS} of {NOT_OURS}: 403 ACCESS_DENIED: " in ended.out
    assert "NOT complete" in ended.out
    assert "hint: run `check` instead of `sync` to see what is missing" in ended.out
    assert query(f"SELECT count(*) FROM linkedin_pages.{STATISTICS}") == [(2,)]


def test_what_the_report_tells_is_not_in_the_log_too(asked, type_, caplog, monkeypatch):
    at_once = source_retry(0, 0)
    monkeypatch.setattr("linkedin_api.sources.reading.access.source_retry", lambda: at_once)
    asked.faults.add(match=Match("organizationalEntityShareStatistics"), status=502, times=1)

    ended = type_(f"pages sync --tables {STATISTICS} --org {NOT_OURS} --org {FIRST}")

    assert ended.code == 3
    assert "502" in caplog.text
    assert "403" not in caplog.text


def test_problems_are_in_the_document_too(asked, type_):
    ended = type_(f"pages sync --tables {STATISTICS} --org {NOT_OURS} --org {FIRST} --json")

    (problem,) = ended.document["problems"]
    assert ended.code == ended.document["exit_code"] == 3
    assert problem["table"] == STATISTICS
    assert problem["organizations"] == [NOT_OURS]
    assert (problem["status"], problem["code"]) == (403, "ACCESS_DENIED")
    assert problem["request_id"]


def test_a_limit_of_the_day_ends_it_with_the_time_to_go_on(asked, type_, query):
    asked.quotas.limits = [Limit(20, resource=STATISTICS_RESOURCE)]

    ended = type_(f"pages sync --tables {STATISTICS}")

    assert ended.code == 4
    assert f"\nrepeat the command after {MIDNIGHT:%Y-%m-%d %H:%M} UTC to continue\n" in ended.out
    assert "429 TOO_MANY_REQUESTS: Resource level throttle APPLICATION DAY limit" in ended.out
    assert query(f"SELECT count(*) FROM linkedin_pages.{STATISTICS}") == [(20,)]


def test_after_a_limit_the_same_command_completes_it(asked, type_, query):
    five = " ".join(f"--org {number}" for number in range(FIRST, FIRST + 5))
    asked.quotas.limits = [Limit(2, resource="organizationalEntityFollowerStatistics")]
    first = type_(f"pages sync {five} --tables {DAYS} --json")
    asked.quotas.limits = ()

    second = type_(f"pages sync {five} --tables {DAYS} --json")

    assert (first.code, second.code) == (4, 0)
    assert first.document["resumes_at"] == MIDNIGHT.isoformat()
    assert [each.document["rows"] for each in (first, second)] == [2 * 363, 3 * 363]
    assert query(f"SELECT count(*) FROM linkedin_pages.{DAYS}") == [(5 * 363,)]


def test_a_limit_of_ones_own_ends_it_likewise(asked, type_):
    ended = type_(f"pages sync --tables {STATISTICS} --max-calls-per-day 5 --json")

    assert ended.code == 4
    assert ended.document["tables"][0]["rows"] == 5
    assert len([each for each in asked.requests if each.resource == STATISTICS_RESOURCE]) == 5


def test_a_bad_token_is_one_line_and_a_hint(asked, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "AQXsecretsecretsecret")

    ended = type_(f"pages sync {SOME}")

    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(
        r"Error: 401 INVALID_ACCESS_TOKEN: .*\n  hint: create a new token: .*\n", ended.err
    )
    assert "AQXsecretsecretsecret" not in ended.err


def test_errors_are_json_too_if_that_was_asked_for(asked, type_, monkeypatch):
    monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "AQXsecretsecretsecret")

    ended = type_(f"pages sync {SOME} --json")

    error = ended.document["error"]
    assert (ended.code, ended.document["exit_code"]) == (1, 1)
    assert (error["status"], error["code"]) == (401, "INVALID_ACCESS_TOKEN")
    assert error["hint"]
    assert "AQXsecretsecretsecret" not in ended.out + ended.err


def test_a_version_that_has_ended_is_named_with_what_to_do(asked, type_):
    ended = type_(f"pages sync {SOME} --api-version 202301")

    assert ended.code == 1
    assert "426 NONEXISTENT_VERSION: Requested version 20230101 is not active" in ended.err
    assert ended.err.count("use a newer one, such as --api-version 202608") == 1


def test_a_refresh_token_makes_one_token_for_the_whole_sync(asked, type_, monkeypatch):
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", asked.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", asked.client_secret)
    monkeypatch.setenv("LINKEDIN_REFRESH_TOKEN", asked.refresh_token())

    ended = type_(f"pages sync {SOME}")

    assert ended.code == 0, ended.err
    assert len([each for each in asked.requests if each.path == "/oauth/v2/accessToken"]) == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            "--tables posts,followers",
            "there is no table 'followers'; the tables are organization_lookup, ",
        ),
        ("--org acme", "an organization must be a number such as 1337"),
        ("--start-date yesterday", "a day must have the form YYYY-MM-DD"),
        ("--granularity HOUR", "'HOUR' is not one of DAY, MONTH"),
        ("--lookback-days 7 --write append", "--lookback-days cannot be used with --write append"),
        ("--concurrency 0", "0 is not in the range"),
        ("--destination postgres --database x.duckdb", "--database names a DuckDB file"),
    ],
)
def test_what_cannot_be_is_a_usage_error(asked, type_, options, told):
    ended = type_(f"pages sync {options}")

    assert (ended.code, ended.out) == (2, "")
    assert told in " ".join(ended.err.split())
    assert asked.requests == []


def test_usage_errors_are_json_too(type_):
    ended = type_("pages sync --tables followers --json")

    assert ended.code == ended.document["exit_code"] == 2
    assert "there is no table 'followers'" in ended.document["error"]["message"]


def test_days_that_are_read_again_are_merged(asked, type_, query):
    one = f"pages sync --org {FIRST} --tables {DAYS} --write merge --json"
    type_(one)
    again = type_(f"{one} --lookback-days 7").document

    assert again["rows"] == 7
    assert query(f"SELECT count(*) FROM linkedin_pages.{DAYS}") == [(363,)]


def test_a_start_date_and_months_are_understood(asked, type_, query):
    start = days_ago(100)

    ended = type_(f"pages sync --org {FIRST} --tables {DAYS} --granularity MONTH"
                  f" --start-date {start}")  # fmt: skip

    assert ended.code == 0, ended.err
    ((first, months),) = query(f"SELECT min(time_range_start), count(*) FROM linkedin_pages.{DAYS}")
    assert first.astimezone(UTC).date() == start.replace(day=1)
    end = days_ago(2)
    assert months == 12 * (end.year - start.year) + end.month - start.month


def test_days_before_those_that_are_there_are_read_once_and_only_they(asked, type_, query):
    late, early = (asked.figures.last_day - timedelta(days) for days in (20, 60))
    one = f"pages sync --org {FIRST} --tables {DAYS}"
    type_(f"{one} --start-date {late}")

    earlier = type_(f"{one} --start-date {early} --json").document
    again = [type_(f"{one} --start-date {day} --json").document for day in (early, late)]

    before = f"SELECT count(*), count(DISTINCT time_range_start) FROM linkedin_pages.{DAYS}"
    assert query(f"{before} WHERE time_range_start < '{late} 00:00:00+00'") == [(40, 40)]
    assert earlier["rows"] >= 40
    assert sum(each["rows"] for each in again) <= 1, "a day may have ended meanwhile"


def test_a_page_that_refuses_earlier_days_is_named_with_them(asked, type_):
    late, early = (asked.figures.last_day - timedelta(days) for days in (20, 60))
    one = f"pages sync --org {FIRST} --tables {DAYS} --json"
    type_(f"{one} --start-date {late}")
    asked.faults.add(match=Match("organizationalEntityFollowerStatistics"), status=403)

    (problem,) = type_(f"{one} --start-date {early}").document["problems"]

    assert problem["windows"][-1] == f"{early} to {late}"


def test_lists_inside_rows_are_tables_or_json_by_choice(asked, type_, query):
    one = f"pages sync --org {FIRST} --tables follower_statistics"
    type_(f"{one} --database tables.duckdb")
    type_(f"{one} --database json.duckdb --nested json")

    def tables(file):
        return {name for (name,) in query("SELECT table_name FROM information_schema.tables "
                "WHERE table_name LIKE 'follower_statistics%'", file)}  # fmt: skip

    assert len(tables("tables.duckdb")) > 1
    assert tables("json.duckdb") == {"follower_statistics"}


def test_each_file_has_a_state_of_its_own(asked, type_, query):
    one = f"pages sync --org {FIRST} --tables {DAYS}"
    type_(f"{one} --database a.duckdb")
    type_(f"{one} --database b.duckdb")

    assert query(f"SELECT count(*) FROM linkedin_pages.{DAYS}", "b.duckdb") == [(363,)]


def test_each_folder_has_a_file_of_its_own(asked, type_, query, tmp_path, monkeypatch):
    for name in ("one", "another"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        type_(f"pages sync --org {FIRST} --tables {DAYS}")
        assert query(f"SELECT count(*) FROM linkedin_pages.{DAYS}") == [(363,)]


def test_a_sandbox_needs_no_account(type_, query):
    ended = type_("pages sync --sandbox --tables total_follower_count")

    assert ended.code == 0, ended.err
    assert "in linkedin_sandbox.duckdb, dataset linkedin_pages" in ended.out
    assert query("SELECT count(*) FROM linkedin_pages.total_follower_count",
                 "linkedin_sandbox.duckdb") == [(10,)]  # fmt: skip


def test_a_sandbox_has_credentials_of_its_own(type_):
    ended = type_("pages sync --sandbox --credentials-file mine.env")

    assert ended.code == 2
    assert "--sandbox uses its own credentials" in ended.err


def test_a_sandbox_serves_versions_as_linkedin_does(type_):
    ended = type_("pages check --sandbox --api-version 202301")

    assert ended.code == 1
    assert "Requested version 20230101 is not active" in ended.out


def test_two_syncs_at_a_time_are_refused(asked, type_, tmp_path):
    pipelines = tmp_path / ".dlt-data" / "pipelines"
    with lease_of(Target(database=tmp_path / "another.duckdb", pipelines_dir=pipelines)):
        ended = type_(f"pages sync --org {FIRST} --tables {STATISTICS}")

    assert ended.code == 1
    assert ended.err.startswith("Error: another sync of linkedin_pages is running")


def test_a_start_before_what_linkedin_keeps_is_said(asked, type_):
    line = "pages sync --org 2414183 --tables share_statistics_time_bound"

    assert "they begin on" in type_(f"{line} --start-date {days_ago(800)}").err
    assert "they begin on" not in type_(f"{line} --start-date {days_ago(300)}").err


def test_a_start_date_to_come_is_a_usage_error_that_names_the_option(asked, type_):
    ended = type_(f"pages sync --start-date {days_ago(-1)}")

    assert ended.code == 2
    assert f"--start-date must not be in the future, but it is {days_ago(-1)}" in ended.err
    assert asked.requests == []


def test_another_granularity_is_a_usage_error_that_names_the_dataset(asked, type_):
    line = "pages sync --org 2414183 --tables follower_statistics_time_bound"
    assert type_(line).code == 0
    asked.reset()
    ended = type_(f"{line} --granularity MONTH")

    assert ended.code == 2
    assert "were loaded with DAY: use DAY, or load into another dataset" in ended.err
    assert asked.requests == []


@pytest.mark.parametrize("more", ["", "--json"])
@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_with_an_odd_text_is_printed_with_escapes(type_, monkeypatch, status, more):
    body = json.dumps({"status": status, "code": "ODD\ud800", "message": "no\udfff"}).encode()
    with CannedServer(Answer(status, body=body)) as linkedin:
        monkeypatch.setenv("LINKEDIN_API_URL", linkedin.url)
        monkeypatch.setenv("LINKEDIN_ACCESS_TOKEN", "T")
        ended = type_(f"pages sync --org 1337 --tables share_statistics {more}")

    assert r"\ud800" in ended.out + ended.err
    (ended.out + ended.err).encode()
