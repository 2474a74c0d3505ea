"""A batch query reads every row once, in partitions that share a budget, and hides secrets."""

from __future__ import annotations

import logging
import os
import pickle
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from noon import NOON
from pyspark.sql.datasource import (
    EqualTo,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    LessThan,
    LessThanOrEqual,
    Not,
)
from signed_in import is_renewed, signed_in

from linkedin_api.errors import LinkedInError, ServerError
from linkedin_api.profiles import Profiles
from linkedin_api.sandbox import Limit, Match
from linkedin_api.sources import read_learning, read_pages
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.spark.columns import schema_of
from linkedin_api.sources.engines.spark.credentials import DriverSecrets
from linkedin_api.sources.engines.spark.job_end import JobEndedError
from linkedin_api.sources.engines.spark.options import OptionError, Options
from linkedin_api.sources.reading import retry_policy
from linkedin_api.sources.reading.access import Access

DAYS = "share_statistics_time_bound"
STATISTICS = "organizationalEntityShareStatistics"
URN = ("organizational_entity",)
START, END = ("time_range_start",), ("time_range_end",)
FORMS = {
    name: (table, form)
    for table in (*PAGES.values(), *LEARNING.values())
    for name, form in form_of(table).tables.items()
}


def names(pages):
    return ",".join(map(str, pages))


def comparable(rows):
    """Rows in any order; moments as their seconds."""
    return Counter(
        repr([v.timestamp() if isinstance(v, datetime) else v for v in row.values()])
        for row in rows
    )


@pytest.fixture(scope="module")
def arrow(running_sandbox):
    """Reads a table in its Arrow form, with those of its lists; once for all of them."""
    sandbox = running_sandbox
    app = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    options = {"show_progress": False, "now": sandbox.clock.now}
    pages = Access(sandbox.access_token(), base_url=sandbox.url)
    learning = Access(**app, base_url=sandbox.url, oauth_url=sandbox.url)

    @cache
    def read(table):
        if table in PAGES:
            numbers = sandbox.figures.organizations[:3]
            return read_pages(numbers, tables=[table], credentials=pages, **options)
        return read_learning(tables=[table], credentials=learning, **options)

    return read


@pytest.mark.parametrize(
    "name", [name for name, (table, _) in FORMS.items() if table.name in PAGES]
)
def test_a_table_of_pages_has_the_rows_that_the_arrow_form_has(driver, arrow, pages, name):
    table, _ = FORMS[name]
    expected = arrow(table.name)[name].to_pylist()
    rows = driver.read(name, organizations=names(pages[:3]))
    assert rows or name != table.name  # some lists are empty at every page
    assert comparable(rows) == comparable(expected)


@pytest.mark.parametrize(
    "name", [name for name, (table, _) in FORMS.items() if table.name in LEARNING]
)
def test_a_table_of_learning_has_the_rows_that_the_arrow_form_has(driver, arrow, name):
    table, _ = FORMS[name]
    expected = arrow(table.name)[name].to_pylist()
    rows = driver.read(name, refreshToken=None)
    assert comparable(rows) == comparable(expected)


@pytest.mark.parametrize("name", FORMS)
def test_every_column_has_the_type_and_the_words_of_the_catalogue(name):
    _, form = FORMS[name]
    fields = {field.name: field for field in schema_of(form)}
    assert list(fields) == [column.name for column in form.columns]
    for column in form.columns:
        field = fields[column.name]
        assert field.metadata.get("comment", "") == column.about
        assert field.nullable == (column.name not in form.primary_key)
        assert field.dataType.typeName() == {
            "text": "string",
            "boolean": "boolean",
            "number": "double",
            "whole number": "long",
            "position": "long",
            "milliseconds": "timestamp",
            "json": "string",
            "list": "array",
        }.get(column.kind)


