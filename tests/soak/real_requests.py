"""A good request for every operation of every resource, made from the sandbox's own tables.

A resource that is added to the catalogue is asked for here without another word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from linkedin_api import RestliClient
from linkedin_api.restli import encode, encode_query, reduced_encode
from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.admin.routes import PREFIX, ROUTES
from linkedin_api.sandbox.catalog import CATALOG
from linkedin_api.sandbox.protocol.fields import Field, Param
from linkedin_api.sandbox.protocol.keys import CompoundKey, SimpleKey
from linkedin_api.sandbox.protocol.resource import Node, Resource
from linkedin_api.sandbox.protocol.routing import build_tree

FORM: Final = "application/x-www-form-urlencoded"
ADA: Final = "urn:li:person:782bbtaQ"
ENGINES: Final = "urn:li:organization:2414183"
ACCOUNT: Final = "urn:li:sponsoredAccount:512000001"
SHARE: Final = "urn:li:share:7400000000000000001"
_DAYS: Final = {
    "start": {"year": 2026, "month": 8, "day": 1},
    "end": {"year": 2026, "month": 10, "day": 1},
}
_LOCALE: Final = {"language": "en", "country": "US"}
_TIMES: Final = {
    "timeRange": {"start": 1_788_000_000_000, "end": 1_790_000_000_000},
    "timeGranularityType": "DAY",
}
#: By name of a field or parameter, what stands there in a good request.
_KNOWN: Final[dict[str, Any]] = {
    "account": ACCOUNT, "accounts": [ACCOUNT], "author": ADA, "authors": [ADA, ENGINES],
    "campaign": "urn:li:sponsoredCampaign:610000001",
    "campaigns": ["urn:li:sponsoredCampaign:610000001"],
    "campaignGroup": "urn:li:sponsoredCampaignGroup:600000001",
    "creatives": ["urn:li:sponsoredCreative:620000001"],
    "dateRange": _DAYS, "timeIntervals": _TIMES, "timeGranularity": "DAILY",
    "pivot": "CAMPAIGN", "pivots": ["CAMPAIGN"], "owner": ENGINES, "user": ADA,
    "organization": ENGINES, "organizationalEntity": ENGINES, "organizationalTarget": ENGINES,
    "parent": SHARE, "reference": SHARE, "shares": [SHARE], "vanityName": "lovelace-engines",
    "criteria": [{"status": "ACTIVE"}], "fileSizeBytes": 5, "start": 1, "end": 2,
    "search": {"status": {"values": ["ACTIVE"]}, "test": False}, "sort": {"field": "ID"},
    "locale": _LOCALE, "targetLocale": _LOCALE, "sourceLocale": _LOCALE,
    "assetFilteringCriteria": {"assetTypes": ["COURSE"], "keyword": "a"},
    "assetRetrievalCriteria": {"expandDepth": 1, "includeRetired": False},
    "assetPresentationCriteria": {"sortBy": "RELEVANCE"},
    "aggregationCriteria": {"primary": "INDIVIDUAL"}, "startedAt": 1_788_000_000_000,
    "timeOffset": {"unit": "DAY", "duration": 7}, "edgeType": "COMPANY_FOLLOWED_BY_MEMBER",
    "com.linkedin.ugc.ShareContent": {
        "shareCommentary": {"text": "Hello"}, "shareMediaCategory": "NONE",
    },
    "com.linkedin.ugc.MemberNetworkVisibility": "PUBLIC",
}  # fmt: skip
#: By name of a resource, keys of entities that are there.
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "adAccounts": ("512000001", "512000002"),
    "adCampaignGroups": ("600000001", "600000003"),
    "adCampaigns": ("610000001", "610000006"),
    "creatives": ("urn:li:sponsoredCreative:620000001", "urn:li:sponsoredCreative:620000011"),
    "posts": (SHARE, "urn:li:share:7400000000000000002"),
    "ugcPosts": (SHARE, "urn:li:share:7400000000000000002"),
    "socialMetadata": (SHARE, "urn:li:share:7400000000000000002"),
    "organizations": ("2414183", "2414184"),
    "organizationsLookup": ("2414183", "1337"),
    "networkSizes": (ENGINES, "urn:li:organization:2414184"),
}
_OF_TYPE: Final[dict[str, Any]] = {
    "string": "text", "int": 5, "long": 5, "double": 1.5, "boolean": True, "urn": ENGINES,
    "record": {}, "any": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """One request, taken apart as far as mutations need it.

    Attributes:
        verb: HTTP method.
        path: raw.
        query: raw pieces between `&`.
        headers: names and values, in order.
        body: what is sent.
    """

    verb: str
    path: str
    query: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Good requests.

    Attributes:
        api: to the resources.
        oauth: to the authorization server, the pages and upload addresses.
        admin: to the paths that steer the sandbox.
    """

    api: tuple[Request, ...]
    oauth: tuple[Request, ...]
    admin: tuple[Request, ...] = field(default=())


