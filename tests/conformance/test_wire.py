"""LinkedIn's client test-suite: 59 calls, the requests they must become, and the answers.

The call each pair stands for is read from its request by this module alone; the client then
has to send an equivalent request to a server that gives the recorded answer.
"""

import json
import re
from urllib.parse import unquote

import pytest
from canned import Answer, CannedServer
from conformance.folder import load, needs_folder

from linkedin_api import RestliClient
from linkedin_api.restli import decode
from linkedin_api.restli.keys import decode_key

pytestmark = needs_folder
PAIRS = load("wire.json").get("pairs", [])
RAW = ("fields", "metadataFields", "pagingFields")
RESOURCES = re.compile(
    r"[a-zA-Z]*(collection|simple|key|association|actionSet|params|Typeref)[a-zA-Z]*"
)


def call(client, pair):
    """Make the call of a pair."""
    path, _, query = pair["request"]["path"].partition("?")
    params = dict(part.split("=", 1) for part in query.split("&")) if query else {}
    params = {name: text if name in RAW else decode(text) for name, text in params.items()}
    segments = path.strip("/").split("/")
    keys = {f"k{i}": decode(s) for i, s in enumerate(segments) if not RESOURCES.fullmatch(s)}
    names = [f"{{k{i}}}" if f"k{i}" in keys else s for i, s in enumerate(segments)]
    method, _, name = pair["restli_method"].partition(":")
    own = {
        "finder": {"finder_name": params.pop("q", name)},
        "action": {"action_name": params.pop("action", name)},
    }.get(method, {})
    own |= _body_arguments(method, pair["request"]["body"])
    if "ids" in params:
        own["ids"] = params.pop("ids")
    if "entities" in own and isinstance(own["entities"], dict):
        own["entities"] = _in_order(own["ids"], own["entities"])
    if "patch_set_objects" in own:
        entities = _in_order(own["ids"], own["patch_set_objects"])
        own["patch_set_objects"] = [entity["patch"]["$set"] for entity in entities]
    return getattr(client, method)(
        resource_path="/" + "/".join(names),
        access_token="T",
        path_keys=keys,
        query_params=params,
        **own,
    )


def _body_arguments(method, body):
    return {
        "create": lambda: {"entity": body},
        "update": lambda: {"entity": body},
        "batch_create": lambda: {"entities": body["elements"]},
        "batch_update": lambda: {"entities": body["entities"]},
        "batch_partial_update": lambda: {"patch_set_objects": body["entities"]},
        "partial_update": lambda: {"patch": body["patch"]},
        "action": lambda: {"action_params": body},
    }.get(method, dict)()


def _in_order(ids, entities):
    return [
        next(entity for key, entity in entities.items() if decode_key(key) == asked)
        for asked in ids
    ]


def tokens(text):
    return [unquote(part) if part not in "(),:" else part for part in re.split(r"([(),:])", text)]


def answer_of(pair):
    response = pair["response"]
    headers = {k: v for k, v in response["headers"].items() if k.lower() != "content-length"}
    body = b"" if response["body"] is None else json.dumps(response["body"]).encode()
    return Answer(response["status"], headers, body)


@pytest.fixture(params=PAIRS, ids=[pair["name"] for pair in PAIRS])
def exchange(request):
    """A pair, what the client sent for it, and what it made of the answer."""
    pair = request.param
    with CannedServer(answer_of(pair)) as server, RestliClient(base_url=server.url) as client:
        yield pair, call(client, pair), server.last


def test_the_request_is_equivalent_to_the_recorded_one(exchange):
    pair, _, sent = exchange
    recorded = pair["request"]

    path, _, query = sent.target.removeprefix("/v2").partition("?")
    recorded_path, _, recorded_query = recorded["path"].partition("?")
    assert sent.verb == recorded["method"]
    assert tokens(path) == tokens(recorded_path)
    assert sorted(map(tokens, query.split("&"))) == sorted(map(tokens, recorded_query.split("&")))
    assert (json.loads(sent.body) if sent.body else None) == recorded["body"]
    method = recorded["headers"].get("X-RestLi-Method")
    assert method is None or sent.headers["x-restli-method"].lower() == method
    assert sent.headers["x-restli-protocol-version"] == "2.0.0"
    if recorded["body"] is not None:
        assert sent.headers["content-type"] == "application/json"


def test_the_recorded_answer_is_read(exchange):
    pair, response, _ = exchange
    recorded = pair["response"]

    assert response.status_code == recorded["status"]
    if recorded["status"] >= 400:
        assert response.error == recorded["body"]
        assert response.error.message == recorded["body"]["message"]
        return
    assert response.error is None
    READ[pair["restli_method"].partition(":")[0]](response, recorded, pair)


def _read_entity(response, recorded, _):
    assert response.entity == recorded["body"]


def _read_batch_get(response, recorded, pair):
    body = recorded["body"]
    assert (response.results, response.statuses) == (body["results"], body["statuses"])
    for asked in _ids(pair):
        assert response.result_for(asked) in body["results"].values()


def _read_collection(response, recorded, _):
    body = recorded["body"]
    assert response.elements == body["elements"]
    assert (response.paging.start, response.paging.count, response.paging.total) == (
        body["paging"]["start"],
        body["paging"]["count"],
        body["paging"].get("total"),
    )
    assert response.metadata == body.get("metadata")


def _read_create(response, recorded, _):
    assert response.entity_id == recorded["headers"].get("X-RestLi-Id")
    assert response.entity == recorded["body"]


def _read_batch_create(response, recorded, _):
    assert [(r.status, r.id, r.location) for r in response.elements] == [
        (e["status"], e.get("id"), e.get("location")) for e in recorded["body"]["elements"]
    ]


def _read_batch_write(response, recorded, pair):
    body = recorded["body"]
    assert {k: r.status for k, r in response.results.items()} == {
        key: result["status"] for key, result in body["results"].items()
    }
    assert response.errors == body["errors"]
    for asked in _ids(pair):
        assert (response.result_for(asked) is None) is (response.error_for(asked) is not None)


def _ids(pair):
    return decode(re.search(r"ids=([^&]*)", pair["request"]["path"])[1])


def _read_action(response, recorded, _):
    body = recorded["body"]
    assert response.value == (None if body is None else body["value"])


def _read_nothing(response, recorded, _):
    assert recorded["body"] is None


READ = {
    "get": _read_entity,
    "update": _read_entity,
    "partial_update": _read_entity,
    "batch_get": _read_batch_get,
    "finder": _read_collection,
    "create": _read_create,
    "batch_create": _read_batch_create,
    "batch_update": _read_batch_write,
    "batch_partial_update": _read_batch_write,
    "batch_delete": _read_batch_write,
    "action": _read_action,
    "delete": _read_nothing,
}


def test_there_are_59_pairs():
    assert len(PAIRS) == 59
