"""The streams: what the reader reads for each, and its rows in the known connector's form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from airbyte_cdk.models import AirbyteCatalog, AirbyteStream, SyncMode

from linkedin_api.sources.catalogue.ads import ADS, METRICS
from linkedin_api.sources.catalogue.ads.permissions import ADS as ADS_PERMISSION
from linkedin_api.sources.catalogue.ads.permissions import CONVERSIONS, LEADS
from linkedin_api.sources.catalogue.schema import (
    Schema,
    array,
    boolean,
    integer,
    number,
    record,
    required,
    row,
    text,
)
from linkedin_api.sources.catalogue.table import AnyOf, Table
from linkedin_api.sources.engines.airbyte.ads.rows import entity, member_row, report_row
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings, CustomReport
from linkedin_api.sources.queries import (
    AdAccounts,
    AdList,
    AdReport,
    CreativeVideos,
    MemberReport,
    OrganizationRoles,
)
from linkedin_api.sources.queries.ad_metrics import metrics_for
from linkedin_api.sources.queries.ad_session import ALL_CAMPAIGNS, ALL_GROUPS, PAGE
from linkedin_api.sources.queries.query import Query, Record
from linkedin_api.sources.windows import Granularity

Shape = Callable[[Record], Record]
Growth = Literal["whole", "modified", "report"]


@dataclass(frozen=True, slots=True)
class AdsStream:
    """A stream.

    Attributes:
        table: what the reader reads.
        growth: `whole` if every sync reads all rows; `modified` if only rows that changed since
            are emitted, though all are read; `report` for rows by day or month.
        key: fields that identify a row.
        cursor: the field that grows.
        shape: makes the row of the stream.
    """

    table: Table
    growth: Growth
    key: tuple[str, ...]
    cursor: str | None = None
    shape: Shape = dict

    @property
    def name(self) -> str:
        """The name of the stream."""
        return self.table.name

    def described(self) -> AirbyteStream:
        """Return the stream as Airbyte's catalog has it."""
        modes = [SyncMode.full_refresh]
        if self.cursor is not None:
            modes.append(SyncMode.incremental)
        return AirbyteStream(
            name=self.name,
            json_schema=dict(self.table.schema),
            supported_sync_modes=modes,
            source_defined_cursor=self.cursor is not None or None,
            default_cursor_field=None if self.cursor is None else [self.cursor],
            source_defined_primary_key=[[name] for name in self.key],
            is_resumable=self.cursor is not None,
            is_file_based=False,
        )


def streams_of(settings: AdsSettings) -> Mapping[str, AdsStream]:
    """Return all streams of a configuration, by name."""
    found = [*_ENTITIES, *_REPORTS]
    found += [_member(name, pivot, settings) for name, pivot in _MEMBERS.items()]
    found += [_custom(report) for report in settings.reports]
    return {stream.name: stream for stream in found}


def catalog(settings: AdsSettings) -> AirbyteCatalog:
    """Return all streams of a configuration."""
    return AirbyteCatalog(streams=[each.described() for each in streams_of(settings).values()])


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


_ENTITIES: Final = (
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
_BASE: Final[Mapping[str, Schema]] = {
    "start_date": text("first day, in UTC"),
    "end_date": required(text("last day, in UTC")),
    "pivot": text("what the row is broken down by"),
    "pivotValues": _TEXTS,
    "string_of_pivot_values": required(text("the values, separated by commas")),
    "sponsoredCampaign": text("number of the campaign"),
    "sponsoredCreative": text("number of the creative"),
}
_NUMBERS: Final = tuple(METRICS)
_KEY: Final = ("string_of_pivot_values", "end_date")
_WITH_CAMPAIGN: Final = (*_KEY, "sponsoredCampaign")


def _report(
    name: str, query: Query, names: Iterable[str], key: tuple[str, ...], shape: Shape
) -> AdsStream:
    schema = {**_BASE, **{each: _number(each) for each in names}}
    table = Table(
        name=name,
        about="",
        query=query,
        schema=row(schema),
        primary_key=key,
        resource="adAnalytics",
        cursor="end_date",
        organization="account",
        owner="account",
        permissions=ADS["ad_campaign_daily"].permissions,
    )
    return AdsStream(table, "report", key, "end_date", shape)


def _number(name: str) -> Schema:
    return integer(METRICS[name].about) if METRICS[name].kind == "count" else number()


def _by(
    name: str, pivots: tuple[str, ...], key: tuple[str, ...], granularity: Granularity = "DAY"
) -> AdsStream:
    names = metrics_for(_NUMBERS, pivots)
    period = "day" if granularity == "DAY" else "periodStart"
    query = AdReport(pivots, names, granularity, period)
    return _report(name, query, names, key, report_row(pivots, period, granularity))


_REPORTS: Final = (
    _by("ad_campaign_analytics", ("CAMPAIGN",), _WITH_CAMPAIGN),
    _by("ad_creative_analytics", ("CREATIVE",), _KEY),
    _by("ad_impression_device_analytics", ("CAMPAIGN", "IMPRESSION_DEVICE_TYPE"), _WITH_CAMPAIGN),
)
_MEMBERS: Final = {
    "ad_member_company_size_analytics": "MEMBER_COMPANY_SIZE",
    "ad_member_country_analytics": "MEMBER_COUNTRY_V2",
    "ad_member_job_function_analytics": "MEMBER_JOB_FUNCTION",
    "ad_member_job_title_analytics": "MEMBER_JOB_TITLE",
    "ad_member_industry_analytics": "MEMBER_INDUSTRY",
    "ad_member_seniority_analytics": "MEMBER_SENIORITY",
    "ad_member_region_analytics": "MEMBER_REGION_V2",
    "ad_member_company_analytics": "MEMBER_COMPANY",
}


def _member(name: str, pivot: str, settings: AdsSettings) -> AdsStream:
    names = metrics_for(_NUMBERS, [pivot])
    key = _WITH_CAMPAIGN if settings.campaign_in_keys else _KEY
    return _report(name, MemberReport((pivot,), names, "DAY"), names, key, member_row("DAY"))


def _custom(report: CustomReport) -> AdsStream:
    if report.pivots[0].startswith("MEMBER_"):
        names = metrics_for(_NUMBERS, report.pivots)
        query = MemberReport(report.pivots, names, report.granularity)
        return _report(report.stream, query, names, _WITH_CAMPAIGN, member_row(report.granularity))
    return _by(report.stream, report.pivots, _WITH_CAMPAIGN, report.granularity)


class StreamNames:
    """The names that streams can have; those of custom reports begin alike."""

    def __contains__(self, name: object) -> bool:
        return name in _NAMES or (isinstance(name, str) and name.startswith("custom_"))


_NAMES: Final = frozenset({*(each.name for each in (*_ENTITIES, *_REPORTS)), *_MEMBERS})
