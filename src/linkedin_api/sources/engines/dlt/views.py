"""Views over LinkedIn's tables, for models that were written for another vendor.

The public dbt packages `fivetran/dbt_linkedin_pages` and `fivetran/dbt_linkedin` read tables of
Fivetran's connectors. The views have their names and columns, so that the packages run unchanged.
They are the same SQL on DuckDB and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dlt.destinations.sql_client import SqlClientBase

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.columnar import form_of
from linkedin_api.sources.engines.dlt.drivers import check_driver, opening
from linkedin_api.sources.engines.dlt.pipelines import pipeline_of
from linkedin_api.sources.engines.dlt.target import Target

#: The schema that the package reads unless its variable names another.
SCHEMA: Final = "linkedin_company_pages"
#: The destinations on which the views were tried, by dlt's name.
_DESTINATIONS: Final = ("duckdb", "postgres")
#: The lists of records that columns refer to, by the word in their SQL.
_LISTS: Final = {
    "images": "posts__content__multi_image__images",
    "cards": "posts__content__carousel__cards",
}
_NO_NUMBER: Final = "CAST(NULL AS NUMERIC)"
#: When the last sync ended. Each sync replaces the tables below.
_SYNCED: Final = "(SELECT max(inserted_at) FROM {dataset}._dlt_loads)"


@dataclass(frozen=True, slots=True)
class View:
    """A view.

    Attributes:
        name: its name.
        table: the table of the catalogue with its rows.
        columns: SQL by column; `{images}` and `{cards}` stand for those of a post.
        where: SQL that rows must meet.
        is_optional: whether there is no such view if its table is not loaded.
    """

    name: str
    table: str
    columns: Mapping[str, str]
    where: str = "true"
    is_optional: bool = False


def _same(*names: str) -> dict[str, str]:
    """Columns with the same name as in the table."""
    return {name: name for name in names}


def _picture(name: str) -> dict[str, str]:
    """The columns of a picture, for which Fivetran writes `v_2`."""
    theirs, sides = name.replace("_v2", "_v_2"), ("height", "width", "x", "y")
    crop = {f"{theirs}_crop_info_{side}": f"{name}__crop_info__{side}" for side in sides}
    return {**crop, **{f"{theirs}_{each}": f"{name}__{each}" for each in ("cropped", "original")}}


_LOCALES: Final = {
    f"{name}_preferred_locale_{part}": f"{name}__preferred_locale__{part}"
    for name in ("name", "description", "website")
    for part in ("country", "language")
}
VIEWS: Final = (
    View(
        "organization",
        "organization_lookup",
        {
            **_same(
                "id",
                "localized_name",
                "localized_description",
                "localized_website",
                "vanity_name",
                "version_tag",
                "organization_status",
                "organization_type",
                "primary_organization_type",
                "staff_count_range",
            ),
            **_LOCALES,
            **{
                f"default_locale_{each}": f"default_locale__{each}"
                for each in ("country", "language")
            },
            **{f"founded_on_{each}": f"founded_on__{each}" for each in ("day", "month", "year")},
            "parent_relationship_status": "parent_relationship__relationship_status",
            "parent_relationship_type": "parent_relationship__relationship_type",
            "parent_relationship_parent_id": "split_part(parent_relationship__parent, ':', 4)",
            **_picture("logo_v2"),
            **_picture("cover_photo_v2"),
        },
    ),
    View(
        "organization_ugc_post",
        "posts",
        {"organization_id": "CAST(split_part(author, ':', 4) AS BIGINT)", "ugc_post_id": "id"},
        "author LIKE 'urn:li:organization:%'",
    ),
    View(
        "ugc_post_history",
        "posts",
        {
            **_same("id", "author", "commentary", "lifecycle_state", "visibility"),
            "container_entity": "container",
            "created_time": "created_at",
            "first_published_at": "published_at",
            "last_modified_time": "last_modified_at",
            "distribution_feed_distribution": "feed_distribution",
            "response_context_parent": "reshare_context__parent",
            "response_context_root": "reshare_context__root",
        },
    ),
    View(
        "share_statistic",
        "post_statistics",
        {
            "_fivetran_id": "md5(post)",
            "_organization_entity_urn": "organizational_entity",
            "_share_entity_urn": "post",
            **{
                name: f"total_share_statistics__{name}"
                for name in (
                    "click_count",
                    "comment_count",
                    "engagement",
                    "impression_count",
                    "like_count",
                    "share_count",
                )
            },
        },
    ),
    View(
        "ugc_post_share_statistic",
        "post_statistics",
        {"share_statistic_id": "md5(post)", "ugc_post_id": "split_part(post, ':', 4)"},
    ),
    View(
        "post_content",
        "posts",
        {
            "_fivetran_id": "md5(id)",
            "post_id": "id",
            **{
                f"article_{each}": f"content__article__{each}"
                for each in ("title", "description", "source", "thumbnail", "thumbnail_alt_text")
            },
            **{f"media_{each}": f"content__media__{each}" for each in ("id", "title", "alt_text")},
            "carousel_id": "(SELECT min(media__id) FROM {cards})",
            "multi_image_alt_text": "(SELECT min(alt_text) FROM {images})",
            "poll_question": "content__poll__question",
            **{
                f"poll_settings_{each}": f"content__poll__settings__{each}"
                for each in ("duration", "is_voter_visible_to_author", "vote_selection_type")
            },
            "poll_unique_voters_count": "content__poll__unique_voters_count",
            "type": "CASE WHEN content__poll__question IS NOT NULL THEN 'poll'"
            " WHEN content__article__source IS NOT NULL THEN 'article'"
            " WHEN EXISTS (SELECT 1 FROM {images}) THEN 'multi_image'"
            " WHEN EXISTS (SELECT 1 FROM {cards}) THEN 'carousel'"
            " WHEN content__media__id IS NOT NULL THEN 'media'"
            " WHEN content__reference__id IS NOT NULL THEN 'reference'"
            " ELSE 'text' END",
        },
    ),
)


def make_views(
    target: Target, schema: str = SCHEMA, views: Sequence[View] = VIEWS, product: str = "pages"
) -> tuple[str, ...]:
    """Create the views beside the tables, or replace them; no call is made to LinkedIn.

    Args:
        target: where the tables were loaded.
        schema: the schema for the views, in the same database.
        views: the views of the product.
        product: the product, as the command calls it.

    Returns:
        The names of the views.

    Raises:
        InvalidArgumentError: the views do not fit the destination, the schema, or what was
            loaded there; the message says why.
        MissingDriverError: the destination's driver is not installed.
    """
    if schema == target.dataset_name:
        raise InvalidArgumentError(
            f"the schema of the views must not be that of the tables, {schema}: a later sync"
            " could take a view for a table"
        )
    check_driver(target.destination)
    pipeline = pipeline_of(target)
    try:
        kind = pipeline.destination.destination_type.rpartition(".")[2]
        if kind not in _DESTINATIONS:
            raise InvalidArgumentError(
                f"views are made on {' and '.join(_DESTINATIONS)}, not on {kind}"
            )
        with opening(target.destination), pipeline.destination_client() as client:
            sql: Any = client.sql_client  # type: ignore[attr-defined]
            return _make(sql, target.dataset_name, schema, views, product)
    finally:
        pipeline.deactivate()


def _make(
    sql: SqlClientBase[Any], dataset: str, schema: str, views: Sequence[View], product: str
) -> tuple[str, ...]:
    found = sql.execute_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s",
        dataset,
    )
    tables: dict[str, set[str]] = {}
    for table, column in found or ():
        tables.setdefault(table, set()).add(column)
    needed = dict.fromkeys(view.table for view in views if not view.is_optional)
    missing = [name for name in needed if name not in tables]
    if missing:
        raise InvalidArgumentError(
            f"{dataset} has no table {' and no table '.join(missing)}: load"
            f" {','.join(missing)} with `linkedin {product} sync` first"
        )
    quoted = sql.escape_column_name(dataset), sql.escape_column_name(schema)
    sql.execute_sql(f"CREATE SCHEMA IF NOT EXISTS {quoted[1]}")
    made = [view for view in views if view.table in tables]
    for view in made:
        sql.execute_sql(f"DROP VIEW IF EXISTS {quoted[1]}.{view.name}")
        sql.execute_sql(view_sql(view, *quoted, tables))
    return tuple(view.name for view in made)


def view_sql(view: View, dataset: str, schema: str, tables: Mapping[str, Container[str]]) -> str:
    """Return the statement that creates a view.

    Args:
        view: the view.
        dataset: the schema of the tables, quoted if it needs quotes.
        schema: the schema of the view, the same.
        tables: the tables that are there, and their columns. A metric that was not loaded is
            null.
    """
    lists = {word: _items(name, dataset, tables) for word, name in _LISTS.items()}
    known = tables[view.table]
    columns = {
        **{
            name: _NO_NUMBER if sql.isidentifier() and sql not in known else sql
            for name, sql in view.columns.items()
        },
        "_fivetran_synced": _SYNCED.replace("{dataset}", dataset),
    }
    listed = ", ".join(f"{_with(sql, lists)} AS {name}" for name, sql in columns.items())
    return (
        f"CREATE VIEW {schema}.{view.name} AS SELECT {listed}"  # noqa: S608  names of ours, or quoted
        f" FROM {dataset}.{view.table} AS own WHERE {view.where}"
    )


def _items(name: str, dataset: str, tables: Iterable[str]) -> str:
    """The items of a list in a row; none if lists were not loaded into tables."""
    form = form_of(PAGES["posts"]).tables[name]
    if name in tables:
        return f"{dataset}.{name} AS item WHERE item.id = own.id"
    nothing = ", ".join(
        f"NULL AS {column.name}" for column in form.columns if column.kind == "text"
    )
    return f"(SELECT {nothing}) AS item WHERE false"


def _with(sql: str, lists: Mapping[str, str]) -> str:
    for word, items in lists.items():
        sql = sql.replace(f"{{{word}}}", items)
    return sql
