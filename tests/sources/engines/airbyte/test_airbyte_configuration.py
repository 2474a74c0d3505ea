"""Which configurations are understood, of whatever age, and how mistakes are named."""

from __future__ import annotations

from datetime import date

import pytest
from jsonschema import Draft7Validator

from linkedin_api.sources.engines.airbyte import SourceLinkedInPages
from linkedin_api.sources.engines.airbyte.legacy_config import to_current
from linkedin_api.sources.engines.airbyte.settings import ConfigError, Settings
from linkedin_api.sources.engines.airbyte.specification import CONNECTION
from linkedin_api.versions import KNOWN_GOOD

TOKEN = {"auth_method": "access_token", "access_token": "AQtoken"}
OAUTH = {
    "auth_method": "oAuth2.0",
    "client_id": "id",
    "client_secret": "WPL_secret",
    "refresh_token": "AQrefresh",
}
PROFILE = {"auth_method": "profile", "profile": "work"}
PLAIN = {"org_id": "1337", "credentials": TOKEN}


def test_a_configuration_of_today_is_understood_whole():
    settings = Settings.read(
        {
            "org_id": "1337",
            "credentials": OAUTH,
            "start_date": "2026-01-31T13:00:00Z",
            "time_granularity_type": "MONTH",
            "org_ids": ["1338", "1337"],
            "lookback_days": 7,
            "concurrency": 4,
            "api_version": "202609",
            "unknown": {"is": "tolerated"},
        }
    )
    access = settings.access
    assert (access.client_id, access.client_secret, access.refresh_token) == (
        "id",
        "WPL_secret",
        "AQrefresh",
    )
    assert (access.access_token, access.version) == (None, "202609")
    assert settings.organizations == (1337, 1338)
    span = settings.span
    assert (span.start_date, span.granularity) == (date(2026, 1, 31), "MONTH")
    assert (span.lookback_days, settings.concurrency) == (7, 4)


def test_all_but_organization_and_credentials_can_be_left_out():
    settings = Settings.read(PLAIN)
    assert (settings.span.start_date, settings.span.granularity) == (None, "DAY")
    assert (settings.span.lookback_days, settings.concurrency) == (0, 16)
    assert settings.access.version == KNOWN_GOOD


@pytest.mark.parametrize(
    "organization", [1337, "1337", " 1337 ", "urn:li:organization:1337", "urn:li:company:1337"]
)
def test_an_organization_may_be_an_integer_or_a_urn(organization):
    assert to_current(PLAIN | {"org_id": organization})["org_id"] == "1337"


def test_a_token_at_the_top_is_one():
    config = {"org_id": "1337", "access_token": "AQtoken"}
    assert to_current(config) == PLAIN
    assert Settings.read(config).access.access_token == "AQtoken"


def test_credentials_go_before_a_token_at_the_top():
    config = {"org_id": "1337", "access_token": "AQold", "credentials": OAUTH}
    assert to_current(config) == {"org_id": "1337", "credentials": OAUTH}


@pytest.mark.parametrize("credentials", [TOKEN, OAUTH, PROFILE], ids=["token", "oauth", "profile"])
def test_the_kind_of_credentials_is_inferred(credentials):
    bare = {name: value for name, value in credentials.items() if name != "auth_method"}
    for method in ({}, {"auth_method": None}, {"auth_method": ""}):
        assert to_current(PLAIN | {"credentials": bare | method})["credentials"] == credentials


def test_a_refresh_token_goes_before_an_access_token():
    both = {**OAUTH, **TOKEN}
    del both["auth_method"]
    assert to_current(PLAIN | {"credentials": both})["credentials"]["auth_method"] == "oAuth2.0"


@pytest.mark.parametrize("method", ["OAuth2.0", "oauth2.0", "OAUTH2.0"])
def test_the_kind_of_credentials_is_understood_in_any_case(method):
    config = PLAIN | {"credentials": OAUTH | {"auth_method": method}}
    assert Settings.read(config).access.refresh_token == "AQrefresh"


@pytest.mark.parametrize(("wrapper", "inner"), [("access_token", TOKEN), ("o_auth20", OAUTH)])
def test_credentials_may_be_wrapped_in_the_name_of_their_kind(wrapper, inner):
    bare = {name: value for name, value in inner.items() if name != "auth_method"}
    assert to_current(PLAIN | {"credentials": {wrapper: bare}})["credentials"] == inner


