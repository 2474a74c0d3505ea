from enum import Enum, IntEnum

import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import Urn, encode, reduced_encode


class Status(Enum):
    ACTIVE = "ACTIVE"


class Shape(Enum):
    ROUND = object()


class Bid(Enum):
    HALF = 0.5


class Size(IntEnum):
    LARGE = 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("abc-._~", "abc-._~"),
        ("", "''"),
        ("''", "%27%27"),
        ("a b+c", "a%20b%2Bc"),
        ("(),:'%", "%28%29%2C%3A%27%25"),
        ("/?&=#", "%2F%3F%26%3D%23"),
        ("é☺", "%C3%A9%E2%98%BA"),
        ("é", "%C3%A9"),  # a letter, but none of ASCII
        ("\x00\n\x7f", "%00%0A%7F"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-5, "-5"),
        (1.5, "1.5"),
        (Status.ACTIVE, "ACTIVE"),
        (Shape.ROUND, "ROUND"),
        (Size.LARGE, "3"),
        (Bid.HALF, "0.5"),
        (Urn("person", "1"), "urn%3Ali%3Aperson%3A1"),
        ([], "List()"),
        ([""], "List('')"),
        (("a", 1), "List(a,1)"),
        ({}, "()"),
        ({"": ""}, "('':'')"),
        ({"b": 1, "a": [True, {}]}, "(a:List(true,()),b:1)"),
        ({"a": None, "b": 1}, "(b:1)"),
        ({1: "x", Status.ACTIVE: "y"}, "(1:x,ACTIVE:y)"),
        ({"a:b": "c,d"}, "(a%3Ab:c%2Cd)"),
    ],
)
def test_the_url_form_escapes_values_and_keeps_the_structure(value, text):
    assert encode(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("é ☺/?&=", "é ☺/?&="),
        ("(),:'%", "%28%29%2C%3A%27%25"),
        ("", "''"),
        ({"k": "a b", "": [""]}, "('':List(''),k:a b)"),
    ],
)
def test_the_reduced_form_escapes_six_characters_alone(value, text):
    assert reduced_encode(value) == text


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (None, "None cannot be encoded as Rest.li"),
        ({1, 2}, "type set"),
        (b"x", "type bytes"),
        (object(), "type object"),
        ({"a": [1, {"b": {1}}]}, "type set cannot be encoded as Rest.li (at ['a'][1]['b'])"),
        ([None], "None cannot be encoded as Rest.li (at [0])"),
        ({"x": ["a", None]}, "(at ['x'][1])"),
        (float("nan"), "finite"),
        ([float("inf")], "(at [0])"),
        ("\ud800", "lone surrogate"),
        ({(1, 2): 3}, "a value of type tuple cannot be a key"),
        ({1: "a", "1": "b"}, "two keys are both encoded as '1'"),
    ],
)
def test_what_has_no_form_is_named_with_its_place(value, complaint):
    with pytest.raises(InvalidArgumentError) as caught:
        encode(value)

    assert complaint in str(caught.value)


@pytest.mark.parametrize("container", ["list", "dict"])
def test_a_value_that_contains_itself_is_an_error(container):
    value = [] if container == "list" else {}
    value.append(value) if container == "list" else value.update(me=value)

    with pytest.raises(InvalidArgumentError, match="nested deeper than 100"):
        encode(value)


def test_a_hundred_levels_can_be_encoded():
    value = "x"
    for _ in range(100):
        value = [value]

    assert encode(value) == "List(" * 100 + "x" + ")" * 100


class ShownOtherwise:
    """What NumPy's numbers and classes of programs do."""

    def __repr__(self):
        return "value(1)"

    __str__ = __repr__


@pytest.mark.parametrize(("kind", "written"), [(int, "3"), (float, "3.0"), (str, "3")])
def test_a_value_of_a_subclass_is_written_as_its_value(kind, written):
    own = type("Own", (ShownOtherwise, kind), {})

    assert encode(own("3")) == written
    assert encode({"a": [own("3")]}) == f"(a:List({written}))"
