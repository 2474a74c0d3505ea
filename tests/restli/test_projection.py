import pytest

from linkedin_api.errors import InvalidArgumentError, InvalidSerializedRestliError
from linkedin_api.restli import format_projection, parse_projection


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("", {}),
        ("id", {"id": 1}),
        ("id,-name", {"id": 1, "name": 0}),
        (" id ,\tname\n", {"id": 1, "name": 1}),
        (",a,,b,-,", {"a": 1, "b": 1}),
        ("a:(b:(c))", {"a": {"b": {"c": 1}}}),
        ("a:()", {"a": {}}),
        ("a:($*:(b),$start:2,$count : 10 )", {"a": {"$*": {"b": 1}, "$start": 2, "$count": 10}}),
        ("$$foo", {"$$foo": 1}),
        ("a:(b),c", {"a": {"b": 1}, "c": 1}),
    ],
)
def test_a_projection_is_read_into_a_mask(text, mask):
    assert parse_projection(text) == mask


@pytest.mark.parametrize(
    ("text", "position", "complaint"),
    [
        ("a:b", 2, "'(' after ':'"),
        ("a(b)", 1, "':' before '('"),
        (":(a)", 0, "field name before ':'"),
        ("-a:(b)", 2, "dropped"),
        ("a:(b", 4, "')' is missing"),
        ("a)", 1, "unexpected ')'"),
        ("a:($start:x)", 10, "number"),
        ("a:($start:-1)", 10, "number"),
        ("a:($count:1x)", 10, "number"),
        ("List(a,b)", 4, "':' before '('"),
        ("a:(" * 101 + ")" * 101, 301, "nested deeper than 100"),
    ],
)
def test_a_malformed_projection_is_refused_with_its_position(text, position, complaint):
    with pytest.raises(InvalidSerializedRestliError) as caught:
        parse_projection(text)

    assert (caught.value.position, complaint in str(caught.value)) == (position, True)


@pytest.mark.parametrize(
    ("mask", "complaint"),
    [
        ({"a": 2}, "a of a mask must be 1"),
        ({"a": "x"}, "must be 1"),
        ({"a": {"$start": -1}}, "$start of a mask must be a non-negative integer"),
        ({"a,b": 1}, "'a,b' is not a valid field name"),
        ({"": 1}, "is not a valid field name"),
        ({"-a": 1}, "'-a' is not a valid field name"),
        ({"a b": 1}, "is not a valid field name"),
        ({5: 1}, "is not a valid field name"),
        (["a"], "a mask must be a dict, not list"),
    ],
)
def test_a_mask_without_form_is_refused(mask, complaint):
    with pytest.raises(InvalidArgumentError) as caught:
        format_projection(mask)

    assert complaint in str(caught.value)


def test_a_mask_that_contains_itself_is_refused():
    mask = {}
    mask["a"] = mask

    with pytest.raises(InvalidArgumentError, match="nested deeper"):
        format_projection(mask)
