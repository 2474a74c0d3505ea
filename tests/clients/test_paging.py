"""Lists read page by page, over real HTTP, with both clients."""

import asyncio
import gc
import json
from itertools import islice
from urllib.parse import parse_qs, urlsplit

import pytest
from canned import Answer

from linkedin_api import AsyncRestliClient, RestliClient, errors
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sandbox import Sandbox

VERSION = "202608"
GROUPS = "/adAccounts/512000001/adCampaignGroups"


@pytest.fixture
def rest(shell, server):
    """Makes a client that talks to the canned server, which gives these pages in order."""

    def make(*answers, **options):
        server.answers.clear()
        server.answers.extend(answers)
        return shell.rest(**{"base_url": server.url, "access_token": "T"} | options)

    return make


def page(elements, metadata=None, status=200, **paging):
    body = {"elements": [{"id": e} for e in elements], "paging": paging}
    if metadata is not None:
        body = {"elements": body["elements"], "metadata": metadata}
    return Answer(status, {}, json.dumps(body).encode())


def next_link(query, host=""):
    return [{"type": "application/json", "rel": "next", "href": f"{host}/v2/things?{query}"}]


def collect(shell, items):
    found = []
    shell.each(items, found.append)
    return found


def ids(shell, paginator):
    return [element["id"] for element in collect(shell, paginator)]


def asked(received):
    return {name: values[0] for name, values in parse_qs(urlsplit(received.target).query).items()}


def numbered(count, total=True):
    """A list of so many numbers, served by start and count."""

    def choose(received):
        query = asked(received)
        start, size = int(query.get("start", 0)), int(query.get("count", 10))
        paging = {"start": start, "count": size, "links": []}
        if total:
            paging["total"] = count
        return page(range(start, min(count, start + size)), **paging)

    return choose


def test_three_pages_and_an_empty_one_among_them_give_all_elements(shell, rest, server):
    client = rest(
        page([1, 2, 3], start=0, count=3, links=next_link("start=3&count=3")),
        page([3], start=2, count=3, links=next_link("start=5&count=3")),
        page([4], start=5, count=3, links=[]),
        page([], start=6, count=3, links=[]),
    )

    assert ids(shell, client.paginate("/things", query_params={"count": 3})) == [1, 2, 3, 4]
    assert [asked(r).get("start") for r in server.received] == [None, "2", "5", "6"]


def test_a_cursor_is_followed_over_an_empty_page(shell, rest, server):
    client = rest(
        page([1, 2], {"nextPageToken": "a=b&c"}), page([], {"nextPageToken": "d"}), page([3], {})
    )

    found = client.paginate("/adAccounts", "search", query_params={"pageSize": 2})
    assert ids(shell, found) == [1, 2, 3]
    tokens = [asked(r).get("pageToken") for r in server.received]
    assert tokens == [None, "a=b&c", "d"]
    assert {asked(r)["pageSize"] for r in server.received} == {"2"}


def test_what_links_drop_is_sent_with_every_page(shell, rest, server):
    query = "q=criteria&locales[0].language=en&x.start=9&count=2&start=2"
    client = rest(
        page([1, 2], start=0, count=2, links=next_link(query, "https://elsewhere.example")),
        page([2, 3], start=1, count=2, total=3),
    )
    params = {"fields": ["id", "name"], "locales": [{"language": "en"}], "count": 2}

    assert ids(shell, client.paginate("/things", "criteria", query_params=params)) == [1, 2, 3]
    first, second = server.received  # also: the token went nowhere else
    assert asked(first) | {"start": "1"} == asked(second)
    assert second.target.startswith("/v2/things?count=2&locales=")
    assert second.headers["authorization"] == "Bearer T"
    assert second.headers["x-restli-method"] == "FINDER"


def test_pages_say_where_to_go_on_and_why_they_end(shell, rest, server):
    server.choose = numbered(7)
    client = rest(page([]))

    pages = collect(shell, client.paginate("/things", query_params={"count": 3}).pages())

    assert [(len(p.elements), p.cursor, p.end) for p in pages] == [
        (3, "start=3", None),
        (2, "start=5", None),
        (2, None, "total reached"),
    ]
    assert [asked(r).get("start") for r in server.received] == [None, "2", "4"]
    assert [p.paging.total for p in pages] == [7, 7, 7]
    assert [p.metadata for p in pages] == [None, None, None]
    assert pages[0].response.status_code == 200
    assert repr(pages[1]) == "<Page 2 elements, then start=5>"
    assert repr(pages[2]) == "<Page 2 elements, total reached>"


