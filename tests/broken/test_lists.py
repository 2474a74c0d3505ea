"""Pages that lie about where the next one is, with either client."""

from __future__ import annotations

import json

import pytest
from broken.answers import WRONG, as_json, whole
from broken.calling import TIMEOUT
from broken.examining import examine
from broken.raw_server import RawServer

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import LinkedInError, PagingError
from linkedin_api.restli.place import Place

HREFS = (
    *("", "/", "?", "??", "/x", "/x?", "/x?start", "/x?start=", "/x?start=x", "/x?start=-1"),
    *(
        "/x?start=0",
        "/x?start=1e400",
        "/x?start=" + "9" * 18,
        "/x?start=" + "9" * 400,
        "/x?start=٣",
    ),
    *("/x?start=2&start=1", "/x?count=0&start=5", "/x?pageToken=", "/x?pageToken=%ED%A0%80"),
    *("/x?pageToken=\ud800", "/x?pageToken=%zz", "/x?pageToken=a&start=0", "/x?" + "a=b&" * 20_000),
    *("https://evil.example/x?start=0", "http://[::1?start=0", "//evil.example?start=-5", "\x00"),
    *("javascript:x?start=0", "/x?start=0#", "/x#?start=0", "/x?st%61rt=0", "/x;start=5"),
)
_NUMBERS = (*WRONG, -5, 10**17, 10**18, 10**4_000, "5", "-5", "٣", "9" * 400)


def bodies():
    some = [{"id": 1}, {"id": 2}]
    for elements in (some, []):
        for value in _NUMBERS:
            for name in ("start", "count", "total", "links"):
                yield {"elements": elements, "paging": {name: value}}
            yield {"elements": elements, "metadata": {"nextPageToken": value}}
            yield {"elements": elements, "paging": value}
            yield {"elements": elements, "metadata": value}
            yield {"elements": elements, "paging": {"links": [{"rel": "next", "href": value}]}}
            yield {
                "elements": elements,
                "paging": {"links": [{"rel": value, "href": "/x?start=2"}]},
            }
        for href in HREFS:
            links = [{"rel": "next", "href": href}]
            yield {"elements": elements, "paging": {"start": 0, "count": 2, "links": links}}
        yield {"elements": elements, "paging": {"start": 0, "total": 10**17}}
        yield {"elements": elements, "paging": {"start": 0, "total": 1}}
        yield {"elements": elements, "paging": {"start": 10**4_200}}


BODIES = list(bodies())
#: Pages after which a walk is over: no test goes round for ever.
MOST_PAGES = 40


@pytest.fixture(scope="module")
def server():
    with RawServer([whole(str(n), as_json(body)) for n, body in enumerate(BODIES)]) as server:
        yield server


@pytest.fixture
def client(shell, server):
    options = {"timeout": TIMEOUT, "retry": Retry.none(), "access_token": "T"}
    return shell.rest(base_url=server.url, **options)


class Enough(Exception):
    """A list that says for ever that it goes on."""


def walk(shell, client, number):
    """Read a list to its end, and its pages as text, from where each cursor leads."""
    seen = []

    def take(page):
        repr(page), page.paging, page.metadata
        assert page.cursor is None or str(Place.parse(page.cursor)) == page.cursor
        seen.append(page)
        if len(seen) == MOST_PAGES:
            raise Enough

    shell.each(client.paginate(f"/answer{number}").pages(), take)


def test_there_are_more_than_a_hundred_answers():
    assert len({json.dumps(body) for body in BODIES}) > 300


def test_a_list_ends_or_is_an_error_of_ours(shell, client):
    endless = []
    for number, body in enumerate(BODIES):
        try:
            walk(shell, client, number)
        except LinkedInError as error:
            examine(error)
        except Enough:
            endless.append(body)
    # What is left says of a total that it has not reached yet, and gives no element.
    assert [body for body in endless if body["elements"]] == []
    assert all(body["paging"]["total"] > 10**6 for body in endless)


@pytest.mark.parametrize("token", ["\ud800", ["a"], {"a": 1}, 7, True, 1.5])
def test_a_page_token_that_cannot_be_sent_ends_the_list_with_an_error(shell, token):
    body = {"elements": [{"id": 1}], "metadata": {"nextPageToken": token}}
    with RawServer([whole("", as_json(body))]) as server:
        client = shell.rest(base_url=server.url, access_token="T")
        with pytest.raises(PagingError, match="page token that cannot be sent"):
            shell.each(client.paginate("/answer0"), repr)


def test_no_link_leads_to_another_host(shell):
    links = [{"rel": "next", "href": "https://evil.example/x?start=1"}]
    pages = [{"elements": [{"id": 1}], "paging": {"start": 0, "links": links}}, {"elements": []}]
    with RawServer([whole("", as_json(page)) for page in pages]) as server:
        server.chosen = {"start=1": 1}
        client = shell.rest(base_url=server.url, access_token="T")
        shell.each(client.paginate("/list"), repr)
        assert [head.split(" ")[1] for head in server.requests] == ["/v2/list", "/v2/list?start=1"]
