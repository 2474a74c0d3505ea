"""What people see of responses: in a shell, in a notebook, and as a list."""

import re

import pytest
from canned import Answer, CannedServer

from linkedin_api import ForbiddenError, ResponseFormattingError, RestliClient, Retry
from linkedin_api.clients.auth.response import AccessToken2LResponse
from linkedin_api.clients.restli.response import (
    ActionResponse,
    BaseRestliResponse,
    BatchCreateResponse,
    BatchDeleteResponse,
    BatchFinderResponse,
    BatchGetResponse,
    BatchUpdateResponse,
    CollectionResponse,
    CreateResponse,
    GetResponse,
    UpdateResponse,
)

ROWS = [{"id": number, "name": f"Company {number}"} for number in range(30)]
REFUSED = Answer(403, body=b'{"status": 403, "code": "ACCESS_DENIED", "message": "Not yours"}')


def page(elements, **paging):
    return CollectionResponse(200, elements=elements, paging=paging)


def refused():
    with (
        CannedServer(REFUSED) as server,
        RestliClient(base_url=server.url, access_token="T", retry=Retry.none()) as client,
    ):
        return client.get_all("/a")


@pytest.mark.parametrize(
    ("response", "shown"),
    [
        (page(ROWS[:10], total=1200), "<CollectionResponse 200: 10 of 1,200 elements>"),
        (page(ROWS[:1]), "<CollectionResponse 200: 1 element>"),
        (page([]), "<CollectionResponse 200: 0 elements>"),
        (page([], total="many"), "<CollectionResponse 200: 0 elements>"),
        (page([], total=True), "<CollectionResponse 200: 0 elements>"),
        (GetResponse(200, entity={"a": 1, "b": 2}), "<GetResponse 200: 2 fields>"),
        (GetResponse(200, entity="text"), "<GetResponse 200: str>"),
        (CreateResponse(201, headers={"x-restli-id": "7"}), "<CreateResponse 201: id 7>"),
        (CreateResponse(201), "<CreateResponse 201>"),
        (UpdateResponse(204), "<UpdateResponse 204>"),
        (ActionResponse(200, value={"secret": 1}), "<ActionResponse 200>"),
        (BaseRestliResponse(204), "<BaseRestliResponse 204>"),
        (
            BatchGetResponse(200, results={"1": {}, "2": {}}, errors={"7": {"status": 404}}),
            "<BatchGetResponse 200: 2 results, 1 failed>",
        ),
        (
            BatchUpdateResponse(200, results={"1": {"status": 204}, "7": {"status": 404}}),
            "<BatchUpdateResponse 200: 2 results, 1 failed>",
        ),
        (
            BatchDeleteResponse(200, results={"1": {"status": 204}}, errors={}),
            "<BatchDeleteResponse 200: 1 result>",
        ),
        (
            BatchCreateResponse(200, elements=[{"status": 201}, {"status": 422}]),
            "<BatchCreateResponse 200: 2 elements, 1 failed>",
        ),
        (
            BatchFinderResponse(200, results=[{"elements": []}, {"isError": True}]),
            "<BatchFinderResponse 200: 2 results, 1 failed>",
        ),
        (
            AccessToken2LResponse(200, access_token="s3cr3t", expires_in=60),
            "<AccessToken2LResponse 200>",
        ),
        (CollectionResponse(200), "<CollectionResponse 200>"),
    ],
)
def test_a_response_shows_what_matters(server_made, response, shown):
    assert repr(server_made(response)) == shown


@pytest.fixture
def server_made():
    """A response that was made by hand, as one that came: its results are records."""

    def made(response):
        data = {name: vars(response)[name] for name in response._data if name in vars(response)}
        body = data.get("entity", data)
        kind = type(response)
        if kind is BatchFinderResponse:
            body = {"elements": data["results"]}
        from linkedin_api.restli.reply import Reply

        reply = Reply.of(response.status_code, response.headers, body)
        return kind.received(reply, None, "")

    return made


