r"""Little text: escaped once, never twice, and understood by the sandbox's own reader."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.little_text import (
    COMMENTARY_LIMIT,
    RESERVED,
    LittleText,
    escape_little_text,
    hashtag,
    little_text,
    mention,
    unescape_little_text,
)
from linkedin_api.sandbox.catalog.little_text import Mention, read_little_text

ACME = "urn:li:organization:1"
WORDS = st.text(st.sampled_from(RESERVED + "ab \n") | st.characters(), max_size=30)
NAMES = WORDS.filter(str.strip)
TAGS = NAMES.filter(lambda tag: len(tag.split()) == 1 and tag == tag.strip() and tag[0] != "#")


@given(WORDS)
def test_escaping_is_undone_by_unescaping(words):
    assert unescape_little_text(escape_little_text(words)) == words


@given(WORDS)
def test_the_sandbox_keeps_and_shows_what_was_escaped(words):
    escaped = escape_little_text(words)
    read = read_little_text(escaped)

    assert (read.kept, read.plain, read.mentions, read.hashtags) == (escaped, words, (), ())


@given(WORDS, NAMES, TAGS)
def test_the_sandbox_understands_mentions_and_hashtags(words, name, tag):
    text = little_text(words, mention(name, ACME), words, hashtag(tag), limit=None)
    read = read_little_text(text)

    assert (read.kept, read.mentions, read.hashtags) == (text, (Mention(name, ACME),), (tag,))
    assert read.plain == unescape_little_text(text) == f"{words}{name}{words}#{tag}"


@given(WORDS, WORDS)
def test_text_is_escaped_once_and_never_twice(one, other):
    escaped = escape_little_text(one)

    assert escape_little_text(escaped) is escaped
    assert little_text(little_text(one), other) == little_text(one, little_text(other))
    assert escaped + other == one + escape_little_text(other) == escape_little_text(one + other)
    assert isinstance(one + escaped + other, LittleText)


@pytest.mark.parametrize("char", RESERVED)
def test_every_reserved_character_gets_a_backslash(char):
    assert escape_little_text(f"a{char}b") == f"a\\{char}b"


def test_it_is_text_wherever_text_is_asked_for():
    text = little_text("(a)")

    assert json.loads(json.dumps({"commentary": text})) == {"commentary": r"\(a\)"}
    for twin in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (twin, type(twin)) == (text, LittleText)


@pytest.mark.parametrize("urn", ["urn:li:person:ab_c-9", "urn:li:organizationBrand:7", ACME])
def test_people_organizations_and_brands_can_be_mentioned(urn):
    assert read_little_text(mention("A_b", urn)).mentions == (Mention("A_b", urn),)


def test_a_hashtag_may_be_given_with_its_sign():
    assert hashtag("#a_b") == hashtag("a_b") == r"{hashtag|\#|a\_b}"


def test_markup_of_others_is_read_too():
    assert unescape_little_text("{hashtag|#|a} #b @[C](urn:li:person:c) @d") == "#a #b C @d"


def test_the_longest_commentary_is_let_through():
    assert len(little_text("x" * (COMMENTARY_LIMIT - 2), "(")) == COMMENTARY_LIMIT


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (
            lambda: little_text("(" * 1501),
            r"the text has 3002 characters \(1501 without markup\); the limit is 3000",
        ),
        (lambda: little_text("abc", limit=2), "the limit is 2"),
        (lambda: little_text("a", None), "text must be a string, not NoneType"),
        (lambda: escape_little_text(5), "text must be a string, not int"),
        (lambda: escape_little_text("a") + 5, "text must be a string, not int"),
        (lambda: mention("", ACME), "name must not be empty"),
        (lambda: mention("A", "urn:li:share:1"), "urn must be the URN of a person or an"),
        (lambda: mention("A", "urn:li:person:1)("), "urn must be the URN of a person"),
        (lambda: mention("A", None), "urn must be the URN of a person"),
        (lambda: hashtag(""), "tag must not be empty"),
        (lambda: hashtag("#"), "tag must not be empty"),
        (lambda: hashtag("two words"), "tag must be one word, not 'two words'"),
        (lambda: hashtag(" a"), "tag must be one word"),
        (lambda: hashtag(5), "text must be a string, not int"),
    ],
)
def test_what_cannot_be_written_is_refused(make, complaint):
    with pytest.raises(InvalidArgumentError, match=complaint):
        make()
