"""How large an answer may be and how long it may take, with either client."""

from __future__ import annotations

import subprocess
import sys
import zlib

import aiohttp
import pytest
import requests
from broken.answers import CHUNKED, JSON, OK, sized, whole, zipped
from broken.raw_server import Broken, Do, RawServer

from linkedin_api import AsyncAuthClient, AsyncRestliClient, AuthClient, RestliClient
from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.clients.transports.decompression import (
    TooLargeError,
    UndecodableError,
    decompress,
)
from linkedin_api.errors import (
    AnswerTooLargeError,
    InvalidArgumentError,
    TransportError,
    TransportTimeoutError,
)

LIMIT = 100_000
GZIP = JSON + b"Content-Encoding: gzip\r\n"
FITS = b'{"elements": [], "a": "' + b"x" * (LIMIT - 25) + b'"}'
TOO_LARGE = FITS + b" "
CHUNK = b"%x\r\n%b\r\n"


def in_chunks(body: bytes) -> Broken:
    return Broken("", (OK + JSON + CHUNKED + CHUNK % (len(body), body) + b"0\r\n\r\n",))


def to_the_end(body: bytes) -> Broken:
    return Broken("", (OK + JSON + b"\r\n" + body,))


def packed(body: bytes) -> Broken:
    return whole("", zipped(body), head=GZIP)


def deflated(body: bytes) -> Broken:
    return whole("", zlib.compress(body), head=JSON + b"Content-Encoding: deflate\r\n")


def twice_packed(body: bytes) -> Broken:
    twice = zipped(zipped(body))
    return whole("", twice, head=JSON + b"Content-Encoding: gzip, gzip\r\n")


FORMS = [lambda body: whole("", body), in_chunks, to_the_end, packed, deflated, twice_packed]
NAMES = ["with a length", "in chunks", "to the end", "gzip", "deflate", "gzip twice"]


@pytest.fixture(params=FORMS, ids=NAMES)
def form(request):
    return request.param


def asked(shell, answer, **options):
    """What `get_all` gives, and the server; once, with small limits."""
    options = {"max_answer_bytes": LIMIT, "retry": Retry.none(), **options}
    with RawServer([answer], pace=0.01) as server:
        client = shell.rest(base_url=server.url, access_token="T", **options)
        return shell.call(client, "get_all", "/answer0")


def test_the_largest_answer_that_is_allowed_is_read(shell, form):
    assert asked(shell, form(FITS)).elements == []


def test_a_larger_answer_is_refused(shell, form):
    with pytest.raises(AnswerTooLargeError, match="more than 100,000 bytes") as caught:
        asked(shell, form(TOO_LARGE))
    assert not caught.value.retryable
    assert caught.value.maybe_seen
    assert "max_answer_bytes" in str(caught.value)
    assert "(GET http://127.0.0.1" in str(caught.value)


def test_an_answer_without_end_is_refused(shell):
    with pytest.raises(AnswerTooLargeError):
        asked(shell, Broken("", (OK + JSON + b"\r\n", Do.FLOOD)))


def test_the_error_is_also_one_of_the_http_library(shell):
    with pytest.raises((requests.RequestException, aiohttp.ClientError)) as caught:
        asked(shell, to_the_end(TOO_LARGE))
    is_sync = shell.rest_type is RestliClient
    assert isinstance(caught.value, requests.RequestException) == is_sync


def test_a_large_answer_to_a_form_for_a_token_is_refused_too(shell):
    with RawServer([to_the_end(TOO_LARGE)]) as server:
        options = {"base_url": server.url, "max_answer_bytes": LIMIT, "retry": Retry.none()}
        client = shell.auth("id", "secret", **options)
        with pytest.raises(AnswerTooLargeError):
            shell.call(client, "get_two_legged_access_token")


