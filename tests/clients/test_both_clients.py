"""Every behaviour of a call, held against the synchronous and the asynchronous client."""

import gzip
import inspect
import json
import logging
import socket
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import canned
import pytest
from canned import Answer

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient, errors
from linkedin_api.clients.exchange.events import Event, log
from linkedin_api.clients.exchange.retry import Retry, Verdict
from linkedin_api.restli.methods import METHODS
from linkedin_api.sandbox import Sandbox

VERSION = "202608"
GOOD = Answer(200, {"x-li-uuid": "U"}, b'{"id": 1}')
READ = ("get", "/a")
WRITE = ("create", "/a", {"n": 1})


@pytest.fixture
def rest(shell, server):
    """Makes a client that talks to the canned server, which gives these answers in order."""

    def make(*answers, **options):
        server.answers.clear()
        server.answers.extend(answers or [GOOD])
        return shell.rest(**{"base_url": server.url, "access_token": "T"} | options)

    return make


def failure(status, message="no", **headers):
    body = json.dumps({"status": status, "message": message}).encode()
    return Answer(status, headers, body)


BURST = failure(429, "Resource level throttle APPLICATION SECOND limit for calls is reached.")
DAY = failure(429, "Resource level throttle APPLICATION DAY limit for calls is reached.")
HTML = Answer(502, {"Content-Type": "text/html"}, b"<html>Bad Gateway</html>")
TRUNCATED = Answer(200, {}, b'{"id": ')
BROKEN_OFF = Answer(200, {}, b'{"id": 1', promised=100)
REVOKED = Answer(401, {}, b'{"status": 401, "serviceErrorCode": 65601}')


@pytest.mark.parametrize(
    "first",
    [BURST, failure(500), HTML, failure(503), failure(504), TRUNCATED, BROKEN_OFF, REVOKED],
    ids=["429", "500", "502 html", "503", "504", "truncated", "broken off", "fresh token"],
)
def test_a_read_is_sent_again_until_it_is_right(shell, rest, server, first):
    client = rest(first, first, GOOD)

    response = shell.call(client, *READ)

    assert response.entity == {"id": 1}
    assert len(server.received) == 3
    assert len(shell.slept) == 2


@pytest.mark.parametrize("first", [BURST, REVOKED], ids=["429", "fresh token"])
def test_a_write_that_was_refused_is_sent_again(shell, rest, server, first):
    client = rest(first, Answer(201, {"x-restli-id": "7"}))

    assert shell.call(client, *WRITE).entity_id == "7"
    assert [json.loads(r.body) for r in server.received] == [{"n": 1}] * 2


@pytest.mark.parametrize("first", [failure(500), HTML, failure(503), failure(504)])
def test_a_write_that_may_have_been_done_is_never_sent_again(shell, rest, server, first):
    client = rest(first, GOOD)

    assert shell.call(client, *WRITE).status_code == first.status
    assert len(server.received) == 1


def test_a_write_whose_answer_broke_off_is_raised_and_not_sent_again(shell, rest, server):
    client = rest(BROKEN_OFF, GOOD)

    with pytest.raises(errors.TransportConnectionError):
        shell.call(client, *WRITE)
    assert len(server.received) == 1


@pytest.mark.parametrize("call", [READ, WRITE], ids=["read", "write"])
def test_a_connection_that_was_never_made_is_tried_again(shell, call):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        client = shell.rest(base_url=url, access_token="T")
        with pytest.raises(errors.TransportConnectionError) as caught:
            shell.call(client, *call)

    assert not caught.value.maybe_seen
    assert len(shell.slept) == 2


def test_silence_is_a_timeout(shell):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        client = shell.rest(base_url=url, access_token="T", timeout=(1, 0.05))
        with pytest.raises(errors.TransportTimeoutError) as caught:
            shell.call(client, *WRITE)

    assert caught.value.maybe_seen
    assert shell.slept == []


