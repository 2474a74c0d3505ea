"""Little text is read up to the first character that should have been escaped."""

from __future__ import annotations

import pytest
from measuring import times_as_much, work_of

from linkedin_api.sandbox.catalog.little_text import (
    RESERVED,
    Mention,
    escape_little_text,
    read_little_text,
)


@pytest.mark.parametrize("text", ["", "Hello", "two\nlines", "→ ✅ é 한", "50% & more: $5 'n' so"])
def test_words_without_reserved_characters_are_kept(text):
    assert read_little_text(text).kept == read_little_text(text).plain == text


@pytest.mark.parametrize("char", RESERVED)
def test_a_bare_reserved_character_cuts_the_text(char):
    assert read_little_text(f"before {char} after").kept == "before "


@pytest.mark.parametrize("char", RESERVED)
def test_an_escaped_reserved_character_is_kept(char):
    read = read_little_text(f"before \\{char} after")
    assert read.kept == f"before \\{char} after"
    assert read.plain == f"before {char} after"


def test_escaping_makes_any_text_survive():
    words = "".join(chr(code) for code in range(32, 127)) + RESERVED * 2
    assert read_little_text(escape_little_text(words)).plain == words


def test_a_mention_is_recognised():
    read = read_little_text("With @[Acme \\(Ltd\\)](urn:li:organization:2414183) today")
    assert read.mentions == (Mention("Acme (Ltd)", "urn:li:organization:2414183"),)
    assert read.plain == "With Acme (Ltd) today"


@pytest.mark.parametrize("urn", ["urn:li:person:a_B-9", "urn:li:person:a\\_B-9"])
def test_a_mentioned_person_may_have_an_underscore_in_the_id(urn):
    assert read_little_text(f"@[Ada]({urn})").mentions == (Mention("Ada", "urn:li:person:a_B-9"),)


@pytest.mark.parametrize(
    "text", ["{hashtag|\\#|Steam}", "{hashtag|#|Steam}", "{hashtag|\uff03|Steam}"]
)
def test_a_hashtag_template_is_recognised(text):
    read = read_little_text(f"See {text} now")
    assert (read.hashtags, read.plain) == (("Steam",), "See #Steam now")


def test_a_plain_hashtag_is_recognised():
    assert read_little_text("See #Steam, #été!").hashtags == ("Steam", "été")


@pytest.mark.parametrize(
    "text",
    [
        "@[Ada]",
        "@[Ada] (urn:li:person:1)",
        "@[Ada](urn:li:share:1)",
        "@[Ada](https://example.com)",
        "@[](urn:li:person:1)",
        "@Ada",
        "{hashtag|x|Steam}",
        "{hashtag|\\#|}",
        "{mention|Ada}",
        "# heading",
        "\\n",
        "\\",
    ],
)
def test_an_unfinished_element_is_cut_where_it_begins(text):
    assert read_little_text(f"kept {text} lost").kept == "kept "


def test_a_backslash_at_the_end_is_cut():
    assert read_little_text("kept \\").kept == "kept "


@pytest.mark.parametrize("piece", ["@[", "{hashtag|\\#|", "\\(", "a(", "@[x](urn:li:person:", "#"])
def test_reading_is_linear(piece):
    def work(size):
        text = piece * (size // len(piece))
        return lambda: work_of(lambda: read_little_text(text))

    assert times_as_much(work(800_000), work(100_000)) < 8 * 3
