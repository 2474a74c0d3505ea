"""`projection=`: fields of the whole answer, and the entities that URNs name."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from raw_http import Raw

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.projections import BadProjection, parse_decorated, project_answer
from linkedin_api.sandbox.protocol.resource import ALL_METHODS, Finder, Resource

BOOK = {
    "id": 1,
    "$URN": "urn:li:book:1",
    "title": "Notes",
    "author": {"first": "Ada", "last": "Lovelace", "born": {"year": 1815, "month": 12}},
    "pages": [{"number": 1, "text": "a"}, {"number": 2, "text": "b"}],
    "ratings": {"Times": {"stars": 5, "by": "x"}, "Post": {"stars": 4, "by": "y"}},
    "publisher": "urn:li:organization:7",
    "printer": "urn:li:organization:8",
    "owner": "urn:li:nobody:9",
    "lost": "urn:li:organization:404",
}


def nobody(urn: str, recipe: str) -> None:
    return None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("(id)", {"id": 1}),
        ("(id,title)", {"id": 1, "title": "Notes"}),
        ("( id , title )", {"id": 1, "title": "Notes"}),
        ("(nothing)", {}),
        ("(*)", BOOK),
        ("($URN)", {"$URN": "urn:li:book:1"}),
        ("(author(first))", {"author": {"first": "Ada"}}),
        ("(author(born(year)),id)", {"id": 1, "author": {"born": {"year": 1815}}}),
        ("(author(*))", {"author": BOOK["author"]}),
        ("(pages*(number))", {"pages": [{"number": 1}, {"number": 2}]}),
        ("(pages(*(number)))", {"pages": [{"number": 1}, {"number": 2}]}),
        ("(pages*)", {"pages": BOOK["pages"]}),
        ("(ratings(*(stars)))", {"ratings": {"Times": {"stars": 5}, "Post": {"stars": 4}}}),
        ("(ratings*(stars))", {"ratings": {"Times": {"stars": 5}, "Post": {"stars": 4}}}),
        ("(publisher~)", {"publisher": BOOK["publisher"], "publisher~": {}}),
        ("(publisher~(id,name))", {"publisher": BOOK["publisher"], "publisher~": {}}),
        ("(publisher~:recipe)", {"publisher": BOOK["publisher"], "publisher~": {}}),
        ("(publisher~:recipe(a))", {"publisher": BOOK["publisher"], "publisher~": {}}),
        ("(publisher~foo(a)~bar(b))", {"publisher": BOOK["publisher"], "publisher~": {}}),
        ("(*,publisher~)", {**BOOK, "publisher~": {}}),
        ("(title~)", {"title": "Notes", "title~": {}}),
        ("(author~)", {"author": BOOK["author"], "author~": {}}),
    ],
)
def test_a_projection_keeps_what_it_names(text, kept):
    assert project_answer(parse_decorated(text), BOOK, nobody) == kept


@pytest.mark.parametrize(
    "text",
    ["", "id", "(", "(id", "id)", "()", "(id,)", "(,id)", "(id))", "(a(b)", "(~)", "(:x)",
     "(a b;)", "(a:b(", "(a(", "(" * 60 + "a" + ")" * 60, "(a" * 60 + ")" * 60],
)  # fmt: skip
def test_what_is_no_projection_is_refused(text):
    with pytest.raises(BadProjection):
        parse_decorated(text)


def test_an_entity_is_put_beside_its_urn():
    entity = {"id": 7, "name": "Press", "city": "London", "parent": "urn:li:organization:6"}
    found = {("urn:li:organization:7", ""): entity}
    told = project_answer(
        parse_decorated("(publisher~(name,parent~))"), BOOK, lambda *asked: found.get(asked)
    )
    assert told == {
        "publisher": "urn:li:organization:7",
        "publisher~": {"name": "Press", "parent": "urn:li:organization:6", "parent~": {}},
    }


BOOKS = Resource(
    "books",
    methods=ALL_METHODS,
    finders=(Finder("all"),),
    roots=("/rest", "/v2"),
    seed=lambda seeding: [(1, BOOK), (2, {**BOOK, "id": 2})],
)
PRESSES = Resource(
    "presses",
    methods=ALL_METHODS,
    roots=("/v2",),
    urn_type="organization",
    read_scopes=frozenset({"r_presses"}),
    rules=(RoleRule(lambda call, key: (f"urn:li:organization:{key.text}",)),),
    seed=lambda seeding: [(7, {"id": 7, "name": "Press"}), (8, {"id": 8, "name": "Printer"})],
)


class Book:
    def roles_of(self, member: str | None, organization: str) -> frozenset[str]:
        return frozenset() if organization.endswith(":8") else frozenset({"ADMINISTRATOR"})


@pytest.fixture(scope="module")
def library() -> Iterator[Sandbox]:
    with Sandbox(resources=(BOOKS, PRESSES), roles=Book()) as sandbox:
        yield sandbox


@pytest.fixture
def ask(library: Sandbox) -> Iterator[Raw]:
    library.reset()
    raw = Raw(library, library.access_token("r_presses"))
    yield raw
    raw.close()


@pytest.mark.parametrize("root", ["/v2", "/rest"])
def test_of_an_entity_the_fields_are_named_directly(ask, root):
    assert ask("GET", f"{root}/books/1?projection=(id,title)").json == {"id": 1, "title": "Notes"}


def test_a_projection_may_be_percent_encoded_and_of_either_protocol(ask):
    encoded = quote("(id,publisher~(name))", safe="")
    for protocol in ("2.0.0", None):
        reply = ask("GET", f"/v2/books/1?projection={encoded}", X_RestLi_Protocol_Version=protocol)
        assert reply.json == {
            "id": 1,
            "publisher": "urn:li:organization:7",
            "publisher~": {"name": "Press"},
        }


def test_of_a_list_the_elements_are_named_and_paging_must_be(ask):
    reply = ask("GET", "/v2/books?q=all&projection=(elements*(id,publisher~(name)))").json
    assert reply == {
        "elements": [
            {"id": 1, "publisher": "urn:li:organization:7", "publisher~": {"name": "Press"}},
            {"id": 2, "publisher": "urn:li:organization:7", "publisher~": {"name": "Press"}},
        ]
    }
    assert set(ask("GET", "/v2/books?projection=(elements*(id),paging)").json) == {
        "elements",
        "paging",
    }


def test_of_a_batch_the_results_are_named(ask):
    reply = ask("GET", "/v2/books?ids=List(1,2,3)&projection=(results(*(id)),errors)").json
    assert reply["results"] == {"1": {"id": 1}, "2": {"id": 2}}
    assert list(reply["errors"]) == ["3"]
    assert "statuses" not in reply


def test_an_entity_that_is_not_there_is_an_error_beside_its_urn(ask):
    reply = ask("GET", "/v2/books/1?projection=(lost~)")
    assert reply.status == 200
    assert reply.json == {
        "lost": "urn:li:organization:404",
        "lost!": {"status": 404, "code": "NOT_FOUND", "message": "Not Found"},
    }


def test_an_entity_that_may_not_be_seen_is_an_error_beside_its_urn(ask, library):
    assert ask("GET", "/v2/books/1?projection=(printer~)").json["printer!"]["status"] == 403
    other = f"Bearer {library.access_token('r_other')}"
    told = ask("GET", "/v2/books/1?projection=(publisher~)", Authorization=other).json
    assert told["publisher!"]["message"] == (
        "Not enough permissions to access: presses.GET.NO_VERSION"
    )


def test_a_urn_that_no_resource_knows_has_nothing_beside_it(ask):
    reply = ask("GET", "/v2/books/1?projection=(owner~)")
    assert reply.json == {"owner": "urn:li:nobody:9", "owner~": {}}


def test_what_is_written_is_not_projected(ask):
    reply = ask("POST", "/v2/books?projection=(id)", {"title": "New"})
    assert reply.status == 201


def test_a_refusal_is_not_projected(ask):
    assert ask("GET", "/v2/books/99?projection=(id)").json["code"] == "NOT_FOUND"


def test_a_wrong_projection_is_refused(ask):
    reply = ask("GET", "/v2/books/1?projection=(id")
    assert (reply.status, reply.json) == (
        400,
        {
            "status": 400,
            "message": "Invalid projection '(id': expected ')', found 'the end'",
        },
    )


def test_entities_named_by_whole_urns_are_found_too():
    shares = Resource(
        "shares",
        key=SimpleKey("urn"),
        methods=ALL_METHODS,
        urn_type="share",
        seed=lambda seeding: [("urn:li:share:1", {"id": "urn:li:share:1", "text": "hi"})],
    )
    likes = Resource(
        "likes",
        methods=ALL_METHODS,
        seed=lambda seeding: [(1, {"of": "urn:li:share:1"})],
    )
    with Sandbox(resources=(shares, likes)) as sandbox:
        raw = Raw(sandbox)
        told = raw("GET", "/rest/likes/1?projection=(of~(text))").json
        raw.close()
    assert told == {"of": "urn:li:share:1", "of~": {"text": "hi"}}
