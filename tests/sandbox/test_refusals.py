"""Wrong requests: each must be refused with the status and the words LinkedIn uses."""

from __future__ import annotations

from typing import Any

import pytest
from raw_http import Raw
from refusal_bodies import field_error, invalid_param

GROUPS = "/rest/adAccounts/512000001/adCampaignGroups"
GROUP = f"{GROUPS}/600000001"
USER = "(account:urn%3Ali%3AsponsoredAccount%3A512000001,user:urn%3Ali%3Aperson%3A782bbtaQ)"
GOOD_GROUP = {
    "name": "New",
    "account": "urn:li:sponsoredAccount:512000001",
    "status": "ACTIVE",
}
NO_RESOURCE = {
    "status": 404,
    "code": "RESOURCE_NOT_FOUND",
    "message": "No virtual resource found",
}
UNREADABLE = {"status": 400, "message": "Cannot parse request entity"}
FORM = "application/x-www-form-urlencoded"
LONG = "x" * 4200


def says(status: int, message: str, **more: Any) -> dict[str, Any]:
    return {"status": status, "message": message} | more


def not_allowed(name: str) -> dict[str, Any]:
    return invalid_param(
        name, "QUERY_PARAM_NOT_ALLOWED", f"Query parameter '{name}' is not allowed"
    )


def unsupported(verb: str, path: str, header: str = "") -> dict[str, Any]:
    return says(
        400, f"{verb} operation not supported for URI: '{path}' with X-RestLi-Method: '{header}'"
    )


def inactive(version: str) -> dict[str, Any]:
    return says(426, f"Requested version {version} is not active", code="NONEXISTENT_VERSION")


def token_error(number: int, code: str, message: str) -> dict[str, Any]:
    return says(401, message, code=code, serviceErrorCode=number)


def mask_error(reason: str) -> dict[str, Any]:
    return says(400, f"error parsing mask: malformed projection: {reason}")


