"""Answers that are not whole, from a server that gives what no good server would."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from canned import Answer, CannedServer
from syncs import AT_ONCE, DAY, END, FIRST, NOW

from linkedin_api.errors import ListChangedError, ResponseFormattingError, TruncatedError
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.reader import Reader
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

FOLLOWERS = PAGES["follower_statistics_time_bound"]
URN = f"urn:li:organization:{FIRST}"


@pytest.fixture
def server():
    with CannedServer() as server:
        yield server


def read(server, name, scope=None):
    """Rows and problems of one table, of whatever the server answers."""
    return asyncio.run(_read(server, PAGES[name], scope or Scope((FIRST,))))


def read_batches(server, name):
    return asyncio.run(_read_batches(server, PAGES[name], Scope((FIRST,))))


async def _read(server, table, scope):
    batches, problems = await _read_batches(server, table, scope)
    return [row for batch in batches for row in batch.records], problems


async def _read_batches(server, table, scope):
    async with Reader(
        Access("T", base_url=server.url), scope, [table], retry=AT_ONCE, now=NOW.timestamp
    ) as reader:
        return [batch async for batch in reader.read(table)], reader.problems


def answer(elements, next_page=False, **paging):
    links = [{"rel": "next", "href": "/rest/x?start=10&count=10"}] if next_page else []
    reported = {"start": 0, "count": 10, "links": links, **paging}
    return Answer(body=json.dumps({"elements": elements, "paging": reported}).encode())


def bucket(start, **other):
    return {"timeRange": {"start": start, "end": start + DAY}, "organizationalEntity": URN, **other}


def window(received):
    target = unquote(received.target)
    return tuple(int(re.search(rf"{name}:([0-9]+)", target)[1]) for name in ("start", "end"))


def days(received):
    return [bucket(start) for start in range(*window(received), DAY)]


def starts(rows):
    return [row["timeRangeStart"] for row in rows]


def since(day):
    return Scope((FIRST,), Span(date(2026, 11, day)))


@pytest.mark.parametrize("fit", [1, 2, 3, 7, 100])
def test_a_window_that_comes_cut_short_is_read_by_halves_until_it_is_whole(server, fit):
    """A server that returns a limited number of days, and links to the next."""
    server.choose = lambda received: answer(days(received)[:fit], len(days(received)) > fit)
    rows, problems = read(server, FOLLOWERS.name, since(1))
    assert (starts(rows), problems) == (list(range(END - 19 * DAY, END, DAY)), [])


def test_a_window_that_comes_whole_takes_one_call_though_it_fills_a_page(server):
    """The framework of LinkedIn's servers links on whenever a page is full."""
    server.choose = lambda received: answer(days(received), next_page=True)
    rows, problems = read(server, FOLLOWERS.name, since(10))
    assert (len(rows), len(server.received), problems) == (10, 1, [])


def test_buckets_outside_of_the_window_are_left_out(server):
    """Another call reads them, so they would be there twice."""

    def choose(received):
        first, end = window(received)
        return answer([bucket(first - DAY), *days(received), bucket(end)])

    server.choose = choose
    rows, problems = read(server, FOLLOWERS.name, since(10))
    assert (starts(rows), problems) == (list(range(END - 10 * DAY, END, DAY)), [])


def test_a_total_that_is_not_reached_is_as_good_as_a_link(server):
    server.choose = lambda received: answer(days(received)[:4], total=len(days(received)))
    rows, problems = read(server, FOLLOWERS.name, since(10))
    assert (len(rows), problems) == (10, [])


def test_a_single_day_that_names_a_next_page_is_an_error(server):
    server.choose = lambda _: answer([], next_page=True)
    rows, [problem] = read(server, FOLLOWERS.name, since(17))
    assert (rows, type(problem.error)) == ([], TruncatedError)
    assert "2026-11-17 to 2026-11-18: the response announces a next page" in str(problem)


def test_an_organization_of_which_a_half_fails_has_no_rows_and_no_cursor(server):
    def choose(received):
        if window(received)[1] == END:
            return answer([], next_page=True)
        return answer(days(received))

    server.choose = choose
    rows, problems = read(server, FOLLOWERS.name, since(17))
    assert (rows, len(problems)) == ([], 1)


@pytest.mark.parametrize(
    "time_range", [None, {}, {"start": 0}, {"start": 0, "end": None}, {"start": "0", "end": "1"}, 7]
)
def test_a_bucket_that_does_not_say_when_it_was_is_an_error(server, time_range):
    server.choose = lambda _: answer([bucket(END - DAY, timeRange=time_range)])
    rows, [problem] = read(server, FOLLOWERS.name, since(17))
    assert (rows, type(problem.error)) == ([], ResponseFormattingError)
    assert "a bucket of statistics has no timeRange with start and end" in str(problem)