_BOMB = """
import asyncio, resource, sys
from linkedin_api import AsyncRestliClient, RestliClient
from linkedin_api.errors import AnswerTooLargeError

url, kind = sys.argv[1:]

def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

async def asynchronous(path):
    async with AsyncRestliClient(base_url=url, access_token="T") as client:
        await client.get(path)

def synchronous(path):
    with RestliClient(base_url=url, access_token="T") as client:
        client.get(path)

def call(path):
    asyncio.run(asynchronous(path)) if kind == "async" else synchronous(path)

call("/answer1")
before = peak()
try:
    call("/answer0")
except AnswerTooLargeError:
    print((peak() - before) // 2**20)
"""


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_300_mb_in_300_kb_are_refused_for_less_than_100_mb_of_memory(kind):
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    zeros = bytes(10_000_000)
    bomb = b"".join(packer.compress(zeros) for _ in range(30)) + packer.flush()
    assert len(bomb) < 310_000
    with RawServer([whole("", bomb, head=GZIP), whole("", b'{"a": 1}')]) as server:
        command = [sys.executable, "-c", _BOMB, server.url, kind]
        grown = int(subprocess.check_output(command, text=True))
    assert grown < 100


def test_a_bomb_in_a_bomb_is_refused():
    bomb = zipped(zipped(bytes(50_000_000)))
    with pytest.raises(TooLargeError):
        decompress(bomb, "gzip, gzip", 1_000_000)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (zipped(b"") * 100_000, "gzip"),
        (b"x", ", ".join(["gzip"] * 6)),
        (b"x", "br"),
        (zipped(b"abc")[:-1], "gzip"),
        (zlib.compress(b"abc")[:-1], "deflate"),
        (b"abc", "gzip"),
    ],
)
def test_what_is_not_compressed_as_it_says_is_refused(body, encoding):
    with pytest.raises(UndecodableError):
        decompress(body, encoding, 1_000_000)


def test_members_of_gzip_follow_each_other():
    assert decompress(zipped(b"ab" * 70_000) * 2, "gzip", 300_000) == b"ab" * 140_000


@pytest.mark.parametrize("encoding", ["", "identity", "utf-8", "none"])
def test_a_name_that_is_no_compression_changes_nothing(encoding):
    assert decompress(b"abc", encoding, 3) == b"abc"


def test_a_compression_that_was_not_asked_for_is_refused(shell):
    with pytest.raises(TransportError, match="'br', but clients only ask for gzip, deflate"):
        asked(shell, whole("", b"{}", head=JSON + b"Content-Encoding: br\r\n"))


def test_only_what_can_be_read_is_asked_for(shell):
    with RawServer([whole("", b"{}")]) as server:
        client = shell.rest(base_url=server.url, access_token="T")
        shell.call(client, "get", "/answer0")
        assert "accept-encoding: gzip, deflate\r\n" in server.requests[0].lower()


TRICKLES = {
    "in the body": (OK + JSON + sized(bytes(10_000)) + b"\r\n", Do.TRICKLE),
    "to the end": (OK + JSON + b"\r\n{}", Do.TRICKLE),
    "in a chunk": (OK + JSON + CHUNKED + b"fff\r\n", Do.TRICKLE),
    "in a header": (OK + b"A: ", Do.TRICKLE),
    "in the status line": (b"HTTP/1.1 200 ", Do.TRICKLE),
    "in silence": (Do.HANG,),
}


@pytest.mark.parametrize("where", TRICKLES)
def test_an_answer_that_trickles_ends_with_the_total_time(shell, where):
    with pytest.raises(TransportTimeoutError, match=r"when total_timeout ended \(GET http"):
        asked(shell, Broken("", TRICKLES[where]), timeout=30, total_timeout=0.2)


def test_a_handshake_without_end_ends_with_the_total_time(shell):
    with RawServer([Broken("", (Do.HANG,))]) as server:
        options = {"timeout": 30, "total_timeout": 0.2, "retry": Retry.none()}
        url = server.url.replace("http:", "https:")
        client = shell.rest(base_url=url, access_token="T", **options)
        with pytest.raises(TransportTimeoutError):
            shell.call(client, "get", "/answer0")


