"""Proxies of the environment, which both clients read alike, and never for loopback."""

import base64
import ssl
import traceback

import pytest
import requests
from canned import Answer, CannedServer

from linkedin_api import RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.transports.proxies import UnusableProxyError, environment_proxy
from linkedin_api.errors import LinkedInError, TransportConnectionError, TransportError
from linkedin_api.sandbox import Sandbox

pytestmark = pytest.mark.usefixtures("no_proxies")

VARIABLES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture
def proxy():
    """A proxy that answers by itself and keeps what went through it."""
    with CannedServer() as proxy:
        yield proxy


@pytest.fixture
def call(shell):
    """Call an address once, with either client."""

    def call(url):
        return shell.call(shell.rest(base_url=url, retry=Retry.none()), "get", "/a", "T")

    return call


@pytest.mark.parametrize("variable", VARIABLES)
def test_no_variable_sends_loopback_through_a_proxy(call, server, proxy, monkeypatch, variable):
    monkeypatch.setenv(variable, proxy.url)

    for host in ("127.0.0.1", "localhost", "LOCALHOST"):
        assert call(server.url.replace("127.0.0.1", host)).status_code == 200

    assert proxy.received == []
    assert len(server.received) == 3


def test_the_secret_of_an_application_does_not_reach_a_proxy(shell, server, proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url)
    server.answers[0] = Answer(body=b'{"access_token": "A", "expires_in": 60}')

    auth = shell.auth("id", "secret", base_url=server.url)
    shell.call(auth, "get_two_legged_access_token")

    assert proxy.received == []
    assert b"secret" in server.last.body


def test_an_upload_to_loopback_does_not_go_through_a_proxy(shell, proxy, monkeypatch):
    monkeypatch.setenv("all_proxy", proxy.url)
    with Sandbox() as sandbox:
        client = shell.rest(base_url=sandbox.url, access_token=sandbox.access_token())
        shell.call(client.uploads, "image", b"pixels", "urn:li:organization:2414183")

        assert "UPLOAD" in [record.method for record in sandbox.requests]
    assert proxy.received == []


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_every_other_host_goes_through_the_proxy(call, proxy, monkeypatch, variable):
    monkeypatch.setenv(variable, proxy.url)

    assert call("http://linkedin.test").status_code == 200

    assert [asked.target for asked in proxy.received] == ["http://linkedin.test/v2/a"]