def test_sums_are_those_of_the_figures(driver, sandbox, pages):
    rows = driver.read("share_statistics", organizations=names(pages))
    totals = [sandbox.figures.share_totals(page) for page in pages]
    for column, figure in (("impression_count", "impressions"), ("click_count", "clicks")):
        found = sum(row[f"total_share_statistics__{column}"] for row in rows)
        assert found == sum(getattr(each, figure) for each in totals) > 0


def test_the_driver_fetches_one_token_and_no_part_is_asked_twice(driver, sandbox, pages):
    before = len(sandbox.requests)
    driver.read(DAYS, organizations=names(pages))
    requests = sandbox.requests[before:]
    asked = Counter(request.params["organizationalEntity"] for request in requests[1:])
    assert requests[0].method == "OAUTH"
    assert asked == Counter(f"urn:li:organization:{page}" for page in pages)


def test_without_organizations_the_driver_lists_those_of_the_member_once(driver, sandbox, pages):
    before = len(sandbox.requests)
    planned = driver.plan("share_statistics")
    listed = sandbox.requests[before + 1 :]
    assert {request.resource for request in listed} == {"organizationAcls"}
    starts = [str(request.params) for request in listed]
    assert len(set(starts)) == len(starts)
    found = {row["organizational_entity"] for row in planned.rows()}
    assert found >= {f"urn:li:organization:{page}" for page in pages}


def test_if_linkedin_does_not_list_organizations_the_option_is_named(driver, sandbox):
    sandbox.faults.add(Match(resource="organizationAcls"), status=403)
    with pytest.raises(OptionError, match="option organizations is missing, and LinkedIn refuses"):
        driver.plan("share_statistics")


