import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import Urn
from linkedin_api.restli.keys import KeyIndex, body_key, created_key, decode_key, path_segment


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("a:b(c)", "a:b(c)"),
        ("", ""),
        (5, "5"),
        (Urn("a", "1"), "urn:li:a:1"),
        ({"b": "x:y", "a": 1}, "(a:1,b:x%3Ay)"),
        ({"$params": {"p": 1}, "a": 1}, "($params:(p:1),a:1)"),
    ],
)
def test_body_keys_are_raw_or_reduced(key, text):
    assert body_key(key) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("urn:li:share:1", "urn:li:share:1"),
        ("urn%3Ali%3Ashare%3A1", "urn:li:share:1"),
        ("a:b(c)", "a:b(c)"),
        ("(a:1,b:x%3Ay)", {"a": "1", "b": "x:y"}),
        ("(not a map)", "(not a map)"),
        ("100%", "100%"),
        ("", ""),
    ],
)
def test_received_keys_are_read_in_every_form(text, key):
    assert decode_key(text) == key


@pytest.mark.parametrize(
    ("header", "location", "key"),
    [
        (None, None, None),
        ("1", None, "1"),
        ("1", "/rest/a/1", "1"),
        ("urn%3Ali%3Aa%3A1", "/a/urn%3Ali%3Aa%3A1", "urn:li:a:1"),
        ("100%25", "/a/100%2525", "100%25"),
        ("100%25", "/a/100%25", "100%"),
        ("100%25", "/elsewhere/7", "100%"),
        ("\xe9", "/a/%C3%A9", "é"),
        ("(a:1)", "/a/($params:(p:1),a:1)", {"a": "1"}),
        ("1", "/", "1"),
        ("1", "/a/1/?altkey=x", "1"),
        ("100%25", "/a/100%2525/", "100%25"),
    ],
)
def test_the_location_decides_how_a_created_id_is_read(header, location, key):
    assert created_key(header, location) == key


@pytest.mark.parametrize(
    ("wire_key", "asked"),
    [
        ("1", 1),
        ("urn:li:a:1", "urn:li:a:1"),
        ("urn:li:a:1", Urn("a", "1")),
        ("urn%3Ali%3Aa%3A1", "urn:li:a:1"),
        ("a:b(c)", "a:b(c)"),
        ("(user:urn%3Ali%3Ap%3A2,account:1)", {"account": 1, "user": "urn:li:p:2"}),
        ("(k:2)", {"$params": {"p": 1}, "k": 2}),
        ("(flag:true)", {"flag": True}),
        ("100%25", "100%25"),
        ("100%25", "100%"),
    ],
)
def test_a_wire_key_is_found_by_the_id_asked_for(wire_key, asked):
    assert KeyIndex(["other", wire_key]).find(asked) == wire_key


@pytest.mark.parametrize("keys", [["a%3Ab", "a:b"], ["a:b", "a%3Ab"]])
def test_a_raw_key_is_preferred_to_one_that_only_decodes_to_it(keys):
    assert KeyIndex(keys).find("a:b") == "a:b"


def test_an_id_that_is_not_there_is_not_found():
    assert KeyIndex(["1"]).find(2) is None


def test_an_id_without_form_is_refused():
    with pytest.raises(InvalidArgumentError):
        KeyIndex([]).find({1, 2})


@pytest.mark.parametrize(
    ("header", "location", "key"),
    [
        ("(a:b)", "/x/%28a%3Ab%29", "(a:b)"),
        ("(a:b)", "/x/(a:b)", {"a": "b"}),
        ("(a:b)", None, {"a": "b"}),
        ("", "/texts/''", ""),
        ("100%25", "/x/100%2525", "100%25"),
        ("100%25", "/x/100%25", "100%"),
        ("caf\xc3\xa9", "/x/caf%C3%A9", "café"),  # UTF-8 that was read as Latin-1
        ("7", "/other/8", "7"),
        ("", "/x/8", "8"),
        ("urn:li:share:1", "/posts/urn%3Ali%3Ashare%3A1/", "urn:li:share:1"),
        ("7", 7, "7"),
        # HTTP takes blanks from the ends of a header, and servers write `?` or UTF-8 for what
        # Latin-1 lacks.
        ("a", "/x/%20a", " a"),
        ("a b", "/x/a%20b%09", "a b\t"),
        ("", "/x/%20", " "),
        ("?", "/x/%E2%80%8B", "\u200b"),
        ("(a:?,b:1)", "/x/(a:%C4%80,b:1)", {"a": "Ā", "b": "1"}),
        ("(a:\xc4\x80)", "/x/($params:(p:1),a:%C4%80)", {"a": "Ā"}),
        ("(a:1)", "/x/(not a map)", {"a": "1"}),
        ("''", "/x/''", ""),  # there was no header, or an empty one
        ("a%0Ab", "/x/a%0Ab", "a\nb"),
    ],
)
def test_location_decides_how_the_id_of_a_created_entity_is_read(header, location, key):
    assert created_key(header, location) == key


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_a_key_that_no_path_can_address_is_refused(key):
    with pytest.raises(InvalidArgumentError, match="cannot be a key in a path"):
        path_segment(key)
