"""Options of a client, of one that `with_options` makes of it, and of single calls."""

import asyncio
import logging
import pickle
import threading

import aiohttp
import pytest
import requests
from canned import GOOD, Answer, CannedServer
from clients.least_calls import CALLS, GRANTS, PATH

from linkedin_api import (
    AsyncRestliClient,
    AuthClient,
    InvalidArgumentError,
    RateBudget,
    RestliClient,
    Retry,
    TransportTimeoutError,
)
from linkedin_api.clients.exchange.task import Task


@pytest.fixture
def client(shell, server):
    return shell.rest(base_url=server.url, access_token="T", retry=Retry.none())


@pytest.fixture
def slow():
    """A server whose answer does not come before the test ends."""
    ended = threading.Event()

    def answer(_):
        ended.wait()
        return GOOD

    with CannedServer() as server:
        server.choose = answer
        yield server
        ended.set()


# What one call takes


@pytest.mark.parametrize("method", CALLS)
def test_a_call_adds_headers_of_its_own(shell, client, server, method):
    shell.call(client, method, *CALLS[method], headers={"X-Trace": "7"})
    shell.call(client, method, *CALLS[method])

    assert [got.headers.get("x-trace") for got in server.received] == ["7", None]


@pytest.mark.parametrize("method", CALLS)
def test_a_call_has_a_timeout_of_its_own(shell, client, slow, method):
    client.base_url = slow.url

    with pytest.raises(TransportTimeoutError):
        shell.call(client, method, *CALLS[method], timeout=(5, 0.01))


@pytest.mark.parametrize("grant", GRANTS)
def test_a_grant_adds_headers_of_its_own(shell, server, grant):
    auth = shell.auth("id", "secret", "https://example.org", base_url=server.url)

    shell.call(auth, grant, *GRANTS[grant], headers={"X-Trace": "7"})

    assert server.last.headers["x-trace"] == "7"


@pytest.mark.parametrize("grant", GRANTS)
def test_a_grant_has_a_timeout_of_its_own(shell, slow, grant):
    auth = shell.auth("id", "secret", "https://example.org", base_url=slow.url, retry=Retry.none())

    with pytest.raises(TransportTimeoutError):
        shell.call(auth, grant, *GRANTS[grant], timeout=(5, 0.01))


def test_each_page_of_a_list_has_the_headers_of_the_call(shell, client, server):
    server.answers.clear()
    server.answers.extend(
        [Answer(body=b'{"elements": [{}], "metadata": {"nextPageToken": "x"}}'), GOOD]
    )

    shell.each(client.paginate(PATH, headers={"X-Trace": "7"}), lambda _: None)

    assert [got.headers["x-trace"] for got in server.received] == ["7", "7"]


def test_a_list_refuses_a_wrong_option_before_it_is_read(client):
    with pytest.raises(InvalidArgumentError, match="timeout must be a positive number"):
        client.paginate(PATH, timeout=0)
    with pytest.raises(InvalidArgumentError, match="headers must be a dict"):
        client.paginate(PATH, headers="X-Trace: 7")


def test_a_tunnelled_call_has_its_headers(shell, client, server):
    shell.call(client, "get", PATH, query_params={"q": "x" * 5000}, headers={"X-Trace": "7"})

    assert server.last.verb == "POST"
    assert server.last.headers["x-trace"] == "7"
    assert server.last.headers["x-http-method-override"] == "GET"


def test_an_upload_sends_its_headers_to_the_api_and_not_with_the_file(shell, linkedin_sandbox):
    client = shell.rest(
        base_url=linkedin_sandbox.url,
        access_token=linkedin_sandbox.access_token(),
        headers={"X-Secret": "s3cr3t"},
    )
    shell.call(client, "upload_image", b"...", "urn:li:organization:2414183", wait=0)
    sent = {
        request.verb: dict(request.headers).get("x-secret") for request in linkedin_sandbox.requests
    }

    assert sent["POST"] is not None
    assert sent["PUT"] is None


# What a client made by `with_options` takes and shares


def test_options_replace_what_the_client_had(shell, client, server):
    other = client.with_options(
        access_token="U", version_string="202608", headers={"X-Job": "nightly"}, batch_size=1
    )
    shell.call(other, "batch_get", PATH, [1, 2])

    assert [got.headers["authorization"] for got in server.received] == ["Bearer U"] * 2
    assert {got.headers["linkedin-version"] for got in server.received} == {"202608"}
    assert {got.headers["x-job"] for got in server.received} == {"nightly"}


