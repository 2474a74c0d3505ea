import pickle

import pytest

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli import Urn


@pytest.mark.parametrize(
    "text",
    [
        "urn:li:organization:1337",
        "urn:li:person:z6_nnTIGu-",
        "urn:li:comment:(urn:li:activity:664,665)",
        "urn:li:lyndaVideo:(urn:li:lyndaCourse:252,24961)",
        "urn:li:a:(urn:li:b:(urn:li:c:1,2),3)",
        "urn:li:media:/A.png",
        "urn:li:a:" + "(urn:li:a:" * 15 + "1" + ")" * 15,
        "urn:li:a:b:c",
        "urn:li:a:(1)",
    ],
)
def test_a_urn_survives_being_taken_apart(text):
    assert str(Urn.parse(text)) == text


def test_the_parts_of_a_nested_urn_are_urns():
    urn = Urn.parse("urn:li:like:(urn:li:person:1,urn:li:activity:2)")

    assert urn.parts == (Urn("person", "1"), Urn("activity", "2"))
    assert Urn.parse("urn:li:a:(urn:x:b:1)").parts == (Urn("b", "1", "x"),)
    assert Urn("organization", "7").parts == ("7",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "urn",
        "urn:li:person",
        "urn:li:person:",
        "urn::person:1",
        "URN:li:person:1",
        "urn:li:a:(1",
        "urn:li:a:(1,)",
        "urn:li:a:()",
        "urn:li:a:(1))",
        "urn:li:a:(b(c),1",
        "urn:l i:a:1",
        "urn:li:a:(urn:li:b,1)",
        "urn:li:a:" + "(urn:li:a:" * 16 + "1" + ")" * 16,
    ],
)
def test_text_that_is_no_urn_is_refused(text):
    with pytest.raises(InvalidSerializedRestliError):
        Urn.parse(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("urn:li:a:(urn:li:b,1)", len("urn:li:a:(")),
        ("urn:li:a:(1)(2)", len("urn:li:a:(1")),
    ],
)
def test_the_position_of_the_mistake_is_told(text, position):
    with pytest.raises(InvalidSerializedRestliError) as caught:
        Urn.parse(text)

    assert caught.value.position == position


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("", "1"), "type of a URN"),
        (("a:b", "1"), "type of a URN"),
        (("a", ""), "id of a URN"),
        (("a", ()), "a non-empty string or tuple"),
        (("a", ("x,y",)), "percent-encode"),
        (("a", (Urn("b", "1,2"), "3")), "percent-encode"),
        (("a", (Urn("b", "1)"),)), "percent-encode"),
        (("a", ("urn:li:b:1",)), "write nested URNs as Urn"),
        (("a", (1,)), "strings or Urn values, not int"),
        (("a", "(1,2)"), "must be a tuple"),
    ],
)
def test_parts_that_could_not_be_told_apart_are_refused(arguments, complaint):
    with pytest.raises(InvalidArgumentError) as caught:
        Urn(*arguments)

    assert complaint in str(caught.value)


def test_urns_are_values():
    urn = Urn.parse("urn:li:a:(urn:li:b:1,2)")

    assert {urn: 1}[Urn("a", (Urn("b", "1"), "2"))] == 1
    assert pickle.loads(pickle.dumps(urn)) == urn
    assert repr(urn) == "Urn('urn:li:a:(urn:li:b:1,2)')"
