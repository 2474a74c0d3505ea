"""What `discover` returns, compared with the known connector."""

from __future__ import annotations

import pytest
from jsonschema import Draft7Validator
from sources.recordings import needs_recordings, recorded

from linkedin_api.sources.catalogue.pages import PAGES

KNOWN = {each["name"]: each for each in recorded("catalog.json").get("streams", ())}
MODES = (
    "supported_sync_modes",
    "source_defined_cursor",
    "default_cursor_field",
    "source_defined_primary_key",
    "is_resumable",
    "is_file_based",
    "namespace",
)


@pytest.fixture
def discovered(connector, organizations):
    output = connector.run("discover", config=connector.config(organizations[0]))
    assert (output.requests, output.error) == ([], None)
    (catalog,) = output.of("CATALOG")
    return {each["name"]: each for each in catalog["streams"]}


@needs_recordings
def test_the_known_streams_come_first_in_their_order(discovered):
    assert list(discovered) == list(PAGES)
    assert list(discovered)[: len(KNOWN)] == list(KNOWN)


@needs_recordings
@pytest.mark.parametrize("stream", KNOWN)
def test_a_known_stream_has_the_modes_it_has_elsewhere(discovered, stream):
    assert {name: discovered[stream].get(name) for name in MODES} == {
        name: KNOWN[stream].get(name) for name in MODES
    }


@needs_recordings
@pytest.mark.parametrize("stream", KNOWN)
def test_a_known_stream_has_all_columns_it_has_elsewhere(discovered, stream):
    ours, known = discovered[stream]["json_schema"], KNOWN[stream]["json_schema"]
    assert ours["properties"].keys() >= known["properties"].keys()
    assert {name: ours["properties"][name]["type"] for name in known["properties"]} == {
        name: field["type"] for name, field in known["properties"].items()
    }
    assert ours.get("required") == known.get("required")
    assert ours["additionalProperties"] is True


def test_a_new_stream_by_day_is_like_the_known_ones(discovered):
    stream = discovered["page_statistics_time_bound"]
    assert stream["supported_sync_modes"] == ["full_refresh", "incremental"]
    assert (stream["source_defined_cursor"], stream["default_cursor_field"]) == (
        True,
        ["timeRangeEnd"],
    )


def test_only_new_streams_name_their_key(discovered):
    keys = {name: stream.get("source_defined_primary_key") for name, stream in discovered.items()}
    assert keys == {
        name: None if table.known else [[column] for column in table.primary_key]
        for name, table in PAGES.items()
    }


def test_every_column_of_a_key_and_every_cursor_is_in_the_schema(discovered):
    for stream in discovered.values():
        columns = stream["json_schema"]["properties"]
        for column, *_ in stream.get("source_defined_primary_key", ()):
            assert column in columns
        for column in stream.get("default_cursor_field", ()):
            assert column in columns


def test_schemas_are_schemas(discovered):
    for stream in discovered.values():
        Draft7Validator.check_schema(stream["json_schema"])


def test_without_credentials_nothing_is_discovered(connector):
    output = connector.run("discover", config={"org_id": "1337"})
    assert (output.of("CATALOG"), output.requests) == ([], [])
    assert str(output.error.message).startswith("Config validation error: credentials must be")
    assert output.error.failure_type.value == "config_error"
