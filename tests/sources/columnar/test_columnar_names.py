"""The names of tables and columns: one rule, and what it makes of the whole catalogue."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.columns import columns
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.columnar.names import column_name

#: PostgreSQL cuts longer names.
MOST_CHARACTERS = 63
CATALOGUE = {**PAGES, **LEARNING, **ADS}
FORMS = [
    form_of(table, nested=nested) for table in CATALOGUE.values() for nested in ("tables", "json")
]
TABLES = [table for form in FORMS for table in form.tables.values()]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_of_columns_are_unique_and_fit_every_database(table):
    names = [column.name for column in table.columns]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []
    assert [name for name in names if len(name) > MOST_CHARACTERS] == []


def test_names_of_tables_are_unique_and_fit_every_database():
    names = [name for table in CATALOGUE.values() for name in form_of(table).tables]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if len(name) > MOST_CHARACTERS] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.table.name)
def test_every_field_of_the_catalogue_has_a_column(form):
    """A record has those of its fields; a list of records, those of its table."""
    stored = {column.path for table in form.tables.values() for column in table.columns}
    in_json = {column.path for table in form.tables.values() for column in table.columns
               if column.kind in ("json", "list")}  # fmt: skip
    for field in columns(form.table.schema):
        if field.kind in ("record", "map", "list"):
            continue
        inside = any(field.path[: len(path)] == path for path in in_json if path)
        above = (*field.path[:-1], "*") in stored
        assert field.path in stored or inside or above, field.name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("totalPageStatistics", "views", "allPageViews", "pageViews"), "all_page_views"),
        (
            ("totalPageStatistics", "views", "allDesktopPageViews", "pageViews"),
            "all_desktop_page_views",
        ),
        (
            ("totalPageStatistics", "views", "allPageViews", "uniquePageViews"),
            "all_unique_page_views",
        ),
        (
            ("totalPageStatistics", "views", "mobileLifeAtPageViews", "uniquePageViews"),
            "mobile_life_at_unique_page_views",
        ),
        (
            ("totalPageStatistics", "clicks", "careersPageClicks", "careersPageJobsClicks"),
            "careers_page_jobs_clicks",
        ),
        (
            ("totalPageStatistics", "clicks", "mobileCareersPageClicks", "careersPageJobsClicks"),
            "mobile_careers_page_jobs_clicks",
        ),
    ],
)
def test_views_and_clicks_of_a_page_have_the_names_that_analysts_know(path, name):
    form = form_of(PAGES["page_statistics_time_bound"])
    columns = form.tables[form.table.name].columns
    assert [column.name for column in columns if column.path == path] == [name]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (["followerGains", "organicFollowerGain"], "follower_gains__organic_follower_gain"),
        (["parentRelationship", "relationshipType"], "parent_relationship__relationship_type"),
        (["name", "localized", "en_US"], "name__localized__en_us"),
        (["logoV2", "cropInfo", "x"], "logo_v2__crop_info__x"),
        (["$URN"], "urn"),
        (["reactionSummaries", "LIKE", "count"], "reaction_summaries__like__count"),
    ],
)
def test_a_name_is_the_words_of_its_path(path, name):
    assert column_name(path) == name


def test_a_field_that_has_the_name_of_a_key_is_named_after_its_list():
    form = form_of(PAGES["posts"])
    images = form.tables["posts__content__multi_image__images"]
    assert {column.name: column.source for column in images.columns} == {
        "id": "id",
        "position": "content.multiImage.images[]",
        "images__id": "content.multiImage.images[].id",
        "title": "content.multiImage.images[].title",
        "alt_text": "content.multiImage.images[].altText",
        "other_fields": "",
    }


def test_tables_of_lists_have_the_key_of_the_row_above_and_their_position():
    form = form_of(LEARNING["learning_assets"])
    inner = "learning_assets__contents__asset__contents"
    keys = {name: (table.parent, table.parent_key, table.primary_key)
            for name, table in form.tables.items()}  # fmt: skip
    assert keys[inner] == (
        "learning_assets__contents",
        ("urn", "requested_locale", "contents__position"),
        ("urn", "requested_locale", "contents__position", "position"),
    )
    assert keys["learning_assets"] == (None, (), ("urn", "requested_locale"))
