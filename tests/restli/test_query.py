import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import encode_query


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({}, ""),
        ({"b": 1, "a": "x y"}, "a=x%20y&b=1"),
        ({"a": None}, ""),
        ({"a": ""}, "a=''"),
        ({"a": []}, "a=List()"),
        ({"$returnEntity": False}, "%24returnEntity=false"),
        ({"timeRange.start": 5}, "timeRange.start=5"),
        ({"fields": "id,a:($*:(b)),-c"}, "fields=id,a:($*:(b)),-c"),
        ({"fields": "id, name"}, "fields=id,name"),
        ({"fields": ["id", "a:(b)"]}, "fields=id,a:(b)"),
        ({"fields": {"id": 1, "a": {"$start": 2}}}, "fields=id,a:($start:2)"),
        ({"fields": "id", "q": "x", "ids": [1]}, "ids=List(1)&q=x&fields=id"),
        ({"metadataFields": ["x"], "pagingFields": "y"}, "metadataFields=x&pagingFields=y"),
        ({"projection": "(id,a~(b))"}, "projection=(id,a~(b))"),
        ({"projection": ["id", "a~(b)"]}, "projection=(id,a~(b))"),
        ({"projection": {"id": 1, "l": {"$*": {"x": 1}}}}, "projection=(id,l(*(x)))"),
    ],
)
def test_parameters_are_sorted_and_projections_stay_raw(params, query):
    assert encode_query(params) == query


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ([("a", 1)], "query_params must be a dict, not list"),
        ({"": 1}, "query parameter names must be strings"),
        ({5: 1}, "query parameter names must be strings"),
        ({"a": {1}}, "query parameter 'a': a value of type set"),
        ({"a": [None]}, "query parameter 'a'"),
        ({"fields": "id&q=x"}, "query parameter 'fields': is sent unencoded"),
        ({"fields": "id%2Cname"}, "must not contain '%'"),
        ({"fields": "é"}, "must not contain 'é'"),
        ({"fields": 5}, "must be a string, a list of names or a mask, not int"),
        ({"fields": [""]}, "must be a list of non-empty names"),
        ({"fields": [None]}, "must be a list of non-empty names"),
        ({"fields": {"a": 7}}, "query parameter 'fields': a of a mask"),
        ({"projection": {"a": 0}}, "query parameter 'projection': a must be 1 or a dict, not 0"),
        ({"projection": "a\r\nb#"}, "must not contain '#'"),
    ],
)
def test_a_parameter_that_cannot_be_sent_is_named(params, complaint):
    with pytest.raises(InvalidArgumentError) as caught:
        encode_query(params)

    assert complaint in str(caught.value)


@pytest.mark.parametrize("name", ["fields", "projection"])
def test_a_mask_that_contains_itself_is_refused_by_the_name_of_its_parameter(name):
    mask = {}
    mask["a"] = mask

    with pytest.raises(InvalidArgumentError, match=f"'{name}': the mask is nested deeper"):
        encode_query({name: mask})
