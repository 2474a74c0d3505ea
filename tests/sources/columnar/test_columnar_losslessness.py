"""Records that become Arrow and records again are the same: nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import ANYTHING, records_of_table
from records_back import meaning, records_of

from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.columnar.other_fields import from_json, to_json

CATALOGUE = {**PAGES, **LEARNING}


@pytest.mark.parametrize("name", CATALOGUE)
@given(data=st.data())
def test_records_come_back_whole(name, data):
    records = data.draw(records_of_table(CATALOGUE[name]))
    for nested, lists in (("tables", "lists"), ("json", "json")):
        form = form_of(CATALOGUE[name], nested=nested, lists=lists)
        batches = form.batches(records)
        assert {table: batch.schema for table, batch in batches.items()} == form.schemas
        for batch in batches.values():
            batch.validate(full=True)
        assert records_of(form, batches) == [meaning(record) for record in records]


@given(value=ANYTHING)
def test_json_comes_back_whole_and_is_what_every_database_takes(value):
    text = to_json(value)
    assert json.dumps(from_json(text)) == json.dumps(value)
    text.encode()
    assert "\\u0000" not in text.replace("\\\\", "")

    def refuse(word):
        raise AssertionError(word)

    json.loads(text, parse_constant=refuse)
