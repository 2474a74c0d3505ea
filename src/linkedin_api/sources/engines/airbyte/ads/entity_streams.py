"""The streams of accounts, campaigns and all else that is no report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from linkedin_api.sources.catalogue.ads import ADS
from linkedin_api.sources.catalogue.schema import Schema, array, boolean, integer, record, row, text
from linkedin_api.sources.catalogue.table import Table
from linkedin_api.sources.engines.airbyte.ads.rows import entity
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream, table_of_accounts
from linkedin_api.sources.queries.ad_lists import AdList, lead_params
from linkedin_api.sources.queries.ad_videos import CreativeVideos, OrganizationRoles

_STAMPS: Final = {
    "created": text("when it was created, in UTC"),
    "lastModified": text("when it was last changed, in UTC"),
}
_MOMENTS: Final = {"created": integer(), "lastModified": integer()}
_MONEY: Final = record({"amount": text(), "currencyCode": text()})
_TEXTS: Final = array(text())
#: A record whose fields are not described.
_FREE: Final = record({})
_VERSION: Final = record({"versionTag": text()})
_SCHEDULE: Final = record({"start": integer(), "end": integer()})


def _all(schema: Schema, *names: str) -> dict[str, Schema]:
    """Fields of the same kind."""
    return dict.fromkeys(names, schema)


def _entities(
    name: str,
    source: str,
    fields: Mapping[str, Schema],
    key: tuple[str, ...] = ("id",),
    cursor: str | None = None,
) -> AdsStream:
    """A stream of what a table of the catalogue reads, as rows in the known connector's form."""
    query: Any = ADS[source].query
    query = replace(query, make_row=entity)
    return AdsStream(table_of_accounts(name, query, fields, key, ADS[source].permissions), cursor)


ENTITIES: Final = (
    _entities(
        "accounts",
        "ad_accounts",
        {
            "id": integer(),
            **_all(text(), "name", "currency", "status", "type", "reference"),
            "servingStatuses": _TEXTS,
            **_all(
                boolean(), "test", "notifiedOnCampaignOptimization", "notifiedOnCreativeApproval",
                "notifiedOnCreativeRejection", "notifiedOnEndOfCampaign",
                "notifiedOnNewFeaturesEnabled",
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
            schema=row(_all(
                text(), "organization", "organizationTarget", "role", "roleAssignee", "state"
            )),
            primary_key=("organization", "role", "roleAssignee"),
            resource="organizationAcls",
            permissions=(("rw_organization_admin", "r_organization_admin"),),
        )
    ),
    _entities(
        "account_users",
        "ad_account_users",
        {"account": text(), "user": text(), "role": text(), **_STAMPS},
        ("account", "user"),
        "lastModified",
    ),
    _entities(
        "campaign_groups",
        "ad_campaign_groups",
        {
            "id": integer(),
            **_all(text(), "name", "account", "status"),
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
        "ad_campaigns",
        {
            "id": integer(),
            **_all(
                text(), "name", "account", "campaignGroup", "associatedEntity", "status", "type",
                "format", "objectiveType", "costType", "creativeSelection",
                "optimizationTargetType", "pacingStrategy",
            ),
            "servingStatuses": _TEXTS,
            **_all(_MONEY, "dailyBudget", "totalBudget", "unitCost"),
            "locale": record({"country": text(), "language": text()}),
            "runSchedule": _SCHEDULE,
            **_all(
                boolean(), "audienceExpansionEnabled", "offsiteDeliveryEnabled",
                "storyDeliveryEnabled", "test",
            ),
            **_all(_FREE, "offsitePreferences", "targetingCriteria"),
            "version": _VERSION,
            **_STAMPS,
        },
        cursor="lastModified",
    ),
    _entities(
        "creatives",
        "ad_creatives",
        {
            **_all(text(), "id", "account", "campaign", "name", "intendedStatus"),
            "content": _FREE,
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
        "ad_conversions",
        {
            "id": integer(),
            **_all(text(), "name", "type", "account", "attributionType"),
            "enabled": boolean(),
            "campaigns": _TEXTS,
            "associatedCampaigns": array(_FREE),
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
    ),
    _entities(
        "lead_forms",
        "ad_lead_forms",
        {
            "id": integer(),
            "name": text(),
            "owner": record({"sponsoredAccount": text()}),
            "state": text(),
            **_all(_FREE, "content", "creationLocale", "reviewInfo"),
            **_MOMENTS,
            "hiddenFields": array(_FREE),
            "versionId": integer(),
            "versionTag": text(),
        },
    ),
    AdsStream(table_of_accounts(
        "lead_form_responses",
        AdList(entity, "/leadFormResponses", "owner", lead_params),
        {
            **_all(text(), "id", "leadType", "submitter", "versionedLeadGenFormUrn"),
            **_all(
                _FREE, "owner", "ownerInfo", "leadMetadata", "leadMetadataInfo", "associatedEntity",
                "associatedEntityInfo", "formResponse",
            ),
            "submittedAt": integer(),
            "testLead": boolean(),
        },
        ("id",),
        ADS["ad_lead_form_responses"].permissions,
    )),
    AdsStream(table_of_accounts(
        "videos",
        CreativeVideos(entity),
        {
            **_all(
                text(), "id", "owner", "downloadUrl", "thumbnail", "captions", "status",
                "processingFailureReason",
            ),
            **_all(
                integer(), "duration", "aspectRatioWidth", "aspectRatioHeight",
                "downloadUrlExpiresAt",
            ),
            "mediaLibraryMetadata": _FREE,
        },
        ("id",),
        (("r_organization_social", "r_ads"),),
    )),
)  # fmt: skip