def test_a_limit_per_day_is_not_waited_for(shell, rest, server):
    client = rest(replace(DAY, headers={"Date": "Wed, 31 Dec 2031 23:59:59 GMT"}), GOOD)

    response = shell.call(client, *READ)

    assert response.status_code == 429
    assert len(server.received) == 1
    with pytest.raises(errors.RateLimitError) as caught:
        response.raise_for_status()
    assert (caught.value.window, caught.value.retryable) == ("DAY", False)
    assert caught.value.resets_at == datetime(2032, 1, 1, tzinfo=UTC)


def test_a_limit_per_day_whose_answer_is_not_dated_ends_within_a_day(shell, rest):
    response = shell.call(rest(DAY), *READ)
    before = datetime.now(UTC)
    with pytest.raises(errors.RateLimitError) as caught:
        response.raise_for_status()

    ends = caught.value.resets_at
    assert ends.time() == time(0)
    assert before < ends <= datetime.now(UTC) + timedelta(days=1)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 414, 422, 426])
def test_what_will_not_pass_is_not_sent_again(shell, rest, server, status):
    assert shell.call(rest(failure(status), GOOD), *READ).status_code == status
    assert len(server.received) == 1


def test_a_token_that_is_not_fresh_is_not_tried_again(shell, rest, server):
    client = rest(GOOD, REVOKED)
    now = [0.0]
    client._conduct.clock = lambda: now[0]
    shell.call(client, *READ)
    now[0] = 31.0

    assert shell.call(client, *READ).error.service_error_code == 65601
    assert len(server.received) == 2


def test_members_whose_calls_alternate_do_not_make_each_other_fresh(shell, rest, server):
    client = rest(GOOD, GOOD, REVOKED)
    now = [0.0]
    client._conduct.clock = lambda: now[0]
    for token in ("one", "two"):
        shell.call(client, "get", "/a", token)
    now[0] = 31.0

    assert shell.call(client, "get", "/a", "one").status_code == 401
    assert shell.slept == []


@pytest.mark.parametrize("status", [401, 403, 426, 429])
@pytest.mark.parametrize("odd", [5, ["x"], {"a": 1}])
def test_an_error_whose_fields_are_of_odd_types_is_still_that_error(shell, rest, status, odd):
    body = json.dumps({"message": odd, "code": odd, "serviceErrorCode": odd}).encode()
    response = shell.call(rest(Answer(status, {}, body), retry=Retry(1)), *READ)

    with pytest.raises(STATUS_ERRORS[status]) as caught:
        response.raise_for_status()
    for name in ("reason", "permission", "version", "window", "resets_at"):
        getattr(caught.value, name, None)
    assert str(caught.value)


