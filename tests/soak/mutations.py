"""Requests made wrong: each mutation takes a good one and spoils something in it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote

from real_requests import FORM, Request

_NAMES: Final = (
    "q", "bq", "action", "ids", "altkey", "start", "count", "pageSize", "pageToken", "fields",
    "metadataFields", "pagingFields", "projection", "$returnEntity", "search", "sort", "criteria",
    "viewContext", "sortBy", "oauth2_access_token", "refresh", "", "a.b", "a[0]", "dateRange",
    "timeIntervals", "pivot", "pivots", "accounts", "author", "role", "state",
)  # fmt: skip
_TEXTS: Final = (
    "", "''", "List()", "List(", "()", "(", ")", "(a:b)", "(a:)", "(:b)", "List(a,)", "a,b", ":",
    "0", "-1", "1", "5", "1.5", "1e9", "99999999999999999999", "9223372036854775807",
    "-9223372036854775809", "2147483648", "true", "TRUE", "null", "NaN", "%", "%zz", "%00", "%ff",
    "%C3%A9", "%F0%9F%98%80", "%ED%A0%80", "%E2%80%A8", "%0D%0A", "+", "$", "$*", "*", "~",
    "urn:li:share:5", "urn%3Ali%3Ashare%3A5", "urn:li:", "urn:li:share:(a,b)", "urn:lla:x:1",
    "urn%3Ali%3Aorganization%3A%D9%A1", "%D9%A1%D9%A2", "%C2%B2", "List(%C2%B2)",
    "(year:2026,month:2,day:30)", "(start:(year:0,month:1,day:1))",
    "(start:(year:1,month:1,day:1),end:(year:9999,month:12,day:31))",
    "(timeRange:(start:0,end:9007199254740993),timeGranularityType:DAY)",
    "(timeRange:(start:-1),timeGranularityType:MONTH)", "(timeRange:(start:1788000000000))",
    "(timeGranularityType:WEEK)", "(elements*(id~(a)),paging)", "(a(b(c~)))", "id,name:($*:(x))",
    "arr:($start:1,$count:2)", "-id", "List((a:b),(c:d))", "(values:List(ACTIVE))", "PUBLISHED",
    "(a:List((b:List((c:List(d))))))", "x" * 300, "(" * 120, "List(" * 120, "1," * 500,
)  # fmt: skip
_SEGMENTS: Final = (
    *_TEXTS, "..", ".", "", "%2F", "%2e%2e", "rest", "v2", "me", "(account:x,user:y)",
    "(account:urn%3Ali%3Ax%3A1)", "account=x&user=y", "$params.a=1&b=2", "?", ";a=b", "nothing",
)  # fmt: skip
_VERBS: Final = (
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "BREW", "CONNECT",
)  # fmt: skip
_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "X-RestLi-Method": (
        "GET", "BATCH_GET", "FINDER", "CREATE", "BATCH_CREATE", "UPDATE", "BATCH_UPDATE",
        "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE", "DELETE", "BATCH_DELETE", "ACTION", "GET_ALL",
        "BATCH_FINDER", "partial_update", "", "nothing", "\xe9",
    ),
    "X-RestLi-Protocol-Version": ("1.0.0", "2.0.0", "3.0.0", "2.0", "", "x", "\xb2.0.0", "2.0.0.0"),
    "LinkedIn-Version": ("202608", "202609", "20260801", "202608.01", "2026", "", "\xb2", "209901"),
    "Authorization": ("", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Basic %", "\xe9", "x y"),
    "Accept": ("application/json", "text/html", "*/*;q=0", "application/xml", "", ";", "\xe9"),
    "Content-Type": (
        "application/json", "application/json; charset=utf-16", "text/plain", FORM, "", "\xe9",
        "multipart/mixed; boundary=xyz", "multipart/mixed", "application/xml",
        "multipart/form-data",
    ),
    "X-HTTP-Method-Override": ("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "", "get"),
    "Content-Encoding": ("gzip", "identity"),
    "Host": ("evil.example", "", "[", "localhost:99999", "\xe9", "a:b:c"),
    "Origin": ("http://evil.example", "null", "", "http://[", "\xe9"),
    "Cookie": ("li_sandbox_member=782bbtaQ", "li_sandbox_member=", ";;=", "\xe9=\xe9"),
    "Expect": ("100-continue",),
    "Accept-Language": ("\xe9",),
}  # fmt: skip
_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 5, 1.5, 2**31, 2**63, -(2**63) - 1, 10**400, 1e308, "", "x", " ",
    "\ud800", "\u0000", "\u2028", "é", "😀", "x" * 5_000, "@[a](b)", "#", "{hashtag|", "\\", "²",
    "urn:li:share:5", "urn:li:share:7400000000000000001", "urn:li:organization:٢", "urn:li:person:",
    "urn:li:image:C4E10AQSandbox000001", "urn:", "urn:li:x:(", "urn:li:sponsoredAccount:x",
    "urn:li:sponsoredAccount:9" + "9" * 30, [], {}, [[]], [None], [{}], {"": {}}, {"$set": {}},
    {"$set": 5}, {"$delete": "x"}, {"$delete": [5]}, {"$reorder": []}, {"$reorder": [{}]},
    {"$reorder": [{"$fromIndex": 0, "$toIndex": 9}]}, {"patch": {}}, {"values": []},
    {"start": -1}, {"start": 10**30}, {"year": 0}, {"language": "xx", "country": []},
)  # fmt: skip
_RAW_BODIES: Final = (
    b"", b" ", b"null", b"[]", b"{}", b"{", b"5", b'"x"', b"NaN", b"Infinity", b'{"a":1e999}',
    b'{"a":NaN}', b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b"\x00", b"a=b&c", b"&&&=", b"%",
    b"[" * 5_000, b'{"a":' * 400 + b"1" + b"}" * 400, b"[" * 200 + b"]" * 200, b"1" * 5_000,
    b'{"a":1,"a":2}', b"--xyz\r\n\r\n--xyz--", b"--xyz--", b"ids=List(1)",
    b"grant_type=x&grant_type=y",
    b"{" + b",".join(b'"a%d":1' % number for number in range(3_000)) + b"}",
    b"&".join(b"a%d=1" % number for number in range(3_000)),
    b"q=search&search=" + b"(a:" * 200 + b"b" + b")" * 200,
)  # fmt: skip

Mutation = Callable[[Request, random.Random], Request]


def mutate(request: Request, draw: random.Random) -> Request:
    """Return a request with one to four mutations."""
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
        request = draw.choice(MUTATIONS)(request, draw)
    return request


def other_verb(request: Request, draw: random.Random) -> Request:
    return replace(request, verb=draw.choice(_VERBS))


def other_segment(request: Request, draw: random.Random) -> Request:
    segments = request.path.split("/")
    segments[draw.randrange(1, len(segments))] = draw.choice(_SEGMENTS)
    return replace(request, path="/".join(segments).replace("?", "%3F"))


def more_segments(request: Request, draw: random.Random) -> Request:
    added = "/".join(draw.choice(_SEGMENTS) for _ in range(draw.randrange(1, 4)))
    return replace(request, path=f"{request.path}/{added}".replace("?", "%3F"))


def fewer_segments(request: Request, _draw: random.Random) -> Request:
    return replace(request, path=request.path.rpartition("/")[0] or "/")


def other_root(request: Request, draw: random.Random) -> Request:
    _, _, rest = request.path.removeprefix("/").partition("/")
    return replace(request, path=draw.choice(("/rest/", "/v2/", "/", "//", "/oauth/")) + rest)


def odd_character_in_the_path(request: Request, draw: random.Random) -> Request:
    place = draw.randrange(len(request.path)) + 1
    odd = draw.choice(("%", "%00", "%FF", "(", ")", ",", ":", ";", "=", "&", "'", "\xe9", "|", "^"))
    return replace(request, path=request.path[:place] + odd + request.path[place:])


def other_value(request: Request, draw: random.Random) -> Request:
    if not request.query:
        return another_parameter(request, draw)
    pieces = list(request.query)
    place = draw.randrange(len(pieces))
    pieces[place] = f"{pieces[place].partition('=')[0]}={draw.choice(_TEXTS)}"
    return replace(request, query=tuple(pieces))


def another_parameter(request: Request, draw: random.Random) -> Request:
    piece = f"{draw.choice(_NAMES)}={draw.choice(_TEXTS)}"
    return replace(request, query=(*request.query, piece))


def fewer_parameters(request: Request, draw: random.Random) -> Request:
    kept = [piece for piece in request.query if draw.random() < 0.6]
    return replace(request, query=tuple(kept))


def repeated_parameter(request: Request, draw: random.Random) -> Request:
    return replace(request, query=(*request.query, *draw.choices(request.query or ("a=b",))))


def cut_query(request: Request, draw: random.Random) -> Request:
    text = "&".join(request.query)
    cut = text[: draw.randrange(len(text) + 1)]
    return replace(request, query=tuple(cut.split("&")) if cut else ())


def odd_character_in_the_query(request: Request, draw: random.Random) -> Request:
    text = "&".join(request.query)
    place = draw.randrange(len(text) + 1)
    odd = draw.choice(
        ("%", "(", ")", ",", ":", "List(", "'", "&", "=", "%00", "~", "*", "$", "\xe9")
    )
    kept = text[place + draw.randrange(2) :]
    return replace(request, query=tuple((text[:place] + odd + kept).split("&")))


def older_query(request: Request, _draw: random.Random) -> Request:
    """Write the query as protocol 1.0 has it, as far as that is easily done."""
    pieces = []
    for piece in request.query:
        name, _, text = piece.partition("=")
        if text.startswith("List("):
            items = text[5:-1].split(",")
            form = f"{name}=" if name == "ids" else f"{name}[{{}}]="
            pieces += [form.format(place) + unquote(item) for place, item in enumerate(items)]
        elif text.startswith("("):
            members = (member.partition(":") for member in text[1:-1].split(","))
            pieces += [f"{name}.{inner}={unquote(value)}" for inner, _, value in members]
        else:
            pieces.append(f"{name}={unquote(text)}")
    kept = [each for each in request.headers if each[0] != "X-RestLi-Protocol-Version"]
    safe = tuple(piece.replace("#", "%23").replace(" ", "%20") for piece in pieces)
    return replace(request, query=safe, headers=tuple(kept))


def other_header(request: Request, draw: random.Random) -> Request:
    name = draw.choice(tuple(_HEADERS))
    kept = [each for each in request.headers if each[0].lower() != name.lower()]
    return replace(request, headers=(*kept, (name, draw.choice(_HEADERS[name]))))


def header_twice(request: Request, draw: random.Random) -> Request:
    name = draw.choice([each[0] for each in request.headers] or ["Cookie"])
    return replace(
        request, headers=(*request.headers, (name, draw.choice(_HEADERS.get(name, ("x",)))))
    )


def fewer_headers(request: Request, draw: random.Random) -> Request:
    kept = [each for each in request.headers if draw.random() < 0.6]
    return replace(request, headers=tuple(kept))


def raw_body(request: Request, draw: random.Random) -> Request:
    return replace(request, body=draw.choice(_RAW_BODIES))


def cut_body(request: Request, draw: random.Random) -> Request:
    return replace(request, body=request.body[: draw.randrange(len(request.body) + 1)])


def odd_byte_in_the_body(request: Request, draw: random.Random) -> Request:
    place = draw.randrange(len(request.body) + 1)
    odd = draw.choice((b"\xff", b"\x00", b'"', b"{", b"]", b",", b"\\", b"&", b"%", b"\r\n"))
    return replace(
        request, body=request.body[:place] + odd + request.body[place + draw.randrange(2) :]
    )


def other_json(request: Request, draw: random.Random) -> Request:
    """Put something else in some place of a JSON body."""
    try:
        value = json.loads(request.body)
    except (ValueError, RecursionError):
        return raw_body(request, draw)
    changed = value
    for _ in range(draw.choice((1, 1, 2, 3))):
        changed = _change(changed, draw)
    return replace(request, body=json.dumps(changed).encode())


def _change(value: Any, draw: random.Random) -> Any:
    if not value or not isinstance(value, dict | list) or draw.random() < 0.1:
        return draw.choice(_VALUES)
    changed: Any = value.copy()
    place = (
        draw.choice(list(changed)) if isinstance(changed, dict) else draw.randrange(len(changed))
    )
    how = draw.random()
    if how < 0.65:
        changed[place] = _change(changed[place], draw)
    elif how < 0.75:
        del changed[place]
    elif how < 0.85 and isinstance(changed, list):
        changed *= draw.choice((2, 30))
    elif isinstance(changed, dict):
        changed[draw.choice(("", "id", "x", "$set", "$delete", "content", "name", "\ud800"))] = (
            draw.choice(_VALUES)
        )
    return changed


def tunnel(request: Request, draw: random.Random) -> Request:
    """Send the query as a body, as clients do where it is long."""
    query = "&".join(request.query).encode("utf-8", "replace")
    kept = [each for each in request.headers if each[0] != "Content-Type"]
    kept.append(("X-HTTP-Method-Override", request.verb))
    if not request.body:
        headers = (*kept, ("Content-Type", FORM))
        return replace(request, verb="POST", query=(), headers=headers, body=query)
    headers = (*kept, ("Content-Type", "multipart/mixed; boundary=xyz"))
    end = draw.choice((b"\r\n", b"\r\n", b"\n"))
    parts = ((FORM, query), ("application/json", request.body))
    pieces = [
        b"--xyz" + end + f"Content-Type: {kind}".encode() + end + end + content + end
        for kind, content in parts
    ]
    body = b"".join(pieces) + b"--xyz--"
    return replace(request, verb="POST", query=(), headers=headers, body=body)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    other_verb, other_segment, other_segment, more_segments, fewer_segments, other_root,
    odd_character_in_the_path, other_value, other_value, other_value, another_parameter,
    another_parameter, fewer_parameters, repeated_parameter, cut_query, odd_character_in_the_query,
    older_query, other_header, other_header, header_twice, fewer_headers, raw_body, cut_body,
    odd_byte_in_the_body, other_json, other_json, other_json, other_json, other_json, tunnel,
)  # fmt: skip
