"""Projections and patches applied: LinkedIn's own rows, and rows of our own."""

from __future__ import annotations

import pytest
from conformance.folder import load, needs_folder

from linkedin_api.sandbox.protocol.masks import apply_mask
from linkedin_api.sandbox.protocol.patches import apply_patch
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.tunnelling import Wire, unpack

VECTORS = load("vectors.json")


def rows(group: str, *operations: str) -> list[dict]:
    return [row for row in VECTORS.get(group, []) if row["op"] in operations]


@needs_folder
@pytest.mark.parametrize("row", rows("projection", "apply", "apply_always_include"))
def test_a_mask_leaves_what_the_genuine_server_leaves(row):
    always = frozenset(row.get("always", ()))
    assert row["result"] == apply_mask(row["data"], row["mask"], always)


@needs_folder
@pytest.mark.parametrize("row", rows("patch", "apply"))
def test_a_patch_makes_what_the_genuine_server_makes(row):
    assert row["result"] == apply_patch(row["data"], row["patch"])


@needs_folder
@pytest.mark.parametrize("row", rows("patch", "apply_error"))
def test_a_patch_is_refused_that_the_genuine_server_refuses(row):
    with pytest.raises(Refused) as caught:
        apply_patch(row["data"], row["patch"])
    assert caught.value.problem.status == 422


def unpack_row(row: dict) -> Wire:
    request = row["request"]
    headers = {name.lower(): value for name, value in request["headers"].items()}
    query = request["uri"].partition("?")[2].encode()
    body = request.get("body", "").encode()
    came = Wire(request["method"], query, headers.get("content-type", ""), body)
    return unpack(came, headers.get("x-http-method-override"))


@needs_folder
@pytest.mark.parametrize("row", rows("tunnel", "decode"))
def test_a_tunnelled_request_is_unpacked_as_the_genuine_server_does(row):
    meant, expected = unpack_row(row), row["expect"]
    assert (meant.verb, meant.query.decode(), meant.body.decode()) == (
        expected["method"],
        expected["uri"].partition("?")[2],
        expected["body"],
    )
    assert meant.content_type == expected["headers"].get(
        "Content-Type", expected["headers"].get("content-type", "")
    )


@needs_folder
@pytest.mark.parametrize("row", rows("tunnel", "decode_error"))
def test_a_tunnel_is_refused_that_the_genuine_server_refuses(row):
    with pytest.raises(Refused) as caught:
        unpack_row(row)
    assert caught.value.problem.message == row["error"]["message"]


DATA = {"id": 1, "author": {"name": "Ada", "age": 36}, "tags": [{"x": 1, "y": 2}, {"y": 3}]}


@pytest.mark.parametrize(
    ("mask", "left"),
    [
        ({}, DATA),
        ({"id": 1}, {"id": 1}),
        ({"id": 0}, {name: DATA[name] for name in ("author", "tags")}),
        ({"author": {"name": 1}}, {"author": {"name": "Ada"}}),
        ({"author": {"name": 0}, "id": 1}, {"id": 1}),
        ({"author": {"$*": 1, "name": 0}}, {"author": {"age": 36}}),
        ({"tags": {"$*": {"x": 1}}}, {"tags": [{"x": 1}, {}]}),
        ({"tags": {"$start": 1}}, {"tags": [{"y": 3}]}),
        ({"tags": {"$*": {"y": 1}, "$count": 1}}, {"tags": [{"y": 2}]}),
        ({"$*": 0}, {}),
        ({"missing": 1}, {}),
        ({"id": {"x": 1}}, {}),
    ],
)
def test_a_mask_leaves_what_it_names(mask, left):
    assert left == apply_mask(DATA, mask)


def test_names_that_are_always_included_survive_a_mask():
    assert apply_mask(DATA, {"author": {"age": 1}}, frozenset({"id"})) == {
        "id": 1,
        "author": {"age": 36},
    }


