import json
import threading

import pytest
import requests
from canned import Answer

from linkedin_api import RestliClient, errors
from linkedin_api.errors import InvalidArgumentError, MissingArgumentError, StatusError


def test_the_documented_headers_are_sent(server, client):
    client.create("/a", {"n": 1}, version_string="202608")

    sent = server.last.headers
    assert sent["authorization"] == "Bearer T"
    assert sent["x-restli-protocol-version"] == "2.0.0"
    assert sent["x-restli-method"] == "CREATE"
    assert sent["content-type"] == "application/json"
    assert sent["linkedin-version"] == "202608"
    assert sent["user-agent"].startswith("linkedin-api-client/1.")
    assert sent["accept-encoding"].startswith("gzip")
    assert sent["content-length"] == "7"


def test_a_read_sends_no_body_and_no_content_type(server, client):
    client.get("/a")

    assert "content-type" not in server.last.headers
    assert server.last.body == b""


def test_arguments_may_be_given_by_position_as_documented(server, client):
    client.get("/a/{k}", "T", {"k": 1}, {"q": 2}, "202608")
    client.batch_get("/a/{k}", [1], "T", {"k": 1}, {"q": 2}, "202608")
    client.get_all("/a/{k}", "T", {"k": 1}, {"q": 2}, "202608")
    client.finder("/a/{k}", "f", "T", {"k": 1}, {"x": 2}, "202608")
    client.batch_finder("/a/{k}", "f", ("c", [{"x": 1}]), "T", {"k": 1}, {"x": 2}, "202608")
    client.create("/a/{k}", {}, "T", {"k": 1}, {"x": 2}, "202608")
    client.batch_create("/a/{k}", [{}], "T", {"k": 1}, {"x": 2}, "202608")
    client.update("/a/{k}", {}, "T", {"k": 1}, {"x": 2}, "202608")
    client.batch_update("/a/{k}", [1], [{}], "T", {"k": 1}, {"x": 2}, "202608")
    client.partial_update("/a/{k}", {}, "T", {"k": 1}, {"x": 2}, "202608")
    client.batch_partial_update("/a/{k}", [1], [{}], "T", {"k": 1}, {"x": 2}, "202608")
    client.delete("/a/{k}", "T", {"k": 1}, {"x": 2}, "202608")
    client.batch_delete("/a/{k}", [1], "T", {"k": 1}, {"x": 2}, "202608")
    client.action("/a/{k}", "run", "T", {"p": 1}, {"k": 1}, {"x": 2}, "202608")

    assert [r.target for r in server.received] == [
        "/rest/a/1?q=2",
        "/rest/a/1?ids=List(1)&q=2",
        "/rest/a/1?q=2",
        "/rest/a/1?q=f&x=2",
        "/rest/a/1?bq=f&c=List((x:1))&x=2",
        "/rest/a/1?x=2",
        "/rest/a/1?x=2",
        "/rest/a/1?x=2",
        "/rest/a/1?ids=List(1)&x=2",
        "/rest/a/1?x=2",
        "/rest/a/1?ids=List(1)&x=2",
        "/rest/a/1?x=2",
        "/rest/a/1?ids=List(1)&x=2",
        "/rest/a/1?action=run&x=2",
    ]


def test_a_patch_may_be_given_whole(server, client):
    client.partial_update("/a/1", patch={"$delete": ["x"]})
    client.batch_partial_update("/a", [1], patches=[{"b": {"$set": {"c": 1}}}])

    assert [json.loads(r.body) for r in server.received] == [
        {"patch": {"$delete": ["x"]}},
        {"entities": {"1": {"patch": {"b": {"$set": {"c": 1}}}}}},
    ]


def test_a_token_of_the_call_goes_before_that_of_the_client(server, client):
    client.get("/a", "other")

    assert server.last.headers["authorization"] == "Bearer other"


def test_a_token_may_come_from_a_function_asked_for_each_call(server):
    tokens = iter(["one", "two"])
    client = RestliClient(base_url=server.url, access_token=lambda: next(tokens))

    client.get("/a")
    client.get("/a")

    assert [r.headers["authorization"] for r in server.received] == ["Bearer one", "Bearer two"]


def test_a_call_without_any_token_is_refused(server):
    with pytest.raises(MissingArgumentError, match="access_token is required"):
        RestliClient(base_url=server.url).get("/a")

    assert server.received == []


