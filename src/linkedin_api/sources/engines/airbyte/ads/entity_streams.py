"""The streams of accounts, campaigns and all else that is no report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linkedin_api.sources.catalogue.ads.permissions import ADS as ADS_PERMISSION
from linkedin_api.sources.catalogue.ads.permissions import CONVERSIONS, LEADS
from linkedin_api.sources.catalogue.schema import (
    Schema,
    array,
    boolean,
    integer,
    record,
    row,
    text,
)
from linkedin_api.sources.catalogue.table import AnyOf, Table
from linkedin_api.sources.engines.airbyte.ads.rows import entity
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream
from linkedin_api.sources.queries import (
    AdAccounts,
    AdList,
    CreativeVideos,
    OrganizationRoles,
)
from linkedin_api.sources.queries.ad_session import ALL_CAMPAIGNS, ALL_GROUPS, PAGE
from linkedin_api.sources.queries.query import Query

_STAMPS: Final = {
    "created": text("when it was created, in UTC"),
    "lastModified": text("when it was last changed, in UTC"),
}
_MOMENTS: Final = {"created": integer(), "lastModified": integer()}
_MONEY: Final = record({"amount": text(), "currencyCode": text()})
_TEXTS: Final = array(text())
_VERSION: Final = record({"versionTag": text()})
_SCHEDULE: Final = record({"start": integer(), "end": integer()})


def _free(*names: str) -> dict[str, Schema]:
    """Records and lists whose fields are not described."""
    return {name: record({}) for name in names}


def _entities(
    name: str,
    query: Query,
    schema: Mapping[str, Schema],
    key: tuple[str, ...] = ("id",),
    cursor: str | None = None,
    permission: AnyOf = ADS_PERMISSION,
) -> AdsStream:
    table = Table(
        name=name,
        about="",
        query=query,
        schema=row(schema),
        primary_key=key,
        resource="",
        organization="account",
        owner="account",
        permissions=(permission,),
    )
    return AdsStream(table, "whole" if cursor is None else "modified", key, cursor)


ENTITIES: Final = (
    _entities(
        "accounts",
        AdAccounts(entity),
        {
            "id": integer(),
            **dict.fromkeys(("name", "currency", "status", "type", "reference"), text()),
            "servingStatuses": _TEXTS,
            **dict.fromkeys(
                (
                    "test",
                    "notifiedOnCampaignOptimization",
                    "notifiedOnCreativeApproval",
                    "notifiedOnCreativeRejection",
                    "notifiedOnEndOfCampaign",
                    "notifiedOnNewFeaturesEnabled",
                ),
                boolean(),
            ),
            "version": _VERSION,
            **_STAMPS,
        },
    ),
    AdsStream(
        Table(
            name="organizations",
            about="",
            query=OrganizationRoles(),
            schema=row(
                dict.fromkeys(
                    ("organization", "organizationTarget", "role", "roleAssignee", "state"), text()
                )
            ),
            primary_key=("organization", "role", "roleAssignee"),
            resource="organizationAcls",
            permissions=(("rw_organization_admin", "r_organization_admin"),),
        ),
        "whole",
        ("organization", "role", "roleAssignee"),
    ),
    _entities(
        "account_users",
        AdList(
            "/adAccountUsers",
            "accounts",
            entity,
            lambda account: {"accounts": [account], "count": PAGE},
        ),
        {"account": text(), "user": text(), "role": text(), **_STAMPS},
        ("account", "user"),
        "lastModified",
    ),
    _entities(
        "campaign_groups",
        AdList(
            "/adAccounts/{account}/adCampaignGroups",
            "search",
            entity,
            lambda _account: ALL_GROUPS,
        ),
        {
            "id": integer(),
            **dict.fromkeys(("name", "account", "status"), text()),
            "servingStatuses": _TEXTS,
            "runSchedule": _SCHEDULE,
            "totalBudget": _MONEY,
            "backfilled": boolean(),
            "test": boolean(),
            "allowedCampaignTypes": _TEXTS,
            **_STAMPS,
        },
        cursor="lastModified",
    ),
    _entities(
        "campaigns",
        AdList(
            "/adAccounts/{account}/adCampaigns", "search", entity, lambda _account: ALL_CAMPAIGNS
        ),
        {
            "id": integer(),
            **dict.fromkeys(
                (
                    "name", "account", "campaignGroup", "associatedEntity", "status", "type",
                    "format", "objectiveType", "costType", "creativeSelection",
                    "optimizationTargetType", "pacingStrategy",
                ),
                text(),
            ),
            "servingStatuses": _TEXTS,
            **dict.fromkeys(("dailyBudget", "totalBudget", "unitCost"), _MONEY),
            "locale": record({"country": text(), "language": text()}),
            "runSchedule": _SCHEDULE,
            **dict.fromkeys(
                (
                    "audienceExpansionEnabled", "offsiteDeliveryEnabled", "storyDeliveryEnabled",
                    "test",
                ),
                boolean(),
            ),
            **_free("offsitePreferences", "targetingCriteria"),
            "version": _VERSION,
            **_STAMPS,
        },
        cursor="lastModified",
    ),
    _entities(
        "creatives",
        AdList(
            "/adAccounts/{account}/creatives",
            "criteria",
            entity,
            lambda _account: {"pageSize": 100},
        ),
        {
            **dict.fromkeys(("id", "account", "campaign", "name", "intendedStatus"), text()),
            "content": record({}),
            "isServing": boolean(),
            "isTest": boolean(),
            "review": record({"status": text(), "rejectionReasons": _TEXTS}),
            "servingHoldReasons": _TEXTS,
            "leadgenCallToAction": record({"destination": text(), "label": text()}),
            "createdAt": integer(),
            "createdBy": text(),
            "lastModifiedAt": integer(),
            "lastModifiedBy": text(),
        },
        cursor="lastModifiedAt",
    ),
    _entities(
        "conversions",
        AdList(
            "/conversions",
            "account",
            entity,
            lambda account: {"account": account, "count": 100},
        ),
        {
            "id": integer(),
            **dict.fromkeys(("name", "type", "account", "attributionType"), text()),
            "enabled": boolean(),
            "campaigns": _TEXTS,
            "associatedCampaigns": array(record({})),
            **_MOMENTS,
            "postClickAttributionWindowSize": integer(),
            "viewThroughAttributionWindowSize": integer(),
            "value": _MONEY,
            "imagePixelTag": text(),
            "latestFirstPartyCallbackAt": integer(),
            "lastCallbackAt": integer(),
            "urlMatchRuleExpression": array(None),
            "urlRules": array(None),
        },
        cursor="lastModified",
        permission=CONVERSIONS,
    ),
    _entities(
        "lead_forms",
        AdList(
            "/leadForms",
            "owner",
            entity,
            lambda account: {"owner": {"sponsoredAccount": account}, "count": 100},
        ),
        {
            "id": integer(),
            "name": text(),
            "owner": record({"sponsoredAccount": text()}),
            "state": text(),
            **_free("content", "creationLocale", "reviewInfo"),
            **_MOMENTS,
            "hiddenFields": array(record({})),
            "versionId": integer(),
            "versionTag": text(),
        },
        permission=LEADS,
    ),
    _entities(
        "lead_form_responses",
        AdList(
            "/leadFormResponses",
            "owner",
            entity,
            lambda account: {
                "owner": {"sponsoredAccount": account},
                "leadType": {"leadType": "SPONSORED"},
                "limitedToTestLeads": False,
                "count": 100,
            },
        ),
        {
            **dict.fromkeys(("id", "leadType", "submitter", "versionedLeadGenFormUrn"), text()),
            **_free(
                "owner", "ownerInfo", "leadMetadata", "leadMetadataInfo", "associatedEntity",
                "associatedEntityInfo", "formResponse",
            ),
            "submittedAt": integer(),
            "testLead": boolean(),
        },
        permission=LEADS,
    ),
    _entities(
        "videos",
        CreativeVideos(entity),
        {
            **dict.fromkeys(
                (
                    "id", "owner", "downloadUrl", "thumbnail", "captions", "status",
                    "processingFailureReason",
                ),
                text(),
            ),
            **dict.fromkeys(
                ("duration", "aspectRatioWidth", "aspectRatioHeight", "downloadUrlExpiresAt"),
                integer(),
            ),
            "mediaLibraryMetadata": record({}),
        },
        permission=("r_organization_social", "r_ads"),
    ),
)  # fmt: skip
