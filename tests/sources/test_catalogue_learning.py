"""The tables of LinkedIn Learning beside what the sandbox's catalogue holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from catalogue_rows import read
from noon import NOON

from linkedin_api.sandbox import Sandbox
from linkedin_api.sandbox.figures.learning import CLASSIFICATIONS, Course
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.scope import ASSET_TYPES, ENGLISH, Locale, Scope

GERMAN = Locale("de", "DE")
ASSETS, FILED = LEARNING["learning_assets"], LEARNING["learning_classifications"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(organizations=1, now=NOON) as sandbox:
        yield sandbox


def assets(sandbox: Sandbox, **scope: Any) -> list[dict[str, Any]]:
    found, _ = read(sandbox, Scope(**scope), [ASSETS], sandbox.access_token(member=None))
    return found["learning_assets"]


def courses(sandbox: Sandbox, locale: Locale, *, retired: bool = False) -> list[Course]:
    learning = sandbox.figures.learning
    every = (learning.course(place) for place in learning.courses)
    spoken = (locale.language, locale.country)
    return [each for each in every if each.locale == spoken and (retired or not each.retired)]


def urns(rows: list[Any]) -> list[str]:
    return sorted(row["urn"] if isinstance(row, dict) else row.urn for row in rows)


@pytest.mark.parametrize("locale", [ENGLISH, GERMAN], ids=str)
def test_courses_of_a_locale_are_all_there(locale, sandbox):
    rows = assets(sandbox, locales=(locale,), asset_types=("COURSE",))
    assert urns(rows) == urns(courses(sandbox, locale))
    assert {row["requestedLocale"] for row in rows} == {str(locale)}


def test_several_locales_and_types_are_read_one_after_the_other(sandbox):
    before = len(sandbox.requests)
    rows = assets(sandbox, locales=(ENGLISH, GERMAN), asset_types=ASSET_TYPES)
    asked = {
        (str(request.params["assetFilteringCriteria"]), request.params.get("start"))
        for request in sandbox.requests[before:]
    }
    assert len(asked) == len(sandbox.requests) - before
    assert {(row["type"], row["requestedLocale"]) for row in rows} == {
        *((kind, "en_US") for kind in ASSET_TYPES),
        *((kind, "de_DE") for kind in ("COURSE", "CHAPTER", "VIDEO")),
    }


def test_a_keyword_leaves_out_other_titles(sandbox):
    rows = assets(sandbox, asset_types=("COURSE",), keyword="typography")
    fitting = [each for each in courses(sandbox, ENGLISH) if "Typography" in each.title]
    assert (urns(rows), bool(rows)) == (urns(fitting), True)


def test_what_was_changed_lately_can_be_asked_for(sandbox):
    now = sandbox.clock.milliseconds()
    month_ago = now - 30 * 86_400_000
    rows = assets(sandbox, asset_types=("COURSE",), last_modified_after=month_ago)
    fitting = [each for each in courses(sandbox, ENGLISH) if each.changed(now) > month_ago]
    assert (urns(rows), bool(rows)) == (urns(fitting), True)


def test_retired_assets_come_if_they_are_wanted(sandbox):
    rows = assets(sandbox, asset_types=("COURSE",), include_retired=True)
    assert urns(rows) == urns(courses(sandbox, ENGLISH, retired=True))
    assert {row["details"]["availability"] for row in rows} == {"AVAILABLE", "RETIRED"}


def test_assets_are_asked_for_as_linkedin_documents_it(sandbox):
    assets(sandbox, asset_types=("VIDEO",), keyword="Python", last_modified_after=0)
    request = sandbox.requests[-1]
    assert (request.path, request.name, request.version) == ("/v2/learningAssets", "criteria", "")
    assert request.params["assetFilteringCriteria"] == {
        "assetTypes": ["VIDEO"],
        "locales": [{"country": "US", "language": "en"}],
        "keyword": "Python",
        "lastModifiedAfter": "0",
    }
    assert request.params["assetRetrievalCriteria"] == {
        "includeRetired": "false",
        "expandDepth": "1",
    }


def test_a_classification_has_a_row_for_each_locale(sandbox):
    scope = Scope(locales=(ENGLISH, GERMAN))
    found, _ = read(sandbox, scope, [FILED])
    rows = [(row["urn"], row["requestedLocale"]) for row in found["learning_classifications"]]
    expected = [(each.urn, locale) for each in CLASSIFICATIONS for locale in ("en_US", "de_DE")]
    assert sorted(rows) == sorted(expected)


def test_only_the_wanted_types_of_classifications_are_read(sandbox):
    found, _ = read(sandbox, Scope(classification_types=("SUBJECT",)), [FILED])
    assert {row["type"] for row in found["learning_classifications"]} == {"SUBJECT"}
