"""A request is understood piece by piece, in a world that need not be LinkedIn."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from linkedin_api.sandbox.protocol.call_parser import Parsed, parse_call
from linkedin_api.sandbox.protocol.handlers import HANDLERS
from linkedin_api.sandbox.protocol.incoming import Incoming
from linkedin_api.sandbox.protocol.problems import Problem, Refused
from linkedin_api.sandbox.protocol.resource import Call, Field, Resource
from linkedin_api.sandbox.protocol.routing import build_tree
from linkedin_api.sandbox.protocol.store import Store

NOTES = Resource(
    "notes",
    fields=(Field("text"),),
    methods=frozenset({"GET", "BATCH_GET", "CREATE"}),
    roots=("/rest",),
    write_scopes=frozenset({"write"}),
    seed=lambda _seeding: [(1, {"text": "one"}), (2, {"text": "two"})],
)
TREE = build_tree([NOTES])
GOOD = {"authorization": "Ada", "linkedin-version": "7", "x-restli-protocol-version": "2.0.0"}


@dataclass
class Village:
    """A world in which names are tokens, and version 7 is the only one."""

    store: Store = field(default_factory=Store)
    clock: Any = None
    url: str = "http://village.example"

    def authenticate(self, header: str | None, in_query: str | None) -> Any:
        if not header:
            raise Refused(Problem(401, "who are you?"))
        return SimpleNamespace(client_id="inn", member=header, scopes=frozenset({"read"}))

    def check_version(self, header: str | None) -> str:
        if header != "7":
            raise Refused(Problem(426, "it is always seven here"))
        return header


def parse(
    path: str, query: str = "", verb: str = "GET", body: bytes = b"", **headers: str
) -> Parsed:
    sent = {**GOOD, **{name.replace("_", "-"): text for name, text in headers.items()}}
    verb = "POST" if body else "GET"
    return parse_call(Incoming(verb, path, query, sent, body), TREE, Village())


def refusal(parsed: Parsed) -> Problem:
    assert isinstance(parsed.call, Refused)
    return parsed.call.problem


def test_a_call_runs_in_any_world():
    parsed = parse("/rest/notes", "ids=List(1,3)")
    assert isinstance(parsed.call, Call)
    answer = HANDLERS[parsed.method].run(parsed.call)
    assert answer.body["results"] == {"1": {"text": "one"}}
    assert answer.body["statuses"] == {"1": 200, "3": 404}


def test_every_piece_of_a_good_request_is_returned():
    parsed = parse("/rest/notes", "ids=List(1,3)&fields=text")
    assert (parsed.member, parsed.version, parsed.resource) == ("Ada", "7", "notes")
    assert (parsed.method, parsed.name, parsed.keys) == ("BATCH_GET", "", ("1", "3"))
    assert parsed.params == {"ids": ["1", "3"], "fields": "text"}


def test_the_world_says_who_may_call():
    parsed = parse("/rest/notes/1", authorization="")
    assert refusal(parsed).status == 401
    assert parsed[1:] == Parsed(Refused(Problem(401)))[1:]


def test_the_world_says_which_versions_there_are():
    parsed = parse("/rest/notes/1", linkedin_version="8")
    assert refusal(parsed).status == 426
    assert (parsed.member, parsed.version, parsed.resource) == ("Ada", "", "")


def test_an_unknown_resource_leaves_caller_and_version():
    parsed = parse("/rest/books/1")
    assert refusal(parsed).status == 404
    assert (parsed.member, parsed.version, parsed.resource) == ("Ada", "7", "")


def test_a_missing_scope_leaves_resource_and_method():
    parsed = parse("/rest/notes", body=b'{"text": "x"}')
    assert refusal(parsed).status == 403
    assert (parsed.resource, parsed.method, parsed.body) == ("notes", "CREATE", None)


def test_an_unreadable_key_leaves_parameters():
    parsed = parse("/rest/notes/x", "fields=text")
    assert refusal(parsed).status == 400
    assert (parsed.params, parsed.method, parsed.keys) == ({"fields": "text"}, "GET", ())
