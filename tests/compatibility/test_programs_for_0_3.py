"""What programs written for 0.3 do with clients, responses and the modules they import."""

import copy
import importlib
import json
import multiprocessing
import pickle
from types import SimpleNamespace

import pytest
import requests
import responses
from canned import GOOD, Answer, CannedServer

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient
from linkedin_api.clients.auth.response import AccessToken2LResponse
from linkedin_api.clients.exchange.quota import RateBudget
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.restli.response import (
    BatchFinderResponse,
    BatchFinderResult,
    BatchGetResponse,
    BatchUpdateResponse,
    BatchUpdateResult,
    CollectionResponse,
    CreateResponse,
    GetResponse,
    Paging,
    UpdateResponse,
)
from linkedin_api.errors import (
    InvalidArgumentError,
    InvalidSerializedRestliError,
    NotFoundError,
    RateLimitError,
    ResponseFormattingError,
    TransportConnectionError,
)
from linkedin_api.tokens import ClientCredentials, FileStore, RefreshToken, StaticToken

JSON = {"Content-Type": "application/json"}
SECRETS = ("s3cr3t-token", "s3cr3t-code", "s3cr3t-cookie")


def body(value, status=200):
    return Answer(status, JSON, json.dumps(value).encode())


@pytest.fixture
def server():
    with CannedServer() as server:
        yield server


@pytest.fixture
def client(server):
    with RestliClient(base_url=server.url, access_token="T", retry=Retry.none()) as client:
        yield client


def raw_response(status=200, content=b"", headers=None):
    """A response of `requests` as tests of programs make it by hand."""
    response = requests.Response()
    response.status_code = status
    response._content = content
    response.headers.update(headers or {})
    response.url = "https://api.linkedin.com/rest/things"
    return response


# Parameters that a method sets itself


def test_a_parameter_that_the_method_sets_too_may_be_given_if_it_is_the_same(client, server):
    client.finder("/a", finder_name="analytics", query_params={"q": "analytics", "x": 1})
    client.action("/a", "run", query_params={"action": "run"})
    client.batch_finder("/a", "f", ("c", [{"x": 1}]), query_params={"bq": "f", "c": [{"x": 1}]})
    client.batch_get("/a", [1, 2], query_params={"ids": ["1", "2"]})
    client.batch_delete("/a", [{"k": 1}], query_params={"ids": [{"k": "1"}]})

    assert [r.target.partition("?")[2] for r in server.received] == [
        "q=analytics&x=1",
        "action=run",
        "bq=f&c=List((x:1))",
        "ids=List(1,2)",
        "ids=List((k:1))",
    ]


@pytest.mark.parametrize(
    ("method", "arguments", "params"),
    [
        ("finder", {"finder_name": "f"}, {"q": "g"}),
        ("action", {"action_name": "f"}, {"action": "g"}),
        ("batch_get", {"ids": [1]}, {"ids": [2]}),
        ("batch_finder", {"finder_name": "f", "finder_criteria": ("c", [{}])}, {"bq": "g"}),
    ],
)
def test_a_parameter_that_differs_from_the_methods_own_is_refused(
    client, server, method, arguments, params
):
    (name,) = params
    with pytest.raises(InvalidArgumentError, match=f"must not set '{name}' to"):
        getattr(client, method)("/a", **arguments, query_params=params)
    assert server.received == []


# Loops over pages


def pages_of_2500(broken, times):
    """Answers with 100 elements each, 25 of them; the second page is broken so many times."""
    left = [times]

    def choose(received):
        start = int(received.target.partition("start=")[2].partition("&")[0])
        if start == 100 and left[0]:
            left[0] -= 1
            return broken
        return body({"elements": [{"id": n} for n in range(start, min(start + 100, 2500))]})

    return choose


def loop(client):
    """The loop of many programs, retries and all."""
    rows, start, failures = [], 0, 0
    while True:
        params = {"start": start, "count": 100}
        try:
            response = client.finder("/posts", "author", query_params=params)
            if not response.elements:
                break
        except ResponseFormattingError:
            failures += 1
            if failures > 3:
                raise
            continue
        rows += response.elements
        start += 100
    return rows


