"""`linkedin learning sync`: the catalogue by language, type, word and time."""

import pytest
from noon import days_ago

from linkedin_api.cli import learning
from linkedin_api.sources.scope import ASSET_TYPES


@pytest.fixture
def asked(asked, monkeypatch):
    """Connection as an application, as customers of LinkedIn Learning do."""
    monkeypatch.delenv("LINKEDIN_ACCESS_TOKEN")
    monkeypatch.setenv("LINKEDIN_CLIENT_ID", asked.client_id)
    monkeypatch.setenv("LINKEDIN_CLIENT_SECRET", asked.client_secret)
    return asked


def test_the_application_alone_loads_the_catalogue(asked, type_, query):
    ended = type_("learning sync --json")

    assert ended.code == 0, ended.out
    for table in ended.document["tables"]:
        count = query(f"SELECT count(*) FROM linkedin_learning.{table['table']}")
        assert count == [(table["rows"],)]
        assert table["rows"] > 10


def test_choices_reach_linkedin(asked, type_):
    ended = type_(
        "learning sync --tables learning_assets --locale de_DE --locale en_US --type video"
        " --keyword java --modified-after 2026-01-01 --include-retired"
    )

    assert ended.code == 0, ended.err
    sent = [each.params for each in asked.requests if each.resource == "learningAssets"]
    filters = [params["assetFilteringCriteria"] for params in sent]
    assert [each["assetTypes"] for each in filters] == [["VIDEO"], ["VIDEO"]]
    assert [each["locales"][0]["language"] for each in filters] == ["de", "en"]
    assert {(each["keyword"], each["lastModifiedAfter"]) for each in filters} == {
        ("java", "1767225600000")
    }
    assert all(each["assetRetrievalCriteria"]["includeRetired"] for each in sent)


def test_a_locale_that_is_none_is_a_usage_error(type_):
    ended = type_("learning sync --locale german")

    assert ended.code == 2
    assert "a locale must look like 'en_US', not 'german'" in ended.err


def test_a_sandbox_needs_no_account(type_, query):
    ended = type_("learning sync --sandbox --tables learning_classifications")

    assert ended.code == 0, ended.err
    assert query("SELECT count(*) > 10 FROM linkedin_learning.learning_classifications",
                 "linkedin_sandbox.duckdb") == [(True,)]  # fmt: skip


def test_its_types_are_those_that_the_reader_knows():
    assert learning._ASSET_TYPES == ASSET_TYPES


def test_a_day_of_modification_to_come_is_a_usage_error_that_names_the_option(asked, type_):
    ended = type_(f"learning sync --modified-after {days_ago(-1)}")

    assert ended.code == 2
    assert f"--modified-after must not be in the future, but it is {days_ago(-1)}" in ended.err
    assert asked.requests == []


def test_what_was_modified_is_added_and_nothing_else_goes(asked, type_, query):
    whole = type_("learning sync --tables learning_assets --json").document["rows"]
    part = type_(
        f"learning sync --tables learning_assets --modified-after {days_ago(60)} --json"
    ).document["rows"]

    assert 0 < part < whole
    assert query("SELECT count(*) FROM linkedin_learning.learning_assets") == [(whole,)]
