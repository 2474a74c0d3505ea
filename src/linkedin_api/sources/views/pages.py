"""Views over the tables of LinkedIn Pages, for the dbt package `fivetran/dbt_linkedin_pages`."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.views.view import View, same, within

#: The schema for the views; the package reads it unless its variable names another.
SCHEMA: Final = "linkedin_company_pages"


def _picture(name: str) -> dict[str, str]:
    """The columns of a picture, for which Fivetran writes `v_2`."""
    theirs = name.replace("_v2", "_v_2")
    crop = within(f"{theirs}_crop_info", f"{name}__crop_info", "height", "width", "x", "y")
    return crop | within(theirs, name, "cropped", "original")


def _locale(name: str) -> dict[str, str]:
    return within(f"{name}_preferred_locale", f"{name}__preferred_locale", "country", "language")


VIEWS: Final = (
    View(
        "organization",
        "organization_lookup",
        {
            **same(
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
            **_locale("name"),
            **_locale("description"),
            **_locale("website"),
            **within("default_locale", "default_locale", "country", "language"),
            **within("founded_on", "founded_on", "day", "month", "year"),
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
            **same("id", "author", "commentary", "lifecycle_state", "visibility"),
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
            **within("media", "content__media", "id", "title", "alt_text"),
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