BROKEN = {
    "an empty 200": Answer(200),
    "an HTML 200": Answer(200, {"Content-Type": "text/html"}, b"<html>"),
    "a truncated body": Answer(200, JSON, b'{"elements": [{"id": 1}, {"i'),
    "a 200 with another shape": body({"message": "try later"}),
}


@pytest.mark.parametrize("times", [1, 5, 8])
@pytest.mark.parametrize("broken", BROKEN)
def test_a_loop_over_pages_that_retries_gets_every_row(server, broken, times):
    server.choose = pages_of_2500(BROKEN[broken], times)
    with RestliClient(base_url=server.url, access_token="T") as client:
        client._transport.sleep = lambda _: None

        assert len(loop(client)) == 2500


@pytest.mark.parametrize("broken", BROKEN)
def test_a_loop_over_pages_that_stay_broken_ends_with_an_error_not_with_fewer_rows(server, broken):
    server.choose = pages_of_2500(BROKEN[broken], 10**6)
    with RestliClient(base_url=server.url, access_token="T") as client:
        client._transport.sleep = lambda _: None

        with pytest.raises(ResponseFormattingError) as caught:
            loop(client)
    assert caught.value.response.status_code == 200
    assert caught.value.response.content == BROKEN[broken].body


# Attributes of AuthClient


def test_an_authorization_client_shows_its_application():
    auth = AuthClient("id", "secret", "https://old/cb")

    assert (auth.client_id, auth.client_secret, auth.redirect_url) == (
        "id",
        "secret",
        "https://old/cb",
    )
    assert "secret" not in repr(auth)


@pytest.mark.parametrize("kind", [AuthClient, AsyncAuthClient])
def test_what_is_set_of_an_authorization_client_holds_from_then_on(kind):
    auth = kind("id", "secret", "https://old/cb")

    auth.redirect_url, auth.client_id, auth.client_secret = "https://new/cb", "id2", "secret2"

    url = auth.generate_member_auth_url(["openid"])
    assert "redirect_uri=https%3A%2F%2Fnew%2Fcb" in url
    assert "client_id=id2" in url
    assert auth.client_secret == "secret2"


def test_the_session_of_an_authorization_client_may_be_replaced(server):
    auth = AuthClient("id", "secret", base_url=server.url)
    auth.session = requests.Session()
    auth.session.headers["X-Program"] = "mine"

    auth.get_two_legged_access_token()

    assert server.last.headers["x-program"] == "mine"


# Responses that are logged, made by hand, formatted


def test_the_fields_of_a_response_are_there_for_vars(client, server):
    server.answers[0] = body({"elements": [{"id": 1}], "paging": {"start": 0, "count": 10}})

    shown = vars(client.get_all("/a"))

    assert set(shown) == {
        *("status_code", "url", "headers", "response", "error"),
        *("elements", "paging", "metadata"),
    }
    assert (shown["status_code"], shown["elements"]) == (200, [{"id": 1}])
    assert shown["url"] == f"{server.url}/v2/a"


def test_the_fields_of_a_refusal_are_there_for_vars(client, server):
    server.answers[0] = body({"status": 400, "message": "no"}, 400)

    response = client.get("/a")

    assert response.entity["message"] == "no"
    assert response.__dict__["error"].message == "no"


def test_vars_of_a_token_response_show_no_token(server):
    server.answers[0] = body({"access_token": "s3cr3t-token", "expires_in": 5})
    with AuthClient("id", "s3cr3t-code", base_url=server.url) as auth:
        response = auth.get_two_legged_access_token()

    assert response.access_token == "s3cr3t-token"
    assert not any(secret in str(vars(response)) for secret in SECRETS)