def test_a_list_is_resumed_behind_a_page(shell, rest, server):
    server.choose = numbered(7)
    things = {"resource_path": "/things", "query_params": {"count": 3}}
    pages = collect(shell, rest(page([])).paginate(**things).pages())

    again = rest(page([])).paginate(**things, cursor=json.loads(json.dumps(pages[0].cursor)))

    assert ids(shell, again) == [3, 4, 5, 6]
    assert ids(shell, again) == [3, 4, 5, 6]


def test_nothing_is_fetched_before_it_is_needed(server):
    server.choose = numbered(100)
    with RestliClient(base_url=server.url, access_token="T") as client:
        things = client.paginate("/things")
        assert server.received == []
        assert [e["id"] for e in islice(things, 12)] == list(range(12))

    assert len(server.received) == 2


def test_a_bad_status_in_the_middle_is_raised_after_what_came(shell, rest, server):
    client = rest(page([1], total=3), page([], status=403), retry=Retry.none())
    found = []

    with pytest.raises(errors.ForbiddenError) as caught:
        shell.each(client.paginate("/things"), found.append)
    assert found == [{"id": 1}]
    assert caught.value.response.status_code == 403


def test_a_page_is_tried_again_like_any_read(shell, rest, server):
    bad = Answer(502, {}, b"<html>")
    client = rest(page([1], total=2), bad, bad, page([2], total=2))

    assert ids(shell, client.paginate("/things")) == [1, 2]
    assert len(shell.slept) == 2


@pytest.mark.parametrize("body", [b"{}", b"", b"[]", b'{"elements": null}', b'{"elements": {}}'])
def test_an_answer_without_elements_is_raised(shell, rest, body):
    client = rest(page([1], total=2), Answer(200, {}, body), retry=Retry.none())

    with pytest.raises(errors.ResponseFormattingError, match="200 without elements") as caught:
        collect(shell, client.paginate("/things"))
    assert caught.value.response.status_code == 200


def test_links_in_a_circle_are_raised_with_the_response(shell, rest, server):
    client = rest(
        page([1], links=next_link("start=1")), page([2], start=1, links=next_link("start=0"))
    )
    found = []

    with pytest.raises(errors.PagingError, match="from 1 to 0") as caught:
        shell.each(client.paginate("/things"), found.append)
    assert (len(found), len(server.received)) == (1, 2)
    assert caught.value.response.elements == [{"id": 2}]
    assert not caught.value.retryable


def test_tokens_in_a_circle_are_raised(shell, rest, server):
    client = rest(page([1], {"nextPageToken": "a"}))

    with pytest.raises(errors.PagingError, match="token came twice"):
        collect(shell, client.paginate("/adAccounts", "search"))
    assert len(server.received) == 2


def test_a_report_that_was_cut_off_is_raised(shell, rest):
    client = rest(page(range(15_000), start=0, count=10, links=[]))

    with pytest.raises(errors.TruncatedError, match="15,000") as caught:
        collect(shell, client.paginate("/adAnalytics", "analytics"))
    assert len(caught.value.response.elements) == 15_000


def test_a_report_comes_whole_and_is_asked_for_once(shell, rest, server):
    client = rest(page(range(12), start=0, count=10, links=[]))

    pages = collect(shell, client.paginate("/adAnalytics", "analytics").pages())
    assert [(len(p.elements), p.end) for p in pages] == [(12, "not paged")]
    assert len(server.received) == 1


def test_a_report_that_fills_a_page_is_given_once_though_it_links_to_a_next_one(
    shell, rest, server
):
    links = next_link("start=10&count=10")
    client = rest(page(range(10), start=0, count=10, links=links))
    server.choose = lambda received: page(
        range(10), start=int(asked(received).get("start", 0)), count=10, links=links
    )

    assert ids(shell, client.paginate("/adAnalytics", "analytics")) == list(range(10))
    assert [asked(r).get("start") for r in server.received] == [None, "10"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"resource_path": "things"},
        {"resource_path": "/things", "cursor": "x"},
        {"resource_path": "/things", "finder_name": ""},
        {"resource_path": "/things", "query_params": {"count": 0}},
    ],
)
def test_what_cannot_be_paged_is_refused_before_anything_is_sent(shell, rest, server, arguments):
    with pytest.raises(errors.InvalidArgumentError):
        collect(shell, rest(page([])).paginate(**arguments))
    assert server.received == []