def test_a_refusal_shows_the_error_in_one_line():
    assert repr(refused()) == "<CollectionResponse 403: ACCESS_DENIED: Not yours>"


def test_a_long_error_is_cut():
    response = GetResponse(500, entity={"message": "so\nlong " * 100})

    assert len(repr(response)) < 250
    assert "\n" not in repr(response)


@pytest.mark.parametrize(
    "response",
    [page([]), page(ROWS), GetResponse(404, entity={}), BatchGetResponse(200, results={})],
)
def test_any_response_is_true(response):
    assert bool(response) is True
    assert (response or None) is response


def test_a_page_has_a_length_and_gives_its_elements():
    response = page(ROWS)

    assert len(response) == 30
    assert list(response) == ROWS


def test_a_keyed_batch_gives_pairs():
    response = BatchGetResponse(200, results={"1": {"id": 1}}, errors={})

    assert len(response) == 1
    assert list(response) == [("1", {"id": 1})]


def test_a_batch_in_order_gives_its_results():
    created = BatchCreateResponse(200, elements=[{"id": 1}, {"id": 2}])
    found = BatchFinderResponse(200, results=[{"elements": []}])

    assert (len(created), list(created)) == (2, [{"id": 1}, {"id": 2}])
    assert (len(found), list(found)) == (1, [{"elements": []}])


@pytest.mark.parametrize("read", [len, list, iter])
def test_a_refused_call_has_no_length_and_no_elements(read):
    with pytest.raises(ForbiddenError):
        read(refused())


def test_an_answer_without_elements_has_no_length():
    with pytest.raises(ResponseFormattingError):
        len(CollectionResponse(200))


# In a notebook


def cells(html):
    return re.findall(r"<td>(.*?)</td>", html)


def test_a_page_is_a_table_in_a_notebook():
    html = page(ROWS[:2], total=7)._repr_html_()

    assert "<caption>CollectionResponse 200: 2 of 7 elements</caption>" in html
    assert re.findall(r"<th>(.*?)</th>", html) == ["id", "name"]
    assert cells(html) == ["0", "Company 0", "1", "Company 1"]


def test_all_text_of_the_table_is_escaped():
    html = page([{"<script>": "<img src=x onerror=alert(1)>", "b": {"<i>": "&"}}])._repr_html_()

    assert "<script>" not in html
    assert "<img" not in html
    assert "<i>" not in html
    assert "&lt;img src=x" in html


def test_the_table_shows_the_first_rows_and_columns_and_says_so():
    rows = [{f"column {number}": number for number in range(50)}] * 500
    html = page(rows)._repr_html_()

    assert html.count("<tr>") == 21
    assert html.count("<th>") == 12
    assert "500 elements, showing the first 20 rows and the first 12 columns" in html


def test_long_values_are_cut():
    (cell,) = cells(page([{"text": "x" * 1000}])._repr_html_())

    assert cell == "x" * 99 + "…"


def test_rows_that_are_no_dicts_and_nested_values_can_be_shown():
    assert cells(page(["a", 7, None])._repr_html_()) == ["a", "7", ""]
    assert cells(page([{"a": [1, {"b": None}]}])._repr_html_()) == ["[1, {&quot;b&quot;: null}]"]


def test_a_keyed_batch_is_a_table_of_keys_results_and_errors():
    response = BatchGetResponse(
        200, results={"1": {"name": "A"}}, errors={"7": {"status": 404}}, statuses={}
    )

    assert cells(response._repr_html_()) == [
        *("1", "A", ""),
        *("7", "", "{&quot;status&quot;: 404}"),
    ]


def test_a_refusal_is_left_to_its_repr():
    assert refused()._repr_html_() is None


def test_a_call_pays_nothing_for_what_nobody_looks_at(server_made, monkeypatch):
    monkeypatch.setattr(CollectionResponse, "_contents", lambda _: pytest.fail("it was computed"))

    assert server_made(page(ROWS)).elements == ROWS
