"""What the known connector accepted and emitted, accepted and emitted here too."""

from __future__ import annotations

import pytest
from airbyte_connector import SIX
from sources.recordings import needs_recordings, recorded

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.airbyte.settings import Settings

pytestmark = needs_recordings
SAMPLES = recorded("samples.json")
VERBATIM = SAMPLES.get("verbatim", {})
OBSERVED = SAMPLES.get("observed", {})
CONFIGS = VERBATIM.get("configs", {})
CATALOGS = VERBATIM.get("configured_catalogs", {})
STATES = VERBATIM.get("states", {})


@pytest.mark.parametrize("name", CONFIGS)
def test_a_recorded_configuration_is_understood(name):
    settings = Settings.read(CONFIGS[name])
    assert settings.organizations in ((12345678,), (123456789,))
    assert settings.access.access_token == "<redacted>"


@pytest.mark.parametrize("name", CONFIGS)
def test_a_recorded_configuration_discovers_and_fails_its_check_for_its_token(connector, name):
    assert connector.run("discover", config=CONFIGS[name]).of("CATALOG")
    checked = connector.run("check", config=CONFIGS[name])
    (reported,) = checked.of("CONNECTION_STATUS")
    assert (reported["status"], "401" in reported["message"], checked.error) == (
        "FAILED",
        True,
        None,
    )


@pytest.mark.parametrize("name", CATALOGS)
def test_a_recorded_catalog_is_read(connector, organizations, name):
    output = connector.run(
        "read", config=connector.config(organizations[0]), catalog=CATALOGS[name]
    )
    streams = [each["stream"]["name"] for each in CATALOGS[name]["streams"]]
    assert output.error is None
    assert {stream: output.statuses(stream)[-1] for stream in streams} == {
        stream: "COMPLETE" if stream in PAGES else "INCOMPLETE" for stream in streams
    }


@pytest.mark.parametrize("name", STATES)
def test_a_recorded_state_is_taken(connector, organizations, name):
    output = connector.read(connector.config(organizations[0]), state=STATES[name])
    assert (output.error, len(output.of("RECORD"))) == (None, 4 + 2 * 363)


@pytest.mark.parametrize("name", ["state_message_time_bound", "state_message_full_refresh_only"])
def test_an_observed_state_is_accepted_and_emitted_in_the_same_format(
    connector, organizations, name
):
    observed = OBSERVED[name]
    (stream,) = {observed["state"]["stream"]["stream_descriptor"]["name"]}
    output = connector.read(connector.config(organizations[0]), [stream], state=observed)
    reported = output.of("STATE")[-1]
    assert output.error is None
    assert reported["stream"]["stream_state"].keys() == (
        observed["state"]["stream"]["stream_state"].keys()
    )
    for name_, value in observed["state"]["stream"]["stream_state"].items():
        assert type(reported["stream"]["stream_state"][name_]) is type(value)
    assert {name: type(value) for name, value in reported.items()} == {
        name: type(value) for name, value in observed["state"].items()
    }


def test_an_observed_row_has_the_same_shape(connector, organizations):
    observed = OBSERVED["time_bound_record_after_transformations"]["record"]
    output = connector.read(connector.config(organizations[0]), [observed["stream"]])
    row = output.of("RECORD")[0]
    assert row.keys() == observed.keys()
    assert {name: type(value) for name, value in row["data"].items()} == {
        name: type(value) for name, value in observed["data"].items()
    }
    assert row["data"]["timeRange"] == observed["data"]["timeRange"] == {}


def test_the_catalog_entries_are_the_observed_ones(connector, organizations):
    output = connector.run("discover", config=connector.config(organizations[0]))
    (catalog,) = output.of("CATALOG")
    entries = [
        {name: value for name, value in stream.items() if name != "json_schema"}
        for stream in catalog["streams"][: len(SIX)]
    ]
    assert entries == OBSERVED["catalog_stream_entries_without_schema"]


def test_the_same_resources_are_asked_as_observed(connector, organizations):
    """But that several organizations can be looked up at once, and a window asked at once."""
    output = connector.read(connector.config(organizations[0]))
    asked = sorted(
        request.split("/rest/")[1].split("?")[0].split("/")[0] for request in OBSERVED["requests"]
    )
    assert sorted(output.calls) == asked
    by_resource = {request.resource: request for request in output.requests}
    assert by_resource["networkSizes"].params == {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}
    assert {request.version[:6] for request in output.requests} == {"202608"}


def test_a_token_is_asked_for_as_observed(connector, organizations):
    output = connector.read(connector.oauth(organizations[0]), SIX[:1])
    request, observed = output.requests[0], OBSERVED["oauth_refresh_request"]
    assert (request.verb, request.path) == (observed["method"], "/oauth/v2/accessToken")
    assert observed["url"].endswith(request.path)
    assert request.params["grant_type"] == "refresh_token"