def test_the_client_they_came_from_stays_as_it_was(shell, client, server):
    client.with_options(access_token="U", version_string="202608", headers={"X-Job": "nightly"})
    shell.call(client, "get", PATH)

    assert server.last.headers["authorization"] == "Bearer T"
    assert "linkedin-version" not in server.last.headers
    assert "x-job" not in server.last.headers


def test_none_takes_the_version_and_the_size_of_batches_away(shell, client, server):
    versioned = client.with_options(version_string="202608", batch_size=1)
    shell.call(
        versioned.with_options(version_string=None, batch_size=None), "batch_get", PATH, [1, 2]
    )

    assert len(server.received) == 1
    assert server.last.target.startswith("/v2/")


def test_headers_add_up_and_the_nearest_wins_in_whatever_case(shell, client, server):
    outer = client.with_options(headers={"X-A": "1", "X-B": "1"})
    shell.call(
        outer.with_options(headers={"x-b": "2", "X-C": "2"}), "get", PATH, headers={"X-C": "3"}
    )

    assert [server.last.headers[name] for name in ("x-a", "x-b", "x-c")] == ["1", "2", "3"]


def test_the_timeout_of_a_call_replaces_that_of_the_client(shell, client, slow):
    client.base_url = slow.url
    impatient = client.with_options(timeout=30)

    with pytest.raises(TransportTimeoutError):
        shell.call(impatient, "get", PATH, timeout=(5, 0.01))


def test_a_timeout_holds_for_all_calls_of_the_client_that_was_made_with_it(shell, client, slow):
    client.base_url = slow.url

    with pytest.raises(TransportTimeoutError):
        shell.call(client.with_options(timeout=(5, 0.01)), "get", PATH)


def test_another_retry_holds_for_the_other_client_alone(shell, client, server):
    server.answers.clear()
    server.answers.append(Answer(503))

    shell.call(client.with_options(retry=Retry(1)), "get", PATH)
    assert len(server.received) == 2
    shell.call(client, "get", PATH)
    assert len(server.received) == 3


def test_connections_are_shared(shell, client, server):
    for each in (client, client.with_options(timeout=7), client):
        shell.call(each, "get", PATH)

    assert len({got.peer for got in server.received}) == 1


def test_closing_the_other_client_leaves_the_connections_open(shell, client, server):
    other = client.with_options(timeout=7)
    shell.call(client, "get", PATH)
    shell.call(other, "close")
    shell.call(client, "get", PATH)

    assert len({got.peer for got in server.received}) == 1


def test_the_budget_is_shared(shell, server):
    client = shell.rest(base_url=server.url, access_token="T", budget=RateBudget(10))
    shell.call(client, "get", PATH)
    shell.call(client.with_options(retry=Retry(1)), "get", PATH)

    assert client._conduct.budget.used("a") == 2


def test_the_observer_is_shared(shell, server):
    events = []
    client = shell.rest(base_url=server.url, access_token="T", observer=events.append)
    shell.call(client.with_options(retry=Retry(1)), "get", PATH)

    assert [event.resource for event in events] == [PATH]


def test_a_limit_that_closed_an_endpoint_closes_it_for_both(shell, client, server):
    server.answers.clear()
    server.answers.extend([Answer(429, body=b'{"message": "DAY limit for calls"}'), GOOD])
    other = client.with_options(retry=Retry(1))
    shell.call(client, "get", PATH)

    assert shell.call(other, "get", PATH).status_code == 429
    assert len(server.received) == 1


def test_a_pickle_of_it_is_a_client_of_its_own(shell, server):
    other = shell.rest_type(base_url=server.url, access_token="T").with_options(
        headers={"X-Job": "nightly"}
    )
    copied = pickle.loads(pickle.dumps(other))
    shell.call(copied, "get", PATH)
    shell.call(copied, "close")

    assert copied._owns_connections
    assert server.last.headers["x-job"] == "nightly"


# A session of one's own


def test_a_session_of_ones_own_is_used_and_not_closed(server):
    session = requests.Session()
    session.headers["X-Own"] = "yes"
    with RestliClient(base_url=server.url, access_token="T", session=session) as client:
        client.get(PATH)
    assert client.session is session
    session.get(server.url)
    session.close()

    assert server.received[0].headers["x-own"] == "yes"
    assert len({got.peer for got in server.received}) == 1


