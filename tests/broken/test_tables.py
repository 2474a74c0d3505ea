"""Answers of wrong types to what reads tables: each becomes a problem with a name."""

from __future__ import annotations

import asyncio
import itertools
import json
from datetime import UTC, datetime

import pytest
from broken.answers import TABLES, whole
from broken.raw_server import RawServer

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.checking.check import check
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope

AT_ONCE = source_retry(0, 0)
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC).timestamp()
ORGANIZATIONS = (2414183,)
TABLES_OF_BOTH = {**PAGES, **LEARNING}
URN = "urn:li:organization:2414183"
WRONG = (
    None,
    True,
    7,
    -1,
    10**30,
    1.5,
    float("inf"),
    "x",
    "\ud800",
    [],
    [7],
    ["x"],
    [{}],
    {},
    {"x": 7},
)
#: Fields that rows are made of, at the top or below another.
FIELDS = (
    *("id", "timeRange", "start", "end", "organization", "organizationTarget", "role", "state"),
    *("organizationalEntity", "share", "ugcPost", "entity", "author", "totalShareStatistics"),
    *("elements", "results", "errors", "statuses", "paging", "metadata", "urn", "details"),
    *("lastModified", "status", "followerCounts", "firstDegreeSize", "activity"),
)


def bodies():
    whole_element = {
        "id": "urn:li:share:1",
        "organization": URN,
        "organizationalEntity": URN,
        "role": "ADMINISTRATOR",
        "state": "APPROVED",
        "share": "urn:li:share:1",
        "timeRange": {"start": 1795132800000, "end": 1795219200000},
    }
    for name, value in itertools.product(FIELDS, WRONG):
        element = {**whole_element, name: value}
        results = {"2414183": element, URN: element, "urn:li:share:1": element}
        yield {"elements": [element], "results": results, **element}
        yield {"elements": [whole_element], "results": results, name: value}
    for value in WRONG:
        yield value
        yield {**whole_element, "timeRange": {"start": value, "end": 1795219200000}}
        yield {"elements": [whole_element, value], "results": {"2414183": value, URN: value}}
        time = {"start": 1795132800000, "end": value}
        yield {"elements": [{**whole_element, "timeRange": time}], "results": {}}


ANSWERS = [whole(str(n), json.dumps(body).encode()) for n, body in enumerate(bodies())]
ANSWERS += [answer for table in ("encodings", "places", "bodies") for answer in TABLES[table]()][
    ::23
]
#: Of the quick tests: each answer is read by one table of so many.
ONE_OF = 31


@pytest.fixture(scope="module")
def server():
    with RawServer(ANSWERS) as server:
        yield server


async def _read(server, tables):
    """Problems by table, or the error that ended all."""
    access = Access("T", base_url=server.url, oauth_url=server.url)
    scope = Scope(ORGANIZATIONS)
    async with Reader(access, scope, tables, retry=AT_ONCE, now=lambda: NOW) as reader:
        for table in tables:
            async for batch in reader.read(table):
                repr(batch)
        for problem in reader.problems:
            assert isinstance(problem.error, LinkedInError)
            str(problem)


async def _check(server, tables, scope):
    access = Access("T", base_url=server.url, oauth_url=server.url)
    checkup = await check(access, scope, tables, retry=AT_ONCE, now=lambda: NOW)
    str(checkup)
    for finding in checkup.findings:
        assert finding.error is None or isinstance(finding.error, LinkedInError)
        repr(finding), finding.text


async def _each(server, one_of, go):
    """Answers that something other than an error of ours came of."""
    found = []
    for number, answer in enumerate(ANSWERS):
        server.default = number
        for place, table in enumerate(TABLES_OF_BOTH.values()):
            if (number + place) % one_of:
                continue
            try:
                await go(table)
            except LinkedInError as error:
                str(error)
            except Exception as error:  # noqa: BLE001
                found.append(f"{table.name}: {answer.steps[0][-300:]!r}: {error!r}")
    return found


def reading(server, one_of):
    return asyncio.run(_each(server, one_of, lambda table: _read(server, [table])))


def checking(server, one_of):
    scopes = itertools.cycle([Scope(ORGANIZATIONS), Scope()])
    return asyncio.run(_each(server, one_of, lambda table: _check(server, [table], next(scopes))))


def test_there_are_more_than_a_hundred_answers():
    assert len({answer.steps for answer in ANSWERS}) > 500


def test_a_broken_answer_is_a_problem_with_a_name(server):
    assert reading(server, ONE_OF) == []


def test_a_broken_answer_is_a_finding_with_a_name(server):
    assert checking(server, ONE_OF) == []


@pytest.mark.soak
def test_every_broken_answer_to_every_table_is_a_problem_with_a_name(server):
    assert reading(server, 1) + checking(server, 1) == []