def test_https_goes_through_a_tunnel_of_the_proxy(call, proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", proxy.url)
    proxy.answers[0] = Answer(403)

    with pytest.raises(TransportError):
        call("https://linkedin.test")

    assert [(asked.verb, asked.target) for asked in proxy.received] == [
        ("CONNECT", "linkedin.test:443")
    ]


@pytest.mark.parametrize(
    ("status", "said", "calls"),
    [
        (407, "refused to connect: 407 .*; check its user name and password", 1),
        (403, "refused to connect: 403 ", 1),
        (503, "refused to connect: 503 ", 3),
    ],
)
def test_a_proxy_that_refuses_for_good_is_asked_once(
    shell, proxy, monkeypatch, status, said, calls
):
    monkeypatch.setenv("https_proxy", proxy.url)
    proxy.answers[0] = Answer(status)
    client = shell.rest(base_url="https://linkedin.test", access_token="T")

    with pytest.raises(TransportError, match=f"the proxy {said}") as caught:
        shell.call(client, "get", "/a")

    assert "(GET https://linkedin.test/v2/a)" in str(caught.value)
    assert not caught.value.maybe_seen
    assert len(proxy.received) == calls


def test_a_certificate_that_nobody_knows_is_told_with_what_to_set(call):
    import trustme

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with CannedServer() as server:
        listening = server._server.socket
        server._server.socket = context.wrap_socket(listening, server_side=True)
        with pytest.raises(TransportError, match="set REQUESTS_CA_BUNDLE to a file") as caught:
            call(server.url.replace("http:", "https:"))

    assert not caught.value.retryable


def test_a_proxy_without_a_scheme_speaks_http(call, proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url.removeprefix("http://"))

    assert call("http://linkedin.test").status_code == 200
    assert len(proxy.received) == 1


def test_the_password_of_a_proxy_is_decoded(call, proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//ada:p%40ss@"))

    call("http://linkedin.test")

    sent = proxy.last.headers["proxy-authorization"].removeprefix("Basic ")
    assert base64.b64decode(sent) == b"ada:p@ss"


def test_a_change_of_the_environment_holds_within_a_second(shell, proxy, monkeypatch, no_wait):
    client = shell.rest(base_url="http://linkedin.test", retry=Retry.none())
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    with pytest.raises(TransportConnectionError):
        shell.call(client, "get", "/a", "T")
    monkeypatch.setenv("http_proxy", proxy.url)
    shell.call(client, "get", "/b", "T")

    assert [asked.target for asked in proxy.received] == ["http://linkedin.test/v2/b"]


MALFORMED = [
    "http://",
    "http://:3128",
    "http://ada:hunter2@host:port",
    "http://ada:hunter2/@host:3128",
    "ada:hunter2@host:99999",
    "http://ada:hunter2@ho st:3128",
    "http://ada:hunter2@[::1:3128",
    "http://host:3128/hunter2",
    "http://host:3128/?hunter2",
    "host:3128#hunter2",
    "http://host:0",
    "gopher://ada:hunter2@host",
]


@pytest.mark.parametrize("variable", ["http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("value", MALFORMED)
def test_a_malformed_proxy_is_named_without_its_password(call, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)

    with pytest.raises(LinkedInError, match=f"^{variable} ") as caught:
        call("http://linkedin.test")

    assert isinstance(caught.value, TransportError)
    assert (caught.value.retryable, caught.value.maybe_seen) == (False, False)
    assert "http://" in str(caught.value)
    everything = "".join(traceback.format_exception(caught.value, chain=True))
    assert "hunter2" not in everything


def test_a_malformed_proxy_is_also_an_error_of_requests(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://host:port")

    with pytest.raises(requests.RequestException, match="http_proxy"):
        RestliClient(base_url="http://linkedin.test").get("/a", "T")


def test_the_password_of_a_proxy_that_does_not_answer_is_shown_nowhere(call, monkeypatch, caplog):
    monkeypatch.setenv("http_proxy", "http://ada:hunter2@127.0.0.1:9")

    with pytest.raises(TransportConnectionError) as caught:
        call("http://linkedin.test")

    shown = traceback.format_exception(caught.value, chain=True)
    assert "hunter2" not in f"{caught.value} {caught.value!r} {shown} {caplog.text}"


def test_a_malformed_proxy_does_no_harm_on_loopback(call, server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://host:port")

    assert call(server.url).status_code == 200


def test_the_synchronous_client_leaves_socks_to_requests(monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")

    with pytest.raises(requests.RequestException, match="SOCKS"):
        RestliClient(base_url="http://linkedin.test", retry=Retry.none()).get("/a", "T")


def test_a_proxy_of_the_session_holds_also_for_loopback(client, server, proxy):
    client.session.proxies = {"http": proxy.url}

    client.get("/a")

    assert [asked.target for asked in proxy.received] == [f"{server.url}/v2/a"]


@pytest.mark.parametrize("key", ["http", "all", "http://linkedin.test", "all://linkedin.test"])
def test_a_proxy_of_the_session_holds_against_the_environment(proxy, monkeypatch, key):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    client = RestliClient(base_url="http://linkedin.test", retry=Retry.none())
    client.session.proxies = {key: proxy.url}

    client.get("/a", "T")

    assert len(proxy.received) == 1


def test_the_environment_holds_where_the_session_has_no_proxy(proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url)
    client = RestliClient(base_url="http://linkedin.test", retry=Retry.none())
    client.session.proxies = {"https": "http://127.0.0.1:9", "http://x.test": "http://127.0.0.1:9"}

    client.get("/a", "T")

    assert len(proxy.received) == 1


def test_a_session_that_trusts_no_environment_uses_no_proxy_of_it(proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", proxy.url)
    client = RestliClient(base_url="http://linkedin.invalid", retry=Retry.none())
    client.session.trust_env = False

    with pytest.raises(TransportConnectionError):
        client.get("/a", "T")

    assert proxy.received == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.255.255.254", "127.1", "2130706433", "0x7f.1"),
        *("[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]"),
        *("localhost", "LocalHost", "localhost.", "li.localhost", "a.b.LOCALHOST."),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_loopback_is_known_however_it_is_written(monkeypatch, scheme, host):
    monkeypatch.setenv("all_proxy", "http://proxy:1")

    assert environment_proxy(f"{scheme}://{host}:8080/v2/a", ("http",)) is None


@pytest.mark.parametrize(
    "host",
    ["128.0.0.1", "0.0.0.0", "[::2]", "notlocalhost", "localhost.example", "127.0.0.1.example"],
)
def test_what_only_looks_like_loopback_goes_through_the_proxy(monkeypatch, host):
    monkeypatch.setenv("all_proxy", "http://proxy:1")

    assert environment_proxy(f"http://{host}:8080/v2/a", ("http",)) == "http://proxy:1"


EXCEPTED = [
    ("*", "http://linkedin.test"),
    ("linkedin.test", "http://linkedin.test"),
    ("linkedin.test", "http://api.linkedin.test:8080"),
    (".linkedin.test", "http://api.linkedin.test"),
    (".linkedin.test", "http://linkedin.test"),
    ("*.linkedin.test", "http://api.linkedin.test"),
    ("LinkedIn.TEST.", "http://API.linkedin.test."),
    ("a.example, linkedin.test", "http://linkedin.test"),
    ("a.example linkedin.test", "http://linkedin.test"),
    ("linkedin.test:443", "https://linkedin.test"),
    ("linkedin.test:8080", "http://linkedin.test:8080"),
    ("10.0.0.0/8", "http://10.1.2.3"),
    ("10.1.2.3/8", "http://10.200.2.3"),
    ("10.1.2.3", "http://10.1.2.3"),
    ("10.1.2.3:8080", "http://10.1.2.3:8080"),
    ("fd00::/8", "http://[fd12::1]"),
    ("fd12::1", "http://[fd12:0::1]"),
    ("[fd12::1]", "http://[fd12::1]"),
    ("[fd12::1]:80", "http://[fd12::1]"),
]
NOT_EXCEPTED = [
    ("", "http://linkedin.test"),
    (",", "http://linkedin.test"),
    (".", "http://linkedin.test"),
    ("linkedin.test", "http://notlinkedin.test"),
    ("linkedin.test", "http://linkedin.test.example"),
    ("api.linkedin.test", "http://linkedin.test"),
    ("linkedin.test:443", "http://linkedin.test"),
    ("10.0.0.0/8", "http://11.1.2.3"),
    ("10.0.0.0/99", "http://10.1.2.3"),
    ("0.0.1", "http://10.0.0.1"),
    ("3", "http://10.1.2.3"),
    ("10.0.0.0/8", "http://linkedin.test"),
    ("[fd12::1", "http://[fd12::1]:81"),
    ("fd00::/8", "http://10.1.2.3"),
]


@pytest.mark.parametrize("variable", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize(("exceptions", "url"), EXCEPTED)
def test_no_proxy_names_what_is_called_directly(monkeypatch, variable, exceptions, url):
    monkeypatch.setenv("all_proxy", "http://proxy:1")
    monkeypatch.setenv(variable, exceptions)

    assert environment_proxy(f"{url}/v2/a", ("http",)) is None


@pytest.mark.parametrize(("exceptions", "url"), NOT_EXCEPTED)
def test_no_proxy_names_nothing_else(monkeypatch, exceptions, url):
    monkeypatch.setenv("all_proxy", "http://proxy:1")
    monkeypatch.setenv("no_proxy", exceptions)

    assert environment_proxy(f"{url}/v2/a", ("http",)) == "http://proxy:1"


@pytest.mark.parametrize("excepted", ["linkedin.invalid", ".invalid", "*"])
def test_both_clients_honour_no_proxy(call, proxy, monkeypatch, excepted):
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", excepted)

    with pytest.raises(TransportConnectionError):
        call("http://linkedin.invalid")

    assert proxy.received == []


def test_both_clients_honour_networks_in_no_proxy(shell, server, proxy, monkeypatch, no_wait):
    """The address of this machine that is not on loopback, but answers here, is 0.0.0.0."""
    monkeypatch.setenv("http_proxy", proxy.url)
    url = server.url.replace("127.0.0.1", "0.0.0.0")
    client = shell.rest(base_url=url, retry=Retry.none())

    shell.call(client, "get", "/through", "T")
    monkeypatch.setenv("no_proxy", "0.0.0.0/8")
    shell.call(client, "get", "/directly", "T")

    assert [asked.target for asked in proxy.received] == [f"{url}/v2/through"]
    assert [asked.target for asked in server.received] == ["/v2/directly"]


@pytest.mark.parametrize("value", ["proxy:1", "//proxy:1", "http://proxy:1", " http://proxy:1 "])
def test_a_proxy_may_be_written_in_several_ways(monkeypatch, value):
    monkeypatch.setenv("http_proxy", value)

    assert environment_proxy("http://linkedin.test", ("http",)) == "http://proxy:1"


def test_small_letters_hold_before_capitals(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://capital:1")
    monkeypatch.setenv("http_proxy", "http://small:1")

    assert environment_proxy("http://linkedin.test", ("http",)) == "http://small:1"


def test_a_proxy_for_one_scheme_holds_before_one_for_all(monkeypatch):
    monkeypatch.setenv("all_proxy", "http://all:1")
    monkeypatch.setenv("https_proxy", "http://https:1")

    assert environment_proxy("https://linkedin.test", ("http",)) == "http://https:1"
    assert environment_proxy("http://linkedin.test", ("http",)) == "http://all:1"


def test_a_proxy_that_a_client_cannot_speak_to_says_which_it_can(monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "socks5://proxy:1")

    with pytest.raises(UnusableProxyError, match=r"ALL_PROXY .*socks5.* http:// or https://"):
        environment_proxy("http://linkedin.test", ("http", "https"))
