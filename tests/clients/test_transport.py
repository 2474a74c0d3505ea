import gzip
import os
import pickle
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from canned import Answer, CannedServer

from linkedin_api import RestliClient
from linkedin_api.clients.configuration import USER_AGENT
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.transports.sync_errors import translate
from linkedin_api.errors import (
    LinkedInError,
    TransportConnectionError,
    TransportError,
    TransportTimeoutError,
)
from linkedin_api.sandbox import Sandbox


def test_a_refused_connection_is_ours_and_theirs():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        client = RestliClient(base_url=url, access_token="T", retry=Retry.none())
        with pytest.raises(requests.ConnectionError) as caught:
            client.get("/a")

    assert isinstance(caught.value, TransportConnectionError)
    assert caught.value.request.url == f"{url}/v2/a"


def test_silence_is_a_timeout_of_ours_and_theirs():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        client = RestliClient(base_url=url, access_token="T", timeout=(1, 0.05), retry=Retry.none())
        with pytest.raises(requests.Timeout) as caught:
            client.get("/a")

    assert isinstance(caught.value, TransportTimeoutError)
    assert isinstance(caught.value, requests.exceptions.ReadTimeout)


def test_an_answer_that_breaks_off_is_ours_and_theirs(server, client):
    server.answers[0] = Answer(200, {}, b'{"a":', promised=100)

    with pytest.raises(requests.exceptions.ChunkedEncodingError) as caught:
        client.get("/a")

    assert isinstance(caught.value, TransportConnectionError)


def test_an_answer_that_cannot_be_decompressed_is_ours_and_theirs(server, client):
    server.answers[0] = Answer(200, {"Content-Encoding": "gzip"}, b"not gzip")

    with pytest.raises(requests.exceptions.ContentDecodingError) as caught:
        client.get("/a")

    assert isinstance(caught.value, TransportError)


THEIRS = [
    requests.exceptions.ConnectTimeout,
    requests.exceptions.ReadTimeout,
    requests.exceptions.Timeout,
    requests.exceptions.ProxyError,
    requests.exceptions.SSLError,
    requests.exceptions.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
    requests.exceptions.InvalidURL,
    requests.exceptions.RequestException,
]


@pytest.mark.parametrize("theirs", THEIRS)
def test_every_error_of_requests_becomes_one_of_ours(theirs):
    ours = translate(theirs("why"), "GET http://a.example/me")

    known = theirs if theirs is not requests.exceptions.InvalidURL else requests.RequestException
    assert isinstance(ours, known)
    assert isinstance(ours, LinkedInError)
    assert str(ours) == "why (GET http://a.example/me)"
    assert type(pickle.loads(pickle.dumps(ours))) is type(ours)


def test_gzip_is_read(server, client):
    server.answers[0] = Answer(200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"id": 1}'))

    assert client.get("/a").entity == {"id": 1}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_so_that_no_token_leaves(server, client, status):
    with CannedServer() as elsewhere:
        server.answers[0] = Answer(status, {"Location": f"{elsewhere.url}/x"})

        response = client.get("/a")

        assert elsewhere.received == []
    assert response.status_code == status
    assert response.error.status == status


def test_headers_params_and_cookies_of_the_session_are_sent(server, client):
    client.session.headers["Referer"] = "urn:li:partner:me"
    client.session.headers["X-Restli-Method"] = "wrong"
    client.session.params = {"trace": "1"}
    server.answers[0] = Answer(200, {"Set-Cookie": "lidc=7; Path=/"}, b"{}")

    client.session.cookies.set("mine", "1")

    client.get("/a", query_params={"b": "(c)"})
    client.get("/a", query_params={"b": "(c)"})

    sent = server.last
    assert sent.headers["referer"] == "urn:li:partner:me"
    assert sent.headers["x-restli-method"] == "GET"
    assert sent.headers["cookie"] == "mine=1"  # what came for one token goes out with no other
    assert sent.target == "/v2/a?b=%28c%29&trace=1"


@pytest.mark.parametrize(("own", "sent"), [(None, USER_AGENT), ("a program/1.0", "a program/1.0")])
def test_the_name_of_the_program_goes_before_that_of_the_library(server, client, own, sent):
    if own is not None:
        client.session.headers["User-Agent"] = own

    client.get("/a")

    assert server.last.headers["user-agent"] == sent


def test_a_header_that_the_session_switches_off_is_not_sent(server, client):
    client.session.headers["Accept-Encoding"] = None

    client.get("/a")

    assert "gzip" not in server.last.headers.get("accept-encoding", "")


