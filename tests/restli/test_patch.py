import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import build_patch, diff


def test_fields_and_paths_are_set_and_deleted():
    patch = build_patch(set={"a": 1, ("b", "c"): 2, ("b", "d", "e"): [3]}, delete=["f", ("b", "g")])

    assert patch == {
        "$set": {"a": 1},
        "b": {"$set": {"c": 2}, "d": {"$set": {"e": [3]}}, "$delete": ["g"]},
        "$delete": ["f"],
    }


def test_a_nested_field_that_begins_with_a_dollar_is_doubled_but_a_leaf_is_not():
    assert build_patch(set={("$a", "$b"): 1}) == {"$$a": {"$set": {"$b": 1}}}
    assert diff({"$a": {"$b": 1}}, {"$a": {"$b": 2}}) == {"$$a": {"$set": {"$b": 2}}}


@pytest.mark.parametrize(
    "arguments",
    [
        {"set": {"a": 1}, "delete": ["a"]},
        {"set": {"a": {}, ("a", "b"): 1}},
        {"set": {("a", "b"): 1, "a": {}}},
        {"delete": [("a", "b"), "a"]},
        {"delete": ["a", "a"]},
    ],
)
def test_a_field_can_be_changed_only_once(arguments):
    with pytest.raises(InvalidArgumentError, match=r"changed twice|inside another"):
        build_patch(**arguments)


@pytest.mark.parametrize("path", ["", (), ("a", ""), ("a", 1), 5])
def test_a_path_must_name_fields(path):
    with pytest.raises(InvalidArgumentError, match="path"):
        build_patch(set={path: 1})


def test_one_text_is_not_a_list_of_fields_to_delete():
    with pytest.raises(InvalidArgumentError, match="delete must be a list"):
        build_patch(delete="name")


@pytest.mark.parametrize(
    ("original", "modified", "patch"),
    [
        ({}, {}, {}),
        ({"a": 1}, {}, {"$delete": ["a"]}),
        ({"a": 1}, {"a": None}, {"$delete": ["a"]}),
        ({"a": None}, {}, {}),
        ({}, {"a": {"b": 1}}, {"$set": {"a": {"b": 1}}}),
        ({"a": [1, 2]}, {"a": [2, 1]}, {"$set": {"a": [2, 1]}}),
        ({"a": 1}, {"a": True}, {"$set": {"a": True}}),
        ({"a": [1, {"b": 0}]}, {"a": [1, {"b": False}]}, {"$set": {"a": [1, {"b": False}]}}),
        ({"a": {"b": 1}}, {"a": 5}, {"$set": {"a": 5}}),
        (
            {"u": {"int": 1}},
            {"u": {"string": "x"}},
            {"u": {"$set": {"string": "x"}, "$delete": ["int"]}},
        ),
    ],
)
def test_a_diff_says_what_changed(original, modified, patch):
    assert diff(original, modified) == patch


def test_a_diff_of_something_else_than_dicts_is_refused():
    with pytest.raises(InvalidArgumentError, match="modified must be a dict, not list"):
        diff({}, [])


def test_entities_that_contain_themselves_are_refused():
    entity = {}
    entity["a"] = entity

    with pytest.raises(InvalidArgumentError, match="nested deeper"):
        diff(entity, entity)