@pytest.mark.parametrize("token", ["", "a\r\nX: y", None])
def test_a_token_from_a_function_is_checked_too(server, token):
    with pytest.raises(InvalidArgumentError, match="access_token must"):
        RestliClient(base_url=server.url, access_token=lambda: token).get("/a")

    assert server.received == []


def test_the_version_of_the_client_holds_unless_the_call_says_otherwise(server):
    client = RestliClient(base_url=server.url, access_token="T", version_string="202608")

    client.get("/a")
    client.get("/a", version_string="202607")
    client.get("/a", version_string=None)

    assert [r.target for r in server.received] == ["/rest/a", "/rest/a", "/v2/a"]
    assert [r.headers.get("linkedin-version") for r in server.received] == [
        "202608",
        "202607",
        None,
    ]


def test_statuses_are_returned_unless_the_client_shall_raise(server, client):
    server.answers[0] = Answer(404, {}, b'{"status": 404, "message": "no"}')

    assert client.get("/a").status_code == 404
    with pytest.raises(StatusError, match="404 no"):
        RestliClient(base_url=server.url, access_token="T", raise_for_status=True).get("/a")


def test_a_long_query_is_tunnelled_and_read_as_usual(server, client):
    server.answers[0] = Answer(200, {}, b'{"results": {}}')

    response = client.batch_get("/a", ["x" * 100] * 50)

    assert response.results == {}
    assert (server.last.verb, server.last.target) == ("POST", "/v2/a")
    assert server.last.headers["x-http-method-override"] == "GET"


def test_a_tunnelled_write_carries_query_and_body(server, client):
    ids = [f"{'x' * 100}{i}" for i in range(50)]

    client.batch_partial_update("/a", ids, [{"n": i} for i in range(50)])

    assert server.last.headers["content-type"].startswith("multipart/mixed; boundary=")
    assert b"ids=List(" in server.last.body
    assert b'{"entities":' in server.last.body


@pytest.mark.parametrize(
    ("given", "used"),
    [("http://x:1/", "http://x:1"), ("https://proxy/li/", "https://proxy/li")],
)
def test_the_base_address_may_have_a_path_and_a_slash(given, used):
    assert RestliClient(base_url=given).base_url == used


@pytest.mark.parametrize("url", ["", "ftp://x", "api.linkedin.com", "http://u:p@x", "http://x?a=b"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(InvalidArgumentError, match="base_url must"):
        RestliClient(base_url=url)


@pytest.mark.parametrize("part", ["rest", "v2"])
def test_an_address_with_what_each_call_adds_is_refused(part):
    with pytest.raises(InvalidArgumentError, match=f"base_url must not end with /{part}, which"):
        RestliClient(base_url=f"https://api.linkedin.com/{part}/")


def test_the_environment_points_unchanged_programs_elsewhere(server, monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", server.url)

    RestliClient().get("/me", "T")

    assert server.last.target == "/v2/me"


def test_the_default_address_is_linkedin(monkeypatch):
    monkeypatch.delenv("LINKEDIN_API_URL", raising=False)

    assert RestliClient().base_url == "https://api.linkedin.com"


def test_a_wrong_address_in_the_environment_is_named(monkeypatch):
    monkeypatch.setenv("LINKEDIN_API_URL", "localhost:80")

    with pytest.raises(InvalidArgumentError, match="LINKEDIN_API_URL must look like"):
        RestliClient()


def test_a_client_shows_no_token():
    assert repr(RestliClient(access_token="s3cr3t", base_url="http://x")) == (
        "<RestliClient http://x>"
    )


def test_connections_are_kept_open(server, client):
    for _ in range(3):
        client.get("/a")

    assert len({received.peer for received in server.received}) == 1


def test_threads_may_share_a_client(server, client):
    answers = []

    def work():
        answers.extend(client.get("/a").status_code for _ in range(10))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 80


def test_errors_are_at_their_old_address_too():
    from linkedin_api.common import errors as old

    for name in old.__all__:
        assert getattr(old, name) is getattr(errors, name)


def test_hooks_of_the_session_see_the_answer(server, client):
    seen = []
    client.session.hooks = {"response": [lambda r, *_, **__: seen.append(r.status_code)] * 2}

    client.get("/a")

    assert seen == [200, 200]


def test_a_replaced_send_is_used(client):
    made = requests.Response()
    made.status_code = 299
    made.url = "http://elsewhere"
    made._content = b'{"id": 7}'
    client.session.send = lambda prepared, **_: made

    response = client.get("/a")

    assert (response.status_code, response.entity, response.url) == (299, {"id": 7}, made.url)
