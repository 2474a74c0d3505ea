"""Accounts, their users, campaign groups, campaigns, creatives and conversion rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from linkedin_api.sources.catalogue.ads.records import (
    CONVERSIONS,
    GUIDE,
    STAMPS,
    STRUCTURE,
    TIMES,
    VERSION,
    amount,
    json_text,
    link,
    row_maker,
    schedule,
    statuses,
    table_of_accounts,
)
from linkedin_api.sources.catalogue.schema import (
    array,
    boolean,
    integer,
    locale,
    moment,
    record,
    required,
    text,
    urn,
)
from linkedin_api.sources.queries.ad_lists import AdAccounts, AdList
from linkedin_api.sources.queries.ad_session import ALL_CAMPAIGNS, ALL_GROUPS, PAGE
from linkedin_api.sources.queries.query import Record

_SNAPSHOT: Final = (
    "LinkedIn cannot list only what changed, so every sync reads all of them;"
    " `lastModifiedAt` says what changed."
)
#: A creative that LinkedIn pages by more than 100 fails (documented).
_CREATIVES_PAGE: Final = 100


def _urns_of_targeting(campaign: Record) -> Sequence[str]:
    """Return the URNs that a campaign targets or excludes."""
    return list(dict.fromkeys(_urns_in(campaign.get("targetingCriteria"))))


def _urns_in(value: Any) -> Iterator[str]:
    """Iterate over the URNs in criteria; a facet's own URN is a key, and no value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for within in value.values():
            yield from _urns_in(within)
    elif isinstance(value, list):
        for within in value:
            yield from _urns_in(within)