@pytest.mark.parametrize("element", [None, 7, "x", [], {}])
@pytest.mark.parametrize("name", ["share_statistics", FOLLOWERS.name, "organization_acls"])
def test_an_element_that_is_no_object_is_an_error(server, name, element):
    server.choose = lambda _: answer([element], total=1)
    rows, [problem] = read(server, name)
    assert (rows, type(problem.error)) == ([], ResponseFormattingError)
    assert re.search("must be a non-empty object|without elements, a list of objects", str(problem))


def test_statistics_of_all_time_that_go_on_are_an_error(server):
    server.choose = lambda _: answer([{"organizationalEntity": URN}], next_page=True)
    rows, [problem] = read(server, "share_statistics")
    assert (rows, type(problem.error)) == ([], TruncatedError)


def batch(results=None, errors=None, statuses=None):
    body = {"results": results or {}, "errors": errors or {}, "statuses": statuses or {}}
    return Answer(body=json.dumps(body).encode())


@pytest.mark.parametrize("status", ["none", [404]])
def test_a_status_in_a_batch_that_is_no_number_costs_its_organization_alone(server, status):
    one, other = {"id": FIRST}, {"status": status, "message": "No"}
    server.choose = lambda _: batch({str(FIRST): one}, {str(FIRST + 1): other})
    rows, problems = read(server, "organization_lookup", Scope((FIRST, FIRST + 1)))
    assert rows == [one]
    assert [problem.organizations for problem in problems] == [(FIRST + 1,)]
    assert "the status is" in str(problems[0])


def test_organizations_that_a_batch_lacks_are_named_and_the_others_kept(server):
    server.choose = lambda _: batch({"7": {"id": 7}}, {"8": {"status": 403, "message": "No"}})
    rows, problems = read(server, "organization_lookup", Scope((7, 8, 9)))
    assert rows == [{"id": 7}]
    assert [(p.organizations, str(p.error)[:20]) for p in problems] == [
        ((8,), "403 No (GET http://1"),
        ((9,), "404 missing in the r"),
    ]


def test_an_organization_without_fields_is_an_error(server):
    server.choose = lambda _: batch({"7": {}})
    rows, [problem] = read(server, "organization_lookup", Scope((7,)))
    assert (rows, "must be a non-empty object" in str(problem)) == ([], True)


def test_a_status_without_an_entity_is_an_error(server):
    server.choose = lambda _: batch(statuses={"7": 200})
    rows, [problem] = read(server, "organization_lookup", Scope((7,)))
    assert (rows, problem.error.status) == ([], 400)


def posts(count, kind="share"):
    return [{"id": f"urn:li:{kind}:{number}", "author": URN} for number in range(1, count + 1)]


def with_posts(found, others):
    """A server that lists these posts, and answers what else is asked."""

    def choose(received):
        if not received.target.startswith("/rest/posts"):
            return others(received)
        start = int(parse_qs(urlsplit(received.target).query).get("start", ["0"])[0])
        return answer(found[start:], start=start)

    return choose


def named(received):
    return re.findall(r"urn:li:(?:share|ugcPost):[0-9]+", unquote(received.target))


def of_post(urn):
    kind = urn.split(":")[2]
    return {kind: urn, "organizationalEntity": URN, "totalShareStatistics": {"clickCount": 1}}


@pytest.mark.parametrize("fit", [1, 3, 10])
def test_statistics_of_posts_that_come_cut_short_are_read_by_halves(server, fit):
    server.choose = with_posts(
        posts(10), lambda r: answer([of_post(urn) for urn in named(r)][:fit], len(named(r)) >= fit)
    )
    rows, problems = read(server, "post_statistics")
    assert problems == []
    assert [row["totalShareStatistics"]["clickCount"] for row in rows] == [1] * 10


def test_statistics_of_a_single_post_that_go_on_are_an_error(server):
    server.choose = with_posts(posts(2), lambda _: answer([], next_page=True))
    rows, [problem] = read(server, "post_statistics")
    assert (rows, type(problem.error)) == ([], TruncatedError)


@pytest.mark.parametrize(
    "stranger", [of_post("urn:li:share:99"), {"organizationalEntity": URN, "x": 1}]
)
def test_statistics_of_what_was_not_asked_for_are_an_error(server, stranger):
    server.choose = with_posts(posts(2), lambda _: answer([stranger]))
    rows, [problem] = read(server, "post_statistics")
    assert (rows, "which was not requested" in str(problem)) == ([], True)


