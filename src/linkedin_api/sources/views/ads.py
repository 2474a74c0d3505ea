"""Views over the tables of LinkedIn Ads, for the dbt package `fivetran/dbt_linkedin`.

Its sources have a row for each change of a campaign; ours have the current one, which is what its
models choose. Days are timestamps in UTC without a time zone, since the package cuts them to days.
"""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.views.view import View, same, within

#: The schema for the views; the package reads it as its variable `linkedin_ads_schema`.
ADS_SCHEMA: Final = "linkedin_ads_views"
_NO_TEXT: Final = "CAST(NULL AS VARCHAR)"
_STAMPS: Final = {"created_time": "created_at", "last_modified_time": "last_modified_at"}
_SCHEDULE: Final = within("run_schedule", "run_schedule", "start", "end")
_MONTH: Final = "substr(CAST(period_start AT TIME ZONE 'UTC' AS VARCHAR), 1, 7)"
#: The metrics that its models read, and the others that are usually loaded.
_METRICS: Final = (
    "clicks", "impressions", "cost_in_local_currency", "cost_in_usd",
    "conversion_value_in_local_currency", "external_website_conversions", "one_click_leads",
    "landing_page_clicks", "total_engagements", "reactions", "comments", "shares", "follows",
    "video_views", "video_completions", "one_click_lead_form_opens",
    "external_website_post_click_conversions", "external_website_post_view_conversions",
)  # fmt: skip


def _monthly(name: str, pivot: str, column: str) -> View:
    return View(
        name,
        "ad_campaign_demographics",
        {
            **same("campaign_id", *_METRICS),
            "month": _MONTH,
            column: "CAST(split_part(value_urn, ':', 4) AS BIGINT)",
        },
        f"pivot_name = '{pivot}' AND value_urn LIKE 'urn:li:geo:%'",
        is_optional=True,
    )


ADS_VIEWS: Final = (
    View(
        "account_history",
        "ad_accounts",
        {
            "id": "account_id",
            **same("name", "currency", "status", "type", "version_tag"),
            **_STAMPS,
        },
    ),
    View(
        "campaign_group_history",
        "ad_campaign_groups",
        {
            "id": "campaign_group_id",
            **same("account_id", "name", "backfilled", "status"),
            **_SCHEDULE,
            **_STAMPS,
        },
    ),
    View(
        "campaign_history",
        "ad_campaigns",
        {
            "id": "campaign_id",
            **same(
                "account_id", "campaign_group_id", "name", "version_tag",
                "audience_expansion_enabled", "cost_type", "creative_selection", "format",
                "objective_type", "offsite_delivery_enabled", "optimization_target_type", "status",
                "type",
            ),
            **within("daily_budget", "daily_budget", "amount", "currency_code"),
            **within("unit_cost", "unit_cost", "amount", "currency_code"),
            **within("locale", "locale", "country", "language"),
            **_SCHEDULE,
            **_STAMPS,
        },
    ),
    View(
        "creative_history",
        "ad_creatives",
        {
            "id": "creative_id",
            **same("campaign_id", "intended_status", "created_at", "last_modified_at"),
            "status": "intended_status",
            "click_uri": _NO_TEXT,
            "text_ad_landing_page": "content__text_ad__landing_page",
            "spotlight_landing_page": _NO_TEXT,
            **_STAMPS,
        },
    ),
    View(
        "ad_analytics_by_campaign",
        "ad_campaign_daily",
        {**same("campaign_id", *_METRICS), "day": "day AT TIME ZONE 'UTC'"},
    ),
    View(
        "ad_analytics_by_creative",
        "ad_creative_daily",
        {**same("creative_id", *_METRICS), "day": "day AT TIME ZONE 'UTC'"},
    ),
    View("geo", "ad_names", {"id": "id", "value": "name"}, "kind = 'geo'", is_optional=True),
    _monthly("monthly_ad_analytics_by_member_country", "MEMBER_COUNTRY_V2", "member_country"),
    _monthly("monthly_ad_analytics_by_member_region", "MEMBER_REGION_V2", "member_region"),
)  # fmt: skip
