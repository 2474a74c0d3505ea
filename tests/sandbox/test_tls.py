"""Sandboxes that are called by another address, speak TLS, or are a proxy for LinkedIn's hosts."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import stat
import struct
import subprocess
import sys
import time

import jwt
import pytest
import requests
from absent_modules import forget

from linkedin_api import AsyncRestliClient, RestliClient, TransportError
from linkedin_api.pytest_plugin import call_loopback_directly
from linkedin_api.sandbox import Match, Sandbox, SandboxError

HOSTS = ["www.linkedin.com", "api.linkedin.com"]


@pytest.fixture(autouse=True)
def _no_proxy_of_the_machine(monkeypatch):
    call_loopback_directly(monkeypatch)


@pytest.fixture(scope="module")
def secure():
    with Sandbox(tls=True) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def proxy():
    """Both: TLS of its own, and a proxy."""
    with Sandbox(tls=True, proxy=True) as sandbox:
        yield sandbox


def session_of(sandbox, *, proxied=False):
    session = requests.Session()
    session.trust_env = False
    session.verify = str(sandbox.ca_file)
    session.headers["Authorization"] = f"Bearer {sandbox.access_token()}"
    if proxied:
        session.proxies = dict.fromkeys(("http", "https"), sandbox.proxy_url)
    return session


def test_a_certificate_of_an_unknown_authority_has_a_hint(secure):
    client = RestliClient(base_url=secure.url, access_token=secure.access_token())

    with pytest.raises(requests.exceptions.SSLError, match="certificate verify failed") as caught:
        client.get("/me")

    assert "set REQUESTS_CA_BUNDLE to a file" in caught.value.hint


async def call_unknown_authority(secure):
    async with AsyncRestliClient(base_url=secure.url, access_token="AQXanybody") as client:
        await client.get("/me")


def test_a_certificate_of_an_unknown_authority_is_said_alike_by_both_clients(secure):
    with pytest.raises(TransportError) as caught:
        asyncio.run(call_unknown_authority(secure))

    assert str(caught.value).startswith("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify")
    assert "set REQUESTS_CA_BUNDLE to a file" in caught.value.hint


def plain(sandbox, *pieces):
    """Send bytes piece by piece, and return all that comes back."""
    host, port = sandbox.url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def id_token(sandbox, session, url):
    form = {
        "grant_type": "authorization_code",
        "code": sandbox.authorization_code("openid"),
        "redirect_uri": sandbox.redirect_url,
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
    }
    answer = session.post(f"{url}/oauth/v2/accessToken", form).json()
    return jwt.decode(answer["id_token"], options={"verify_signature": False})


def upload_url(session, url):
    answer = session.post(
        f"{url}/rest/images?action=initializeUpload",
        json={"initializeUploadRequest": {"owner": "urn:li:person:782bbtaQ"}},
        headers={"LinkedIn-Version": "202608"},
    )
    return answer.json()["value"]["uploadUrl"]


# What answers call it


def test_issuer_discovery_and_uploads_say_the_public_address():
    with Sandbox(public_url="https://linkedin.test/") as sandbox, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {sandbox.access_token()}"
        document = session.get(f"{sandbox.url}/oauth/.well-known/openid-configuration").json()
        upload = upload_url(session, sandbox.url)
        claims = id_token(sandbox, session, sandbox.url)

    assert claims["iss"] == document["issuer"] == "https://linkedin.test/oauth"
    addresses = [value for name, value in document.items() if name.endswith(("endpoint", "uri"))]
    assert len(addresses) == 4
    assert all(each.startswith("https://linkedin.test/") for each in [*addresses, upload])


def test_where_it_listens_is_no_secret_beside_a_public_address():
    with Sandbox(public_url="https://linkedin.test") as sandbox:
        assert sandbox.public_url == "https://linkedin.test"
        assert sandbox.url.startswith("http://127.0.0.1:")


def test_without_a_public_address_it_is_called_by_its_own():
    with Sandbox() as sandbox:
        assert sandbox.public_url == sandbox.url


@pytest.mark.parametrize(
    "wrong",
    ["", "linkedin.test", "ftp://linkedin.test", "https://", "https://a.test/path", "https://a?b",
     "https://user@a.test", "https://a.test:99999", "https://a.test:x", "https://a.test#b"],
)  # fmt: skip
def test_a_public_address_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^public_url must be .* such as https://linkedin\.test"):
        Sandbox(public_url=wrong)


def test_a_month_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"^versions must be months, such as 202608, not '202513'"):
        Sandbox(versions=["202608", "202513"])


# TLS


def test_it_speaks_https_with_a_certificate_of_its_own_authority(secure):
    answer = session_of(secure).get(f"{secure.url}/v2/me")

    assert secure.url.startswith("https://127.0.0.1:")
    assert answer.json()["localizedFirstName"] == "Ada"


def test_who_does_not_trust_its_authority_is_not_talked_to(secure, caplog):
    with pytest.raises(requests.exceptions.SSLError), caplog.at_level(logging.WARNING):
        requests.get(f"{secure.url}/v2/me")

    while not caplog.messages:  # a test that hangs is ended
        time.sleep(0.005)
    assert f"does the program trust {secure.ca_file}?" in caplog.text


def test_plain_http_is_refused_where_https_is_spoken(secure):
    answer = requests.get(f"{secure.url.replace('https', 'http')}/v2/me")

    assert (answer.status_code, answer.text) == (400, f"this port speaks https: {secure.url}\n")


def test_only_the_owner_may_read_the_file_and_it_goes_with_the_sandbox():
    with Sandbox(tls=True) as sandbox:
        file = sandbox.ca_file
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)]
        inside = [path.name for path in file.parent.iterdir()]
        text = file.read_text()

    assert modes == [0o600, 0o700]
    assert inside == ["ca.pem"]
    assert "PRIVATE" not in text
    assert not file.parent.exists()


def test_a_port_that_is_taken_leaves_no_file_behind(tmp_path, monkeypatch, secure):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="in use"):
        Sandbox(tls=True, port=int(secure.url.rpartition(":")[2])).start()

    assert list(tmp_path.iterdir()) == []


def test_each_start_has_an_authority_of_its_own():
    sandbox = Sandbox(tls=True)
    with sandbox:
        first = sandbox.ca_file.read_text()
    with sandbox:
        assert sandbox.ca_file.read_text() != first


def test_a_hello_in_many_pieces_is_understood(secure):
    context = ssl.create_default_context(cafile=str(secure.ca_file))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    hello = outgoing.read()

    host, port = secure.url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(0, len(hello), 50):
            connection.sendall(hello[at : at + 50])
        assert connection.recv(1) == b"\x16"


def test_faults_cut_and_reset_connections_of_tls_too(secure):
    secure.faults.add(Match(resource="me"), reset_connection=True, times=1)
    secure.faults.add(Match(resource="me"), truncate_body=5, times=1)

    for _ in range(2):
        with pytest.raises(requests.exceptions.RequestException):
            session_of(secure).get(f"{secure.url}/v2/me")
    assert session_of(secure).get(f"{secure.url}/v2/me").status_code == 200


def test_a_sandbox_stops_although_a_connection_of_tls_is_open():
    with Sandbox(tls=True) as sandbox, session_of(sandbox) as session:
        session.get(f"{sandbox.url}/v2/me")
    assert repr(sandbox) == "<Sandbox not running>"


def test_a_sandbox_stops_although_a_connection_says_nothing():
    with Sandbox(tls=True) as sandbox:
        connection = socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2])))
        session_of(sandbox).get(f"{sandbox.url}/v2/me")
    assert connection.recv(1) == b""
    connection.close()


@pytest.mark.parametrize(
    "sent",
    [b"", b"\x16", b"\x16\x03\x01\x02\x00\x01\x00\x01", b"\x16" + b"?" * 300, b"CONN",
     b"CONNECT api.linkedin.com:443 HTTP/1.1\r\n\r\n",
     b"CONNECT api.linkedin.com:443 HTTP/1.1\r\n\r\n" + b"?" * 50],
)  # fmt: skip
@pytest.mark.parametrize("reset", [False, True])
def test_a_connection_that_breaks_off_harms_no_other(proxy, sent, reset):
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2]))) as one:
            one.sendall(sent)
            if reset:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    answer = session_of(proxy, proxied=True).get("https://api.linkedin.com/v2/me")
    assert answer.status_code == 200


def test_what_begins_without_an_end_is_cut(secure):
    assert b" 431 " in plain(secure, b"GET / HTTP/1.1\r\n" + b"x" * 70_000)


def test_a_browser_may_send_the_forms_of_a_page_that_came_by_https():
    with Sandbox(tls=True, admin=True) as sandbox:
        session = session_of(sandbox)
        del session.headers["Authorization"]
        form = {"action": "clear_faults"}
        own = session.post(
            f"{sandbox.url}/sandbox/form", form,
            headers={"Origin": sandbox.url}, allow_redirects=False,
        )  # fmt: skip
        other = session.post(
            f"{sandbox.url}/sandbox/form", form, headers={"Origin": "https://evil.example"}
        )

    assert (own.status_code, other.status_code) == (303, 403)


def test_our_clients_trust_the_file_that_the_environment_names(secure, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(secure.ca_file))
    with RestliClient(base_url=secure.url, access_token=secure.access_token()) as client:
        assert client.get("/me").entity["localizedFirstName"] == "Ada"


@pytest.mark.parametrize("host", ["my_sandbox", "-a.test", f"{'a' * 64}.test"])
def test_a_host_that_no_certificate_can_be_made_for_is_named(host, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sandbox = Sandbox(tls=True, public_url=f"https://{host}:8443")

    with pytest.raises(SandboxError, match=f"no certificate can be made for '{host}'"):
        sandbox.start()
    assert list(tmp_path.iterdir()) == []


def test_there_are_no_certificates_without_tls():
    with Sandbox() as sandbox, pytest.raises(SandboxError, match=r"Sandbox\(tls=True\)"):
        _ = sandbox.ca_file


def test_without_trustme_it_says_what_to_install(monkeypatch):
    forget(monkeypatch, "linkedin_api.sandbox.certificates")
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(SandboxError, match=r"'trustme'.*linkedin-api-client\[sandbox\]"):
        Sandbox(tls=True).start()


def test_a_sandbox_without_tls_imports_nothing_of_it():
    code = (
        "import sys; from linkedin_api.sandbox import Sandbox\n"
        "with Sandbox(): print([n for n in ('trustme', 'cryptography') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The proxy


@pytest.mark.parametrize("host", HOSTS)
def test_the_proxy_answers_for_linkedins_hosts(proxy, host):
    session = session_of(proxy, proxied=True)

    names = {session.get(f"https://{host}/v2/me").json()["localizedFirstName"] for _ in range(5)}

    assert names == {"Ada"}


def test_beside_the_proxy_it_is_there_by_its_own_address(proxy):
    assert session_of(proxy).get(f"{proxy.url}/v2/me").status_code == 200


def test_a_proxy_without_tls_speaks_plain_http_itself():
    with Sandbox(proxy=True) as sandbox:
        direct = session_of(sandbox).get(f"{sandbox.url}/v2/me")
        proxied = session_of(sandbox, proxied=True).get("https://api.linkedin.com/v2/me")
        assert sandbox.proxy_url == sandbox.url

    assert (direct.status_code, proxied.status_code) == (200, 200)


def test_behind_the_proxy_it_calls_itself_as_linkedin_does(proxy):
    session = session_of(proxy, proxied=True)
    www = "https://www.linkedin.com"
    document = session.get(f"{www}/oauth/.well-known/openid-configuration").json()

    assert document["userinfo_endpoint"] == "https://api.linkedin.com/v2/userinfo"
    assert document["token_endpoint"] == f"{www}/oauth/v2/accessToken"
    upload = upload_url(session, "https://api.linkedin.com")
    assert upload.startswith(f"{www}/dms-uploads/")
    assert session.put(upload, data=b"bytes").status_code == 201
    assert id_token(proxy, session, www)["iss"] == document["issuer"] == f"{www}/oauth"


@pytest.mark.parametrize(
    "target",
    ["example.com:443", "api.linkedin.com:80", "api.linkedin.com:8443", "api.linkedin.com",
     "api.linkedin.com.example.com:443", "media.licdn.com:443", "127.0.0.1:443", "[::1]:443",
     ":443"],
)  # fmt: skip
def test_the_proxy_refuses_every_other_host(proxy, target):
    answer = plain(proxy, f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode()).decode()

    sentence = (
        "the sandbox is a proxy for https at api.linkedin.com and www.linkedin.com, "
        f"not for {target}"
    )
    assert answer.startswith(f"HTTP/1.1 403 {sentence}\r\n")
    assert answer.endswith(f"\r\n\r\n{sentence}\n")


def test_hosts_are_written_in_capitals_as_well(proxy):
    answer = b"HTTP/1.1 200 Connection established\r\n\r\n"
    host, port = proxy.url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(b"CONNECT API.LinkedIn.com:443 HTTP/1.1\r\n\r\n")
        assert connection.recv(100) == answer


def test_what_is_refused_stands_in_the_log(proxy, caplog):
    with caplog.at_level(logging.WARNING):
        plain(proxy, b"CONNECT example.com:443 HTTP/1.1\r\n\r\n")

    assert "not for example.com:443" in caplog.text


def test_a_refused_name_cannot_write_into_the_answer(proxy):
    answer = plain(proxy, b"CONNECT a\rSet-Cookie:b\x00\xff:443 HTTP/1.1\r\n\r\n")

    assert b"not for aSet-Cookie:b:443\r\n" in answer


@pytest.mark.parametrize(
    "line",
    ["CONNECT ada:secret@example.com:443", "GET http://ada:secret@example.com/me",
     "GET http://example.com?oauth2_access_token=secret", "GET http://example.com#secret"],
)  # fmt: skip
def test_a_refusal_shows_no_secrets(proxy, caplog, line):
    with caplog.at_level(logging.WARNING):
        answer = plain(proxy, f"{line} HTTP/1.1\r\n\r\n".encode())

    assert b"example.com" in answer
    assert b"secret" not in answer
    assert "secret" not in caplog.text


@pytest.mark.parametrize("url", ["http://example.com/", "http://api.linkedin.com/v2/me"])
def test_plain_http_through_the_proxy_is_refused(proxy, url):
    answer = session_of(proxy, proxied=True).get(url)

    assert answer.status_code == 403
    assert "a proxy for https at" in answer.text


def test_https_that_a_client_asks_a_proxy_for_in_the_clear_is_answered(proxy):
    """As some Node.js clients do."""
    token = proxy.access_token()
    head = (
        f"GET https://api.linkedin.com/v2/me HTTP/1.1\r\nHost: api.linkedin.com\r\n"
        f"Authorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    )
    assert plain(proxy, head.encode()).startswith(b"HTTP/1.1 200 ")


def test_the_head_of_a_request_to_the_proxy_may_come_in_pieces(proxy):
    answer = plain(proxy, b"CON", b"NECT example.com", b":443 HTTP/1.1\r\n", b"\r\n")

    assert answer.startswith(b"HTTP/1.1 403 ")


def test_a_sandbox_that_is_no_proxy_says_so(secure):
    answer = plain(secure, b"CONNECT api.linkedin.com:443 HTTP/1.1\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 403 the sandbox is a proxy only if it is started with")


def test_there_is_no_proxy_address_without_a_proxy(secure):
    with pytest.raises(SandboxError, match=r"Sandbox\(proxy=True\)"):
        _ = secure.proxy_url


def test_our_clients_reach_linkedins_addresses_through_it(proxy, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", proxy.proxy_url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(proxy.ca_file))
    with RestliClient(access_token=proxy.access_token()) as client:
        assert client.get("/me").entity["localizedFirstName"] == "Ada"


def test_our_asynchronous_clients_do_so_too(proxy, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", proxy.proxy_url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(proxy.ca_file))

    async def ask():
        async with AsyncRestliClient(access_token=proxy.access_token()) as client:
            return (await client.get("/me")).entity["localizedFirstName"]

    assert asyncio.run(ask()) == "Ada"