def test_organizations_alone_are_enough_and_may_have_a_plain_start_date():
    config = {"org_ids": [1337, 1338], "start_date": "2022-01-25", "credentials": TOKEN}
    settings = Settings.read(config)
    assert (settings.organizations, settings.span.start_date) == ((1337, 1338), date(2022, 1, 25))


def test_options_that_are_null_are_not_there():
    nulls = dict.fromkeys(("start_date", "time_granularity_type", "org_ids", "lookback_days"))
    assert Settings.read(PLAIN | nulls) == Settings.read(PLAIN)


@pytest.mark.parametrize(
    "config",
    [
        PLAIN,
        {"org_id": 1337, "credentials": OAUTH},
        {"org_id": 1337, "access_token": "AQtoken"},
        {"org_id": "urn:li:organization:1337", "credentials": {"access_token": "AQtoken"}},
        {"org_ids": [1337], "start_date": "2022-01-25", "credentials": TOKEN},
        PLAIN | {"credentials": {"access_token": {"access_token": "AQtoken"}}},
        PLAIN | {"credentials": {"profile": "work"}},
        PLAIN | {"org_ids": [1338, "urn:li:organization:1339"], "start_date": None},
    ],
)
def test_older_shapes_become_what_the_specification_allows(config):
    Draft7Validator(CONNECTION).validate(to_current(config))


MISTAKES = [
    ("org_id", {"org_id": None}),
    ("org_id", {"org_id": ""}),
    ("org_id", {"org_id": "acme"}),
    ("org_id", {"org_id": True}),
    ("org_ids", {"org_ids": "1338"}),
    ("org_ids", {"org_ids": ["acme"]}),
    ("start_date", {"start_date": ""}),
    ("start_date", {"start_date": "2023-01-01"}),
    ("start_date", {"start_date": "2023-02-31T00:00:00Z"}),
    ("start_date", {"start_date": "2023-01-01T00:00:00+02:00"}),
    ("start_date", {"start_date": 20230101}),
    ("time_granularity_type", {"time_granularity_type": ""}),
    ("time_granularity_type", {"time_granularity_type": "day"}),
    ("time_granularity_type", {"time_granularity_type": "WEEK"}),
    ("lookback_days", {"lookback_days": -1}),
    ("lookback_days", {"lookback_days": 366}),
    ("lookback_days", {"lookback_days": "7"}),
    ("lookback_days", {"lookback_days": True}),
    ("concurrency", {"concurrency": 0}),
    ("api_version", {"api_version": "2026-08"}),
    ("api_version", {"api_version": 202608}),
    ("credentials", {"credentials": None}),
    ("credentials", {"credentials": {}}),
    ("credentials", {"credentials": "AQtoken"}),
    ("credentials.auth_method", {"credentials": TOKEN | {"auth_method": "basic"}}),
    ("credentials.access_token", {"credentials": TOKEN | {"access_token": ""}}),
    ("credentials.access_token", {"credentials": {"auth_method": "access_token"}}),
    ("credentials.access_token", {"credentials": OAUTH | {"auth_method": "access_token"}}),
    ("credentials.refresh_token", {"credentials": OAUTH | {"refresh_token": None}}),
    ("credentials.client_secret", {"credentials": OAUTH | {"client_secret": 1}}),
    ("credentials.profile", {"credentials": PROFILE | {"profile": ""}}),
    ("credentials.profile", {"credentials": PROFILE | {"profile": "../other"}}),
    ("credentials.profile", {"credentials": PROFILE | {"profile": "of-nobody"}}),
    ("credentials.client_id", {"credentials": OAUTH | {"client_id": "  "}}),
]


@pytest.mark.parametrize(("name", "mistake"), MISTAKES)
def test_a_mistake_names_its_field_and_no_secret(name, mistake):
    with pytest.raises(ConfigError) as caught:
        Settings.read(PLAIN | mistake)
    reported = str(caught.value)
    assert reported.partition(" ")[0].rstrip(":") == name
    assert not any(secret in reported for secret in ("AQtoken", "WPL_secret", "AQrefresh"))


def test_understanding_changes_nothing_of_what_was_given():
    config = {"org_ids": [1337], "credentials": {"access_token": {"access_token": "AQtoken"}}}
    before = repr(config)
    to_current(config)
    assert repr(config) == before


def test_a_configuration_is_not_written_to_disk(tmp_path):
    SourceLinkedInPages().configure(PLAIN, str(tmp_path))
    assert list(tmp_path.iterdir()) == []
