"""Values that fit no column: the reader passes them on as LinkedIn sent them."""

from __future__ import annotations

import asyncio
import json

import pytest
from canned import Answer, CannedServer
from odd_posts import GOOD, OnePage
from syncs import AT_ONCE, FIRST, NOW

from linkedin_api.errors import ResponseFormattingError
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope

URN = f"urn:li:organization:{FIRST}"
ODD = "urn:li:share:\ud800"
NAMES = ("posts", "post_statistics", "social_metadata")


def read(server, *names):
    """Rows and problems of tables."""
    return asyncio.run(_read(server, [PAGES[name] for name in names]))


async def _read(server, tables):
    access, rows = Access("T", base_url=server.url), {}
    async with Reader(access, Scope((FIRST,)), tables, retry=AT_ONCE, now=NOW.timestamp) as reader:
        for table in tables:
            batches = [batch async for batch in reader.read(table)]
            rows[table.name] = [row for batch in batches for row in batch.records]
        return rows, reader.problems


@pytest.mark.parametrize("value", ["a\ud800b", "\udfff", 2**64, -(2**200), "\0", "\U0010ffff"])
def test_an_odd_value_arrives_as_it_was_sent(value):
    with OnePage(FIRST, {"id": GOOD, "commentary": value, "a\ud800": [value]}) as server:
        rows, problems = read(server, "posts")
    assert rows == {"posts": [{"author": URN, "id": GOOD, "commentary": value, "a\ud800": [value]}]}
    assert problems == []


def test_a_post_that_no_request_can_name_costs_its_own_rows_alone():
    with OnePage(FIRST, {"id": ODD}, {"id": GOOD}) as server:
        rows, problems = read(server, *NAMES)
    assert [row["id"] for row in rows["posts"]] == [ODD, GOOD]
    assert [row["post"] for row in rows["post_statistics"]] == [GOOD]
    assert [row["post"] for row in rows["social_metadata"]] == [GOOD]
    assert [(each.table, each.organizations) for each in problems] == [
        (name, (FIRST,)) for name in NAMES[1:]
    ]
    assert "no request can contain the URN 'urn:li:share:\\ud800' of a post" in str(problems[0])
    assert isinstance(problems[0].error, ResponseFormattingError)


def test_a_refusal_with_an_odd_text_can_be_written_anywhere():
    body = json.dumps({"status": 403, "code": "A\ud800", "message": "no\udfff"})
    with CannedServer(Answer(403, body=body.encode())) as server:
        _, [problem] = read(server, "share_statistics")
    assert r"403 A\ud800: no\udfff" in str(problem)
    str(problem).encode()
    assert problem.error.error.message == "no\udfff"


# answers about somebody else

OTHER = f"urn:li:organization:{FIRST + 1}"
ABOUT_ANOTHER = {
    "organization_lookup": {"results": {str(FIRST): {"id": FIRST + 1}}},
    "share_statistics": {"elements": [{"organizationalEntity": OTHER}]},
    "follower_statistics": {"elements": [{"organizationalEntity": OTHER}]},
    "page_statistics": {"elements": [{"organization": OTHER}]},
    "organization_acls": {"elements": [{"organization": OTHER}]},
    "posts": {"elements": [{"id": GOOD, "author": OTHER}]},
}


@pytest.mark.parametrize("name", ABOUT_ANOTHER)
def test_an_answer_about_another_organization_is_refused(name):
    body = json.dumps({"paging": {"start": 0, "count": 100, "total": 1}, **ABOUT_ANOTHER[name]})
    with CannedServer(Answer(body=body.encode())) as server:
        rows, [problem] = read(server, name)
    assert rows == {name: []}
    assert f"{FIRST} was requested, but a record is about " in str(problem)
    assert problem.organizations == (FIRST,)