def test_waits_grow_and_are_jittered(shell, rest):
    client = rest(failure(503), retry=Retry(5, wait_initial=1, wait_max=8, jitter=0.5))

    assert shell.call(client, *READ).status_code == 503
    assert len(shell.slept) == 5
    for wait, longest in zip(shell.slept, [1, 2, 4, 8, 8], strict=True):
        assert longest / 2 <= wait <= longest


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "7"},
        {"Date": "Tue, 1 Jan 2019 00:00:01 GMT", "Retry-After": "Tue, 1 Jan 2019 00:00:08 GMT"},
        {"Date": "Tue, 1 Jan 2019 00:00:01 -0000", "Retry-After": "Tue, 1 Jan 2019 01:00:08 +0100"},
        {"Retry-After": "Thu, 01 Jan 2032 00:00:06 GMT"},
    ],
    ids=["seconds", "a date after its own", "in another zone", "a date after the client's clock"],
)  # fmt: skip
def test_a_wait_that_linkedin_names_is_kept(shell, rest, headers):
    ours = datetime(2031, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp
    client = rest(failure(429, **headers), GOOD, clock=ours)

    assert shell.call(client, *READ).status_code == 200
    assert shell.slept == [7.0]


@pytest.mark.parametrize(
    "odd", ["soon", "Thu, 32 Jan 2032 00:00:06 GMT", "-1", "", "Fri, 31 Dec 9999 23:59:59 -2300"]
)
def test_a_wait_that_cannot_be_read_is_none(shell, rest, odd):
    client = rest(failure(429, **{"Retry-After": odd}), GOOD, retry=Retry(jitter=0))

    assert shell.call(client, *READ).status_code == 200
    assert shell.slept == [0.5]


def test_a_wait_that_is_too_long_is_returned_and_not_slept(shell, rest, server):
    client = rest(failure(503, **{"Retry-After": "3600"}), GOOD)

    assert shell.call(client, *READ).status_code == 503
    assert shell.slept == []


def test_a_wait_that_ends_after_the_call_must_have_ended_is_not_begun(shell, rest, server):
    """Seven seconds of ten are waited once; there is no time for them again."""
    client = rest(failure(503, **{"Retry-After": "7"}), total_timeout=10)
    start = client._conduct.clock()
    client._conduct.clock = lambda: start + sum(shell.slept)

    assert shell.call(client, *READ).status_code == 503
    assert shell.slept == [7]


def test_retries_can_be_switched_off(shell, rest, server):
    assert shell.call(rest(HTML, GOOD, retry=Retry.none()), *READ).status_code == 502
    assert len(server.received) == 1


def test_a_hook_decides_first(shell, rest, server):
    def hook(attempt):
        assert (attempt.method, attempt.resource, attempt.is_read) == ("GET", "/a", True)
        return Verdict(0.25, "mine") if attempt.number < 3 else False

    client = rest(failure(404), retry=Retry(hook=hook))

    assert shell.call(client, *READ).status_code == 404
    assert shell.slept == [0.25] * 3


def test_every_retry_is_logged_in_one_line_without_the_token(shell, rest, caplog):
    client = rest(HTML, GOOD, access_token="s3cr3t")
    with caplog.at_level(logging.DEBUG, "linkedin_api"):
        shell.call(client, *READ)

    warning, debug = [record for record in caplog.records if record.name == "linkedin_api"]
    assert warning.levelname == "WARNING"
    assert warning.getMessage().startswith("GET /a: 502 in ")
    assert "(attempt 1, request id -), retry in " in warning.getMessage()
    assert warning.getMessage().endswith("s: 502")
    assert debug.levelname == "DEBUG"
    assert "(attempt 2, request id U)" in debug.getMessage()
    assert "s3cr3t" not in caplog.text


def test_a_log_names_milliseconds(caplog):
    with caplog.at_level(logging.DEBUG, "linkedin_api"):
        log(Event("GET", "/a", 200, seconds=0.25, attempt=1))

    assert "200 in 250 ms" in caplog.text


def test_an_observer_gets_every_event(shell, rest):
    events = []
    client = rest(HTML, GOOD, observer=events.append)

    shell.call(client, "get", "/a/{id}", path_keys={"id": 5})

    assert [(e.method, e.resource, e.status, e.attempt) for e in events] == [
        ("GET", "/a/{id}", 502, 1),
        ("GET", "/a/{id}", 200, 2),
    ]
    assert (events[0].reason, events[1].wait, events[1].request_id) == ("502", None, "U")
    assert all(event.seconds >= 0 for event in events)


def test_a_token_function_is_asked_for_each_sending(shell, rest, server):
    tokens = iter("abc")
    client = rest(HTML, GOOD, access_token=lambda: next(tokens))

    shell.call(client, *READ)

    assert [r.headers["authorization"] for r in server.received] == ["Bearer a", "Bearer b"]


@pytest.mark.parametrize("token", ["", "a\r\nX: y", None])
def test_a_bad_token_is_refused_before_anything_is_sent(shell, rest, server, token):
    with pytest.raises(errors.InvalidArgumentError, match="access_token must"):
        shell.call(rest(access_token=lambda: token), *READ)
    assert server.received == []


def test_a_missing_token_is_told(shell, server):
    with pytest.raises(errors.MissingArgumentError, match="access_token is required"):
        shell.call(shell.rest(base_url=server.url), *READ)


def test_the_url_arrives_as_it_was_finished(shell, rest, server):
    shell.call(rest(), "get", "/a/{k}", path_keys={"k": "a/b:c,(d)"}, query_params={"x": "e:f,(g)"})

    assert server.last.target == "/v2/a/a%2Fb%3Ac%2C%28d%29?x=e%3Af%2C%28g%29"


def test_long_queries_are_tunnelled(shell, rest, server):
    shell.call(rest(canned.GOOD), "batch_get", "/a", ["x" * 100] * 50)

    assert (server.last.verb, server.last.headers["x-http-method-override"]) == ("POST", "GET")


def test_gzip_is_read(shell, rest):
    client = rest(Answer(200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"id": 2}')))

    response = shell.call(client, *READ)

    assert response.entity == {"id": 2}
    assert response.content == b'{"id": 2}'


@pytest.mark.parametrize("encoding", [None, "gzip"])
def test_an_answer_of_the_limit_is_read_and_one_byte_more_is_refused(shell, rest, encoding):
    body = GOOD.body if encoding is None else gzip.compress(GOOD.body)
    answer = Answer(200, {} if encoding is None else {"Content-Encoding": encoding}, body)
    size = len(GOOD.body) if encoding is None else max(len(GOOD.body), len(body))

    assert shell.call(rest(answer, max_answer_bytes=size), *READ).entity == {"id": 1}
    with pytest.raises(errors.TransportError, match="more than 8 bytes"):
        shell.call(rest(answer, max_answer_bytes=8, retry=Retry.none()), *READ)


@pytest.mark.parametrize("name", ["timeout", "total_timeout", "max_answer_bytes"])
@pytest.mark.parametrize("value", [0, -1, True, float("inf"), float("nan"), "5"])
def test_a_limit_that_is_no_positive_number_is_refused_by_name(shell, rest, name, value):
    with pytest.raises(errors.InvalidArgumentError, match=f"{name} must be"):
        rest(**{name: value})


@pytest.mark.parametrize("address", ["ftp://ada:s3cr3t@host", "ftp://host?token=s3cr3t"])
def test_an_address_that_is_refused_is_quoted_without_its_secrets(shell, address):
    with pytest.raises(errors.InvalidArgumentError, match="not 'ftp://host'") as caught:
        shell.rest(base_url=address)

    assert "s3cr3t" not in str(caught.value)


def test_redirects_are_not_followed(shell, rest, server):
    client = rest(Answer(302, {"Location": server.url + "/elsewhere"}), GOOD)

    assert shell.call(client, *READ).status_code == 302
    assert len(server.received) == 1


def test_responses_are_alike(shell, rest, server):
    response = shell.call(rest(failure(404, **{"X-LI-UUID": "U7"})), *READ)

    assert response.url == f"{server.url}/v2/a"
    assert response.headers["x-li-uuid"] == response.request_id == "U7"
    assert response.error.message == "no"
    assert repr(response) == "<GetResponse 404: no>"


STATUS_ERRORS = {
    400: errors.BadRequestError,
    401: errors.UnauthorizedError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    405: errors.StatusError,
    409: errors.ConflictError,
    414: errors.UriTooLongError,
    422: errors.UnprocessableError,
    426: errors.VersionError,
    429: errors.RateLimitError,
    500: errors.ServerError,
    503: errors.ServerError,
}


@pytest.mark.parametrize("status", STATUS_ERRORS)
def test_a_client_that_raises_raises_the_error_of_the_status(shell, rest, server, status):
    client = rest(failure(status), raise_for_status=True, retry=Retry.none(), access_token="s3cr3t")

    with pytest.raises(errors.StatusError) as caught:
        shell.call(client, "get", "/a", query_params={"q": "private"})

    error = caught.value
    assert type(error) is STATUS_ERRORS[status]
    assert (error.status, error.message) == (status, "no")
    assert error.request == f"GET {server.url}/v2/a"
    assert error.retryable is (status in (409, 429, 500, 503))
    assert "s3cr3t" not in f"{error} {error!r} {error.__dict__}"


def test_every_method_works_against_the_sandbox(shell):
    groups = "/adAccounts/512000001/adCampaignGroups"
    group = {"name": "n", "account": "urn:li:sponsoredAccount:512000001", "status": "DRAFT"}
    criteria = ("criteria", [{"status": "ACTIVE"}])
    one = {"path_keys": {"id": 600000001}}
    with Sandbox() as sandbox:
        token = sandbox.access_token()
        client = shell.rest(base_url=sandbox.url, access_token=token, version_string=VERSION)
        answers = {
            "GET": shell.call(client, "get", "/me"),
            "FINDER": shell.call(client, "finder", "/adAccounts", "search"),
            "GET_ALL": shell.call(client, "get_all", groups),
            "BATCH_GET": shell.call(client, "batch_get", groups, [600000001]),
            "BATCH_FINDER": shell.call(client, "batch_finder", groups, "searchCriteria", criteria),
            "CREATE": shell.call(client, "create", groups, group),
            "BATCH_CREATE": shell.call(client, "batch_create", groups, [group]),
            "UPDATE": shell.call(client, "update", groups + "/{id}", group, **one),
            "BATCH_UPDATE": shell.call(client, "batch_update", groups, [600000001], [group]),
            "PARTIAL_UPDATE": shell.call(
                client, "partial_update", groups + "/{id}", {"name": "m"}, **one
            ),
            "BATCH_PARTIAL_UPDATE": shell.call(
                client, "batch_partial_update", groups, [600000001], [{"name": "m"}]
            ),
            "DELETE": shell.call(client, "delete", groups + "/{id}", **one),
            "BATCH_DELETE": shell.call(client, "batch_delete", groups, [600000003]),
            "ACTION": shell.call(
                client, "action", "/images", "initializeUpload",
                action_params={"initializeUploadRequest": {"owner": "urn:li:organization:2414183"}},
            ),
        }  # fmt: skip

    assert set(answers) == set(METHODS)
    assert {name: r.status_code for name, r in answers.items() if r.error} == {}
    assert answers["GET"].entity["localizedFirstName"] == "Ada"


def test_tokens_are_fetched_alike(shell):
    with Sandbox() as sandbox:
        auth = shell.auth(
            sandbox.client_id, sandbox.client_secret, sandbox.redirect_url, base_url=sandbox.url
        )
        code = sandbox.authorization_code("r_ads")
        token = shell.call(auth, "exchange_auth_code_for_access_token", code)
        again = shell.call(auth, "exchange_refresh_token_for_access_token", token.refresh_token)
        told = shell.call(auth, "introspect_access_token", again.access_token)
        own = shell.call(auth, "get_two_legged_access_token")

    assert (token.scopes, told.active, own.expires_in) == (("r_ads",), True, 1800)
    assert auth.generate_member_auth_url(["r_ads"]).startswith(sandbox_address(auth))


def sandbox_address(auth):
    return f"{auth._app.base_url}/oauth/v2/authorization?"


@pytest.mark.parametrize(
    "method", ["exchange_refresh_token_for_access_token", "introspect_access_token"]
)
def test_a_grant_that_may_be_repeated_is_sent_again(shell, server, method):
    server.answers.clear()
    server.answers.extend([HTML, canned.GOOD])
    auth = shell.auth("id", "secret", base_url=server.url)

    assert shell.call(auth, method, "t").status_code == 200
    assert len(server.received) == 2


def test_a_code_that_may_have_been_used_is_not_sent_again(shell, server):
    server.answers.clear()
    server.answers.extend([HTML, GOOD])
    auth = shell.auth("id", "secret", "http://localhost", base_url=server.url)

    assert shell.call(auth, "exchange_auth_code_for_access_token", "c").status_code == 502
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("ours", "twin"), [(RestliClient, AsyncRestliClient), (AuthClient, AsyncAuthClient)]
)
def test_both_clients_have_the_same_methods_with_the_same_arguments(ours, twin):
    def signatures(client):
        return {
            name: str(inspect.signature(member).replace(return_annotation=None)).replace(
                "AsyncTokenSource",
                "TokenSource",  # which may also be a coroutine function
            )
            for name, member in inspect.getmembers(client, callable)
            if not name.startswith("_")
        }

    assert signatures(ours) == signatures(twin)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ({"retries": -1}, "retries must be a non-negative whole number"),
        ({"wait_initial": -1}, "wait_initial must be a non-negative number of seconds"),
        ({"wait_max": 0.1}, "wait_max must be at least wait_initial"),
        ({"jitter": 2}, "jitter must be from 0 to 1"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(arguments, complaint):
    with pytest.raises(errors.InvalidArgumentError, match=complaint):
        Retry(**arguments)