def test_responses_can_be_made_by_keyword():
    common = {"status_code": 200, "url": "u", "headers": {"a": "b"}, "response": None}
    page = CollectionResponse(
        **common, elements=[{"id": 1}], paging=Paging(start=0, count=1, total=9), metadata=None
    )
    batch = BatchGetResponse(**common, results={"1": {"n": 1}}, statuses={"1": 200}, errors={})
    written = BatchUpdateResponse(**common, results={"1": BatchUpdateResult(status=204)})
    found = BatchFinderResponse(**common, results=[BatchFinderResult(elements=[], isError=False)])
    made = CreateResponse(**common, entity_id="1", decoded_entity_id="1", entity={"n": 1})

    assert GetResponse(**common, entity={"n": 1}).entity == {"n": 1}
    assert (page.elements, page.paging.total, page.metadata) == ([{"id": 1}], 9, None)
    assert (batch.result_for(1), batch.status_for(1), batch.errors) == ({"n": 1}, 200, {})
    assert written.result_for(1).status == 204
    assert (found.results[0].elements, found.results[0].isError) == ([], False)
    assert (made.entity_id, made.decoded_entity_id, made.entity) == ("1", "1", {"n": 1})
    assert (page.status_code, page.url, page.headers, page.response) == tuple(common.values())
    assert page.raise_for_status() is page


def test_a_response_made_by_keyword_has_no_entity_but_the_one_it_is_given():
    created = CreateResponse(status_code=201, entity_id="1")

    assert (created.entity_id, created.entity) == ("1", None)
    assert UpdateResponse(status_code=204).entity is None


def test_the_headers_of_a_response_made_by_keyword_have_names_in_any_case():
    created = CreateResponse(status_code=201, headers={"X-RestLi-Id": "1", "X-LI-UUID": "r"})

    assert (created.entity_id, created.request_id) == ("1", "r")
    assert created.headers["x-restli-id"] == "1"


def test_a_token_response_can_be_made_by_keyword():
    token = AccessToken2LResponse(
        status_code=200, url="u", headers={}, response=None, access_token="T", expires_in=60
    )

    assert (token.access_token, token.expires_in, token.error) == ("T", 60, None)


def test_a_refusal_made_by_keyword_is_one():
    refused = GetResponse(status_code=404, entity={"message": "gone"})

    assert (refused.entity["message"], refused.error.message) == ("gone", "gone")
    with pytest.raises(NotFoundError, match="404 gone"):
        refused.raise_for_status()


def test_a_field_that_a_response_does_not_have_is_refused_by_name():
    with pytest.raises(TypeError, match="GetResponse has no elements"):
        GetResponse(status_code=200, elements=[])


# What goes out, also as the libraries that record and fake requests see it


def faked(url="https://api.linkedin.com"):
    return RestliClient(base_url=url, access_token="T", retry=Retry.none())


@responses.activate
def test_a_tunnelled_query_is_matched_as_a_form():
    responses.post(
        "https://api.linkedin.com/v2/a",
        json={"results": {}},
        match=[
            responses.matchers.urlencoded_params_matcher(
                {"ids": f"List({','.join(['x' * 99] * 50)})"}
            ),
            responses.matchers.header_matcher({"X-HTTP-Method-Override": "GET"}),
        ],
    )

    assert faked().batch_get("/a", ["x" * 99] * 50).results == {}


@responses.activate
def test_a_request_is_matched_by_its_literal_address_and_body():
    address = "https://api.linkedin.com/v2/a?count=2&q=f&fields=id,name"
    responses.get(address, json={"elements": []}, match_querystring=None)
    matcher = responses.matchers.json_params_matcher({"n": 1})
    responses.post("https://api.linkedin.com/v2/a", status=201, match=[matcher])

    found = faked().finder("/a", "f", query_params={"fields": "id,name", "count": 2})
    faked().create("/a", {"n": 1})

    assert found.elements == []
    assert responses.calls[0].request.url == address


def test_a_tunnelled_query_is_text_to_the_program(client):
    sent = []
    send = client.session.send
    client.session.send = lambda request, **kwargs: sent.append(request) or send(request, **kwargs)

    client.batch_get("/a", ["x" * 100] * 50)

    assert isinstance(sent[0].body, str)
    assert sent[0].body.startswith("ids=List(")