EMPTY = token_error(65604, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token")
INVALID = token_error(65600, "INVALID_ACCESS_TOKEN", "Invalid access token")
SCHEME = says(401, "Unknown authentication schema", code="UNKNOWN_AUTHENTICATION_SCHEMA")
NO_VERSION = says(
    400,
    "A version must be present. Please specify a version by adding the Linkedin-Version header.",
    code="VERSION_MISSING",
)


def malformed_version(text: str) -> dict[str, Any]:
    return says(400, f"Invalid version {text}: expected YYYYMM", code="INVALID_VERSION")


#: What, verb, target, what else is sent, the whole body expected.
REFUSALS: tuple[tuple[str, str, str, dict[str, Any], dict[str, Any]], ...] = (
    ("no token", "GET", "/v2/me", {"Authorization": None}, EMPTY),
    ("a scheme without a token", "GET", "/v2/me", {"Authorization": "Bearer"}, EMPTY),
    ("an unknown token", "GET", "/v2/me", {"Authorization": "Bearer AQxyz"}, INVALID),
    ("another scheme", "GET", "/v2/me", {"Authorization": "Basic YTpi"}, SCHEME),
    (
        "neither token nor version",
        "GET",
        "/rest/posts",
        {"Authorization": None, "LinkedIn_Version": None},
        EMPTY,
    ),
    ("no version", "GET", GROUP, {"LinkedIn_Version": None}, NO_VERSION),
    ("an empty version", "GET", GROUP, {"LinkedIn_Version": ""}, NO_VERSION),
    ("a sunset version", "GET", GROUP, {"LinkedIn_Version": "202404"}, inactive("20240401")),
    ("a revision of it", "GET", GROUP, {"LinkedIn_Version": "20240402"}, inactive("20240402")),
    ("a future version", "GET", GROUP, {"LinkedIn_Version": "209901"}, inactive("20990101")),
    ("a word as version", "GET", GROUP, {"LinkedIn_Version": "foo"}, malformed_version("foo")),
    (
        "a dash in the version",
        "GET",
        GROUP,
        {"LinkedIn_Version": "2026-09"},
        malformed_version("2026-09"),
    ),
    ("a month 13", "GET", GROUP, {"LinkedIn_Version": "202613"}, malformed_version("202613")),
    (
        "protocol 3",
        "GET",
        GROUP,
        {"X_RestLi_Protocol_Version": "3.0.0"},
        says(400, "Rest.li protocol version 3.0.0 used by the client is not supported!"),
    ),
    (
        "a word as protocol",
        "GET",
        GROUP,
        {"X_RestLi_Protocol_Version": "two"},
        says(500, "Invalid protocol version: two"),
    ),
    ("an unknown resource", "GET", "/rest/nothing", {}, NO_RESOURCE),
    ("an unknown sub-resource", "GET", f"{GROUP}/nothing", {}, NO_RESOURCE),
    ("an unknown finder", "GET", "/rest/posts?q=search", {}, NO_RESOURCE),
    ("an unknown batch finder", "GET", f"{GROUPS}?bq=x&criteria=List()", {}, NO_RESOURCE),
    (
        "an unknown resource of v2",
        "GET",
        "/v2/nothing",
        {},
        says(404, "No root resource defined for path '/v2/nothing'"),
    ),
    (
        "a path without a base",
        "GET",
        "/nothing",
        {},
        says(404, "No root resource defined for path '/nothing'"),
    ),
    (
        "a key below a simple resource",
        "GET",
        "/v2/me/1",
        {},
        says(404, "Child resource '1' not found for URI: '/v2/me/1'"),
    ),
    (
        "an encoded slash",
        "GET",
        "/rest%2Fposts",
        {},
        says(404, "No root resource defined for path '/rest%2Fposts'"),
    ),
    ("two slashes", "GET", "/rest//posts", {}, NO_RESOURCE),
    (
        "a word as number key",
        "GET",
        f"{GROUPS}/abc",
        {},
        says(400, "Key value 'abc' must be of type 'java.lang.Long'"),
    ),
    (
        "a URN as number key",
        "GET",
        "/rest/adAccounts/urn%3Ali%3AsponsoredAccount%3A512000001",
        {},
        says(
            400,
            "Key value 'urn:li:sponsoredAccount:512000001' must be of type 'java.lang.Long'",
        ),
    ),
    (
        "a fraction as number key",
        "GET",
        f"{GROUPS}/6.5",
        {},
        says(400, "Key value '6.5' must be of type 'java.lang.Long'"),
    ),
    (
        "a number as URN key",
        "GET",
        "/rest/posts/12",
        {},
        says(400, "Key value '12' must be of type 'com.linkedin.common.urn.Urn'"),
    ),
    (
        "a key twice encoded",
        "GET",
        "/rest/posts/urn%253Ali%253Ashare%253A1",
        {},
        says(
            400,
            "Key value 'urn%3Ali%3Ashare%3A1' must be of type 'com.linkedin.common.urn.Urn'",
        ),
    ),
    (
        "a compound key with encoded structure",
        "GET",
        f"/rest/adAccountUsers/{USER.replace('(', '%28').replace(')', '%29')}",
        {},
        says(
            400,
            f"Key parameter value '{USER.replace('(', '%28').replace(')', '%29')}' is invalid",
        ),
    ),
    (
        "a compound key with a raw URN",
        "GET",
        "/rest/adAccountUsers/(account:urn:li:x:1,user:urn:li:person:2)",
        {},
        says(400, "Key parameter value '(account:urn:li:x:1,user:urn:li:person:2)' is invalid"),
    ),
    (
        "a compound key of protocol 1.0",
        "GET",
        "/rest/adAccountUsers/account=1&user=2",
        {},
        says(400, "Key parameter value 'account=1&user=2' is invalid"),
    ),
    (
        "a part of a compound key, which asks for a list",
        "GET",
        "/rest/adAccountUsers/(user:urn%3Ali%3Aperson%3A2)",
        {},
        unsupported("GET", "/rest/adAccountUsers/(user:urn%3Ali%3Aperson%3A2)", "get_all"),
    ),
    (
        "a word as batch key",
        "GET",
        f"{GROUPS}?ids=List(1,urn%3Ali%3Ax%3A1)",
        {},
        says(400, "NumberFormatException parsing batch key 'urn:li:x:1'"),
    ),
    ("a bare batch key", "GET", f"{GROUPS}?ids=1", {}, invalid_param("ids")),
    ("an encoded list of ids", "GET", f"{GROUPS}?ids=List%281%2C2%29", {}, invalid_param("ids")),
    ("ids of protocol 1.0", "GET", f"{GROUPS}?ids[0]=1", {}, not_allowed("ids[0]")),
    (
        "repeated ids",
        "GET",
        f"{GROUPS}?ids=1&ids=2",
        {},
        says(400, "Parameter 'ids' must not be repeated", code="ILLEGAL_ARGUMENT"),
    ),
    (
        "repeated fields",
        "GET",
        f"{GROUPS}?fields=id&fields=name",
        {},
        says(400, "Parameter 'fields' must not be repeated", code="ILLEGAL_ARGUMENT"),
    ),
    (
        "a parameter repeated in v2",
        "GET",
        "/v2/me?a=1&a=2",
        {},
        says(400, "unexpected repeated query param: 'a'"),
    ),
    (
        "an encoded structure",
        "GET",
        "/rest/adAccounts?q=search&search=%28status%3A%28values%3AList%28ACTIVE%29%29%29",
        {},
        invalid_param("search"),
    ),
    (
        "a list of protocol 1.0",
        "GET",
        "/rest/adAccounts?q=search&search.status.values[0]=ACTIVE",
        {},
        not_allowed("search.status.values[0]"),
    ),
    (
        "a raw URN in a list",
        "GET",
        "/rest/posts?q=author&author=urn:li:person:1",
        {},
        invalid_param("author"),
    ),
    ("an empty parameter", "GET", "/rest/posts?q=author&author=", {}, invalid_param("author")),
    ("a bare parameter", "GET", "/rest/posts?q=author&author", {}, invalid_param("author")),
    (
        "a number for a URN",
        "GET",
        "/rest/posts?q=author&author=12",
        {},
        invalid_param("author"),
    ),
    (
        "an unknown symbol",
        "GET",
        "/rest/posts?q=author&author=urn%3Ali%3Aperson%3A1&sortBy=LOUDEST",
        {},
        invalid_param("sortBy"),
    ),
    (
        "a missing parameter",
        "GET",
        "/rest/posts?q=author",
        {},
        says(400, "Parameter 'author' is required"),
    ),
    (
        "missing criteria",
        "GET",
        f"{GROUPS}?bq=searchCriteria",
        {},
        says(400, "Parameter 'criteria' is required"),
    ),
    (
        "criteria that are no list",
        "GET",
        f"{GROUPS}?bq=searchCriteria&criteria=(status:ACTIVE)",
        {},
        invalid_param("criteria"),
    ),
    (
        "an unclosed list",
        "GET",
        f"{GROUPS}?ids=List(1,2",
        {},
        invalid_param("ids"),
    ),
    (
        "fields as a list",
        "GET",
        f"{GROUP}?fields=List(id,name)",
        {},
        mask_error("expected ':' before '(' (at position 4)"),
    ),
    (
        "fields with a colon alone",
        "GET",
        f"{GROUP}?fields=id:name",
        {},
        mask_error("expected '(' after ':' (at position 3)"),
    ),
    (
        "fields that do not close",
        "GET",
        f"{GROUP}?fields=id,totalBudget:(amount",
        {},
        mask_error("a ')' is missing (at position 22)"),
    ),
    (
        "a word as start",
        "GET",
        f"{GROUPS}?start=two",
        {},
        says(400, "Invalid (non-integer) start/count parameters"),
    ),
    (
        "an underscore in a count",
        "GET",
        f"{GROUPS}?count=1_0",
        {},
        says(400, "Invalid (non-integer) start/count parameters"),
    ),
    (
        "a list as start",
        "GET",
        f"{GROUPS}?start=List(1)",
        {},
        says(400, "Invalid (non-integer) start/count parameters"),
    ),
    (
        "an unknown kind of key",
        "GET",
        f"{GROUPS}/1?altkey=List(a)",
        {},
        says(400, "Resource 'adCampaignGroups' has no alternative key named '['a']'"),
    ),
    (
        "a negative start",
        "GET",
        f"{GROUPS}?start=-1",
        {},
        says(400, "start/count parameters must be non-negative"),
    ),
    (
        "a negative count",
        "GET",
        f"{GROUPS}?count=-5",
        {},
        says(400, "start/count parameters must be non-negative"),
    ),
    (
        "a count over the maximum",
        "GET",
        "/rest/posts?q=author&author=urn%3Ali%3Aperson%3A1&count=101",
        {},
        says(400, "Specified count is larger than 100"),
    ),
    ("an empty page", "GET", "/rest/adAccounts?q=search&pageSize=0", {}, invalid_param("pageSize")),
    (
        "a page over the maximum",
        "GET",
        "/rest/adAccounts?q=search&pageSize=1001",
        {},
        invalid_param("pageSize"),
    ),
    (
        "an invented page token",
        "GET",
        "/rest/adAccounts?q=search&pageToken=abc",
        {},
        invalid_param("pageToken"),
    ),
    (
        "another method in the header",
        "GET",
        GROUP,
        {"X_RestLi_Method": "DELETE"},
        says(400, f"Method 'GET' is not supported for URI '{GROUP}'"),
    ),
    (
        "an unknown method in the header",
        "POST",
        GROUPS,
        {"X_RestLi_Method": "FOO", "body": {}},
        says(400, f"Method 'POST' is not supported for URI '{GROUPS}'"),
    ),
    ("a PUT without a key", "PUT", GROUPS, {"body": {}}, unsupported("PUT", GROUPS)),
    ("a DELETE without a key", "DELETE", GROUPS, {}, unsupported("DELETE", GROUPS)),
    (
        "a method the resource lacks",
        "GET",
        "/rest/adAccounts",
        {},
        unsupported("GET", "/rest/adAccounts", "get_all"),
    ),
    ("ids and a key", "GET", f"{GROUP}?ids=List(1)", {}, unsupported("GET", GROUP)),
    (
        "an action by GET",
        "GET",
        "/rest/images?action=initializeUpload",
        {},
        says(
            400,
            "All action methods (specified via 'action' in URI) must be submitted as a POST"
            " (was GET)",
        ),
    ),
    (
        "an unknown action",
        "POST",
        "/rest/images?action=dance",
        {"body": {}},
        says(
            400,
            "POST operation named dance not supported on resource 'images' URI: '/rest/images'",
        ),
    ),
    (
        "an action without its parameter",
        "POST",
        "/rest/images?action=initializeUpload",
        {"body": {}},
        says(400, "Parameter 'initializeUploadRequest' is required"),
    ),
    (
        "an action with a wrong parameter",
        "POST",
        "/rest/images?action=initializeUpload",
        {"body": {"initializeUploadRequest": "now"}},
        invalid_param("initializeUploadRequest"),
    ),
    ("a verb Rest.li lacks", "PATCH", GROUP, {"body": {}}, says(405, "Method Not Allowed")),
    ("a body that is no JSON", "POST", GROUPS, {"content": "{name:1}"}, UNREADABLE),
    ("a body that is cut off", "POST", GROUPS, {"content": '{"name":'}, UNREADABLE),
    ("a body that is a list", "POST", GROUPS, {"body": []}, UNREADABLE),
    ("no body", "POST", GROUPS, {"content": ""}, UNREADABLE),
    ("NaN in the body", "POST", GROUPS, {"content": '{"name":NaN}'}, UNREADABLE),
    (
        "a batch without entities",
        "PUT",
        f"{GROUPS}?ids=List(600000001)",
        {"body": GOOD_GROUP},
        UNREADABLE,
    ),
    (
        "a batch whose elements are no list",
        "POST",
        GROUPS,
        {"X_RestLi_Method": "BATCH_CREATE", "body": {"elements": GOOD_GROUP}},
        UNREADABLE,
    ),
    (
        "a batch create without its header",
        "POST",
        GROUPS,
        {"body": {"elements": [GOOD_GROUP]}},
        says(422, "ERROR :: /elements :: unrecognized field found but not allowed\n"),
    ),
    (
        "other keys in URL and body",
        "PUT",
        f"{GROUPS}?ids=List(600000001)",
        {"body": {"entities": {"600000002": GOOD_GROUP}}},
        says(400, "Batch request mismatch. URI keys: '600000001' Entity keys: '600000002'"),
    ),
    (
        "a key too many in the body",
        "PUT",
        f"{GROUPS}?ids=List(600000001)",
        {"body": {"entities": {"600000001": GOOD_GROUP, "600000002": GOOD_GROUP}}},
        says(
            400,
            "Batch request mismatch. URI keys: '600000001' Entity keys: '600000001, 600000002'",
        ),
    ),
    (
        "a raw compound key in the body",
        "PUT",
        f"/rest/adAccountUsers?ids=List({USER})",
        {"body": {"entities": {"(account:urn:li:x:1,user:urn:li:person:2)": {}}}},
        {"status": 400},
    ),
    (
        "a missing field",
        "POST",
        GROUPS,
        {"body": {**GOOD_GROUP, "name": None} | {"name": 5}},
        field_error("name", "INVALID_VALUE_FOR_FIELD", "name can't be set to 5"),
    ),
    (
        "a field left out",
        "POST",
        GROUPS,
        {"body": {"account": GOOD_GROUP["account"], "status": "ACTIVE"}},
        field_error("name", "MISSING_FIELD", "name is required but missing"),
    ),
    (
        "an unknown status",
        "POST",
        GROUPS,
        {"body": {**GOOD_GROUP, "status": "LOUD"}},
        field_error("status", "INVALID_VALUE_FOR_FIELD", "status can't be set to LOUD"),
    ),
    (
        "an id that only LinkedIn gives",
        "POST",
        GROUPS,
        {"body": {**GOOD_GROUP, "id": 5}},
        says(422, "ReadOnly field present in a CREATE request: id"),
    ),
    (
        "another account than the path's",
        "POST",
        GROUPS,
        {"body": {**GOOD_GROUP, "account": "urn:li:sponsoredAccount:5"}},
        says(
            400,
            "The account in the path and in the body must be the same",
            code="ACCOUNT_ID_MISMATCH_IN_PARAM_AND_BODY",
        ),
    ),
    (
        "a patch that sets and deletes a field",
        "POST",
        GROUP,
        {"body": {"patch": {"$set": {"name": "x"}, "$delete": ["name"]}}},
        says(422, "Cannot apply the patch: 'name' has more than one operation"),
    ),
    (
        "a patch with a value outside of $set",
        "POST",
        GROUP,
        {"body": {"patch": {"name": "x"}}},
        says(422, "Cannot apply the patch: the value of 'name' must be in $set"),
    ),
    (
        "a word for $returnEntity",
        "POST",
        f"{GROUPS}?$returnEntity=maybe",
        {"X_RestLi_Method": "batch_create", "body": {"elements": []}},
        says(400, "Invalid value 'maybe' for $returnEntity: must be true or false"),
    ),
    (
        "a record for $returnEntity",
        "POST",
        f"{GROUPS}?$returnEntity=(a:b)",
        {"X_RestLi_Method": "batch_create", "body": {"elements": []}},
        says(400, "Invalid value '{'a': 'b'}' for $returnEntity: must be true or false"),
    ),
    (
        "a list for $returnEntity",
        "POST",
        f"{GROUPS}?$returnEntity=List(true)",
        {"X_RestLi_Method": "batch_create", "body": {"elements": []}},
        says(400, "Invalid value '['true']' for $returnEntity: must be true or false"),
    ),
    (
        "an entity that is not there",
        "GET",
        f"{GROUPS}/5",
        {},
        says(404, "Not Found", code="NOT_FOUND"),
    ),
    (
        "a parent that is not there",
        "GET",
        "/rest/adAccounts/5/adCampaignGroups/600000001",
        {},
        says(404, "Not Found", code="NOT_FOUND"),
    ),
    (
        "an answer in XML",
        "GET",
        "/v2/me",
        {"Accept": "application/xml"},
        says(406, "None of the types in 'application/xml' is supported"),
    ),
    (
        "a body in XML",
        "POST",
        GROUPS,
        {"content": "<a/>", "Content_Type": "application/xml"},
        says(415, "Content-Type 'application/xml' is not supported: send application/json"),
    ),
    (
        "a query over 4 KB",
        "GET",
        f"/v2/me?x={LONG}",
        {},
        says(414, "Request URI Too Long: the query has 4202 bytes, the limit is 4096"),
    ),
    (
        "a segment over 4 KB",
        "GET",
        f"/rest/posts/{LONG}",
        {},
        says(414, "Request URI Too Long: a segment of the path has 4200 bytes, the limit is 4096"),
    ),
    (
        "a URL over 8 KB",
        "GET",
        f"/v2/me/{LONG[:4000]}/{LONG[:4000]}/{LONG[:1000]}",
        {},
        says(414, "Request URI Too Long: the URL has 9010 bytes, the limit is 8192"),
    ),
    (
        "headers over 28 KB",
        "GET",
        "/v2/me",
        {"X_Filler": "x" * 29_000},
        says(414, "The headers are too large"),
    ),
    (
        "an unknown override",
        "POST",
        GROUPS,
        {"X_HTTP_Method_Override": "PATCH", "content": "q=x", "Content_Type": FORM},
        says(400, "Invalid HTTP method override header."),
    ),
    (
        "a tunnel without a type",
        "POST",
        GROUPS,
        {"X_HTTP_Method_Override": "GET", "content": "start=1"},
        says(400, "Cannot read the tunnelled request: the Content-Type is missing"),
    ),
)


@pytest.mark.parametrize(
    ("verb", "target", "sent", "expected"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_a_wrong_request_is_refused(ask: Raw, verb, target, sent, expected):
    reply = ask(verb, target, **sent)
    body = reply.json
    assert reply.status == expected["status"]
    if "message" in expected:
        assert body == expected
    else:
        assert body | expected == body
    assert reply.headers["x-restli-error-response"] == "true"


def test_the_list_of_wrong_requests_is_long_enough():
    assert len(REFUSALS) >= 100


def test_a_post_without_a_length_is_refused(ask: Raw, sandbox):
    import socket

    host, _, port = sandbox.url.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=5) as raw:
        raw.sendall(b"POST /rest/posts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b"".join(iter(lambda: raw.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 411 ")


@pytest.mark.parametrize(
    "target", ["/nothing", "/v2/me?a=1&a=2", "/v2/me?x=", f"{GROUP}?fields=a:b"]
)
def test_an_error_found_before_routing_comes_without_a_content_type(ask: Raw, target):
    reply = ask("GET", target)
    assert reply.json["status"] == reply.status
    assert "content-type" not in reply.headers


def test_an_error_of_protocol_1_is_marked_by_its_own_header(ask: Raw):
    reply = ask("GET", "/v2/nothing", X_RestLi_Protocol_Version=None)
    assert reply.headers["x-linkedin-error-response"] == "true"
    assert "x-restli-error-response" not in reply.headers


@pytest.mark.parametrize(
    ("verb", "target", "scopes", "what"),
    [
        ("GET", "/v2/me", "openid", "me.GET.NO_VERSION"),
        ("GET", "/v2/userinfo", "r_basicprofile", "userinfo.GET.NO_VERSION"),
        ("GET", "/rest/me", "openid", "me.GET.20260901"),
        ("GET", f"{GROUPS}?q=search", "openid", "adCampaignGroups.FINDER-search.20260901"),
        ("DELETE", GROUP, "r_ads", "adCampaignGroups.DELETE.20260901"),
        ("POST", GROUPS, "r_ads", "adCampaignGroups.CREATE.20260901"),
    ],
)
def test_a_token_without_the_scope_is_refused(ask: Raw, sandbox, verb, target, scopes, what):
    reply = ask(verb, target, Authorization=f"Bearer {sandbox.access_token(scopes)}",
                content="" if verb == "POST" else None)  # fmt: skip
    assert reply.json == {
        "status": 403,
        "serviceErrorCode": 100,
        "code": "ACCESS_DENIED",
        "message": f"Not enough permissions to access: {what}",
    }


def test_a_token_of_an_application_is_nobody(ask: Raw, sandbox):
    token = sandbox.access_token(member=None)
    assert ask("GET", "/v2/me", Authorization=f"Bearer {token}").status == 403


def test_an_expired_token_is_refused(ask: Raw, sandbox):
    token = sandbox.access_token(expires_in=0)
    assert ask("GET", "/v2/me", Authorization=f"Bearer {token}").json == token_error(
        65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired"
    )


def test_a_revoked_token_is_refused(ask: Raw, sandbox):
    token = sandbox.access_token()
    sandbox.revoke(token)
    assert ask("GET", "/v2/me", Authorization=f"Bearer {token}").json == token_error(
        65601,
        "REVOKED_ACCESS_TOKEN",
        "The token used in the request has been revoked by the user",
    )
