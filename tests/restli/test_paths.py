import pytest

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.restli import Urn
from linkedin_api.restli.paths import fill_path


@pytest.mark.parametrize(
    ("path", "keys", "filled"),
    [
        ("/me", None, "/me"),
        ("/a/{id}", {"id": 5}, "/a/5"),
        ("/a/{id}/b/{id}", {"id": "x"}, "/a/x/b/x"),
        ("/a/{id}", {"id": "urn:li:b:(1,2)"}, "/a/urn%3Ali%3Ab%3A%281%2C2%29"),
        ("/a/{id}", {"id": Urn("b", "1")}, "/a/urn%3Ali%3Ab%3A1"),
        ("/a/{id}", {"id": "../b?c=d#e"}, "/a/..%2Fb%3Fc%3Dd%23e"),
        ("/a/{id}", {"id": {"b": "x/y", "a": 1}}, "/a/(a:1,b:x%2Fy)"),
        ("/a/{id}", {"id": {"$params": {"p": 1}, "k": 2}}, "/a/(%24params:(p:1),k:2)"),
        ("/a?b=(c)", None, "/a?b=(c)"),
    ],
)
@pytest.mark.filterwarnings("ignore::linkedin_api.hints.MistakeWarning")
def test_keys_are_encoded_into_the_path(path, keys, filled):
    assert fill_path(path, keys) == filled


@pytest.mark.parametrize(
    ("path", "keys", "complaint"),
    [
        ("me", None, "must start with '/'"),
        (None, None, "must start with '/'"),
        ("/a/{id}", None, "path_keys lacks 'id'"),
        ("/a/{b}/{a}", {}, "path_keys lacks 'a', 'b'"),
        ("/a", {"id": 1}, "path_keys has 'id', but '/a' has no such placeholder"),
        ("/a/{id}", {"id": 1, "x": 2}, "path_keys has 'x'"),
        ("/a/{id", {"id": 1}, "must not contain '{'"),
        ("/a b", None, "must not contain ' '"),
        ("/a\r\nX: y", None, "must not contain '\\r'"),
        ("/é", None, "must not contain 'é'"),
        ("/a#b", None, "must not contain '#'"),
        ("/a/{id}", {"id": ""}, "path_keys['id']: '' cannot be a key in a path"),
        ("/a/{id}", {"id": ".."}, "'..' cannot be a key in a path"),
        ("/a/{id}", {"id": None}, "path_keys['id']: None cannot be a key"),
        ("/a/{id}", {"id": {"k": {1}}}, "path_keys['id']: a value of type set"),
        ("/a/{id}", [("id", 1)], "path_keys must be a dict, not list"),
    ],
)
def test_a_path_that_cannot_be_filled_is_named(path, keys, complaint):
    with pytest.raises(InvalidArgumentError) as caught:
        fill_path(path, keys)

    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    "path", ["/a/../b", "/a/..", "/a/./b", "/a/%2e%2E/b", "/.%2e/b", "/..?x=1"]
)
def test_a_path_that_leads_elsewhere_is_refused(path):
    with pytest.raises(InvalidArgumentError, match="which changes it"):
        fill_path(path, None)


@pytest.mark.parametrize("path", ["/a/..b", "/a/b..", "/a/...", "/a.b/c"])
def test_dots_in_names_are_no_way_up(path):
    assert fill_path(path, None) == path