def all_requests(sandbox: Sandbox) -> Corpus:
    """Return good requests of every kind."""
    headers = (
        ("Authorization", f"Bearer {sandbox.access_token()}"),
        ("X-RestLi-Protocol-Version", "2.0.0"),
        ("LinkedIn-Version", "202608"),
    )
    api = tuple(request for node in _nodes() for request in _requests_of(node, headers))
    return Corpus(api, tuple(_oauth(sandbox)), tuple(_admin()))


def _nodes() -> Iterator[Node]:
    waiting = [node for root in build_tree(CATALOG).values() for node in root.values()]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children.values()


def _requests_of(node: Node, headers: tuple[tuple[str, str], ...]) -> Iterator[Request]:
    resource, path = node.resource, _path(node)
    keys = _keys(resource)
    entity = f"{path}/{_segment(keys[0])}" if node.keyed else path
    whole = {each.name: _example(each) for each in resource.fields if not each.read_only}
    good = {each.name: whole[each.name] for each in resource.fields if each.required}
    patch = {"patch": {"$set": dict(list(good.items())[:2])}}
    ids = "ids=List(" + ",".join(map(_segment, keys)) + ")"
    told = [reduced_encode(key) if isinstance(key, dict) else key for key in keys]
    json_ = (*headers, ("Content-Type", "application/json"))
    forms: dict[str, tuple[str, str, tuple[str, ...], Any, str]] = {
        "GET": ("GET", entity, ("fields=id,name",), None, ""),
        "BATCH_GET": ("GET", path, (ids,), None, ""),
        "GET_ALL": ("GET", path, ("start=0", "count=5"), None, ""),
        "CREATE": ("POST", path, (), good, ""),
        "BATCH_CREATE": ("POST", path, (), {"elements": [good, good]}, "BATCH_CREATE"),
        "UPDATE": ("PUT", entity, (), good, ""),
        "BATCH_UPDATE": ("PUT", path, (ids,), {"entities": dict.fromkeys(told, good)}, ""),
        "PARTIAL_UPDATE": ("POST", entity, (), patch, "PARTIAL_UPDATE"),
        "BATCH_PARTIAL_UPDATE": (
            "POST", path, (ids,), {"entities": dict.fromkeys(told, patch)}, "BATCH_PARTIAL_UPDATE",
        ),
        "DELETE": ("DELETE", f"{path}/{_segment(keys[-1])}", (), None, ""),
        "BATCH_DELETE": ("DELETE", path, (ids,), None, ""),
    }  # fmt: skip
    for method in sorted(resource.methods):
        verb, target, query, body, named = forms[method]
        extra = (("X-RestLi-Method", named),) if named else ()
        content = b"" if body is None else json.dumps(body).encode()
        sent = (*(headers if body is None else json_), *extra)
        for params in _queries(resource.params.get(method, ())):
            yield Request(verb, target, (*query, *params), sent, content)
    if "CREATE" in resource.methods:
        yield Request("POST", path, (), json_, json.dumps(whole).encode())
    for finder in resource.finders:
        for params in _queries(finder.params):
            yield Request("GET", path, (f"q={finder.name}", *params, "count=5"), headers)
    for batch in resource.batch_finders:
        for params in _queries([Param(batch.criteria, "any", required=True)]):
            yield Request("GET", path, (f"bq={batch.name}", *params), headers)
    for action in resource.actions:
        content = json.dumps({each.name: _example(each) for each in action.params}).encode()
        on = entity if action.on == "entity" else path
        yield Request("POST", on, (f"action={action.name}",), json_, content)


def _path(node: Node) -> str:
    path = node.path
    above = node.parent
    while above is not None:
        segment = _segment(_keys(above.resource)[0])
        path = path.replace(f"{above.path}/{{key}}", f"{above.path}/{segment}", 1)
        above = above.parent
    return path