ACCOUNTS: Final = table_of_accounts(
    name="ad_accounts",
    about="An advertising account that the member can use.",
    query=AdAccounts(row_maker(id="accountId")),
    fields={
        "name": text("its name"),
        "currency": text("the currency of its budgets and costs, such as `EUR`"),
        "status": text("such as `ACTIVE`"),
        "type": text("`BUSINESS` or `ENTERPRISE`"),
        "reference": urn("the organization or member that it advertises for"),
        "referenceInfo": json_text("more about the reference"),
        "servingStatuses": statuses(),
        "test": boolean("whether it is a test account, which shows nothing"),
        "notifiedOnCampaignOptimization": boolean(),
        "notifiedOnCreativeApproval": boolean(),
        "notifiedOnCreativeRejection": boolean(),
        "notifiedOnEndOfCampaign": boolean(),
        "notifiedOnNewFeaturesEnabled": boolean(),
        "totalBudget": amount("its budget"),
        "totalBudgetEndsAt": moment("when the budget ends"),
        **STAMPS,
        **VERSION,
    },
    resource="adAccounts",
    source=f"{STRUCTURE}/create-and-manage-accounts",
    calls="one for each 1,000 accounts",
    notes=f"{_SNAPSHOT} Join it to get the currency of costs; reports have it too."
    " LinkedIn bills accounts in Brazilian real in US dollars.",
)
ACCOUNT_USERS: Final = table_of_accounts(
    name="ad_account_users",
    about="A member's role in an advertising account.",
    query=AdList(
        row_maker(),
        "/adAccountUsers",
        "accounts",
        lambda account: {"accounts": [account], "count": PAGE},
    ),
    fields={
        "userUrn": required(urn("the member")),
        "role": text("such as `ACCOUNT_MANAGER` or `VIEWER`"),
        **STAMPS,
        **VERSION,
    },
    key=("userUrn",),
    resource="adAccountUsers",
    source=f"{STRUCTURE}/create-and-manage-account-users",
    calls="one for each 1,000 users of an account, plus one",
    notes="A member who does not manage the account sees only the own role.",
)
CAMPAIGN_GROUPS: Final = table_of_accounts(
    name="ad_campaign_groups",
    about="A group of campaigns with a common budget and schedule.",
    query=AdList(
        row_maker(id="campaignGroupId"),
        "/adAccounts/{account}/adCampaignGroups",
        "search",
        lambda _account: ALL_GROUPS,
    ),
    fields={
        "campaignGroupId": required(integer("number of the campaign group")),
        "name": text("its name"),
        "status": text("such as `ACTIVE`, `ARCHIVED` or `REMOVED`"),
        "servingStatuses": statuses(),
        "runSchedule": schedule(),
        "totalBudget": amount("its budget"),
        "dailyBudget": amount("its budget for each day in UTC"),
        "budgetOptimization": record(
            {
                "budgetOptimizationStrategy": text("such as `DYNAMIC`"),
                "bidStrategy": text("such as `MAXIMUM_DELIVERY`"),
            },
            "how LinkedIn divides the budget among its campaigns",
        ),
        "objectiveType": text("such as `LEAD_GENERATION`"),
        "allowedCampaignTypes": array(text(), "types of campaigns that it may have"),
        "backfilled": boolean("whether LinkedIn made it for older campaigns"),
        "test": boolean("whether it belongs to a test account"),
        **STAMPS,
        **VERSION,
    },
    key=("campaignGroupId",),
    resource="adCampaignGroups",
    source=f"{STRUCTURE}/create-and-manage-campaign-groups",
    calls="one for each 1,000 campaign groups of an account",
    notes=f"{_SNAPSHOT} Archived and removed ones are included.",
)
_OFFSITE: Final = record(
    {
        "iabCategories": record({"exclude": array(text(), "excluded categories")}),
        "publisherRestrictionFiles": record(
            {"include": array(text()), "exclude": array(text())}, "lists of publishers"
        ),
    },
    "where it may be shown outside LinkedIn",
)
_FREQUENCY: Final = record(
    {
        "frequencyOptimizationPreference": record(
            {
                "optimizationType": text(),
                "frequency": integer("how often"),
                "timeSpan": record({"duration": integer(), "unit": text("such as `DAY`")}),
            }
        )
    },
    "how often a member sees it",
)
CAMPAIGNS: Final = table_of_accounts(
    name="ad_campaigns",
    about="A campaign: advertisements with one objective, audience, budget and schedule.",
    query=AdList(
        row_maker(id="campaignId"),
        "/adAccounts/{account}/adCampaigns",
        "search",
        lambda _account: ALL_CAMPAIGNS,
        _urns_of_targeting,
    ),
    fields={
        "campaignId": required(integer("number of the campaign")),
        **link("its campaign group", "campaignGroup"),
        "name": text("its name"),
        "associatedEntity": urn("the organization or member that it advertises for"),
        "status": text("such as `ACTIVE`, `COMPLETED`, `ARCHIVED` or `REMOVED`"),
        "servingStatuses": statuses(),
        "type": text("such as `SPONSORED_UPDATES`"),
        "format": text("such as `SINGLE_VIDEO`; old campaigns have none"),
        "objectiveType": text("such as `LEAD_GENERATION`"),
        "costType": text("`CPM`, `CPC` or `CPV`: what is charged"),
        "creativeSelection": text("`OPTIMIZED` or `ROUND_ROBIN`"),
        "pacingStrategy": text("`LIFETIME` or `ACCELERATED`"),
        "optimizationTargetType": text("what bids are optimized for"),
        "dailyBudget": amount("its budget for each day in UTC"),
        "totalBudget": amount("its budget"),
        "unitCost": amount("its bid, or the target of its cost"),
        "runSchedule": schedule(),
        "locale": locale("the language of its audience"),
        "targetingCriteria": json_text("who sees it"),
        "targeting": json_text("who sees it, in LinkedIn's older form"),
        "audienceExpansionEnabled": boolean("whether similar members see it too"),
        "offsiteDeliveryEnabled": boolean("whether it is also shown outside LinkedIn"),
        "storyDeliveryEnabled": boolean(),
        "connectedTelevisionOnly": boolean(),
        "offsitePreferences": _OFFSITE,
        "optimizationPreference": _FREQUENCY,
        "politicalIntent": text("such as `NOT_POLITICAL`"),
        "test": boolean("whether it belongs to a test account"),
        **STAMPS,
        **VERSION,
    },
    key=("campaignId",),
    resource="adCampaigns",
    source=f"{STRUCTURE}/create-and-manage-campaigns",
    calls="one for each 1,000 campaigns of an account",
    notes=f"{_SNAPSHOT} Archived and removed ones are included."
    " A day of `dailyBudget` is a day in UTC.",
)
_TEXT_AD: Final = record(
    {
        "headline": text(),
        "description": text(),
        "landingPage": text("URL to which it leads"),
        "image": urn("its image"),
    },
    "the text, if it is a text ad",
)
CREATIVES: Final = table_of_accounts(
    name="ad_creatives",
    about="A creative: one advertisement of a campaign.",
    query=AdList(
        row_maker(id="creativeUrn,creativeId"),
        "/adAccounts/{account}/creatives",
        "criteria",
        lambda _account: {"pageSize": _CREATIVES_PAGE},
    ),
    fields={
        "creativeUrn": required(urn("the creative")),
        "creativeId": integer("number of the creative"),
        **link("its campaign", "campaign"),
        "name": text("its name; may be absent"),
        "content": record(
            {
                "reference": urn("the post or message that it shows"),
                "textAd": _TEXT_AD,
            },
            "what it shows",
        ),
        "intendedStatus": text("such as `ACTIVE`, `PAUSED` or `ARCHIVED`"),
        "isServing": boolean("whether it is shown now"),
        "isTest": boolean("whether it belongs to a test account"),
        "review": record(
            {
                "status": text("such as `APPROVED`"),
                "rejectionReasons": array(text(), "why it was rejected"),
            },
            "LinkedIn's review",
        ),
        "servingHoldReasons": statuses("why it is not shown"),
        "leadgenCallToAction": record(
            {"destination": urn("the lead form"), "label": text("such as `SIGN_UP`")},
            "the lead form that it opens",
        ),
        **STAMPS,
    },
    key=("creativeUrn",),
    resource="creatives",
    source=f"{STRUCTURE}/create-and-manage-creatives",
    calls="one for each 100 creatives of an account",
    notes=f"{_SNAPSHOT} Each kind of content has its own fields; those without a column are in"
    " `other_fields`. The text of a post is not here: read the post itself.",
)
_URL_RULE: Final = record(
    {
        "matchType": text("such as `STARTS_WITH`"),
        "matchValue": text("URL or part of it"),
        "type": text("the same in LinkedIn's older form"),
        "value": text("the same in LinkedIn's older form"),
    }
)
CONVERSION_RULES: Final = table_of_accounts(
    name="ad_conversions",
    about="A rule that says what counts as a conversion.",
    query=AdList(
        row_maker(id="conversionId", created="createdAt", lastModified="lastModifiedAt"),
        "/conversions",
        "account",
        lambda account: {"account": account, "count": 100},
    ),
    fields={
        "conversionId": required(integer("number of the conversion rule")),
        "name": text("its name"),
        "type": text("such as `LEAD` or `PURCHASE`"),
        "enabled": boolean("whether it counts"),
        "conversionMethod": text("such as `CONVERSIONS_API`"),
        "attributionType": text("such as `LAST_TOUCH_BY_CAMPAIGN`"),
        "postClickAttributionWindowSize": integer("days after a click that count"),
        "viewThroughAttributionWindowSize": integer("days after a view that count"),
        "value": amount("what one conversion is worth"),
        "campaigns": array(text(), "URNs of the campaigns that it counts"),
        "associatedCampaigns": array(
            record(
                {
                    "campaign": urn("the campaign"),
                    "conversion": urn("the conversion rule"),
                    "associatedAt": moment("since when"),
                }
            ),
            "the campaigns that it counts",
        ),
        "imagePixelTag": text("the tag for a website"),
        "urlMatchRuleExpression": array(
            array(_URL_RULE), "which pages count: all rules of one of these lists"
        ),
        "urlRules": array(_URL_RULE, "which pages count, in LinkedIn's older form"),
        "lastCallbackAt": moment("when a conversion was last reported"),
        "latestFirstPartyCallbackAt": moment("when a website's own cookie last reported one"),
        **TIMES,
    },
    key=("conversionId",),
    resource="conversions",
    source=f"{GUIDE}/integrations/ads-reporting/conversion-tracking",
    calls="one for each 100 conversion rules of an account, plus one",
    permissions=(CONVERSIONS,),
    notes="Conversions are counted on the day of the click or view, so numbers of a day grow until"
    " the attribution window has ended.",
)
ENTITIES: Final = (
    ACCOUNTS, ACCOUNT_USERS, CAMPAIGN_GROUPS, CAMPAIGNS, CREATIVES, CONVERSION_RULES,
)  # fmt: skip
