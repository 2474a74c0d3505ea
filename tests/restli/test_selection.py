"""The builder for projections."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import encode_query, format_projection, parse_projection
from linkedin_api.restli.selection import Fields, drop, each, fields

NAMES = st.text(string.ascii_letters + string.digits + "~!.*_", min_size=1, max_size=5)
BOUNDS = st.none() | st.integers(0, 10**9)


def choices(inner):
    nested = st.dictionaries(NAMES.filter(lambda name: name not in {"start", "count"}), inner)
    names = st.lists(NAMES, max_size=3)
    return st.builds(
        lambda names, nested: fields(*(n for n in names if n not in nested), **nested),
        names,
        nested,
    ) | st.builds(
        lambda names, nested, start, count: each(
            *(n for n in names if n not in nested), start=start, count=count, **nested
        ),
        names,
        nested,
        BOUNDS,
        BOUNDS,
    )


CHOICES = st.recursive(st.builds(lambda names: drop(*names), st.lists(NAMES)), choices)


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        (fields(), ""),
        (fields("id", "name"), "id,name"),
        (
            fields("id", author=fields("name"), items=each("urn")),
            "id,author:(name),items:($*:(urn))",
        ),
        (fields(tags=each()), "tags:($*)"),
        (fields(tags=each(start=2)), "tags:($*,$start:2)"),
        (fields(tags=each("x", start=0, count=5)), "tags:($*:(x),$start:0,$count:5)"),
        (fields(grid=each(each("x"))), "grid:($*:($*:(x)))"),
        (fields(ranges=each(fields(start=fields("year")))), "ranges:($*:(start:(year)))"),
        (fields("id", drop("a", "b")), "id,-a,-b"),
        (fields(each(), drop("secret")), "$*,-secret"),
        (fields("id", {"a": {"b": 1}}), "id,a:(b)"),
        (fields(**{"owner~": fields("id")}), "owner~:(id)"),
        (fields("id", "id"), "id"),
        (fields(fields(a=fields("x")), a=fields("x")), "a:(x)"),
    ],
)
def test_a_choice_prints_as_the_projection(chosen, text):
    assert str(chosen) == format_projection(chosen) == text
    assert repr(chosen) == f"<Fields {text}>"


@given(CHOICES)
def test_what_is_printed_is_read_back_as_the_same_choice(chosen):
    assert parse_projection(str(chosen)) == chosen


@pytest.mark.parametrize("parameter", ["fields", "metadataFields", "pagingFields"])
def test_a_choice_stands_in_every_parameter_that_is_a_projection(parameter):
    chosen = fields("id", items=each("urn", count=3))

    assert encode_query({parameter: chosen}) == f"{parameter}=id,items:($*:(urn),$count:3)"


def test_the_older_projection_parameter_takes_a_choice_too():
    chosen = fields("id", elements=each("x"))

    assert encode_query({"projection": chosen}) == "projection=(id,elements(*(x)))"


def test_equal_choices_are_equal_and_may_be_keys():
    assert (
        fields("a", b=fields("c")) == {"b": {"c": 1}, "a": 1} == fields(fields(b=fields("c")), "a")
    )
    assert len({fields("a", b=fields("c")), fields("a", b={"c": 1})}) == 1


def test_a_choice_does_not_change_with_what_it_was_made_from():
    mask = {"a": 1}
    chosen = Fields(mask)
    mask["b"] = 1

    assert (chosen, str(chosen)) == ({"a": 1}, "a")


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: fields("id,name"), "'id,name' is not a valid field name"),
        (lambda: fields(""), "'' is not a valid field name"),
        (lambda: fields(5), "5 is not a valid field name"),
        (lambda: fields("a b"), "'a b' is not a valid field name"),
        (lambda: fields("-secret"), r"use drop\('secret'\) .* not '-secret'"),
        (lambda: fields("$*"), r"use each\(…\) .* not '\$\*'"),
        (lambda: drop("$start"), r"use each\(…\) .* not '\$start'"),
        (lambda: fields("a", drop("a")), "'a' is selected twice, in different ways"),
        (lambda: fields("a", a=fields("b")), "'a' is selected twice"),
        (lambda: fields(a="b"), r"must be 1 \(keep\), 0 \(drop\) or a dict, not 'b'"),
        (lambda: each(start=-1), r"\$start of a mask must be a non-negative integer, not -1"),
        (lambda: each(count=True), r"\$count of a mask must be a non-negative integer, not True"),
    ],
)
def test_a_choice_that_cannot_be_sent_is_refused_when_it_is_made(make, complaint):
    with pytest.raises(InvalidArgumentError, match=complaint):
        make()


def test_endless_nesting_is_refused():
    chosen = fields("a")
    for _ in range(99):
        chosen = fields(a=chosen)

    with pytest.raises(InvalidArgumentError, match="nested deeper than 100"):
        fields(a=chosen)