def test_auth_of_the_session_takes_effect(server, client):
    client.session.auth = ("gate", "key")

    client.get("/a")

    assert server.last.headers["authorization"].startswith("Basic ")


def test_a_netrc_file_does_not_replace_the_token(server, client, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))

    client.get("/a")

    assert server.last.headers["authorization"] == "Bearer T"


def test_mounted_adapters_are_used(server, client):
    used = []

    class Adapter(requests.adapters.HTTPAdapter):
        def send(self, *args, **kwargs):
            used.append(kwargs.get("timeout"))
            return super().send(*args, **kwargs)

    client.session.mount("http://", Adapter())
    client.get("/a")

    assert used == [None]  # what an adapter waits is its own affair


@pytest.mark.usefixtures("no_proxies")
def test_proxies_of_the_environment_are_honoured_as_they_change(server, monkeypatch, no_wait):
    client = RestliClient(base_url="http://linkedin.test", access_token="T", retry=Retry.none())
    monkeypatch.setenv("http_proxy", server.url)

    client.get("/a")
    monkeypatch.setenv("no_proxy", "linkedin.test")
    with pytest.raises(TransportConnectionError):
        client.get("/b")

    assert [r.target for r in server.received] == ["http://linkedin.test/v2/a"]


def test_proxies_of_the_session_are_honoured(server):
    client = RestliClient(base_url="http://linkedin.test", access_token="T", retry=Retry.none())
    client.session.proxies = {"http": server.url}

    client.get("/a")

    assert server.last.target == "http://linkedin.test/v2/a"


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_bundle_of_the_environment_is_honoured(server, monkeypatch, trusted):
    client = RestliClient(base_url=server.url, access_token="T", retry=Retry.none())
    client.session.trust_env = trusted
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "bundle.pem")
    seen = []
    send = client.session.send
    client.session.send = lambda p, **kwargs: (
        seen.append(kwargs.pop("verify")),
        send(p, **kwargs),
    )[1]

    client.get("/a")

    assert seen == ["bundle.pem" if trusted else True]


@pytest.mark.parametrize("key", ["a/../b", "a?b", "a#b", "%2e%2e", "a\\b", "a;b"])
def test_the_url_arrives_as_it_was_finished(server, client, key):
    client.get("/a/{k}", path_keys={"k": key}, query_params={"x": key})

    path, _, query = server.last.target.partition("?")
    assert requests.utils.unquote(path.removeprefix("/v2/a/")) == key
    assert path.count("/") == 3
    assert requests.utils.unquote(query) == f"x={key}"


def test_importing_the_package_imports_no_http_library():
    code = (
        "import sys, linkedin_api, linkedin_api.restli\n"
        "print([m for m in ('requests', 'urllib3', 'aiohttp', 'starlette') if m in sys.modules])"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_in_the_place_of_certificates_is_not_waited_for(shell, monkeypatch, tmp_path):
    os.mkfifo(tmp_path / "bundle.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "bundle.pem"))
    client = shell.rest(base_url="https://127.0.0.1:9", access_token="T", retry=Retry.none())

    with pytest.raises(TransportError, match="there is no certificate bundle"):
        shell.call(client, "get", "/me")


def test_a_hundred_threads_on_one_client_log_nothing(caplog):
    caplog.set_level("WARNING")
    gate = threading.Barrier(100)

    def work(client):
        gate.wait()  # all connections are open at once
        return {client.get("/me").status_code for _ in range(3)}

    with (
        Sandbox() as sandbox,
        RestliClient(base_url=sandbox.url, access_token=sandbox.access_token()) as client,
    ):
        with ThreadPoolExecutor(100) as pool:
            statuses = [pool.submit(work, client) for _ in range(100)]

        assert [each.result() for each in statuses] == [{200}] * 100
    assert caplog.records == []


def test_a_client_that_calls_two_hosts_in_turn_reaches_each(client: RestliClient) -> None:
    with CannedServer() as other:
        for _ in range(2):
            assert client.get("/me", "T").status_code == 200
            assert client.session.get(f"{other.url}/elsewhere").status_code == 200
        assert [each.target for each in other.received] == ["/elsewhere"] * 2


def test_a_client_whose_session_was_closed_can_call_again(
    client: RestliClient, server: CannedServer
) -> None:
    client.get("/me", "T")
    client.session.close()
    assert client.get("/me", "T").status_code == 200
    assert server.received[0].peer != server.last.peer


def test_calls_to_one_host_share_a_connection(client: RestliClient, server: CannedServer) -> None:
    for _ in range(3):
        client.get("/me", "T")
    assert len({each.peer for each in server.received}) == 1
