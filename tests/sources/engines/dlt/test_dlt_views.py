"""Views in the form that a public dbt package reads, over the tables of LinkedIn Pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dlt_plans import plan_of
from noon import NOON

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sandbox import Sandbox
from linkedin_api.sources.engines.dlt import sync
from linkedin_api.sources.engines.dlt.views import make_views
from linkedin_api.sources.views.pages import SCHEMA, VIEWS

TABLES = ("organization_lookup", "posts", "post_statistics")
#: The columns without which the package fails.
NEEDED = {
    "organization": ["id", "localized_name"],
    "organization_ugc_post": ["organization_id", "ugc_post_id"],
    "ugc_post_history": [
        "id",
        "author",
        "commentary",
        "created_time",
        "first_published_at",
        "last_modified_time",
        "lifecycle_state",
    ],
    "share_statistic": [
        "_fivetran_id",
        "_organization_entity_urn",
        "click_count",
        "comment_count",
        "impression_count",
        "like_count",
        "share_count",
    ],
    "ugc_post_share_statistic": ["share_statistic_id", "ugc_post_id", "_fivetran_synced"],
    "post_content": ["post_id", "article_title", "media_title", "type"],
}


@pytest.fixture(scope="module")
def running_sandbox():
    with Sandbox(organizations=3, days=60, now=NOON) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox):
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def schema(database):
    """A schema of each test's own, since a database server is shared."""
    return f"{SCHEMA}_{database.target.dataset_name}"


@pytest.fixture(scope="module")
def loaded(each_database, running_sandbox):
    """A database with tables and views, which tests only read, and the schema of the views."""
    running_sandbox.reset()
    schema = f"{SCHEMA}_{each_database.target.dataset_name}"
    sync(plan_of(running_sandbox, TABLES), each_database.target)
    make_views(each_database.target, schema)
    return each_database, schema


@pytest.fixture
def own(database, sandbox, schema):
    """A database with tables and views that a test changes."""
    sync(plan_of(sandbox, TABLES), database.target)
    make_views(database.target, schema)
    return database


def test_the_six_views_have_the_columns_that_the_package_needs(loaded):
    viewed, schema = loaded
    assert {view.name for view in VIEWS} == NEEDED.keys()
    for view, columns in NEEDED.items():
        assert viewed.ask(f"SELECT {', '.join(columns)} FROM {schema}.{view} LIMIT 1")
        assert (
            viewed.one(f"SELECT count(*) FROM {schema}.{view} WHERE _fivetran_synced IS NULL") == 0
        )


@pytest.mark.parametrize("count", ["impression", "click", "like", "comment", "share"])
def test_sums_over_the_views_are_those_of_the_tables(loaded, count):
    viewed, schema = loaded
    found = viewed.one(f"SELECT sum({count}_count) FROM {schema}.share_statistic")
    expected = viewed.one(f"SELECT sum(total_share_statistics__{count}_count) FROM post_statistics")
    assert found == expected > 0


def test_posts_meet_their_page_and_their_counts_as_the_package_joins_them(loaded):
    viewed, schema = loaded
    joined = viewed.one(
        f"SELECT count(*) FROM {schema}.ugc_post_history AS post"
        f" JOIN {schema}.post_content AS content ON content.post_id = post.id"
        f" JOIN {schema}.organization_ugc_post AS whose ON whose.ugc_post_id = post.id"
        f" JOIN {schema}.organization AS page ON page.id = whose.organization_id"
        f" JOIN {schema}.ugc_post_share_statistic AS link"
        " ON link.ugc_post_id = split_part(post.id, ':', 4)"
        f" JOIN {schema}.share_statistic AS counts ON counts._fivetran_id = link.share_statistic_id"
        " WHERE page.localized_name IS NOT NULL AND counts._organization_entity_urn = post.author"
    )
    assert joined == viewed.count("posts") > 0


def test_moments_are_timestamps(loaded):
    viewed, schema = loaded
    (created, expected), *_ = viewed.ask(
        f"SELECT view.created_time, own.created_at FROM {schema}.ugc_post_history AS view"
        " JOIN posts AS own ON own.id = view.id"
    )
    assert created == expected
    assert created.year >= 2000


def test_every_post_has_a_type(loaded):
    viewed, schema = loaded
    types = dict(viewed.ask(f"SELECT type, count(*) FROM {schema}.post_content GROUP BY type"))
    assert sum(types.values()) == viewed.count("posts")
    assert types.keys() <= {
        "text",
        "media",
        "multi_image",
        "carousel",
        "article",
        "poll",
        "reference",
    }
    assert (
        viewed.one(
            f"SELECT count(*) FROM {schema}.post_content AS view"
            " JOIN posts AS own ON own.id = view.post_id"
            " WHERE (view.type = 'media') <> (own.content__media__id IS NOT NULL)"
            " AND view.type IN ('media', 'text')"
        )
        == 0
    )


def test_posts_with_several_pictures_or_a_poll_have_their_type(own, schema):
    one, other = [post for (post,) in own.ask("SELECT id FROM posts ORDER BY id LIMIT 2")]
    own.change(f"UPDATE posts SET content__poll__question = 'Which?' WHERE id = '{one}'")
    own.change(
        "INSERT INTO posts__content__multi_image__images (id, position, alt_text)"
        f" VALUES ('{other}', 0, 'a loom')"
    )
    found = {
        post: (kind, text)
        for post, kind, text in own.ask(
            "SELECT post_id, type, coalesce(multi_image_alt_text, poll_question)"
            f" FROM {schema}.post_content WHERE post_id IN ('{one}', '{other}')"
        )
    }
    assert found == {one: ("poll", "Which?"), other: ("multi_image", "a loom")}


def test_views_of_lists_that_were_loaded_as_json_are_made_too(database, sandbox, schema):
    sync(plan_of(sandbox, TABLES, nested="json"), database.target)
    make_views(database.target, schema)
    assert database.one(f"SELECT count(multi_image_alt_text) FROM {schema}.post_content") == 0
    assert database.one(f"SELECT count(*) FROM {schema}.post_content") == database.count("posts")


def test_views_are_made_again_and_show_what_a_later_sync_loads(own, sandbox, schema):
    make_views(own.target, schema)
    sync(plan_of(sandbox, TABLES, sandbox.figures.organizations[:1]), own.target)
    assert own.one(f"SELECT count(*) FROM {schema}.organization") == own.count(
        "organization_lookup"
    )


def test_tables_that_are_missing_are_named(database, sandbox, schema):
    sync(plan_of(sandbox, ["organization_lookup"]), database.target)
    with pytest.raises(InvalidArgumentError, match="no table posts and no table post_statistics"):
        make_views(database.target, schema)


def test_a_schema_without_a_name_is_refused(database):
    with pytest.raises(InvalidArgumentError, match="schema must be"):
        make_views(database.target, "")


def test_the_schema_of_the_tables_is_refused(database):
    with pytest.raises(InvalidArgumentError, match="must not be that of the tables"):
        make_views(database.target, database.target.dataset_name)


def test_another_destination_is_refused(duckdb):
    with pytest.raises(InvalidArgumentError, match="views are made on duckdb and postgres, not on"):
        make_views(replace(duckdb.target, destination="filesystem"))