def test_posts_of_other_kinds_have_no_statistics_but_are_posts(server):
    found = [*posts(1), *posts(1, "ugcPost"), *posts(1, "activity")]
    server.choose = with_posts(found, lambda r: answer([of_post(urn) for urn in named(r)]))
    statistics, problems = read(server, "post_statistics")
    assert ([row["post"] for row in statistics], problems) == (
        ["urn:li:share:1", "urn:li:ugcPost:1"], []
    )  # fmt: skip
    assert len(read(server, "posts")[0]) == 3


@pytest.mark.parametrize("post", [{"author": URN}, {"id": 7}])
def test_a_post_that_does_not_say_which_one_it_is_is_an_error(server, post):
    server.choose = with_posts([post], lambda _: answer([]))
    for name in ("posts", "post_statistics", "social_metadata"):
        rows, [problem] = read(server, name)
        assert (rows, "a post has no id" in str(problem)) == ([], True)


def test_a_post_that_was_deleted_meanwhile_has_no_metadata(server):
    gone = {"urn:li:share:2": {"status": 404, "message": "Not Found"}}
    reported = {"urn:li:share:1": {"entity": "urn:li:share:1"}}
    server.choose = with_posts(posts(2), lambda _: batch(reported, gone))
    rows, problems = read(server, "social_metadata")
    assert ([row["post"] for row in rows], problems) == (["urn:li:share:1"], [])


REFUSED = {"status": 403, "message": "No"}


def test_a_post_that_is_refused_is_a_problem_and_the_others_are_read(server):
    reported = {"urn:li:share:1": {"entity": "urn:li:share:1"}}
    server.choose = with_posts(posts(2), lambda _: batch(reported, {"urn:li:share:2": REFUSED}))
    rows, [problem] = read(server, "social_metadata")
    assert [row["post"] for row in rows] == ["urn:li:share:1"]
    assert "urn:li:share:2" in str(problem)


def test_posts_that_are_all_refused_are_a_problem_of_their_organization(server):
    errors = {f"urn:li:share:{number}": REFUSED for number in (1, 2)}
    server.choose = with_posts(posts(2), lambda _: batch({}, errors))
    batches, [problem] = read_batches(server, "social_metadata")
    assert (batches, problem.organizations) == ([], (FIRST,))


@pytest.mark.parametrize("errors", [{}, {"urn:li:share:2": {"status": 500, "message": "No"}}])
def test_a_post_that_a_batch_leaves_out_is_an_error(server, errors):
    reported = {"urn:li:share:1": {"entity": "urn:li:share:1"}}
    server.choose = with_posts(posts(2), lambda _: batch(reported, errors))
    rows, [problem] = read(server, "social_metadata")
    assert (rows, "urn:li:share:2" in str(problem)) == ([], True)


def test_a_list_of_posts_that_does_not_hold_still_is_a_problem(server):
    """As many posts are published between two calls as a page has."""

    def choose(received):
        start = int(parse_qs(urlsplit(received.target).query).get("start", ["0"])[0])
        newest = 10 * len(server.received)
        numbers = range(newest - start, newest - start - 10, -1)
        return answer([{"id": f"urn:li:share:{n}", "author": URN} for n in numbers], start=start)

    server.choose = choose
    rows, [problem] = read(server, "posts")
    assert (rows, type(problem.error)) == ([], ListChangedError)
    assert "/posts: the list changes faster than it can be read" in str(problem)


def test_organizations_that_cannot_be_listed_in_full_are_not_listed_at_all(server):
    role = {"role": "ADMINISTRATOR", "state": "APPROVED"}
    server.choose = lambda _: answer([role], total=1)
    with pytest.raises(ResponseFormattingError, match="a role names no organization"):
        read(server, "share_statistics", Scope())


@pytest.mark.parametrize("field", ["organization", "organizationTarget"])
def test_organizations_are_found_under_either_name_and_only_if_approved(server, field):
    approved = {"role": "ADMINISTRATOR", "state": "APPROVED", field: "urn:li:organization:7"}
    asked_for = {**approved, "state": "REQUESTED", field: "urn:li:organization:8"}

    def choose(received):
        if "organizationAcls" in received.target:
            return answer([approved, asked_for], total=2)
        return Answer(body=b'{"firstDegreeSize": 5}')

    server.choose = choose
    rows, _ = read(server, "total_follower_count", Scope())
    assert [row["organizationalEntity"] for row in rows] == ["urn:li:organization:7"]
