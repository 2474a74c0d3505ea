"""Addresses, certificates and proxies that are of no use, with either client."""

from __future__ import annotations

import pytest
import requests
from broken.answers import whole
from broken.examining import SECRET, examine
from broken.raw_server import RawServer

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import InvalidArgumentError, TransportError
from linkedin_api.tokens import ClientCredentials

MAKERS = {
    "RestliClient": lambda url=None: RestliClient(access_token="T", base_url=url),
    "AsyncRestliClient": lambda url=None: AsyncRestliClient(access_token="T", base_url=url),
    "AuthClient": lambda url=None: AuthClient("id", "c1ient", base_url=url),
    "AsyncAuthClient": lambda url=None: AsyncAuthClient("id", "c1ient", base_url=url),
    "ClientCredentials": lambda url=None: ClientCredentials("id", "c1ient", base_url=url),
}
MAKER = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
URLS = (
    *("http://h:99999", "http://h:-1", "http://h:x", "http://h:" + "9" * 400, "http://[::1"),
    *("http://h ", " http://h", "http://h\n", "http://h h", "http://", "http:", "http:///x", "h"),
    *("//h", "/", " ", "ftp://h", "file:///h", "javascript:x", "http://h?a=b", "http://h#a"),
    *("http://\ud800", "http://ü", "http://h/\x00", "http://[]", "http://?"),
)
SECRET_URLS = (
    *(
        f"http://user:{SECRET}@host",
        f"ftp://user:{SECRET}@h",
        f"user:{SECRET}@h",
        f"http://{SECRET}@h",
    ),
    *(f"http://user:{SECRET}@h:99999", f"http://user:{SECRET}@[::1", f"//user:{SECRET}@h"),
    *(f"http://h?token={SECRET}", f"http://user:{SECRET}@h ", f"http:user:{SECRET}@h"),
    *(f"http:/user:{SECRET}@h", f"http://user:a/{SECRET}@h", f"ftp://h#{SECRET}"),
)


@MAKER
@pytest.mark.parametrize("url", [*URLS, *SECRET_URLS, 5, b"http://h", ["http://h"], True])
def test_an_address_that_is_none_is_refused_by_name(make, url):
    with pytest.raises(InvalidArgumentError, match="base_url must") as caught:
        make(url)
    examine(caught.value)


@MAKER
@pytest.mark.parametrize("url", [url for url in (*URLS, *SECRET_URLS) if url.isprintable()])
def test_an_address_of_the_environment_that_is_none_is_refused_by_name(make, url, monkeypatch):
    for name in ("LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL"):
        monkeypatch.setenv(name, url)
    with pytest.raises(InvalidArgumentError, match=r"LINKEDIN_\w+_URL must") as caught:
        make()
    examine(caught.value)