def test_a_patch_does_not_change_the_entity_it_is_applied_to():
    entity = {"a": {"b": 1}}
    apply_patch(entity, {"a": {"$set": {"b": 2}}})
    assert entity == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("patch", "patched"),
    [
        ({"$set": {"b": 2}}, {"a": {"c": 1}, "l": [1, 2, 3], "b": 2}),
        ({"$delete": ["a", "x"]}, {"l": [1, 2, 3]}),
        ({"a": {"$delete": ["c"]}}, {"a": {}, "l": [1, 2, 3]}),
        ({"n": {"m": {"$set": {"k": 1}}}}, {"a": {"c": 1}, "l": [1, 2, 3], "n": {"m": {"k": 1}}}),
        (
            {"l": {"$reorder": [{"$fromIndex": 0, "$toIndex": 2}]}},
            {"a": {"c": 1}, "l": [2, 3, 1]},
        ),
        ({"$$x": {"$set": {"k": 1}}}, {"a": {"c": 1}, "l": [1, 2, 3], "$x": {"k": 1}}),
    ],
)
def test_a_patch_does_what_it_says(patch, patched):
    assert patched == apply_patch({"a": {"c": 1}, "l": [1, 2, 3]}, patch)


@pytest.mark.parametrize(
    "patch",
    [
        1,
        {"a": 1},
        {"$set": 1},
        {"$delete": "a"},
        {"$delete": [1]},
        {"$delete": ["a", "a"]},
        {"$set": {"a": 1}, "$delete": ["a"]},
        {"$set": {"a": 1}, "a": {"$set": {}}},
        {"$reorder": []},
        {"l": {"$set": {"0": 1}}},
        {"l": {"$reorder": [{"$fromIndex": 0, "$toIndex": 3}]}},
        {"l": {"$reorder": [{"$fromIndex": True, "$toIndex": 1}]}},
        {"l": {"$reorder": [1]}},
        {"n": {"$set": {"x": 1}}},
    ],
)
def test_a_patch_that_contradicts_itself_or_the_entity_is_refused(patch):
    with pytest.raises(Refused):
        apply_patch({"a": {"c": 1}, "l": [1, 2, 3], "n": 5}, patch)


PART = "--b\r\nContent-Type: {}\r\n\r\n{}\r\n"
FORM = PART.format("application/x-www-form-urlencoded", "ids=List(1)")
BODY = PART.format("application/json", "{}")


@pytest.mark.parametrize(
    "body",
    [
        f"{FORM}{BODY}--b--",
        f"{BODY}{FORM}--b--",
        f"preamble\r\n{FORM}{BODY}--b--\r\nepilogue",
        f"{FORM}{BODY}--b--".replace("\r\n", "\n"),
    ],
)
def test_the_parts_of_a_tunnel_may_come_in_any_order_and_line_ending(body):
    meant = unpack(Wire("POST", b"a=1", "multipart/mixed; boundary=b", body.encode()), "PUT")
    assert (meant.verb, meant.query, meant.body) == ("PUT", b"a=1&ids=List(1)", b"{}")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("", "a=1"),
        ("multipart/mixed", f"{FORM}{BODY}--b--"),
        ("multipart/mixed; boundary=b", f"{FORM}{BODY}"),
        ("multipart/mixed; boundary=b", f"{FORM}--b--"),
        ("multipart/mixed; boundary=b", f"{BODY}--b--"),
        ("multipart/mixed; boundary=b", "--b\r\nnothing--b--"),
        ("multipart/mixed; boundary=b", "--b\r\nX: y\r\n\r\nz\r\n--b--"),
        ("multipart/mixed; boundary=b", "--b\r\nX: y\r\n\r\nz\r\n--b\r\n\r\n\r\n--b--"),
    ],
)
def test_a_tunnel_that_cannot_be_read_is_refused(content_type, body):
    with pytest.raises(Refused):
        unpack(Wire("POST", b"", content_type, body.encode()), "PUT")