def _keys(resource: Resource) -> tuple[Any, ...]:
    if resource.name in _KEYS:
        return _KEYS[resource.name]
    kind = resource.key
    if isinstance(kind, SimpleKey):
        return (str(_OF_TYPE[kind.type]),)
    parts = kind.parts if isinstance(kind, CompoundKey) else {}
    return ({name: _KNOWN.get(name, _OF_TYPE[type_]) for name, type_ in parts.items()},)


def _segment(key: Any) -> str:
    return encode(key) if isinstance(key, dict) else quote(key, safe="")


def _queries(params: Iterable[Param]) -> Iterator[tuple[str, ...]]:
    """Yield the parameters that are needed, those with one of the others each, and all."""
    params = list(params)
    needed = [param for param in params if param.required]
    others = [param for param in params if not param.required]
    chosen = [needed, *([*needed, other] for other in others), params]
    for text in dict.fromkeys(map(_write, chosen)):
        yield tuple(text.split("&")) if text else ()


def _write(params: Iterable[Param]) -> str:
    return encode_query({each.name: _example(each) for each in params})


def _example(each: Field | Param) -> Any:
    """Return what may stand in a field."""
    listed = each.type.startswith("list[")
    if each.symbols:
        return [each.symbols[0]] if listed else each.symbols[0]
    known = _KNOWN.get(each.name)
    if known is not None and (isinstance(known, list) == listed or each.type == "any"):
        return known
    if each.fields:
        record = {inner.name: _example(inner) for inner in each.fields if not inner.read_only}
        return [record, record] if listed else record
    if listed:
        return [_OF_TYPE.get(each.type[5:-1], {})]
    if each.type.startswith("map["):
        return {"urn:li:adTargetingFacet:locations": ["urn:li:geo:1"]}
    return _OF_TYPE[each.type]


def _oauth(sandbox: Sandbox) -> Iterator[Request]:
    app = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    form = (("Content-Type", FORM),)
    redirect = {"redirect_uri": sandbox.redirect_url}
    asked = {"response_type": "code", "scope": "r_ads openid", "state": "x", **redirect}
    query = tuple(urlencode(asked | {"client_id": sandbox.client_id}).split("&"))
    pkce = (*query, "code_challenge=" + "x" * 43, "code_challenge_method=S256")
    for grant in (
        {"grant_type": "authorization_code", "code": sandbox.authorization_code(), **redirect},
        {"grant_type": "refresh_token", "refresh_token": "AQnone"},
        {"grant_type": "client_credentials"},
    ):
        body = urlencode(grant | app).encode()
        yield Request("POST", "/oauth/v2/accessToken", (), form, body)
    body = urlencode({"token": "AQnone"} | app).encode()
    yield Request("POST", "/oauth/v2/introspectToken", (), form, body)
    for path, asks in (("v2", query), ("native-pkce", pkce)):
        yield Request("GET", f"/oauth/{path}/authorization", asks)
        steps = urlencode({"step": "allow", "member": "782bbtaQ"}).encode()
        yield Request("POST", f"/oauth/{path}/authorization", asks, form, steps)
    yield Request("GET", "/oauth/.well-known/openid-configuration")
    yield Request("GET", "/oauth/openid/jwks")
    yield Request("GET", "/", (), (("Accept", "text/html"),))
    for url in _upload_urls(sandbox):
        parts = urlsplit(url)
        yield Request("PUT", parts.path, tuple(parts.query.split("&")), (), b"bytes")


def _upload_urls(sandbox: Sandbox) -> Iterator[str]:
    with RestliClient(
        base_url=sandbox.url, access_token=sandbox.access_token(), version_string="202608"
    ) as client:
        owner = {"initializeUploadRequest": {"owner": ENGINES, "fileSizeBytes": 5}}
        begin = {"action_name": "initializeUpload", "action_params": owner}
        yield client.action("/videos", **begin).value["uploadInstructions"][0]["uploadUrl"]
        del owner["initializeUploadRequest"]["fileSizeBytes"]
        yield client.action("/images", **begin).value["uploadUrl"]


def _admin() -> Iterator[Request]:
    for route in ROUTES:
        headers = () if route.verb == "GET" else (("Content-Type", "application/json"),)
        path = PREFIX + route.path.replace("{number}", "1")
        query = ("last=5",) if route.path == "/requests" else ()
        yield Request(route.verb, path, query, headers, route.example.encode())
    body = urlencode({"action": "add_fault", "fault": "429", "times": "1"}).encode()
    yield Request("POST", f"{PREFIX}/form", (), (("Content-Type", FORM),), body)