@pytest.fixture
def bundles(tmp_path):
    """Bundles of certificates that are of no use, by what is wrong with them."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.pem").write_text("no certificate")
    (tmp_path / "half.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n")
    (tmp_path / "bytes.pem").write_bytes(bytes(range(256)))
    (tmp_path / "empty.pem").write_text("")
    (tmp_path / "closed.pem").write_text("x")
    (tmp_path / "closed.pem").chmod(0)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    names = ("missing.pem", *(path.name for path in tmp_path.iterdir()), "text.pem/x", "a" * 300)
    return {name: str(tmp_path / name) for name in names}


NAMES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_of_no_use_is_an_error_of_ours_for_https(shell, bundles, name, monkeypatch):

    for other in NAMES:
        monkeypatch.delenv(other, raising=False)
    with RawServer([whole("", b"{}")]) as server:
        for what, path in bundles.items():
            monkeypatch.setenv(name, path)
            url = server.url.replace("http:", "https:")
            client = shell.rest(base_url=url, access_token="T", retry=Retry.none(), timeout=0.2)
            with pytest.raises(TransportError) as caught:
                shell.call(client, "get", "/answer0")
            examine(caught.value)
            if what == "missing.pem":
                assert path in str(caught.value)
                assert "REQUESTS_CA_BUNDLE" in str(caught.value)
                assert not caught.value.maybe_seen
                assert not caught.value.retryable


def test_a_bundle_of_no_use_is_of_no_concern_for_http(shell, bundles, monkeypatch):
    with RawServer([whole("", b'{"a": 1}')]) as server:
        for path in bundles.values():
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", path)
            client = shell.rest(base_url=server.url, access_token="T", retry=Retry.none())
            assert shell.call(client, "get", "/answer0").entity == {"a": 1}


ONCE = {"retry": Retry.none(), "timeout": 0.2}


@pytest.mark.parametrize("setting", ["verify", "cert"])
def test_certificates_of_the_session_that_are_of_no_use_are_an_error_of_ours(bundles, setting):
    with RawServer([whole("", b"{}")]) as server:
        url = server.url.replace("http:", "https:")
        for value in (*bundles.values(), ("a.pem", "b.pem")):
            if setting == "verify" and isinstance(value, tuple):
                continue
            with RestliClient(base_url=url, access_token="T", **ONCE) as client:
                setattr(client.session, setting, value)
                with pytest.raises(TransportError) as caught:
                    client.get("/answer0")
                examine(caught.value)


PROXIES = (
    *(None, 5, "http://p", [("http", "p")], {"http": 5}, {"http": b"http://p"}, {"http": ["x"]}),
    *({"http": "http://p:99999"}, {"http": "http://[::1"}, {"http": "ftp://p"}, {"http": "://"}),
    *({"all": "http://"}, {"http": "nosuch://p"}, {"http": " "}, {"all": "socks9://p"}),
    *({"http": f"http://user:{SECRET}@p:99999"}, {"http": f"http://user:{SECRET}@[::1"}),
    *({"http": f"ftp://user:{SECRET}@p"}, {"http": f"http://user:{SECRET}@p x"}),
)


@pytest.mark.parametrize("proxies", PROXIES, ids=repr)
def test_proxies_of_the_session_that_are_none_are_an_error_of_ours(proxies):
    client = RestliClient(base_url="http://h.invalid", access_token="T", retry=Retry.none())
    client.session.proxies = proxies
    with client, pytest.raises(TransportError, match=r"session\.proxies") as caught:
        client.get("/a")
    assert not caught.value.maybe_seen
    assert not caught.value.retryable
    examine(caught.value)


HEADERS = (
    {"A": "\n"},
    {"A": "ü€"},
    {"\n": "a"},
    {"A": 5},
    {"A": "a\r\nB: c"},
    {"": "a"},
    {"ü": "x"},
)


@pytest.mark.parametrize("headers", HEADERS, ids=repr)
def test_headers_of_the_session_that_cannot_be_sent_are_an_error_of_ours(headers):
    caught = []
    with RawServer([whole("", b"{}")]) as server:
        client = RestliClient(base_url=server.url, access_token="T", retry=Retry.none(), timeout=1)
        client.session.headers.update(headers)
        with client:
            try:
                examine(client.get("/answer0"))
            except TransportError as error:
                caught.append(error)
                examine(error)
    assert not any(error.retryable for error in caught)


@pytest.mark.parametrize("place", ["http://[::1", "http://h:99999", "//", "", "http://h\x00/"])
def test_a_session_of_the_program_does_not_stumble_over_a_redirect(place):
    head = b"Location: " + place.encode() + b"\r\n"
    with RawServer([whole("", b"{}", "302 x", head)]) as server, requests.Session() as session:
        client = RestliClient(base_url=server.url, access_token="T", retry=Retry.none())
        client.session = session
        session.trust_env = False
        assert client.get("/answer0").status_code == 302
        client.close()


def test_a_session_of_the_program_still_follows_its_own_redirects():
    answers = [whole("", b"", "302 x", b"Location: /answer1\r\n"), whole("", b"there")]
    with RawServer(answers) as server, requests.Session() as session:
        session.trust_env, server.keeps = False, True
        client = RestliClient(base_url=server.url, access_token="T", retry=Retry.none())
        client.session = session
        assert client.get("/answer0").status_code == 302
        assert session.get(f"{server.url}/answer0").text == "there"
        client.close()


@pytest.mark.parametrize("path", ["/a%zz", "/a%", "/a?b=%zz", "/a%2"])
def test_a_path_with_half_an_escape_is_refused(shell, path):
    client = shell.rest(base_url="http://127.0.0.1:9", access_token="T")
    with pytest.raises(InvalidArgumentError, match="must not contain '%'"):
        shell.call(client, "get", path)


@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
@pytest.mark.parametrize("path", ["/a/?", "/a?", "/a?b=c", "/a//b", "/a/%20", "/a%3F", "/a?b=%20"])
def test_both_clients_send_the_same_path(shell, path):
    with RawServer([whole("", b"{}")]) as server:
        client = shell.rest(base_url=server.url, access_token="T", retry=Retry.none())
        shell.call(client, "get", path)
        assert server.requests[0].split(" ")[1] == f"/v2{path.removesuffix('?')}"
