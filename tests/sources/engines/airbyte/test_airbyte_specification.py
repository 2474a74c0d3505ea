"""What `spec` returns, compared with the known connector."""

from __future__ import annotations

import pytest
from airbyte_connector import understood
from jsonschema import Draft7Validator
from sources.recordings import needs_recordings, recorded

from linkedin_api.sources.engines.airbyte.specification import CONNECTION

KNOWN = recorded("spec.json")
FREE_TO_CHANGE = {"description"}


def said(field, path=""):
    """Everything a schema says about its fields, but for what people read: path to value."""
    for name, value in field.items():
        here = f"{path}/{name}"
        if name == "oneOf":
            for place, each in enumerate(value):
                yield from said(each, f"{here}/{place}")
        elif isinstance(value, dict):
            yield from said(value, here)
        elif name not in FREE_TO_CHANGE:
            yield here, value


@needs_recordings
def test_all_that_the_known_specification_says_is_said():
    ours = dict(said(CONNECTION))
    assert {path: ours.get(path) for path, _ in said(KNOWN["spec"]["connectionSpecification"])} == (
        dict(said(KNOWN["spec"]["connectionSpecification"]))
    )


@needs_recordings
def test_what_is_added_is_optional_comes_last_and_holds_no_secret():
    known = KNOWN["spec"]["connectionSpecification"]["properties"]
    added = [field for name, field in CONNECTION["properties"].items() if name not in known]
    assert CONNECTION["required"] == ["org_id"]
    assert [field["order"] for field in added] == list(range(4, 4 + len(added)))
    assert not any(field.get("airbyte_secret") for field in added)


@needs_recordings
def test_the_first_two_kinds_of_credentials_are_the_known_two():
    known = KNOWN["spec"]["connectionSpecification"]["properties"]["credentials"]["oneOf"]
    ours = CONNECTION["properties"]["credentials"]["oneOf"]
    assert [list(each["properties"]) for each in ours] == [
        sorted(each["properties"], key=list(ours[place]["properties"]).index)
        for place, each in enumerate(known)
    ] + [["auth_method", "profile"]]


def test_secrets_are_flagged():
    secrets = {
        path for path, value in said(CONNECTION) if path.endswith("airbyte_secret") and value
    }
    assert {path.split("/")[-2] for path in secrets} == {
        "org_id",
        "client_id",
        "client_secret",
        "refresh_token",
        "access_token",
    }


def test_every_property_has_a_title_and_a_description_without_template_rests():
    properties = dict(CONNECTION["properties"])
    credentials = properties.pop("credentials")
    for kind in credentials["oneOf"]:
        properties |= {n: p for n, p in kind["properties"].items() if n != "auth_method"}
    for field in properties.values():
        assert field["title"]
        assert field["description"].endswith((".", "/admin."))
        assert "{{" not in field["description"]


def test_the_specification_is_a_schema():
    Draft7Validator.check_schema(CONNECTION)


@pytest.mark.parametrize("name", ["start_date", "time_granularity_type", "api_version"])
def test_defaults_are_allowed(name):
    field = CONNECTION["properties"][name]
    Draft7Validator(field).validate(field["default"])


def test_spec_needs_no_configuration_and_asks_nothing(connector):
    output = connector.run("spec")
    (reported,) = output.of("SPEC")
    assert reported == {
        "connectionSpecification": CONNECTION,
        "supportsNormalization": False,
        "supportsDBT": False,
    }
    assert (output.requests, understood(output.text)) == ([], output.messages)
