"""The vectors gathered from LinkedIn's own Rest.li implementation, as far as a client goes."""

import re
from urllib.parse import unquote

import pytest
from conformance.folder import load, needs_folder

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli import (
    build_patch,
    decode,
    diff,
    encode,
    encode_query,
    format_projection,
    parse_projection,
    reduced_decode,
    reduced_encode,
)
from linkedin_api.restli.decoder import percent_decode
from linkedin_api.restli.keys import body_key
from linkedin_api.restli.request import Request
from linkedin_api.restli.tunnel import tunnel_if_long

pytestmark = needs_folder
VECTORS = load("vectors.json")


def rows(group, *operations):
    """The rows of a group, of one or some of its operations."""
    found = [row for row in VECTORS.get(group, []) if not operations or row["op"] in operations]
    names = [row["source"].rpartition("/")[2] for row in found]
    return pytest.mark.parametrize("row", found, ids=names)


def unescaped(text):
    """The tokens percent-decoded: more escaping than LinkedIn's own is equivalent."""
    return [unquote(part) if part not in "(),:" else part for part in re.split(r"([(),:])", text)]


def test_all_groups_are_there():
    assert {group: len(VECTORS[group]) for group in VECTORS if group != "meta"} == VECTORS["meta"][
        "counts"
    ]


@rows("encode")
def test_encode(row):
    assert unescaped(encode(row["input"])) == unescaped(row["output"])


@rows("reduced_encode")
def test_reduced_encode(row):
    value = row["input"]
    if row["kind"] == "complex_key_full":
        value = {"$params": value["params"], **value["key"]}
    elif row["kind"] == "complex_key":
        value = value["key"]
    write = body_key if row["kind"] == "simple_key" else reduced_encode

    assert write(value) == row["output"]


@rows("decode", "element")
def test_decode(row):
    assert decode(row["input"]) == row["output"]
    assert reduced_decode(row["input"]) == row["output"]


@rows("decode", "percent")
def test_percent_decode(row):
    assert percent_decode(row["input"]) == row["output"]


@rows("decode", "consecutive_octets")
def test_octets_are_decoded_where_they_stand(row):
    text = row["input"]
    begin, end = row["start"], row["start"] + row["consumed"]

    decoded = percent_decode(text[begin:end])

    assert decoded == row["output"]
    before, after = percent_decode(text[:begin]), percent_decode(text[end:])
    assert percent_decode(text) == before + decoded + after


@rows("decode_errors")
def test_decode_errors(row):
    read = decode if row["op"] == "element" else percent_decode
    with pytest.raises(InvalidSerializedRestliError) as caught:
        read(row["input"])

    if column := re.search(r"column (\d+)", row["message"]):
        assert caught.value.position == int(column[1])


@rows("query")
def test_query(row):
    query = encode_query(row["input"])

    ours, theirs = _params(query), _params(row["output"])
    assert ours.keys() == theirs.keys()
    for name in ours:
        if name == row.get("order_insensitive"):
            assert parse_projection(ours[name]) == parse_projection(theirs[name])
        else:
            assert unescaped(ours[name]) == unescaped(theirs[name])


def _params(query):
    return dict(pair.split("=", 1) for pair in query.split("&"))


@rows("projection", "mask_uri")
def test_masks_and_their_text(row):
    assert parse_projection(row["uri"]) == row["mask"]
    assert parse_projection(format_projection(row["mask"])) == row["mask"]


@rows("projection", "uri_to_mask")
def test_projections_are_read(row):
    assert parse_projection(row["uri"]) == row["mask"]


@rows("projection", "uri_error")
def test_malformed_projections_are_refused(row):
    with pytest.raises(InvalidSerializedRestliError):
        parse_projection(row["uri"])


@rows("projection", "paths_to_mask", "compose")
def test_resulting_masks_survive_their_text(row):
    assert parse_projection(format_projection(row["mask"])) == row["mask"]
    if "uri" in row:
        assert parse_projection(row["uri"]) == row["mask"]


@rows("patch", "build")
def test_patches_are_built(row):
    changes = {tuple(op["path"]): op.get("value") for op in row["operations"] if op["op"] == "set"}
    gone = [tuple(op["path"]) for op in row["operations"] if op["op"] == "delete"]

    assert build_patch(set=changes, delete=gone) == row["patch"]


@rows("patch", "diff")
def test_patches_are_computed(row):
    assert diff(row["original"], row["modified"]) == row["patch"]


def _request(row):
    request = row["request"]
    body = request.get("body")
    content = None if body is None else body.encode()
    return Request(request["method"], request["uri"], request.get("headers", {}), content)


@rows("tunnel", "encode", "round_trip")
def test_requests_without_body_are_tunnelled(row):
    request = _request(row)
    expected = row.get("expect") or row["encoded"]

    tunnelled = tunnel_if_long(request, max_query=row["threshold"])

    if expected.get("unchanged"):
        assert tunnelled is request
        return
    headers = {"Content-Length": str(len(tunnelled.content)), **tunnelled.headers}
    assert (tunnelled.verb, tunnelled.url) == (expected["method"], expected["uri"])
    assert {**headers, **expected["headers"]} == headers
    assert tunnelled.content.decode() == expected["body"]


@rows("tunnel", "encode_multipart")
def test_requests_with_body_are_tunnelled(row):
    expected = row["expect"]

    tunnelled = tunnel_if_long(_request(row), max_query=row["threshold"])

    kind, _, boundary = tunnelled.headers["Content-Type"].partition("; boundary=")
    assert (tunnelled.verb, tunnelled.url, kind) == (
        expected["method"],
        expected["uri"],
        "multipart/mixed",
    )
    assert tunnelled.headers["X-HTTP-Method-Override"] == row["request"]["method"]
    parts = tunnelled.content.decode().split(f"--{boundary}")
    assert parts[0] == ""
    assert parts[-1] == "--"
    assert [_part(part) for part in parts[1:-1]] == [
        (part["content_type"], part["body"]) for part in expected["parts"]
    ]


def _part(text):
    head, _, body = text.removeprefix("\r\n").removesuffix("\r\n").partition("\r\n\r\n")
    return head.removeprefix("Content-Type: "), body


@pytest.mark.parametrize(
    "row",
    [row for row in VECTORS.get("tunnel", [])
     if row["op"] == "encode_error" and row["request"]["method"] != "Invalid"],
)  # fmt: skip
def test_a_body_of_unknown_type_is_not_tunnelled(row):
    with pytest.raises(InvalidArgumentError):
        tunnel_if_long(_request(row), max_query=row["threshold"])