def test_every_kind_of_list_of_the_sandbox_is_read_whole(shell):
    with Sandbox() as sandbox:
        token = sandbox.access_token()
        client = shell.rest(base_url=sandbox.url, access_token=token, version_string=VERSION)
        groups = client.paginate(GROUPS, query_params={"count": 5, "fields": ["id"]})
        found = client.paginate(GROUPS, "search", query_params={"pageSize": 5, "fields": ["id"]})
        roles = client.paginate("/organizationAcls", "roleAssignee", query_params={"count": 2})
        locale = {"sourceLocale": {"language": "en", "country": "US"}, "assetType": "COURSE"}
        courses = client.paginate(
            "/learningAssets", "localeAndType", query_params={**locale, "fields": ["urn"]},
            version_string=None,
        )  # fmt: skip
        by_count, by_cursor = collect(shell, groups), collect(shell, found)
        acls, assets = collect(shell, roles), collect(shell, courses)

    assert by_count == by_cursor == [{"id": 600000001 + i} for i in range(12)]
    organizations = [acl["organization"] for acl in acls]
    assert len(organizations) == len(set(organizations)) > 4
    assert len({asset["urn"] for asset in assets}) == len(assets) > 100
    assert {tuple(asset) for asset in assets} == {("urn",)}


@pytest.mark.parametrize("ahead", [0, 1, 3, 50])
def test_pages_fetched_ahead_are_the_same_in_the_same_order(server, ahead):
    server.choose = numbered(47)

    async def read():
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            things = client.paginate("/things").prefetch(ahead)
            return [element["id"] async for element in things]

    assert asyncio.run(read()) == list(range(47))
    assert sorted(int(asked(r).get("start", 0)) for r in server.received) == [0, 9, 18, 27, 36, 45]


def test_pages_are_fetched_at_once_up_to_the_bound(server):
    async def read():
        running, most = 0, 0
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            send = client._transport._send

            async def watch(request):
                nonlocal running, most
                running += 1
                most = max(most, running)
                outcome = await send(request)
                running -= 1
                return outcome

            client._transport._send = watch
            found = [e["id"] async for e in client.paginate("/things").prefetch(4)]
        return found, most

    server.choose = numbered(100)
    found, most = asyncio.run(read())
    assert (found, most) == (list(range(100)), 4)


def test_a_short_page_among_those_fetched_ahead_loses_nothing(server):
    """The list has 30; the server cuts every page that begins at 9 to 4 elements."""
    whole = numbered(30)

    def choose(received):
        if asked(received).get("start") == "9":
            return page(range(9, 13), start=9, count=10, links=[], total=30)
        return whole(received)

    async def read():
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            return [e["id"] async for e in client.paginate("/things").prefetch(5)]

    server.choose = choose
    assert asyncio.run(read()) == list(range(30))


def test_an_error_ahead_is_raised_at_its_place(server):
    whole = numbered(50)

    def choose(received):
        if asked(received).get("start") == "18":
            return page([], status=403)
        return whole(received)

    async def read(found):
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            async for element in client.paginate("/things").prefetch(5):
                found.append(element["id"])

    server.choose = choose
    found = []
    with pytest.raises(errors.ForbiddenError):
        asyncio.run(read(found))
    assert found == list(range(19))


def test_leaving_a_list_ends_what_was_begun_ahead(server):
    server.choose = numbered(100)

    async def read():
        async with AsyncRestliClient(base_url=server.url, access_token="T") as client:
            async for _ in client.paginate("/things").prefetch(5):
                break
            gc.collect()
            for _ in range(10):
                await asyncio.sleep(0)
            return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    assert asyncio.run(read()) == []


def test_fetching_less_than_nothing_ahead_is_refused():
    client = AsyncRestliClient(access_token="T")
    with pytest.raises(
        errors.InvalidArgumentError, match="pages must be a non-negative whole number"
    ):
        client.paginate("/things").prefetch(-1)
