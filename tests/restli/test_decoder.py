from contextlib import suppress
from functools import cache

import pytest
from measuring import times_as_much, work_of

from linkedin_api.errors import InvalidSerializedRestliError
from linkedin_api.restli import decode, encode, parse_projection, reduced_decode


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "a"),
        ("''", ""),
        ("%27%27", "''"),
        ("a+b", "a+b"),
        (" a ", " a "),
        ("List", "List"),
        ("list", "list"),
        ("a%2cb", "a,b"),
        ("%C3%A9é", "éé"),
        ("%FF", "\ufffd"),
        ("()", {}),
        ("List()", []),
        ("List('',a)", ["", "a"]),
        ("('':'')", {"": ""}),
        ("(a:List)", {"a": "List"}),
        ("(a:1,a:2)", {"a": "2"}),
        ("(%28:%29)", {"(": ")"}),
        ("List((a:1,b:List(x,())),List(List()))", [{"a": "1", "b": ["x", {}]}, [[]]]),
    ],
)
def test_valid_text_is_read(text, value):
    assert decode(text) == value


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "a value"),
        (")", 0, "a value"),
        (",a", 0, "a value"),
        ("a:b", 1, "the end of the text"),
        ("a)", 1, "the end of the text"),
        ("()x", 2, "the end of the text"),
        ("(a:b)(c:d)", 5, "the end of the text"),
        ("(", 1, "a key"),
        ("(a", 2, "':'"),
        ("(a,b)", 2, "':'"),
        ("(a:", 3, "a value"),
        ("(a:)", 3, "a value"),
        ("(a:b", 4, "',' or ')'"),
        ("(a:b,", 5, "a key"),
        ("(a:b,)", 5, "a key"),
        ("(a:b:c)", 4, "',' or ')'"),
        ("(:b)", 1, "a key"),
        ("((a:b):c)", 1, "a key"),
        ("(a(b))", 2, "':'"),
        ("(a:b(c))", 4, "',' or ')'"),
        ("(a:()b)", 5, "',' or ')'"),
        ("List(", 5, "a value"),
        ("List(a", 6, "',' or ')'"),
        ("List(a,)", 7, "a value"),
        ("List(,a)", 5, "a value"),
        ("List(a:b)", 6, "',' or ')'"),
        ("list(a)", 4, "the end of the text"),
        ("List (a)", 5, "the end of the text"),
        ("xList(a)", 5, "the end of the text"),
        ("%", 0, "hexadecimal"),
        ("(a:b%4)", 4, "hexadecimal"),
        ("(a%zz:b)", 2, "hexadecimal"),
        ("List(a,%C3%)", 10, "hexadecimal"),
    ],
)
def test_malformed_text_is_refused_with_its_position(text, position, expected):
    with pytest.raises(InvalidSerializedRestliError) as caught:
        decode(text)

    assert caught.value.position == position
    assert expected in str(caught.value)
    assert f"(at position {position})" in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, b"a", ["a"]])
def test_what_is_not_text_is_refused(value):
    with pytest.raises(InvalidSerializedRestliError, match="text must be a string, not"):
        decode(value)


def test_the_reduced_form_is_read():
    assert reduced_decode("(a:50%25,b:x/y é)") == {"a": "50%", "b": "x/y é"}


def test_a_hundred_levels_can_be_read_and_no_more():
    assert encode(decode("List(" * 100 + ")" * 100)) == "List(" * 100 + ")" * 100
    with pytest.raises(InvalidSerializedRestliError, match="nested deeper than 100"):
        decode("List(" * 101 + ")" * 101)
    with pytest.raises(InvalidSerializedRestliError, match="nested deeper than 100"):
        decode("(a:" * 101 + "x" + ")" * 101)


MEGABYTE = 1_000_000
HOSTILE = {
    "open lists": "List(" * (MEGABYTE // 5),
    "open maps": "(a:" * (MEGABYTE // 3),
    "open parentheses": "(" * MEGABYTE,
    "closing parentheses": ")" * MEGABYTE,
    "commas": "List(" + "," * MEGABYTE,
    "colons": "(" + ":" * MEGABYTE,
    "percent signs": "%" * MEGABYTE,
    "octets": "%41" * (MEGABYTE // 3),
    "octets in a list": "List(" + "%41" * (MEGABYTE // 3),
    "no colon": "(" + "a," * (MEGABYTE // 2),
    "a long key": "(" + "a" * MEGABYTE,
    "long scalars without end": "List(" + "a" * MEGABYTE,
    "many entries without end": "(a:b," * (MEGABYTE // 5),
    "many items without end": "List(" + "a," * (MEGABYTE // 2),
    "white space": "a" + " " * MEGABYTE + ":(",
    "white space and names": ("a " * (MEGABYTE // 2)) + ":",
    "range without end": "a:($start:" + "1" * MEGABYTE,
    "nested projections": "a:(" * (MEGABYTE // 3),
}


@cache
def ordinary_work():
    """What a megabyte takes to read that nobody made to hurt."""
    text = encode([{"urn": f"urn:li:organization:{number}"} for number in range(MEGABYTE // 40)])
    return min(work_of(lambda: decode(text)) for _ in range(3))


@pytest.mark.parametrize("read", [decode, reduced_decode, parse_projection])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_anything_takes_hardly_more_than_an_ordinary_one(read, text):
    def read_or_refuse():
        with suppress(InvalidSerializedRestliError):
            read(text)

    work = lambda: work_of(read_or_refuse)  # noqa: E731
    assert times_as_much(work, ordinary_work, at_least=1) < 10


def test_reading_time_grows_in_proportion_to_the_text():
    def work(count):
        text = encode([{"urn": f"urn:li:organization:{i}", "n": i} for i in range(count)])
        return lambda: work_of(lambda: decode(text))

    assert times_as_much(work(8_000), work(1_000)) < 8 * 3
