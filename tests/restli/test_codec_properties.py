import re

from hypothesis import given
from hypothesis import strategies as st

from linkedin_api.restli import (
    decode,
    encode,
    format_projection,
    parse_projection,
    reduced_decode,
    reduced_encode,
)
from linkedin_api.restli.keys import body_key, decode_key, path_segment
from linkedin_api.restli.patch import diff

texts = st.text() | st.text(alphabet="(),:'%List ''/?&=+$.~é\0\n")
values = st.recursive(
    texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20
)
json_values = st.recursive(
    st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=10,
)
entities = st.dictionaries(texts.filter(bool), json_values, max_size=5)


@given(texts)
def test_every_string_survives_both_forms(text):
    assert decode(encode(text)) == text
    assert reduced_decode(reduced_encode(text)) == text


@given(values)
def test_every_nested_value_survives_both_forms(value):
    assert decode(encode(value)) == value
    assert reduced_decode(reduced_encode(value)) == value


@given(values)
def test_the_url_form_has_only_characters_that_urls_may_have(value):
    assert re.fullmatch(r"[A-Za-z0-9\-._~%(),:']*", encode(value))


@given(values)
def test_the_same_value_always_has_the_same_form(value):
    def reverse(item):
        if isinstance(item, dict):
            return {key: reverse(item[key]) for key in reversed(item)}
        return [reverse(part) for part in item] if isinstance(item, list) else item

    assert encode(reverse(value)) == encode(value)


@given(texts.filter(lambda text: text not in ("", ".", "..")))
def test_a_key_never_leaves_its_path_segment(text):
    assert re.fullmatch(r"[A-Za-z0-9\-._~%]+", path_segment(text))
    assert decode_key(path_segment(text)) == text


@given(st.dictionaries(texts, texts, min_size=1))
def test_compound_keys_survive_the_body_form(key):
    assert decode_key(body_key(key)) == key


names = st.text(alphabet="abcXYZ_$*-", min_size=1).filter(
    lambda name: not name.startswith("-") and name not in ("$start", "$count")
)
masks = st.recursive(
    st.dictionaries(names, st.sampled_from([0, 1])),
    lambda inner: st.dictionaries(names, inner | st.sampled_from([0, 1])),
    max_leaves=10,
)


@given(masks)
def test_every_mask_survives_its_text(mask):
    assert parse_projection(format_projection(mask)) == mask


@given(entities, entities)
def test_applying_a_diff_gives_the_modified_entity(original, modified):
    assert apply(original, diff(original, modified)) == modified


@given(entities)
def test_equal_entities_need_no_patch(entity):
    assert diff(entity, entity) == {}


def apply(entity, patch):
    """The smallest reading of a patch document, written apart from the sandbox's."""
    result = {k: v for k, v in entity.items() if k not in patch.get("$delete", [])}
    for key, value in patch.items():
        if key == "$set":
            result.update(value)
        elif key != "$delete":
            name = key[1:] if key.startswith("$$") else key
            result[name] = apply(result[name], value)
    return result