def test_the_client_for_tokens_takes_a_session_too(server):
    with requests.Session() as session:
        session.headers["X-Own"] = "yes"
        AuthClient("id", "s", base_url=server.url, session=session).get_two_legged_access_token()

    assert server.last.headers["x-own"] == "yes"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_session_of_aiohttp_is_used_and_not_closed(server, encoding):
    import gzip

    body = b'{"id": 1}'
    packed = gzip.compress(body) if encoding == "gzip" else body
    server.answers.clear()
    server.answers.append(Answer(headers={"Content-Encoding": encoding}, body=packed))

    async def work():
        async with aiohttp.ClientSession(headers={"X-Own": "yes"}) as session:
            async with AsyncRestliClient(
                base_url=server.url, access_token="T", session=session
            ) as client:
                response = await client.get(PATH)
            assert not session.closed
            return response.entity

    assert asyncio.run(work()) == {"id": 1}
    assert server.last.headers["x-own"] == "yes"
    assert server.last.headers["user-agent"].startswith("linkedin-api-client/")


def test_a_session_of_aiohttp_keeps_the_clients_timeout_unless_it_has_its_own(slow):
    async def work(**options):
        async with aiohttp.ClientSession(**options) as session:
            client = AsyncRestliClient(
                base_url=slow.url,
                access_token="T",
                session=session,
                retry=Retry.none(),
                timeout=(5, 0.01) if not options else 30,
            )
            with pytest.raises(TransportTimeoutError):
                await client.get(PATH)

    asyncio.run(work())
    asyncio.run(work(timeout=aiohttp.ClientTimeout(sock_read=0.01)))


def test_no_header_asks_for_a_compression_that_the_client_cannot_read(shell, server):
    options = {"base_url": server.url, "access_token": "T"}
    client = shell.rest(headers={"accept-encoding": "br"}, **options)

    shell.call(client, "get", PATH)
    shell.call(client, "get", PATH, headers={"Accept-Encoding": "zstd, gzip"})
    shell.call(client, "get", PATH, headers={"Accept-Encoding": "identity"})

    asked = [each.headers["accept-encoding"] for each in server.received]
    assert asked == ["gzip, deflate", "gzip, deflate", "identity"]


def test_a_session_of_aiohttp_that_is_closed_is_refused_by_name(server):
    async def main():
        async with aiohttp.ClientSession() as session:
            client = AsyncRestliClient(base_url=server.url, access_token="T", session=session)
        await client.get("/me")

    with pytest.raises(InvalidArgumentError, match="session is closed: keep it open"):
        asyncio.run(main())


def test_the_total_timeout_of_a_session_of_aiohttp_is_told_in_words(slow):
    async def main():
        limits = aiohttp.ClientTimeout(total=0.05)
        async with aiohttp.ClientSession(timeout=limits) as session:
            options = {"session": session, "retry": Retry.none()}
            await AsyncRestliClient(base_url=slow.url, access_token="T", **options).get("/me")

    with pytest.raises(TransportTimeoutError, match="no complete answer in time"):
        asyncio.run(main())


def test_a_session_of_aiohttp_is_refused_outside_its_loop():
    async def made():
        return aiohttp.ClientSession()

    async def work():
        async with aiohttp.ClientSession() as session:
            return AsyncRestliClient(access_token="T", session=session)

    session = asyncio.run(made())
    with pytest.raises(InvalidArgumentError, match="create the client there"):
        AsyncRestliClient(session=session)
    with pytest.raises(InvalidArgumentError, match="different event loop"):
        asyncio.run(asyncio.run(work()).get(PATH))
    asyncio.run(session.close())


# Clocks


def test_a_program_gives_its_own_clocks_and_sleep(shell, server):
    server.answers.clear()
    server.answers.append(Answer(503))
    seconds = [0.0]
    slept = []

    def pass_(wait):
        slept.append(wait)
        seconds[0] += wait

    async def pass_async(wait):
        pass_(wait)

    client = shell.rest_type(
        base_url=server.url,
        access_token="T",
        retry=Retry(5, wait_initial=4, jitter=0),
        total_timeout=10,
        monotonic=lambda: seconds[0],
        sleep=pass_async if shell.rest_type is AsyncRestliClient else pass_,
    )
    assert shell.call(client, "get", PATH).status_code == 503
    shell.call(client, "close")

    assert slept == [4]  # the next would end after 12 seconds


