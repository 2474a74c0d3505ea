"""The words of schemas, and the columns that they become."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft7Validator
from named_fields import complaints

from linkedin_api.sources.catalogue import schema
from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.columns import Column, columns
from linkedin_api.sources.catalogue.learning import LEARNING
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.catalogue.table import Table

TABLES = {**PAGES, **LEARNING, **ADS}
NAMES = [
    "organization_lookup",
    "follower_statistics",
    "share_statistics",
    "total_follower_count",
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
    "page_statistics",
    "page_statistics_time_bound",
    "posts",
    "post_statistics",
    "social_metadata",
    "organization_acls",
    "learning_assets",
    "learning_classifications",
    "ad_accounts",
    "ad_account_users",
    "ad_campaign_groups",
    "ad_campaigns",
    "ad_creatives",
    "ad_conversions",
    "ad_campaign_daily",
    "ad_creative_daily",
    "ad_campaign_device_daily",
    "ad_campaign_demographics",
    "ad_lead_forms",
    "ad_lead_form_responses",
    "ad_names",
]
GROWING = [
    "follower_statistics_time_bound",
    "share_statistics_time_bound",
    "page_statistics_time_bound",
    "ad_campaign_daily",
    "ad_creative_daily",
    "ad_campaign_device_daily",
    "ad_campaign_demographics",
    "ad_lead_form_responses",
    "ad_names",
]
ROW = schema.row(
    {
        "post": schema.required(schema.urn("the post")),
        "engagement": schema.number(),
        "likes": schema.count("how many"),
        "at": schema.moment("when"),
        "cards": schema.array(schema.record({"open": schema.boolean()})),
        "by": schema.mapping(schema.integer(), "by kind", {"LIKE": schema.integer()}),
        "other": schema.array(None),
    }
)


def test_these_are_the_tables_in_this_order_and_some_grow_with_time():
    growing = [name for name, table in TABLES.items() if table.kind == "append"]
    assert (list(TABLES), growing) == (NAMES, GROWING)


def test_columns_are_gone_through_from_the_row_inwards():
    assert list(columns(ROW)) == [
        Column(("post",), "text", "URN of the post", nullable=False),
        Column(("engagement",), "number"),
        Column(("likes",), "whole number", "how many"),
        Column(("at",), "milliseconds", "when"),
        Column(("cards",), "list"),
        Column(("cards", "[]"), "record"),
        Column(("cards", "[]", "open"), "boolean"),
        Column(("by",), "map", "by kind"),
        Column(("by", "LIKE"), "whole number"),
        Column(("by", "*"), "whole number"),
        Column(("other",), "list"),
    ]


def test_the_name_of_a_column_is_its_path():
    names = [column.name for column in columns(ROW)]
    assert names[4:8] == ["cards", "cards[]", "cards[].open", "by"]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"post": "urn:li:share:1"}, False),
        ({"post": "urn:li:share:1", "likes": None, "by": {"LIKE": 1, "PRAISE": 2}}, False),
        ({"post": "urn:li:share:1", "likes": 3.0, "engagement": 0.5}, False),
        ({}, True),
        ({"post": None}, True),
        ({"post": "urn:li:share:1", "likes": 0.5}, True),
        ({"post": "urn:li:share:1", "likes": "3"}, True),
        ({"post": "urn:li:share:1", "more": 1}, True),
        ({"post": "urn:li:share:1", "cards": [{"more": 1}]}, True),
        ({"post": "urn:li:share:1", "by": {"PRAISE": {"more": 1}}}, True),
        ({"post": "urn:li:share:1", "other": [1]}, True),
    ],
)
def test_what_a_row_must_not_be_is_noticed(row, wrong):
    table = Table("t", "", None, ROW, ("post",), "")  # type: ignore[arg-type]
    assert bool(complaints(table, [row])) == wrong


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_schemas_are_json_schemas_that_engines_can_send(table):
    Draft7Validator.check_schema(json.loads(json.dumps(table.schema)))
    assert (table.schema["type"], table.schema["additionalProperties"]) == ("object", True)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_cursors_and_organizations_are_columns(table):
    named = {*table.primary_key, *filter(None, (table.cursor, table.organization))}
    assert named <= set(table.schema["properties"])


def test_a_cursor_is_never_null_and_counts_milliseconds():
    by_time = [table for table in TABLES.values() if table.cursor]
    found = {
        (column.kind, column.nullable)
        for table in by_time
        for column in columns(table.schema)
        if column.name == table.cursor
    }
    assert (len(by_time), found) == (len(GROWING), {("milliseconds", False)})


def test_of_few_lists_it_is_not_known_what_is_in_them():
    unknown = {
        column.path[-1]
        for table in TABLES.values()
        for column in columns(table.schema)
        if column.kind == "list"
        and (*column.path, "[]") not in {other.path for other in columns(table.schema)}
        and not column.name.startswith("followerCountsBy")
    }
    assert unknown == {
        "alternativeNames",
        "groups",
        "pageStatisticsByTargetedContent",
        "relationships",
        "specialties",
        "thirdPartyDistributionChannels",
        "contents",
    }


def test_permissions_are_described_in_words():
    assert PAGES["post_statistics"].permission == (
        "r_organization_social, and rw_organization_admin or r_organization_admin"
    )
    assert LEARNING["learning_assets"].permission == ""