def test_the_total_time_holds_for_all_retries_together(shell):
    answer = Broken("", (OK + JSON + b"\r\n{}", Do.TRICKLE))
    with RawServer([answer], pace=0.01) as server:
        client = shell.rest(base_url=server.url, access_token="T", total_timeout=0.3)
        with pytest.raises(TransportTimeoutError):
            shell.call(client, "get", "/answer0")
        assert len(server.requests) == 1


def test_no_wait_goes_beyond_the_total_time(shell):
    answer = whole("", b"", "503 x", b"Retry-After: 30\r\n")
    with RawServer([answer]) as server:
        client = shell.rest(base_url=server.url, access_token="T", total_timeout=20)
        assert shell.call(client, "get", "/answer0").status_code == 503
        assert len(server.requests) == 1
        assert shell.slept == []


def test_a_copy_that_the_program_sends_instead_ends_with_the_total_time_too():
    answer = Broken("", (OK + JSON + b"\r\n{}", Do.TRICKLE))
    with RawServer([answer], pace=0.01) as server:
        options = {"timeout": 30, "total_timeout": 0.2, "retry": Retry.none()}
        with RestliClient(base_url=server.url, access_token="T", **options) as client:
            send = client.session.send
            client.session.send = lambda request, **keywords: send(request.copy(), **keywords)
            with pytest.raises(TransportTimeoutError):
                client.get("/answer0")


def test_the_total_time_holds_on_a_connection_that_was_kept(shell):
    answers = [
        whole("", b"{}"),
        Broken("", (OK + JSON + sized(bytes(10_000)) + b"\r\n", Do.TRICKLE)),
    ]
    with RawServer(answers, pace=0.01) as server:
        server.keeps = True
        options = {"total_timeout": 0.5, "timeout": 30, "retry": Retry.none()}
        client = shell.rest(base_url=server.url, access_token="T", **options)
        shell.call(client, "get", "/answer0")
        with pytest.raises(TransportTimeoutError):
            shell.call(client, "get", "/answer1")
        assert server.connections == 1


def test_a_call_within_its_time_is_not_cut_on_its_kept_connection(shell):
    with RawServer([whole("", b'{"a": 1}')]) as server:
        server.keeps = True
        client = shell.rest(base_url=server.url, access_token="T", total_timeout=60)
        entities = [shell.call(client, "get", "/answer0").entity for _ in range(3)]
        assert entities == [{"a": 1}] * 3
        assert server.connections == 1


WRONG_SECONDS = [0, -1, float("inf"), float("nan"), "5", True, [5], (1,), (1, 2, 3), (1, None), {}]
MAKERS = {
    "RestliClient": lambda **options: RestliClient(access_token="T", **options),
    "AsyncRestliClient": lambda **options: AsyncRestliClient(access_token="T", **options),
    "AuthClient": lambda **options: AuthClient("id", **options),
    "AsyncAuthClient": lambda **options: AsyncAuthClient("id", **options),
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("value", [*WRONG_SECONDS, None])
def test_a_timeout_that_is_none_is_refused_by_name(maker, value):
    with pytest.raises(InvalidArgumentError, match=r"^timeout must be a positive number"):
        maker(timeout=value)


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("value", [*WRONG_SECONDS, (1, 2)])
def test_a_total_timeout_that_is_none_is_refused_by_name(maker, value):
    with pytest.raises(InvalidArgumentError, match=r"^total_timeout must be a positive number"):
        maker(total_timeout=value)


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("value", [0, -1, 1.5, float("inf"), "5", True, None, [5]])
def test_a_size_that_is_none_is_refused_by_name(maker, value):
    with pytest.raises(InvalidArgumentError, match=r"^max_answer_bytes must be a positive"):
        maker(max_answer_bytes=value)