def test_a_table_is_divided_into_partitions_of_about_the_same_size(driver, pages):
    planned = driver.plan(DAYS, organizations=names(pages), numPartitions=4)
    sizes = [len(planned.task(number)) for number in range(len(planned.partitions))]
    assert sorted(size // 363 for size in sizes) == [2, 3, 3, 3]


def test_a_table_of_few_parts_has_few_partitions(driver, pages):
    assert len(driver.plan("organization_lookup", organizations=names(pages)).partitions) == 1


# filters


def test_a_filter_for_organizations_reads_only_them(driver, sandbox, pages):
    urn = f"urn:li:organization:{pages[3]}"
    planned = driver.plan(DAYS, [EqualTo(URN, urn)], organizations=names(pages))
    assert {row["organizational_entity"] for row in planned.rows()} == {urn}
    asked = [
        each.params["organizationalEntity"]
        for each in sandbox.requests
        if each.resource == STATISTICS
    ]
    assert asked == [urn]


def test_filters_for_organizations_are_met_together(driver, pages):
    some = tuple(f"urn:li:organization:{page}" for page in pages[:3])
    filters = [In(URN, some), In(URN, some[1:])]
    rows = driver.plan("share_statistics", filters, organizations=names(pages)).rows()
    assert sorted(row["organizational_entity"] for row in rows) == sorted(some[1:])


def test_filters_that_no_organization_meets_read_nothing(driver, sandbox, pages):
    others = [EqualTo(URN, f"urn:li:organization:{page}") for page in pages[:3]]
    planned = driver.plan("share_statistics", others, organizations=names(pages))
    before = len(sandbox.requests)
    assert (planned.rows(), len(sandbox.requests)) == ([], before)


def test_a_number_of_an_organization_is_understood_too(driver, pages):
    rows = driver.plan(
        "organization_lookup", [EqualTo(("id",), pages[2])], organizations=names(pages)
    ).rows()
    assert [row["id"] for row in rows] == [pages[2]]


def day(days):
    return datetime(NOON.year, NOON.month, NOON.day, tzinfo=UTC) - timedelta(days)


PERIODS = {
    "from": ([GreaterThanOrEqual(START, day(10))], range(3, 11)),
    "after": ([GreaterThan(START, day(10))], range(3, 10)),
    "before": ([LessThan(START, day(350)), GreaterThanOrEqual(START, day(360))], range(351, 361)),
    "up to": ([LessThanOrEqual(START, day(350)), GreaterThan(START, day(353))], range(350, 353)),
    "one day": ([EqualTo(START, day(20))], [20]),
    "ends by": ([LessThanOrEqual(END, day(20)), GreaterThan(END, day(22))], range(21, 23)),
    "naive": ([GreaterThanOrEqual(START, day(5).replace(tzinfo=None))], range(3, 6)),
    "before the second half of a millisecond": (
        [LessThan(START, day(350) + timedelta(microseconds=500)), GreaterThan(START, day(353))],
        range(350, 353),
    ),
    "nothing": ([GreaterThan(START, day(-5))], []),
}


@pytest.mark.parametrize("name", PERIODS)
def test_a_filter_for_time_reads_the_days_that_it_leaves_and_at_most_two_more(driver, pages, name):
    filters, wanted = PERIODS[name]
    rows = driver.plan(DAYS, filters, organizations=pages[0]).rows()
    found = {(day(0) - row["time_range_start"]).days for row in rows}
    assert set(wanted) <= found
    assert len(found) <= len(list(wanted)) + 2


def test_a_filter_for_months_reads_whole_months(driver, pages):
    filters = [GreaterThanOrEqual(START, day(100)), LessThan(START, day(60))]
    options = {"organizations": pages[0], "timeGranularity": "MONTH"}
    everything = driver.plan(DAYS, **options).rows()
    wanted = [row for row in everything if day(100) <= row["time_range_start"] < day(60)]
    found = driver.plan(DAYS, filters, **options).rows()
    assert wanted
    assert all(row in found for row in wanted)
    assert len(found) < len(everything)


@pytest.mark.parametrize(
    "other", [Not(EqualTo(URN, "x")), EqualTo(URN, "no URN"), EqualTo(("a",), 1)]
)
def test_a_filter_that_is_not_understood_leaves_all_rows(driver, pages, other):
    assert len(driver.plan("share_statistics", [other], organizations=names(pages)).rows()) == len(
        pages
    )


# refusals, faults and limits


def test_a_refused_organization_is_skipped_and_logged(driver, pages, refused, caplog):
    with caplog.at_level(logging.WARNING):
        rows = driver.read("share_statistics", organizations=names([*pages, refused]))
    assert len(rows) == len(pages)
    assert f"skipped: share_statistics of {refused}: 403" in caplog.text


def test_a_refused_organization_fails_the_job_if_that_is_wanted(driver, pages, refused):
    options = {"organizations": names([*pages, refused]), "onRefused": "fail", "numPartitions": 1}
    with pytest.raises(JobEndedError, match=f"share_statistics of {refused}: 403 ACCESS_DENIED"):
        driver.read("share_statistics", **options)


def test_the_table_of_problems_lists_what_is_refused_by_table_and_organization(
    driver, sandbox, pages, refused
):
    rows = driver.read(
        "sync_problems",
        organizations=names([pages[0], refused]),
        tables="organization_lookup,share_statistics,posts",
    )
    assert sorted((row["table_name"], row["organization"], row["status"]) for row in rows) == [
        ("posts", refused, 403),
        ("share_statistics", refused, 403),
    ]
    assert all("403 ACCESS_DENIED" in row["message"] for row in rows)
    assert all(abs(row["noted_at"].timestamp() - driver.source_type.now()) < 1 for row in rows)


def test_a_limit_of_the_day_ends_the_job_once_and_says_when_it_goes_on(driver, sandbox, pages):
    sandbox.quotas.limits = [Limit(3, resource=STATISTICS)]
    options = {"organizations": names(pages), "numPartitions": 4, "concurrency": 1}
    planned = driver.plan("share_statistics", **options)
    before = len(sandbox.requests)
    midnight = (NOON + timedelta(days=1)).strftime("%Y-%m-%d 00:00 UTC")
    tasks = [*range(4), *range(4), *range(4)]  # Spark runs a failed task again
    errors = []
    for number in tasks:
        try:
            planned.task(number)
        except JobEndedError as error:
            errors.append(str(error))
    assert len(errors) >= 9
    assert len(set(errors)) == 1
    assert f"LinkedIn's limit of the day ends the job, which can go on at {midnight}" in errors[0]
    assert len(sandbox.requests) - before == 4


def test_partitions_share_the_budget(driver, sandbox, pages):
    options = {"organizations": names(pages), "numPartitions": 4, "callsPerDay": 6}
    planned = driver.plan("share_statistics", concurrency=1, **options)
    before = len(sandbox.requests)
    ends = []
    for number in (0, 1, 2, 3, 0, 1, 2, 3):
        try:
            planned.task(number)
        except JobEndedError as error:
            ends.append(str(error))
    assert len(ends) >= 5
    assert all("option callsPerDay ends the job" in end for end in ends)
    assert len(sandbox.requests) - before <= 6


def test_there_are_no_more_partitions_than_calls(driver, pages):
    planned = driver.plan("share_statistics", organizations=names(pages), callsPerDay=2)
    assert len(planned.partitions) == 2


def test_a_note_about_an_end_can_be_read_by_its_owner_only_and_is_gone_after_a_day(
    driver, sandbox, pages, tmp_path
):
    old = tmp_path / "linkedin-spark-old"
    old.touch()
    os.utime(old, (0, 0))
    sandbox.faults.add(Match(resource=STATISTICS), status=400)
    with pytest.raises(JobEndedError):
        driver.read("share_statistics", organizations=pages[0])
    (note,) = tmp_path.glob("linkedin-spark-*")
    assert stat.S_IMODE(Path(note).stat().st_mode) == 0o600
    assert not old.exists()


# secrets


def test_what_goes_to_executors_has_no_client_secret_and_no_refresh_token(driver, pages):
    options = driver.options("share_statistics")
    planned = driver.plan(
        "share_statistics", organizations=names(pages), refreshToken=options["refreshToken"]
    )
    for name in ("clientSecret", "refreshToken"):
        assert options[name].encode() not in planned.sent
    assert b"clientId" in planned.function  # the options are there, without the secrets


def test_a_reader_in_an_executor_cannot_fetch_a_token(driver):
    secrets = DriverSecrets(Access("AQtoken"))
    assert secrets.token() == "AQtoken"
    arrived = pickle.loads(pickle.dumps(secrets))
    with pytest.raises(LinkedInError, match="the credentials are with the driver"):
        arrived.token()


def test_the_token_is_in_no_repr(driver, pages):
    source = driver.source("share_statistics", organizations=names(pages))
    reader = source.reader(source.schema())
    token = reader._secrets.token()
    shown = f"{reader.partitions()} {reader!r} {source!r} {reader._options}"
    assert token not in shown
    for name in ("clientSecret", "refreshToken"):
        assert driver.options("x")[name] not in shown


def test_a_refused_refresh_token_is_an_error_without_it(driver, sandbox, pages):
    with pytest.raises(LinkedInError) as raised:
        driver.plan("share_statistics", refreshToken="AQwrong", organizations=pages[0])
    assert "AQwrong" not in str(raised.value)
    assert sandbox.client_secret not in str(raised.value)


# options


WRONG = {
    "none": ({"table": None}, "option table is missing: set it to one of organization_lookup"),
    "table": ({"table": "post"}, "option table must be one of organization_lookup"),
    "organizations": ({"organizations": "2414183,acme"}, "option organizations: an organization"),
    "empty": ({"organizations": ","}, "option organizations: organizations must not be empty"),
    "startDate": (
        {"startDate": "1.1.2026"},
        "option startDate: start_date must be a date, or text",
    ),
    "future": ({"startDate": "9999-01-01"}, "option startDate: start_date must not be in the fut"),
    "accounts": ({"accounts": "512000001"}, "option accounts: posts has no accounts; remove it"),
    "granularity": ({"timeGranularity": "WEEK"}, "option timeGranularity must be DAY or MONTH"),
    "calls": ({"callsPerDay": "0"}, "option callsPerDay must be a whole number above 0, not '0'"),
    "refused": ({"onRefused": "ignore"}, "option onRefused must be skip or fail, not 'ignore'"),
    "partitions": ({"numPartitions": "few"}, "option numPartitions must be a whole number"),
    "unknown": (
        {"organisations": "1"},
        "there is no option 'organisations'; the options are table",
    ),
    "tables": ({"table": "sync_problems", "tables": "x"}, "option tables: there is no table 'x'"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_option_is_named(driver, what):
    options, message = WRONG[what]
    given = {"table": "posts", **options}
    with pytest.raises(OptionError, match=message):
        driver.source(**given).schema()


def test_an_empty_option_is_as_if_it_were_not_set():
    empty = dict.fromkeys(("apiVersion", "timeGranularity", "numPartitions", "onRefused"), " ")
    assert Options.read({"table": "posts", **empty}) == Options.read({"table": "posts"})


def test_missing_credentials_are_named_before_any_call(driver, sandbox):
    before = len(sandbox.requests)
    source = driver.source("posts", clientSecret=None)
    with pytest.raises(OptionError, match="option accessToken is missing: set it, or set clientId"):
        source.reader(source.schema())
    assert len(sandbox.requests) == before


@pytest.fixture
def of_profile(driver, sandbox, tmp_path, monkeypatch):
    """Options that name a profile instead of credentials and addresses."""
    monkeypatch.setenv("LINKEDIN_CONFIG_DIR", str(tmp_path / "config"))
    signed_in(sandbox, tmp_path / "config")
    return dict.fromkeys(
        ("clientId", "clientSecret", "refreshToken", "baseUrl", "oauthUrl"), None
    ) | {"profile": "work"}


def test_a_profile_gives_credentials_and_addresses(driver, sandbox, pages, of_profile, tmp_path):
    rows = driver.read("share_statistics", organizations=names(pages[:2]), **of_profile)
    assert len(rows) == 2
    assert is_renewed(Profiles(tmp_path / "config"))


@pytest.mark.parametrize("name", ["accessToken", "clientId", "baseUrl"])
def test_a_profile_excludes_what_it_has_itself(driver, of_profile, name):
    source = driver.source("posts", **of_profile | {name: "http://127.0.0.1:1"})
    with pytest.raises(OptionError, match=f"set the option profile or {name}, not both"):
        source.reader(source.schema())


def test_a_wrong_name_of_a_profile_is_named(driver, of_profile):
    source = driver.source("posts", **of_profile | {"profile": "../other"})
    with pytest.raises(OptionError, match="option profile: a profile's name must have"):
        source.reader(source.schema())


def test_options_have_upper_and_lower_case_alike(driver, sandbox, pages):
    options = driver.options("share_statistics", organizations=pages[0])
    source = driver.source_type({name.upper(): value for name, value in options.items()})
    assert len(source.reader(source.schema()).partitions()) == 1


def test_the_schema_needs_no_call(driver, sandbox):
    before = len(sandbox.requests)
    assert driver.source("posts").schema().fieldNames()[0] == "id"
    assert len(sandbox.requests) == before


def test_an_error_that_passes_is_left_to_spark(driver, sandbox, pages, monkeypatch, tmp_path):
    monkeypatch.setattr(retry_policy.source_retry, "__defaults__", (0.0, 0.0))
    sandbox.faults.add(Match(resource=STATISTICS), status=503, times=5)
    planned = driver.plan("share_statistics", organizations=pages[0])
    with pytest.raises(ServerError):
        planned.task(0)
    assert list(tmp_path.glob("linkedin-spark-*")) == []
    assert len(planned.task(0)) == 1
