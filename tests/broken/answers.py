"""Broken answers of every kind, from tables that are combined."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from broken.raw_server import Broken, Do

GOOD: Final = b'{"elements": [{"id": 1}], "results": {"1": {}}, "value": 1, "id": 1}'
JSON: Final = b"Content-Type: application/json\r\n"


def sized(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n" % len(body)


def whole(name: str, body: bytes, status: str = "200 OK", head: bytes = JSON) -> Broken:
    """An answer whose framing is right."""
    line = f"HTTP/1.1 {status}\r\n".encode()
    return Broken(name, (line + head + sized(body) + b"\r\n" + body,))


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


_STATUSES: Final = (
    *("100 Continue", "101 Switching", "102 Processing", "103 Early Hints", "150 x", "199 x"),
    *("200", "200 ", "201 Created", "202 x", "203 x", "204 No Content", "205 x", "206 x", "207 x"),
    *("226 x", "299 x", "300 x", "304 Not Modified", "305 x", "306 x", "399 x", "400 x", "401 x"),
    *("402 x", "403 x", "404 x", "405 x", "407 x", "408 x", "409 x", "410 x", "411 x", "412 x"),
    *("413 x", "414 x", "415 x", "416 x", "417 x", "418 x", "421 x", "422 x", "425 x", "426 x"),
    *("428 x", "429 x", "431 x", "451 x", "499 x", "500 x", "501 x", "502 x", "503 x", "504 x"),
    *("505 x", "507 x", "511 x", "599 x", "600 x", "999 Request denied", "000 x", "0 x", "1 x"),
    *("20 x", "1000 x", "-1 x", "-200 x", "+200 x", "2e2 x", "abc x", "", " ", "\xb2\xb0\xb0 x"),
    *(
        "200 \xfcber",
        "200 " + "x" * 9000,
        "200 a\tb",
        "200\tOK",
        "0x200 x",
        "200.5 x",
        "\uff12\uff10\uff10 x",
    ),
)
_VERSIONS: Final = (
    *("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2", "HTTP/2.0", "HTTP/3.9", "HTTP/1.11"),
    *("HTTP/1", "HTTP/", "HTTP", "http/1.1", "HTTPS/1.1", "ICY", "", "HTTP/-1.1", "HTTP/a.b"),
    *(
        "HTTP/1.1.1",
        "\x00HTTP/1.1",
        "\xef\xbb\xbfHTTP/1.1",
        "{}",
        "<html>",
        "SSH-2.0-x",
        "\x16\x03",
    ),
)


def status_lines() -> Iterator[Broken]:
    """Statuses and versions that there are not, or that are not for answers."""
    for status in _STATUSES:
        line = f"HTTP/1.1 {status}\r\n".encode()
        yield Broken(f"status {status[:20]!r}", (line + JSON + sized(GOOD) + b"\r\n" + GOOD,))
    for version in _VERSIONS:
        line = f"{version} 200 OK\r\n".encode("latin-1")
        yield Broken(f"version {version!r}", (line + JSON + sized(GOOD) + b"\r\n" + GOOD,))
    for status in ("204 x", "304 x", "205 x", "199 x"):
        line = f"HTTP/1.1 {status}\r\n".encode()
        yield Broken(f"{status} with chunks", (line + CHUNKED + b"5\r\nhello\r\n0\r\n\r\n",))
        yield Broken(f"{status} without length", (line + b"\r\n" + GOOD,))
    for number in (1, 3, 200):
        early = b"HTTP/1.1 100 Continue\r\n\r\n" * number
        yield Broken(f"{number} early answers alone", (early,))
        yield Broken(f"{number} early answers", (early + OK + sized(GOOD) + b"\r\n" + GOOD,))
    yield Broken("two answers", ((OK + sized(GOOD) + b"\r\n" + GOOD) * 2,))


def zipped(body: bytes) -> bytes:
    """Compressed by gzip, the same each time: tests are named after it."""
    return gzip.compress(body, mtime=0)


OK: Final = b"HTTP/1.1 200 OK\r\n"
CHUNKED: Final = b"Transfer-Encoding: chunked\r\n\r\n"

_LENGTHS: Final = (
    *("0", "1", "68", "69", "1000", "-1", "-68", "+68", "abc", "", " ", "1e2", "6.8", "0x44"),
    *("68, 68", "68, 1", "68\r\nContent-Length: 68", "68\r\nContent-Length: 1", "9" * 20),
    *("9" * 400, "9" * 5000, "\x00", "\uff16\uff18", "68 68", "68;", "\t68", "068", "_6_8", "6_8"),
)
_TRANSFERS: Final = (
    *("chunked", "Chunked", "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked"),
    *("identity", "", "xchunked", "chunked\r\nContent-Length: 5", "\x00chunked", "br"),
    "chunked\r\nTransfer-Encoding: chunked",
)
_CHUNKS: Final = (
    *(b"", b"0\r\n\r\n", b"0\r\n", b"0", b"5\r\nhello\r\n", b"5\r\nhello", b"5\r\nhel", b"5"),
    *(b"-1\r\nx\r\n0\r\n\r\n", b"-5\r\nhello\r\n0\r\n\r\n", b"-0\r\n\r\n", b"zz\r\nx\r\n", b"\r\n"),
    *(
        b"\r\n\r\n\r\n",
        b"ffffffffffffffff\r\nx",
        b"f" * 400 + b"\r\nx",
        b"+5\r\nhello\r\n0\r\n\r\n",
    ),
    *(b"0x5\r\nhello\r\n0\r\n\r\n", b"5 \r\nhello\r\n0\r\n\r\n", b" 5\r\nhello\r\n0\r\n\r\n"),
    *(b"5;a=b\r\nhello\r\n0\r\n\r\n", b"5;\xff\r\nhello\r\n0\r\n\r\n", b"5\nhello\n0\n\n"),
    *(b"2\r\n{}\r\n0\r\nX: y\r\n\r\n", b"2\r\n{}\r\n0\r\n" + b"a" * 70_000 + b"\r\n\r\n"),
    *(
        b"2\r\n{}XX0\r\n\r\n",
        b"2\r\n{}\r\n\r\n0\r\n\r\n",
        b"5" * 70_000,
        b"\xff\xfe\r\n",
        b"5\r\n\x00",
    ),
    *(b"1_0\r\n0123456789abcdef\r\n0\r\n\r\n", b"2\r\n{}\r\n0\r\n\r\nmore of it"),
)


def framing() -> Iterator[Broken]:
    """Lengths and chunks that lie."""
    for length in _LENGTHS:
        head = OK + JSON + f"Content-Length: {length}\r\n\r\n".encode()
        yield Broken(f"length {length[:20]!r}", (head + GOOD,))
    for transfer in _TRANSFERS:
        head = OK + JSON + f"Transfer-Encoding: {transfer}\r\n\r\n".encode()
        yield Broken(f"transfer {transfer!r} plain", (head + GOOD,))
        yield Broken(f"transfer {transfer!r} in chunks", (head + b"2\r\n{}\r\n0\r\n\r\n",))
    for chunks in _CHUNKS:
        yield Broken(f"chunks {chunks[:20]!r}", (OK + JSON + CHUNKED + chunks,))


_HEADER_LINES: Final = (
    *(b"", b"NoColon", b": no name", b"Name :spaced", b" : x", b"A:", b"A: ", b":", b"A\x00: b"),
    *(
        b"A: b\x00c",
        b"A: b\rc",
        b"A: b\nc",
        b"A: \xfc\xdf",
        b"\xfc: x",
        b"A: \xc3\xbc",
        b"\xc3\xbc: x",
    ),
    *(
        b"A: \xed\xa0\x80",
        b"A: \xff\xfe",
        b"A: b\r\n folded",
        b"A: b\r\n\tfolded",
        b" folded first",
    ),
    *(b"\tfolded first", b"A: " + b"x" * 9_000, b"A: " + b"x" * 70_000, b"A: " + b"x" * 100_000),
    *(
        b"A" * 9_000 + b": x",
        b"A" * 100_000 + b": x",
        b"A B: x",
        b"A(B): x",
        b"A\x7f: x",
        b"\x01: x",
    ),
    *(
        b"\r\n".join(b"H%d: x" % n for n in range(99)),
        b"\r\n".join(b"H%d: x" % n for n in range(1000)),
    ),
    *(
        b"\r\n".join([b"Same: x"] * 90),
        b"Connection: \xff",
        b"Connection: upgrade",
        b"Upgrade: h2c",
    ),
    *(b"Content-Type: \xff", b"Content-Type: ;;;=;", b"Content-Type: text/html; charset=\xff"),
    *(b"Content-Type: application/json; charset=nosuch", b"Content-Type: " + b"a;" * 2_000),
    *(
        b'Content-Type: application/json; charset="',
        b"Content-Type: application/json; charset=utf-16",
    ),
    *(
        b"Content-Type: application/json; charset*=utf-8''%zz",
        b"Keep-Alive: timeout=-1",
        b"Server: \r",
    ),
    *(
        b"Set-Cookie: a=b; Expires=Thu, 99 Foo 99999 99:99:99 GMT",
        b"Set-Cookie: =",
        b"Set-Cookie: ;",
    ),
    *(
        b"Set-Cookie: a",
        b"Set-Cookie: \xff=\xfe",
        b"Set-Cookie: a=b; Max-Age=x; Domain=..; Path=//",
    ),
    *(b"Set-Cookie: a=b; Max-Age=" + b"9" * 400, b"Set-Cookie: a=b; Version=x; Port=y"),
    *(
        b"Set-Cookie2: a=b; Version=x; Max-Age=x",
        b"Set-Cookie: a=\x00",
        b'Set-Cookie: a="',
        b"Set-Cookie: " + b"a=b;" * 1_000,
    ),
    *(b"Set-Cookie: a=b; Domain=[::1", b"Set-Cookie: [](){}=x; secure=no", b"Set-Cookie:"),
    *(
        b"X-RestLi-Error-Response: true",
        b"X-RestLi-Error-Response: \xff",
        b"X-LI-UUID: \xff",
        b"X-LI-UUID:",
    ),
    *(
        b"X-LI-R2-W-IC-1: \xff",
        b"Www-Authenticate: \xff",
        b"Link: <http://[::1>; rel=next",
        b"Link: <",
    ),
    *(b"Alt-Svc: \xff", b"Content-Location: http://[::1", b"Content-Range: bytes x-y/z"),
    *(b"Content-Disposition: attachment; filename=\xff", b"Refresh: 0; url=http://[::1"),
)
_NAMES: Final = ("200 OK", "201 Created", "400 x", "429 x")


def headers() -> Iterator[Broken]:
    """Lines that are no headers, or of no use."""
    for line in _HEADER_LINES:
        for status in ("200 OK", "500 x") if line.startswith(b"A") else ("200 OK",):
            start = f"HTTP/1.1 {status}\r\n".encode()
            text = start + line + b"\r\n" + JSON + sized(GOOD) + b"\r\n" + GOOD
            yield Broken(f"{status} header {line[:40]!r}", (text,))
    yield Broken("no headers", (OK + b"\r\n" + GOOD,))
    yield Broken("no headers and no body", (OK + b"\r\n",))
    yield Broken(
        "line ends of Unix", ((OK + JSON + sized(GOOD) + b"\r\n").replace(b"\r", b"") + GOOD,)
    )
    yield Broken("line ends of old Macs", ((OK + JSON + b"\r\n").replace(b"\n", b"") + GOOD,))


_ENCODINGS: Final = (
    *("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "identity", "nosuch", "", ",", "\xff"),
    *("gzip, gzip", "deflate, gzip", "gzip,br", "GZIP", "gzip;q=1", ",".join(["gzip"] * 10)),
    ",".join(["deflate"] * 1000),
)


def encodings() -> Iterator[Broken]:
    """Bodies that are not compressed as they say, and compressed ones that are not whole."""
    packed = zipped(GOOD)
    bodies = {
        "plain": GOOD,
        "gzip": packed,
        "zlib": zlib.compress(GOOD),
        "raw deflate": zlib.compress(GOOD)[2:-4],
        "twice gzip": zipped(packed),
        "half gzip": packed[: len(packed) // 2],
        "gzip without trailer": packed[:-8],
        "gzip with a wrong sum": packed[:-8] + b"\x00" * 8,
        "gzip and more": packed + b"more",
        "gzip and gzip": packed * 2,
        "gzip header": packed[:10],
        "magic": b"\x1f\x8b",
        "empty": b"",
        "zeros": b"\x00" * 50,
    }
    for encoding in _ENCODINGS:
        for name, body in bodies.items():
            head = JSON + f"Content-Encoding: {encoding}\r\n".encode("latin-1")
            yield whole(f"{encoding[:20]!r} of {name}", body, head=head)
    bomb = zipped(zipped(b"[" + b" " * 30_000_000))
    yield whole("a bomb in a bomb", bomb, head=JSON + b"Content-Encoding: gzip, gzip\r\n")
    members = zipped(b"") * 20_000
    yield whole("20,000 members", members, head=JSON + b"Content-Encoding: gzip\r\n")


_PLACES: Final = (
    *(
        b"",
        b"/",
        b"//",
        b"///",
        b"http://[::1",
        b"http://h:99999",
        b"http://h:x",
        b"http://",
        b"http:",
    ),
    *(
        b"https://\xff",
        b"\xff\xfe",
        b"\xc3\xbc",
        b"http://[v1.x]/",
        b"http://[]/",
        b"http://a b/",
        b"%zz",
    ),
    *(
        b"http://h:-1",
        b"javascript:x",
        b"?",
        b"#",
        b"/%ff",
        b"/%28",
        b"/(",
        b"/(a:b",
        b"/(a:b)",
        b"/List(",
    ),
    *(
        b"/''",
        b"/x/" + b"y" * 7_000,
        b"/%ed%a0%80",
        b"\x00",
        b"a\x00b",
        b"http://h\x00/",
        b"/a%00b",
        b"/x/('",
    ),
    *(
        b"http://user:pw@h/",
        b"http://\xe2\x84\x80/",
        b"/x/" + b"(" * 3_000,
        b"/x/" + b"(a:" * 1_500,
        b"*",
    ),
)


def places() -> Iterator[Broken]:
    """Addresses and ids that are none."""
    for status in ("301 x", "302 x", "307 x", "308 x", "201 Created"):
        for place in _PLACES:
            head = JSON + b"Location: " + place + b"\r\n"
            yield whole(f"{status} to {place[:20]!r}", b"", status, head)
    for place in _PLACES:
        for name in (b"X-RestLi-Id", b"X-LinkedIn-Id"):
            head = JSON + name + b": " + place.removeprefix(b"/") + b"\r\n"
            yield whole(f"{name.decode()} {place[:20]!r}", b"", "201 Created", head)
    for key, place in (
        (b"(", b"/x/%28"),
        (b"\xfc", b"/x/\xfc"),
        (b"\xfc", b"/x/%FC"),
        (b"", b"/x/''"),
    ):
        head = JSON + b"X-RestLi-Id: " + key + b"\r\nLocation: " + place + b"\r\n"
        yield whole(f"id {key!r} at {place!r}", b"", "201 Created", head)


_TIMES: Final = (
    *(
        b"",
        b" ",
        b"-1",
        b"0",
        b"1e400",
        b"nan",
        b"inf",
        b"9" * 30,
        b"9" * 400,
        b"9" * 5_000,
        b"1.5",
        b"0x10",
    ),
    *(
        "٣".encode(),
        "²".encode(),
        "\uff11\uff12".encode(),
        b"\xb2",
        b"\xff",
        b"1_0",
        b"+5",
        b"5, 5",
        b"5 seconds",
    ),
    *(
        b"Fri, 31 Dec 9999 23:59:59 GMT",
        b"Sat, 01 Jan 0000 00:00:00 GMT",
        b"Mon, 01 Jan 0001 00:00:00 +2359",
    ),
    *(
        b"Fri, 31 Dec 9999 23:59:59 -2359",
        b"Sun, 22 Nov 2026 10:30:00 +9999",
        b"Sun, 22 Nov 2026 10:30:00 -9999",
    ),
    *(
        b"Sun, 22 Nov 2026 10:30:00 +99999999",
        b"Sun, 99 Nov 2026 99:99:99 GMT",
        b"Sun, 22 Foo 2026 10:30:00 GMT",
    ),
    *(
        b"Sun, 22 Nov 99999 10:30:00 GMT",
        b"Sun, 22 Nov -2026 10:30:00 GMT",
        b"Sun, 22 Nov 2026",
        b"22",
        b"GMT",
    ),
    *(
        b"Sunday, 22-Nov-26 10:30:00 GMT",
        b"Sun Nov 22 10:30:00 2026",
        b"2026-11-22T10:30:00Z",
        b",",
        b"Sun,",
    ),
    *(
        "Sun, ٢٢ Nov 2026 10:30:00 GMT".encode(),
        "Sun, 22 Nov ²⁰²⁶ 10:30:00 GMT".encode(),
        b"Sun, 22 Nov 2026 10:30",
    ),
    *(
        b"Sun, 22 Nov 2026 10:30:00",
        b"Sun, 22 Nov 2026 10:30:00 -0000",
        b"Sun, 22 Nov 2026 10:30:00 XYZ",
    ),
    *(
        b"Sun, 22 Nov " + b"9" * 5_000 + b" 10:30:00 GMT",
        b"Sun, 22 Nov 2026 10:30:00 +" + b"9" * 5_000,
    ),
    *(
        b"Sun, 22 Nov 2026 10.30.00 GMT",
        b"Sun, 22 Nov 2026 10:30:00 GMT GMT",
        b"Sun, 22 Nov 2026 ::: GMT",
        b"()",
    ),
    *(
        b"(" * 2_000,
        b"Sun, 22 Nov 2026 24:00:00 GMT",
        b"Sun, 22 Nov 2026 23:59:60 GMT",
        b"\x00",
        b"a" * 8_000,
    ),
)


def times() -> Iterator[Broken]:
    """Moments and waits that there are not."""
    for name in (b"Retry-After", b"Date"):
        for time in _TIMES:
            for body, status in (
                ({"message": "DAY limit", "status": 429}, "429 x"),
                ({"message": "MINUTE limit"}, "429 x"),
                ({}, "503 x"),
            ):
                told = JSON + name + b": " + time + b"\r\n"
                label = f"{name.decode()} {time[:40]!r} {status} {body.get('message', '')}"
                yield whole(label, as_json(body), status, told)


def _deep(levels: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * levels + "1" + closing * levels).encode()


_BODIES: Final[Mapping[str, bytes]] = {
    "empty": b"",
    "space": b" \r\n\t",
    "zero byte": b"\x00",
    "HTML": b"<html><body>Bad gateway</body></html>",
    "XML": b"<?xml version='1.0'?><a/>",
    "half": GOOD[:30],
    "more": GOOD + b"}",
    "two": GOOD + GOOD,
    "null": b"null",
    "true": b"true",
    "number": b"7",
    "text": b'"text"',
    "list": b"[]",
    "list of numbers": b"[1, 2]",
    "list of nulls": b"[null]",
    "object": b"{}",
    "1,000 digits": b'{"elements": [{"id": ' + b"9" * 1_000 + b"}]}",
    "4,300 digits": b'{"elements": [{"id": '
    + b"9" * 4_300
    + b'}], "status": '
    + b"9" * 4_300
    + b"}",
    "5,000 digits": b'{"elements": [{"id": ' + b"9" * 5_000 + b"}]}",
    "huge float": b'{"elements": [], "results": {}, "paging": {"start": 1e400, "total": -1e400}}',
    "huge status": b'{"status": 1e400, "serviceErrorCode": 1e400, "message": 1e400}',
    "NaN": b'{"elements": [{"a": NaN}], "results": {}, "status": NaN, "message": NaN}',
    "Infinity": b'{"elements": [{"a": -Infinity}], "value": Infinity}',
    "surrogate": b'{"elements": [{"id": "\\ud800"}], "results": {"\\udfff": {"id": "\\udc00"}}, '
    b'"errors": {"\\ud800": {"message": "\\ud800"}}, "value": "\\ud83d", "message": "\\ud800", '
    b'"code": "\\udfff", "metadata": {"\\ud800": "\\ud800"}, "requestId": "\\ud800"}',
    "surrogate in UTF-8": b'{"elements": [{"id": "\xed\xa0\x80"}]}',
    "Latin-1": b'{"elements": [{"id": "\xfc"}]}',
    "zero byte in text": b'{"elements": [{"id": "\\u0000"}], "message": "\\u0000"}',
    "raw control": b'{"elements": [{"id": "\x01"}]}',
    "same key twice": b'{"elements": [], "elements": 7, "results": {}, "results": []}',
    "BOM": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "UTF-16 big": GOOD.decode().encode("utf-16-be"),
    "UTF-32": GOOD.decode().encode("utf-32"),
    "half UTF-16": GOOD.decode().encode("utf-16")[:-1],
    "single quotes": b"{'elements': []}",
    "comma at the end": b'{"elements": [],}',
    "comment": b"/* x */ {}",
    "JSON lines": b'{"elements": []}\n{"elements": []}',
    "XSSI guard": b")]}'\n" + GOOD,
    "nested 100": b'{"elements": [{"a": ' + _deep(100) + b"}]}",
    "nested 200": b'{"elements": [{"a": ' + _deep(200) + b"}]}",
    "nested 400": b'{"elements": [{"a": ' + _deep(400) + b'}], "value": ' + _deep(400) + b"}",
    "nested 700": b'{"results": {"1": {"a": ' + _deep(700) + b'}}, "value": ' + _deep(700) + b"}",
    "nested 900": b'{"elements": [{"a": ' + _deep(900) + b'}], "message": ' + _deep(900) + b"}",
    "message nested 300": b'{"message": ' + _deep(300) + b', "errorDetails": ' + _deep(300) + b"}",
    "objects nested 300": b'{"elements": [' + _deep(300, '{"a":', "}") + b"]}",
    "objects nested 900": b'{"value": ' + _deep(900, '{"a":', "}") + b"}",
    "objects in lists": b'{"results": {"1": ' + _deep(450, '{"a":[', "]}") + b"}}",
    "nested 5,000": _deep(5_000),
    "nested 100,000": _deep(100_000),
    "nested 100,000 unclosed": b"[" * 100_000,
    "objects nested 100,000": _deep(100_000, '{"a":', "}"),
    "brackets in text": as_json({"elements": [{"a": "[" * 5_000}], "results": {}}),
    "100,000 keys": as_json({"results": {str(n): {} for n in range(20_000)}, "elements": []}),
    "100,000 elements": as_json({"elements": [{}] * 20_000}),
    "long text": as_json({"message": "x" * 300_000, "elements": [], "results": {}}),
    "long code": as_json({"code": "x\n" * 50_000, "elements": [], "error": "x" * 100_000}),
}


def bodies() -> Iterator[Broken]:
    """Bodies that are not JSON, or JSON of an unusual kind."""
    for name, body in _BODIES.items():
        for status in ("200 OK", "201 Created", "400 x", "429 x", "503 x"):
            yield whole(f"{status} {name}", body, status)
    for status in ("401 x", "403 x", "426 x"):
        for name in (
            "message nested 300",
            "surrogate",
            "huge status",
            "NaN",
            "list",
            "4,300 digits",
        ):
            yield whole(f"{status} {name}", _BODIES[name], status)


#: Values of every type, and some of the right one that are of no use.
WRONG: Final = (
    *(None, True, False, 0, -1, 7, 2**63, 10**400, 1.5, float("inf"), float("nan"), "", "x"),
    *("\ud800", "urn:li:x", "(a:b", "(a:b)", "List(1)", "%zz", "%ED%A0%80"),
    *([], [None], [[]], [1], ["x"], [{}], {}, {"a": None}, {"": {}}, {"(": 7}, {"\ud800": []}),
    {"%zz": {"status": "x"}},
)
_FIELDS: Final = (
    *("elements", "results", "statuses", "errors", "paging", "metadata", "value", "id", "status"),
    *("error", "message", "code", "serviceErrorCode", "errorDetails", "errorDetailType"),
    *("exceptionClass", "stackTrace", "requestId", "error_description", "entity", "location"),
)
#: Where in an answer a field of a record stands.
_RECORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "element": (
        "id",
        "location",
        "status",
        "error",
        "entity",
        "elements",
        "paging",
        "metadata",
        "isError",
    ),
    "result": ("status", "error", "entity"),
    "error": ("status", "message", "code", "serviceErrorCode", "errorDetails"),
    "paging": ("start", "count", "total", "links"),
    "link": ("rel", "href", "type"),
    "detail": ("inputErrors", "conditionalInputErrors"),
    "input": ("code", "description", "input"),
    "path": ("inputPath",),
}


def _with_field(place: str, name: str, value: Any) -> dict[str, Any]:
    """An answer in which one field of one record is wrong."""
    field = {name: value}
    bodies: dict[str, Any] = {
        "element": {"elements": [field, {"id": 1, "status": 201}]},
        "result": {"results": {"1": field}, "errors": {}},
        "error": {
            "results": {},
            "errors": {"1": field},
            "elements": [{"error": field}],
            "error": field,
        },
        "paging": {"elements": [], "paging": field},
        "link": {"elements": [], "paging": {"links": [{"rel": "next", **field}]}},
        "detail": {"errorDetails": field},
        "input": {"errorDetails": {"inputErrors": [field]}},
        "path": {"errorDetails": {"inputErrors": [{"input": field}]}},
    }
    return bodies[place]


def fields() -> Iterator[Broken]:
    """Values of the wrong type in every field that is documented."""
    good = {"elements": [], "results": {}}
    for name in _FIELDS:
        for value in WRONG:
            body = as_json({**good, name: value})
            yield whole(f"{name} {str(value)[:20]!r} {type(value).__name__}", body)
            yield whole(f"400 {name} {str(value)[:20]!r} {type(value).__name__}", body, "400 x")
    for place, names in _RECORDS.items():
        status = "400 x" if place in ("detail", "input", "path") else "200 OK"
        for name in names:
            for value in WRONG:
                label = f"{place}.{name} {str(value)[:20]!r} {type(value).__name__}"
                yield whole(label, as_json(_with_field(place, name, value)), status)
    for status in ("401 x", "403 x", "426 x", "429 x", "999 x"):
        for name in ("message", "serviceErrorCode", "code"):
            for value in WRONG:
                label = f"{status} {name} {str(value)[:20]!r} {type(value).__name__}"
                yield whole(label, as_json({name: value}), status)


def breaks() -> Iterator[Broken]:
    """Connections that end, break, or say nothing, at every stage."""
    head = OK + JSON + sized(GOOD) + b"\r\n"
    chunks = OK + JSON + CHUNKED
    stages = {
        "before anything": b"",
        "in the status line": head[:5],
        "after the status line": OK,
        "in a header": head[:30],
        "after the headers": head,
        "in the body": head + GOOD[:20],
        "after the body": head + GOOD,
        "before the chunks": chunks,
        "in a chunk size": chunks + b"4",
        "in a chunk": chunks + b"44\r\n" + GOOD[:20],
        "after a chunk": chunks + b"44\r\n" + GOOD + b"\r\n",
        "in the last chunk": chunks + b"44\r\n" + GOOD + b"\r\n0\r\n",
        "without a length": OK + JSON + b"\r\n" + GOOD[:20],
    }
    for stage, sent in stages.items():
        yield Broken(f"ends {stage}", (sent,))
        yield Broken(f"resets {stage}", (sent, Do.RESET))
        yield Broken(f"hangs {stage}", (sent, Do.HANG))
    yield Broken("endless body", (OK + JSON + b"\r\n", Do.FLOOD))
    yield Broken("endless header", (OK + b"A: ", Do.FLOOD))
    yield Broken("endless chunk", (chunks + b"fffffffff\r\n", Do.FLOOD))
    yield Broken("endless status line", (b"HTTP/1.1 200 ", Do.FLOOD))


TABLES: Final = {
    table.__name__: table
    for table in (status_lines, framing, headers, encodings, places, times, bodies, fields, breaks)
}