def test_projections_come_after_the_sorted_rest(client, server):
    client.finder("/a", "f", query_params={"z": 1, "fields": "id,name", "count": 2, "g": 3})

    assert server.last.target == "/v2/a?count=2&g=3&q=f&z=1&fields=id,name"


# Pickles and copies


def made():
    yield RestliClient(base_url="http://h", access_token="T", version_string="202608", batch_size=5)
    yield AsyncRestliClient(base_url="http://h", access_token="T", budget=RateBudget(5))
    yield AuthClient("id", "secret", "https://cb")
    yield AsyncAuthClient("id", "secret")
    yield Retry(6, wait_max=30)
    yield RateBudget({"me": 5}, per_second=2)
    yield StaticToken("T")
    yield ClientCredentials("id", "secret", store=FileStore("/nowhere/token"))
    yield RefreshToken("id", "secret", "refresh")


WAYS = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
}


def public(value):
    """What a value shows of itself, without its address in memory."""
    return repr(value).partition(" at 0x")[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("value", list(made()), ids=lambda value: type(value).__name__)
def test_clients_and_what_they_are_made_of_can_be_copied(value, way):
    copied = WAYS[way](value)

    assert type(copied) is type(value)
    assert public(copied) == public(value)


def test_a_client_keeps_what_it_was_made_with(server):
    client = RestliClient(
        base_url=server.url, access_token="T", version_string="202608", raise_for_status=True,
        retry=Retry(4), timeout=7, batch_size=3,
    )  # fmt: skip
    client.session.headers["X-Program"] = "mine"

    copied = pickle.loads(pickle.dumps(client))
    copied.get("/me")

    assert server.last.target == "/rest/me"
    assert server.last.headers["authorization"] == "Bearer T"
    assert server.last.headers["x-program"] == "mine"
    assert copied._conduct.retry == Retry(4)
    assert copied._conduct.raises
    assert (copied._transport._limits.timeout, copied._batch_size) == (7, 3)


def test_a_budget_keeps_its_count():
    budget = RateBudget(3)
    budget.claim("/me", 0.0)

    copied = pickle.loads(pickle.dumps(budget))
    copied.claim("/me", 0.0)

    assert (budget.used("me"), copied.used("me")) == (1, 2)


@pytest.mark.parametrize("way", WAYS)
def test_a_response_can_be_copied_and_keeps_no_secret_of_its_request(server, way):
    server.answers[0] = Answer(200, JSON | {"X-Li-UUID": "U"}, b'{"id": 1}')
    client = RestliClient(base_url=server.url, access_token="s3cr3t-token")
    client.session.cookies.set("li_at", "s3cr3t-cookie")
    client.session.hooks["response"].append(lambda r: None)

    response = client.get("/me")
    copied = WAYS[way](response)

    assert (copied.entity, copied.request_id, copied.url) == ({"id": 1}, "U", response.url)
    assert copied.headers["x-li-uuid"] == "U"
    assert copied.response.json() == {"id": 1}
    assert not any(secret.encode() in pickle.dumps(response) for secret in SECRETS)


def test_a_response_keeps_a_code_and_a_secret_out_of_its_pickle(server):
    auth = AuthClient("id", "s3cr3t-token", "https://cb", base_url=server.url)

    response = auth.exchange_auth_code_for_access_token("s3cr3t-code")
    copied = pickle.loads(pickle.dumps(response))

    assert copied.access_token == "A"
    assert not any(secret.encode() in pickle.dumps(response) for secret in SECRETS)


def test_an_asynchronous_response_can_be_pickled(server):
    import asyncio

    async def ask():
        async with AsyncRestliClient(base_url=server.url, access_token="s3cr3t-token") as client:
            return await client.batch_get("/a", [1])

    server.answers[0] = body({"results": {"1": {"n": 1}}})
    response = asyncio.run(ask())
    copied = pickle.loads(pickle.dumps(response))

    assert copied.result_for(1) == {"n": 1}
    assert copied.headers["content-type"] == "application/json"
    assert b"s3cr3t" not in pickle.dumps(response)


def test_errors_can_be_pickled(server):
    server.answers[0] = body({"status": 429, "message": "throttle limit DAY"}, 429)
    client = RestliClient(base_url=server.url, access_token="s3cr3t-token", raise_for_status=True)
    with pytest.raises(RateLimitError) as refused:
        client.get("/me")
    with pytest.raises(TransportConnectionError) as unreachable:
        RestliClient(base_url="http://127.0.0.1:9", retry=Retry.none()).get("/me", "s3cr3t-token")

    for error in (refused.value, unreachable.value):
        copied = pickle.loads(pickle.dumps(error))
        assert (type(copied), str(copied)) == (type(error), str(error))
        assert b"s3cr3t" not in pickle.dumps(error)
    assert pickle.loads(pickle.dumps(refused.value)).window == "DAY"


def ask_in_worker(client):
    return client.get("/me").entity


def test_a_client_goes_into_a_process_pool(server):
    server.answers[0] = body({"id": 1})
    client = RestliClient(base_url=server.url, access_token="T")
    client.get("/me")

    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(ask_in_worker, [client]) == [{"id": 1}]


# Imports

FORMATTERS = {
    "GetResponseFormatter": ({"id": 1}, {"entity": {"id": 1}}),
    "BatchGetResponseFormatter": (
        {"results": {"1": {"n": 1}}},
        {"results": {"1": {"n": 1}}, "statuses": None, "errors": None},
    ),
    "CollectionResponseFormatter": (
        {"elements": [{"n": 1}]},
        {"elements": [{"n": 1}], "paging": {}, "metadata": None},
    ),
    "BatchFinderResponseFormatter": (
        {"elements": [{"elements": [{"n": 1}]}]},
        {"results": [{"elements": [{"n": 1}]}]},
    ),
    "BatchCreateResponseFormatter": (
        {"elements": [{"status": 201, "id": "1"}]},
        {"elements": [{"status": 201, "id": "1"}]},
    ),
    "UpdateResponseFormatter": ({"n": 1}, {"entity": {"n": 1}}),
    "BatchUpdateResponseFormatter": (
        {"results": {"1": {"status": 204}}},
        {"results": {"1": {"status": 204}}},
    ),
    "BatchDeleteResponseFormatter": (
        {"results": {"1": {"status": 204}}},
        {"results": {"1": {"status": 204}}},
    ),
    "ActionResponseFormatter": ({"value": 5}, {"value": 5}),
}


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_formatter_gives_the_response_of_its_name(name):
    module = importlib.import_module("linkedin_api.clients.restli.response_formatter")
    content, fields = FORMATTERS[name]

    response = getattr(module, name).format_response(
        raw_response(200, json.dumps(content).encode())
    )

    assert type(response).__name__ == name.removesuffix("Formatter")
    assert {field: getattr(response, field) for field in fields} == fields
    assert response.url == "https://api.linkedin.com/rest/things"


def test_a_formatter_of_a_create_reads_the_id_from_the_headers():
    from linkedin_api.clients.restli.response_formatter import CreateResponseFormatter

    response = CreateResponseFormatter.format_response(
        raw_response(201, b"", {"x-restli-id": "(a:urn%3Ali,b:2)"})
    )

    assert response.entity_id == "(a:urn%3Ali,b:2)"
    assert response.decoded_entity_id == {"a": "urn:li", "b": "2"}
    assert response.entity is None


@pytest.mark.parametrize("content", [b"", b"<html>"])
def test_a_formatter_raises_what_0_3_raises_of_a_body_it_cannot_read(content):
    from linkedin_api.clients.restli.response_formatter import GetResponseFormatter

    with pytest.raises(ResponseFormattingError):
        GetResponseFormatter.format_response(raw_response(200, content))


def test_a_formatter_has_none_for_what_a_refusal_does_not_carry():
    from linkedin_api.clients.restli.response_formatter import BatchGetResponseFormatter

    response = BatchGetResponseFormatter.format_response(raw_response(403, b'{"message": "no"}'))

    assert (response.results, response.statuses, response.errors) == (None, None, None)
    assert (response.status_code, response.error.message) == (403, "no")


def test_a_formatted_refusal_has_a_paging_without_anything():
    from linkedin_api.clients.restli.response_formatter import CollectionResponseFormatter

    response = CollectionResponseFormatter.format_response(raw_response(403, b'{"message": "no"}'))

    assert (response.elements, response.paging, response.paging.total) == (None, {}, None)


def test_a_formatter_reads_a_null():
    from linkedin_api.clients.restli.response_formatter import GetResponseFormatter

    assert GetResponseFormatter.format_response(raw_response(200, b"null\n")).entity is None


def test_results_of_a_formatted_batch_have_every_documented_attribute():
    from linkedin_api.clients.restli.response_formatter import (
        BatchCreateResponseFormatter,
        BatchFinderResponseFormatter,
    )

    raw = raw_response(200, b'{"elements": [{}]}')
    (created,) = BatchCreateResponseFormatter.format_response(raw).elements
    (found,) = BatchFinderResponseFormatter.format_response(raw).results

    assert (created.status, created.id, created.error) == (None, None, None)
    assert (found.elements, found.metadata, found.error, found.isError) == (None, None, None, False)


def test_the_codec_of_0_3_writes_nothing_for_nothing():
    from linkedin_api.clients.restli.utils.decoder import decode, reduced_decode
    from linkedin_api.clients.restli.utils.encoder import encode, param_encode

    assert (encode(None), param_encode(None), param_encode({})) == ("", "", "")
    assert (decode(""), reduced_decode(""), decode(None)) == ("", "", "")
    assert encode({"b": ["x,y"], "a": 1}) == "(a:1,b:List(x%2Cy))"
    assert param_encode({"b": "x y", "a": [1]}) == "a=List(1)&b=x%20y"
    assert decode("(a:b%3A)") == reduced_decode("(a:b%3A)") == {"a": "b:"}
    assert decode("urn:li:a:1") == reduced_decode("urn:li:a:1") == "urn:li:a:1"
    with pytest.raises(InvalidSerializedRestliError):
        decode("(a")


@pytest.mark.parametrize(
    ("version", "base"), [("202608", "/rest"), (None, "/v2")], ids=["versioned", "unversioned"]
)
def test_an_address_is_built_with_encoded_keys(version, base, monkeypatch):
    monkeypatch.delenv("LINKEDIN_API_URL", raising=False)
    from linkedin_api.clients.restli.utils.api import build_rest_url

    url = build_rest_url("/a/{id}", path_keys={"id": "urn:li:x:1"}, version_string=version)

    assert url == f"https://api.linkedin.com{base}/a/urn%3Ali%3Ax%3A1"


TUNNELLING = "linkedin_api.clients.restli.utils.query_tunneling"


def test_a_short_query_is_prepared_as_it_is(client, server):
    from linkedin_api.clients.restli.utils import query_tunneling
    from linkedin_api.common.constants import RESTLI_METHODS

    request = query_tunneling.maybe_apply_query_tunneling_requests_with_body(
        encoded_query_param_string="a=1",
        url=f"{server.url}/rest/x",
        original_restli_method=RESTLI_METHODS.CREATE,
        original_request_body={"n": 1},
        access_token="T",
        version_string="202608",
    )
    response = client.session.send(request)

    assert response.status_code == 200
    assert (server.last.verb, server.last.target) == ("POST", "/rest/x?a=1")
    assert json.loads(server.last.body) == {"n": 1}
    assert server.last.headers["linkedin-version"] == "202608"
    assert server.last.headers["x-restli-method"] == "CREATE"
    assert server.last.headers["authorization"] == "Bearer T"


@pytest.mark.parametrize(("length", "needed"), [(0, False), (4_000, False), (4_001, True)])
def test_a_query_of_more_than_4000_characters_needs_the_tunnel(length, needed):
    module = importlib.import_module(TUNNELLING)

    assert module.is_query_tunneling_required("x" * length) is needed


@pytest.mark.parametrize("has_body", [True, False])
def test_a_long_query_is_prepared_for_the_tunnel(client, server, has_body):
    module = importlib.import_module(TUNNELLING)
    constants = importlib.import_module("linkedin_api.common.constants")
    common = {
        "encoded_query_param_string": "a=" + "x" * 5000,
        "url": f"{server.url}/rest/x",
        "access_token": "T",
        "version_string": "202608",
    }
    if has_body:
        request = module.maybe_apply_query_tunneling_requests_with_body(
            original_restli_method=constants.RESTLI_METHODS.PARTIAL_UPDATE,
            original_request_body={"n": 1},
            **common,
        )
    else:
        request = module.maybe_apply_query_tunneling_get_requests(
            original_restli_method=constants.RESTLI_METHODS.FINDER, **common
        )
    client.session.send(request)

    override = server.last.headers["x-http-method-override"]
    assert (server.last.verb, server.last.target) == ("POST", "/rest/x")
    assert override == ("POST" if has_body else "GET")
    assert b"a=xxx" in server.last.body
    assert (b'{"n":1}' in server.last.body) == has_body


def test_constants_have_the_values_of_0_3():
    from linkedin_api.common import constants

    assert [method.name for method in constants.RESTLI_METHODS] == [
        *("GET", "BATCH_GET", "GET_ALL", "FINDER", "BATCH_FINDER", "CREATE", "BATCH_CREATE"),
        *("UPDATE", "BATCH_UPDATE", "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE", "DELETE"),
        *("BATCH_DELETE", "ACTION"),
    ]
    assert all(method.value == method.name for method in constants.RESTLI_METHODS)
    assert [verb.value for verb in constants.HTTP_METHODS] == ["GET", "POST", "PUT", "DELETE"]
    assert constants.RESTLI_METHOD_TO_HTTP_METHOD_MAP["PARTIAL_UPDATE"] == "POST"
    assert constants.NON_VERSIONED_BASE_URL == "https://api.linkedin.com/v2"
    assert constants.VERSIONED_BASE_URL == "https://api.linkedin.com/rest"
    assert constants.OAUTH_BASE_URL == "https://www.linkedin.com/oauth/v2"


def test_helpers_around_created_ids_and_queries_are_there():
    from linkedin_api.clients.restli.utils import restli

    answer = SimpleNamespace(status_code=201, headers={"X-RestLi-Id": "urn%3Ali%3Ashare%3A1"})
    params = {"fields": "id,a:(b)", "z": 1, "a": [1]}

    assert restli.get_created_entity_id(answer) == "urn%3Ali%3Ashare%3A1"
    assert restli.get_created_entity_id(answer, decode=True) == "urn:li:share:1"
    assert restli.encode_query_params_for_get_requests(params) == "a=List(1)&z=1&fields=id,a:(b)"


def test_an_address_for_members_can_be_made_without_a_client(monkeypatch):
    monkeypatch.delenv("LINKEDIN_OAUTH_URL", raising=False)
    from linkedin_api.clients.auth.utils.oauth import generate_member_auth_url

    assert generate_member_auth_url("id", "https://x/cb", ["a", "b"], "s") == (
        "https://www.linkedin.com/oauth/v2/authorization?response_type=code&client_id=id"
        "&redirect_uri=https%3A%2F%2Fx%2Fcb&scope=a%20b&state=s"
    )


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("linkedin_api.clients.common.response", "BaseResponse"),
        ("linkedin_api.clients.common.response_formatter", "BaseResponseFormatter"),
        ("linkedin_api.clients.auth.response_formatter", "AccessToken2LResponseFormatter"),
    ],
)
def test_the_bases_of_0_3_can_be_imported(module, name):
    assert isinstance(getattr(importlib.import_module(module), name), type)


def test_responses_are_instances_of_the_base_at_its_old_address(client):
    from linkedin_api.clients.common.response import BaseResponse

    assert isinstance(client.get_all("/a"), BaseResponse)
    assert GOOD.status == 200
