"""Broken answers on the way of an upload, with either client; and the secret in its address."""

from __future__ import annotations

import logging
import traceback

import aiohttp
import pytest
import requests
from broken.answers import WRONG, as_json, whole
from broken.calling import TIMEOUT
from broken.examining import SECRET, examine
from broken.raw_server import Broken, Do, RawServer

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.errors import LinkedInError, TransportError, UploadError

OWNER = "urn:li:organization:1"
HOSTS = (
    *(
        "licdn.com:99999",
        "licdn.com:0",
        "licdn.com:-1",
        "licdn.com:",
        "licdn.com:x",
        "[::1",
        "[::1]",
    ),
    *(
        "a..licdn.com",
        ".licdn.com",
        "licdn.com.",
        "a" * 64 + ".licdn.com",
        "a." * 200 + "licdn.com",
    ),
    *("user:pw@licdn.com", "licdn.com@evil.example", "evil.example#.licdn.com", "ü.licdn.com"),
    *(
        "evil.example\\.licdn.com",
        "evillicdn.com",
        "-.licdn.com",
        "xn--.licdn.com",
        "%6c.licdn.com",
    ),
    *(
        "licdn.com:443443443",
        "licdn.com:" + "9" * 5_000,
        "evil.example?.licdn.com",
        "",
        " ",
        "\ud800",
    ),
)
SCHEMES = ("http", "HTTPS", "ftp", "file", "javascript", "https:", "", "htt\nps", "https\x00")


def addresses():
    for host in HOSTS:
        yield f"https://{host}/x?sig={SECRET}"
    for scheme in SCHEMES:
        yield f"{scheme}://licdn.com/x?sig={SECRET}"
    yield from ("https:/licdn.com", "//licdn.com", "https://", "x", "https://licdn.com /", "/x")


def values():
    for address in (*addresses(), *WRONG):
        yield "image", {"image": "urn:li:image:1", "uploadUrl": address}
    for urn in WRONG:
        yield "image", {"image": urn, "uploadUrl": "URL/put"}
    for value in WRONG:
        yield "image", value
        yield "document", value
        yield "video", value
        whole_video = {"video": "urn:li:video:1", "uploadInstructions": value}
        yield "video", whole_video
        for name in ("firstByte", "lastByte", "uploadUrl"):
            piece = {"firstByte": 0, "lastByte": 3, "uploadUrl": "URL/put", name: value}
            yield "video", {**whole_video, "uploadInstructions": [piece]}
        piece = {"firstByte": 0, "lastByte": 3, "uploadUrl": "URL/put"}
        yield (
            "video",
            {"video": "urn:li:video:1", "uploadInstructions": [piece], "uploadToken": value},
        )


VALUES = list(values())
OPTIONS = {"timeout": TIMEOUT, "retry": Retry.none(), "access_token": SECRET}


def answers(url):
    for kind, value in VALUES:
        body = as_json({"value": value}).replace(b"URL/put", url.encode() + b"/put")
        yield whole(kind, body)


@pytest.fixture
def server():
    with RawServer([]) as server:
        server.answers = [*answers(server.url), whole("put", b"", "201 x")]
        server.chosen = {"/put": len(server.answers) - 1}
        yield server


def test_there_are_more_than_a_hundred_answers():
    assert len(VALUES) > 300


def test_a_broken_answer_at_the_beginning_is_an_error_of_ours(shell, server):
    client = shell.rest(base_url=server.url, **OPTIONS)
    for number, (kind, _) in enumerate(VALUES):
        server.default = number
        try:
            shell.call(client.uploads, kind, b"abcd", owner=OWNER, wait=0)
        except LinkedInError as error:
            examine(error)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"ETag: \xff\r\n",
        b"ETag:\r\n",
        b"ETag: a\r\n folded\r\n",
        b"Etag: " + b"x" * 60_000 + b"\r\n",
    ],
)
@pytest.mark.parametrize("status", ["200 x", "201 x", "204 x", "302 x", "400 x", "999 x"])
def test_a_broken_answer_to_a_part_is_an_error_of_ours(shell, head, status):
    with RawServer([]) as server:
        piece = {"firstByte": 0, "lastByte": 3, "uploadUrl": f"{server.url}/put"}
        begun = {"video": "urn:li:video:1", "uploadInstructions": [piece]}
        server.answers = [
            whole("begun", as_json({"value": begun})),
            whole("put", b"\xff", status, head),
            whole("status", as_json({"status": ["x"]})),
        ]
        server.chosen = {"/put": 1, "finalizeUpload": 2, "urn": 2}
        client = shell.rest(base_url=server.url, **OPTIONS)
        with pytest.raises(LinkedInError) as caught:
            shell.call(client.uploads, "video", b"abcd", owner=OWNER, wait=1)
        examine(caught.value)