# What is refused, where it is given

WRONG = {
    "access_token": ("", "two words", 7, b"T"),
    "version_string": ("2026", "", 202608, "v202608"),
    "timeout": (0, -1, "5", (1, 2, 3), (1, None), True),
    "headers": ("X: 1", ["X"], 7),
    "retry": (3, False, "none"),
    "batch_size": (0, -1, 2.5, "7", True),
}
WRONG_OF_CLIENTS = WRONG | {
    "base_url": ("api.linkedin.com", 7),
    "total_timeout": (0, "1"),
    "max_answer_bytes": (0, 1.5),
    "raise_for_status": (1, "yes", None),
    "observer": (7, "print"),
    "budget": (7, {"me": 1}),
    "session": ("s", object()),
    "clock": (None, 7),
    "monotonic": (None, 7),
    "sleep": (None, 7),
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name in WRONG_OF_CLIENTS for value in WRONG_OF_CLIENTS[name]],
)
def test_a_client_refuses_a_wrong_option_by_its_name(shell, name, value):
    with pytest.raises(InvalidArgumentError, match=rf"^{name} "):
        shell.rest_type(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in WRONG for value in WRONG[name] if value != ""]
)
def test_with_options_refuses_a_wrong_option_by_its_name(client, name, value):
    with pytest.raises(InvalidArgumentError, match=rf"^{name} "):
        client.with_options(**{name: value})


@pytest.mark.parametrize("value", [0, -1, 2.5, "7", None, True])
def test_a_wrong_number_of_connections_is_refused(value):
    with pytest.raises(InvalidArgumentError, match=r"^connections must be at least 1"):
        AsyncRestliClient(connections=value)


@pytest.mark.parametrize(
    ("headers", "instead"),
    [
        ({"Authorization": "Bearer s3cr3t"}, "use access_token"),
        ({"authorization": "Bearer s3cr3t"}, "use access_token"),
        ({"LinkedIn-Version": "202608"}, "use version_string"),
        ({"Host": "example.org"}, "use base_url"),
        ({"X-RestLi-Method": "GET"}, "the client sets it"),
        ({"Content-Type": "text/plain"}, "the client sets it"),
    ],
)
def test_headers_that_the_client_sets_are_refused_with_what_to_use(client, headers, instead):
    with pytest.raises(InvalidArgumentError, match=instead) as caught:
        client.with_options(headers=headers)

    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Key": "s3cr3t\r\nX-Other: 1"},
        {"X-Key": "s3cr3t\n"},
        {"X-Key": "s3cr3t\x00"},
        {"X-Key": "s3cr3t é"},
        {"X-Key": b"s3cr3t"},
        {"X-Key": " s3cr3t"},
        {"X-Key": ""},
    ],
)
def test_a_value_that_no_header_can_have_is_refused_and_not_quoted(shell, client, headers):
    with pytest.raises(InvalidArgumentError, match=r"^headers\['X-Key'] must be") as caught:
        shell.call(client, "get", PATH, headers=headers)

    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "X Key", "X:Key", "X\nKey", 7, None])
def test_a_name_that_no_header_can_have_is_refused(shell, client, name):
    with pytest.raises(InvalidArgumentError, match=r"^headers must have names"):
        shell.call(client, "get", PATH, headers={name: "1"})


def test_headers_are_in_no_log_no_repr_and_no_pickle_of_an_answer(shell, server, caplog):
    caplog.set_level(logging.DEBUG)
    secret = {"X-Key": "s3cr3t"}
    client = shell.rest(base_url=server.url, access_token="T", headers=secret)
    server.answers.appendleft(Answer(503))
    response = shell.call(client, "get", PATH, headers={"X-Other": "s3cr3t"})

    assert server.last.headers["x-key"] == "s3cr3t"
    assert "s3cr3t" not in repr(client) + repr(response) + str(vars(client)["_conduct"])
    assert "s3cr3t" not in caplog.text
    assert b"s3cr3t" not in pickle.dumps(response)


def test_a_call_without_options_makes_no_other_task(client):
    task = Task("GET", PATH, True, lambda _: None)

    assert client._with_options_of(task, None, None) is task
