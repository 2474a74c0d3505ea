"""Hooks, wrapped sends and mounted adapters, as programs for 0.3 have them."""

import logging
import time
from contextlib import suppress

import pytest
import requests
from canned import GOOD, Answer, CannedServer
from requests.adapters import HTTPAdapter

from linkedin_api import AuthClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import TransportTimeoutError

REFUSED = Answer(403, {}, b'{"status": 403, "message": "no"}')


@pytest.fixture
def server():
    with CannedServer() as server:
        yield server


@pytest.fixture
def client(server):
    with RestliClient(base_url=server.url, access_token="T", timeout=30) as client:
        client._transport.sleep = lambda _: None
        yield client


@pytest.fixture
def silent():
    """A server that never answers."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


class Hooks:
    """Hooks of every shape that programs write."""

    def __init__(self):
        self.seen = []

    def method(self, response):
        self.seen.append(response.status_code)

    def all_shapes(self):
        seen = self.seen
        return {
            "one argument": lambda r: seen.append(r.status_code),
            "keywords": lambda r, **kwargs: seen.append(sorted(kwargs)),
            "anything": lambda r, *args, **kwargs: seen.append((args, sorted(kwargs))),
            "only positions": lambda r, *args: seen.append(args),
            "some keywords": lambda r, stream=None: seen.append(stream),
            "a method": self.method,
            "written in C": seen.append,
            "returns no response": lambda r: "x",
        }


KEYWORDS = ["allow_redirects", "cert", "proxies", "stream", "timeout", "verify"]


@pytest.mark.parametrize(
    ("shape", "seen"),
    [
        ("one argument", 200),
        ("only positions", ()),
        ("some keywords", False),
        ("a method", 200),
    ],
)
def test_a_hook_gets_the_arguments_it_takes(client, shape, seen):
    hooks = Hooks()
    client.session.hooks["response"].append(hooks.all_shapes()[shape])

    assert client.create("/posts", {}).status_code == 200
    assert hooks.seen == [seen]


@pytest.mark.parametrize("shape", ["keywords", "anything"])
def test_a_hook_that_takes_keywords_gets_them(client, shape):
    hooks = Hooks()
    client.session.hooks["response"].append(hooks.all_shapes()[shape])

    client.get("/me")

    assert "verify" in str(hooks.seen)
    assert "proxies" in str(hooks.seen)


@pytest.mark.parametrize("shape", Hooks().all_shapes())
def test_no_hook_breaks_a_call_that_was_carried_out(client, server, shape):
    client.session.hooks["response"].append(Hooks().all_shapes()[shape])

    assert client.create("/posts", {}).status_code == 200
    assert len(server.received) == 1


def test_hooks_may_be_set_as_a_dict(client):
    hooks = Hooks()
    client.session.hooks = {"response": [hooks.method, lambda r: hooks.seen.append(r.ok)]}

    client.get("/me")

    assert hooks.seen == [200, True]


def test_one_hook_may_be_set_without_a_list(client):
    hooks = Hooks()
    client.session.hooks = {"response": hooks.method}

    client.get("/me")

    assert hooks.seen == [200]


def test_a_hook_may_put_another_response_in_the_place_of_the_first(client):
    def teapot(response):
        response.status_code = 418
        return response

    client.session.hooks["response"].append(teapot)

    assert client.get("/me").status_code == 418


def test_hooks_of_an_authorization_client_are_called(server):
    hooks = Hooks()
    with AuthClient("id", "secret", base_url=server.url) as auth:
        auth.session.hooks["response"].append(hooks.method)
        auth.get_two_legged_access_token()

    assert hooks.seen == [200]


@pytest.mark.parametrize("method", ["get", "create"])
def test_what_a_hook_raises_comes_through_and_nothing_is_sent_again(client, server, method):
    server.answers[0] = REFUSED
    client.session.hooks["response"].append(lambda r: r.raise_for_status())

    with pytest.raises(requests.HTTPError, match="403 Client Error") as caught:
        getattr(client, method)("/posts", **({"entity": {}} if method == "create" else {}))

    assert type(caught.value) is requests.HTTPError
    assert len(server.received) == 1


@pytest.mark.parametrize("error", [ValueError("x"), requests.ConnectionError("x"), OSError("x")])
def test_a_hook_may_raise_anything(client, server, error):
    def hook(_):
        raise error

    client.session.hooks["response"].append(hook)

    with pytest.raises(type(error)) as caught:
        client.get("/me")

    assert caught.value is error
    assert len(server.received) == 1


def test_what_a_wrapped_send_raises_of_a_bad_status_comes_through(client, server):
    server.answers[0] = REFUSED
    send = client.session.send

    def checked(request, **kwargs):
        response = send(request, **kwargs)
        response.raise_for_status()
        return response

    client.session.send = checked

    with pytest.raises(requests.HTTPError, match="403") as caught:
        client.get("/me")
    assert caught.value.response.status_code == 403
    assert len(server.received) == 1


def test_a_wrapped_send_may_take_the_request_alone(client, server):
    send, sent = client.session.send, []
    client.session.send = lambda request: sent.append(request.url) or send(request)
    server.answers[0] = Answer(302, {"Location": "/elsewhere"})

    assert client.get("/me").status_code == 302  # still, no redirect is followed
    assert sent == [f"{server.url}/v2/me"]


def test_a_wrapper_of_send_sets_the_timeout(silent):
    with RestliClient(base_url=silent, access_token="T", retry=Retry.none()) as client:
        send = client.session.send

        def impatient(request, **kwargs):
            kwargs.setdefault("timeout", 0.05)
            return send(request, **kwargs)

        client.session.send = impatient

        with pytest.raises(requests.Timeout, match=r"read timeout=0\.05"):
            client.get("/me")


class FillsIn(HTTPAdapter):
    """The adapter that the documentation of `requests` is asked for most."""

    def send(self, request, **kwargs):
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = 0.05
        return super().send(request, **kwargs)


class Logs(HTTPAdapter):
    def send(self, request, **kwargs):
        logging.getLogger("program").info("%s", request.url)
        return super().send(request, **kwargs)


def test_a_mounted_adapter_sets_the_timeout(silent):
    with RestliClient(base_url=silent, access_token="T", retry=Retry.none()) as client:
        client.session.mount("http://", FillsIn())

        with pytest.raises(requests.Timeout, match=r"read timeout=0\.05"):
            client.get("/me")


@pytest.mark.parametrize("adapter", [HTTPAdapter, Logs])
def test_below_an_adapter_without_a_timeout_the_one_of_the_client_holds(silent, adapter):
    with RestliClient(
        base_url=silent, access_token="T", timeout=(5, 0.05), retry=Retry.none()
    ) as client:
        client.session.mount("http://", adapter())

        with pytest.raises(TransportTimeoutError, match=r"read timeout=0\.05"):
            client.get("/me")


def test_an_adapter_waits_as_it_likes_for_other_sessions(silent, server):
    adapter = HTTPAdapter()
    with RestliClient(
        base_url=server.url, access_token="T", timeout=0.05, retry=Retry.none()
    ) as client:
        client.session.mount("http://", adapter)
        with suppress(TransportTimeoutError):  # on a busy machine
            client.get("/me")
    other = requests.Session()
    other.mount("http://", adapter)
    server.choose = lambda _: time.sleep(0.2) or GOOD

    assert other.get(server.url).status_code == 200


def test_half_of_a_timeout_leaves_the_other_half_to_the_client(silent):
    with RestliClient(
        base_url=silent, access_token="T", timeout=(5, 0.05), retry=Retry.none()
    ) as client:
        send = client.session.send
        client.session.send = lambda r, **kwargs: send(r, **{**kwargs, "timeout": (3, None)})

        with pytest.raises(requests.Timeout, match=r"read timeout=0\.05"):
            client.get("/me")


def test_the_session_may_be_replaced(client, server):
    client.session = requests.Session()
    client.session.headers["X-Program"] = "mine"

    client.get("/me")

    assert server.last.headers["x-program"] == "mine"
    assert server.last.headers["user-agent"].startswith("linkedin-api-client/")


def test_a_user_agent_of_the_programs_own_holds(client, server):
    client.session.headers["User-Agent"] = "mine/1"

    client.get("/me")

    assert server.last.headers["user-agent"] == "mine/1"


@pytest.mark.parametrize("wanted", ["gzip, deflate, br", "gzip, deflate, br, zstd", "br;q=1", "*"])
def test_the_client_asks_for_no_compression_that_it_cannot_read(client, server, wanted):
    client.session = requests.Session()
    client.session.headers["Accept-Encoding"] = wanted  # as `requests` does if Brotli is installed

    client.get("/me")

    assert server.last.headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("wanted", ["identity", "gzip;q=1.0, identity;q=0.5"])
def test_the_client_asks_for_what_a_session_wants_if_it_can_read_it(client, server, wanted):
    client.session.headers["Accept-Encoding"] = wanted

    client.get("/me")

    assert server.last.headers["accept-encoding"] == wanted