BREAKS = {
    "is cut off": (b"HTTP/1.1 2",),
    "is reset": (Do.RESET,),
    "is silent": (Do.HANG,),
    "has no headers": (b"HTTP/1.1 401 x\r\nNoColon\r\n\r\n",),
    "has two lengths": (b"HTTP/1.1 201 x\r\nContent-Length: 1, 2\r\n\r\nab",),
    "is none": (b"\x16\x03\x01\r\n\r\n",),
    "says no": (b"HTTP/1.1 403 x\r\nContent-Length: 0\r\n\r\n",),
}


@pytest.mark.parametrize("total", [None, 0.15], ids=["", "with a total time"])
@pytest.mark.parametrize("what", BREAKS)
def test_no_error_and_no_log_quotes_the_secret_of_an_upload_address(shell, caplog, what, total):
    caplog.set_level(logging.DEBUG)
    with RawServer([]) as server:
        address = f"{server.url}/put?signature={SECRET}&b='{SECRET}'"
        begun = {"value": {"image": "urn:li:image:1", "uploadUrl": address}}
        server.answers = [whole("", as_json(begun)), Broken("", BREAKS[what])]
        server.chosen = {"/put": 1}
        options = {**OPTIONS, "access_token": "T", "total_timeout": total}
        client = shell.rest(base_url=server.url, **options)
        with pytest.raises(LinkedInError) as caught:
            shell.call(client.uploads, "image", b"abcd", owner=OWNER, wait=0)
    examine(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in caplog.text


def test_an_upload_without_a_connection_quotes_no_secret(shell):
    hosts = ("nowhere.invalid", "a" * 70 + ".invalid")
    for host in hosts:
        begun = {"value": {"image": "urn:li:image:1", "uploadUrl": f"https://{host}/x?s={SECRET}"}}
        with RawServer([whole("", as_json(begun))]) as server:
            client = shell.rest(base_url=server.url, **OPTIONS)
            client.upload_hosts = ("invalid",)
            with pytest.raises((TransportError, UploadError)) as caught:
                shell.call(client.uploads, "image", b"abcd", owner=OWNER, wait=0)
            examine(caught.value)


def test_credentials_in_an_upload_address_are_not_quoted(shell):
    address = f"https://user:{SECRET}@evil.example/x"
    begun = {"value": {"image": "urn:li:image:1", "uploadUrl": address}}
    with RawServer([whole("", as_json(begun))]) as server:
        client = shell.rest(base_url=server.url, **OPTIONS)
        with pytest.raises(UploadError, match=r"refused to upload to https://evil\.example: "):
            shell.call(client.uploads, "image", b"abcd", owner=OWNER, wait=0)


def test_the_errors_are_still_those_of_the_http_library(shell):
    begun = {"value": {"image": "urn:li:image:1", "uploadUrl": "URL"}}
    with RawServer([]) as server:
        body = as_json(begun).replace(b"URL", f"{server.url}/put".encode())
        server.answers = [whole("", body), Broken("", (Do.RESET,))]
        server.chosen = {"/put": 1}
        client = shell.rest(base_url=server.url, **OPTIONS)
        with pytest.raises((requests.ConnectionError, aiohttp.ClientConnectionError)):
            shell.call(client.uploads, "image", b"abcd", owner=OWNER, wait=0)
