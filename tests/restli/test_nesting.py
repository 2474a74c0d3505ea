import json

import pytest

from linkedin_api.restli.nesting import MOST_LEVELS, is_deep
from linkedin_api.restli.reply import Reply


def nested(levels, inside=0):
    for level in range(levels):
        inside = {"a": inside} if level % 2 else [inside]
    return inside


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["", "[" * 500, "]" * 500, '"[\\"[' * 200, "\u5b5b\u2222" * 200])
def test_what_counts_are_objects_and_lists_and_not_the_brackets_in_texts(encoding, text):
    for levels in (MOST_LEVELS, MOST_LEVELS + 1):
        body = json.dumps(nested(levels, text), ensure_ascii=False).encode(encoding)
        assert is_deep(body) == (levels > MOST_LEVELS)
    wide = json.dumps([{"a": [text]}] * 300, ensure_ascii=False)
    assert not is_deep(wide.encode(encoding))


def test_an_answer_that_is_nested_too_deep_is_a_problem_and_not_a_value():
    reply = Reply(200, {}, json.dumps(nested(MOST_LEVELS + 1)).encode())
    assert reply.json is None
    assert "nested more than 128 levels deep" in reply.problem
    assert Reply(200, {}, json.dumps(nested(MOST_LEVELS)).encode()).json == nested(MOST_LEVELS)
