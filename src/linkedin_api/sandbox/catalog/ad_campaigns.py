"""Campaign groups and campaigns, below their accounts."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_records import (
    KEPT,
    LOCALE,
    MONEY,
    RUN_SCHEDULE,
    SERVING_STATUSES,
    STATUSES,
    TARGETING,
    complete,
)
from linkedin_api.sandbox.catalog.ad_search import SEARCH, ad_resource, matches
from linkedin_api.sandbox.catalog.ad_shelves import accounts_of, home_below_accounts, shelf_of
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT, CAMPAIGN_TYPES, GROUP
from linkedin_api.sandbox.protocol.problems import Problem, Refused, refused_input
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    BatchFinder,
    Call,
    Entity,
    Field,
    Paging,
    Param,
    record,
)

_ACCOUNT_MISMATCH: Final = Problem(
    400,
    "The account in the path and in the body must be the same",
    "ACCOUNT_ID_MISMATCH_IN_PARAM_AND_BODY",
    source="documented",
)


def check_account(call: Call, entity: Entity) -> None:
    """Refuse an entity of another account than the path names, or of none.

    Raises:
        Refused: 400.
    """
    account = entity["account"]
    if call.parents and account != f"{ACCOUNT}{call.parents[0].text}":
        raise Refused(_ACCOUNT_MISMATCH)
    check_there("account", account, ACCOUNT, accounts_of(call.store).entities)


def check_there(name: str, urn: str, prefix: str, entities: MutableMapping[str, Entity]) -> Entity:
    """Return the entity that a field names.

    Raises:
        Refused: 400; there is none. The code is documented, the text chosen.
    """
    found = entities.get(urn.removeprefix(prefix)) if urn.startswith(prefix) else None
    if found is None:
        raise refused_input(name, "FIELD_VALUE_DOES_NOT_EXIST", f"{name} {urn} does not exist")
    return found


def _check_group(call: Call, entity: Entity, _key: Any) -> None:
    check_account(call, entity)
    _check_schedule(entity)


def _check_campaign(call: Call, entity: Entity, _key: Any) -> None:
    check_account(call, entity)
    _check_schedule(entity)
    groups = shelf_of(call.store, "adCampaignGroups").entities
    group = check_there("campaignGroup", entity["campaignGroup"], GROUP, groups)
    if group["account"] != entity["account"]:
        raise Refused(_ACCOUNT_MISMATCH)


def _check_schedule(entity: Entity) -> None:
    schedule: Mapping[str, Any] = entity.get("runSchedule", {})
    start, end = schedule.get("start", 0), schedule.get("end")
    if end is not None and end <= start:
        text = f"Start date {start} is after end date {end}"
        raise refused_input("runSchedule", "START_DATE_AFTER_END_DATE", text)


#: Served below `adAccounts`, and by itself: the same entities.
GROUPS: Final = ad_resource(
    "adCampaignGroups",
    fields=(
        Field("id", "long", read_only=True),
        Field("name", required=True),
        Field("account", "urn", required=True),
        Field("status", required=True, symbols=STATUSES),
        record("runSchedule", *RUN_SCHEDULE),
        record("totalBudget", *MONEY),
        record("dailyBudget", *MONEY),
        record(
            "budgetOptimization",
            Field("budgetOptimizationStrategy", symbols=("DYNAMIC",)),
            Field("bidStrategy", symbols=("MAXIMUM_DELIVERY", "MANUAL", "COST_CAP")),
        ),
        Field("objectiveType"),
        Field("allowedCampaignTypes", "list[string]"),
        Field("backfilled", "boolean"),
        Field("test", "boolean"),
        SERVING_STATUSES,
        *KEPT,
    ),
    methods=ALL_METHODS,
    finders=(SEARCH,),
    batch_finders=(
        # LinkedIn documents no batch finder here; it exists to demonstrate every method.
        BatchFinder(
            "searchCriteria",
            "criteria",
            (Param("status", "any"), Param("name", "any"), Param("id", "any")),
            lambda _call, criterion, entity: matches(criterion, entity),
            source="chosen",
        ),
    ),
    paging=Paging(total=True, maximum=1000),
    returns_entity=frozenset({"BATCH_CREATE"}),
    home=home_below_accounts("adCampaignGroups"),
    mint=lambda serial, _entity: 700_000_001 + serial,
    complete=complete,
    check=_check_group,
)
CAMPAIGNS: Final = ad_resource(
    "adCampaigns",
    fields=(
        Field("id", "long", read_only=True),
        Field("name", required=True),
        Field("account", "urn", required=True),
        Field("campaignGroup", "urn", required=True),
        Field("status", required=True, symbols=(*STATUSES, "COMPLETED")),
        Field("type", required=True, symbols=CAMPAIGN_TYPES),
        Field("costType", required=True, symbols=("CPC", "CPM", "CPV")),
        Field("format"),
        Field("objectiveType"),
        Field("optimizationTargetType"),
        Field("pacingStrategy", symbols=("LIFETIME", "ACCELERATED")),
        Field("associatedEntity", "urn"),
        record("locale", *LOCALE),
        record("runSchedule", *RUN_SCHEDULE),
        record("dailyBudget", *MONEY),
        record("totalBudget", *MONEY),
        record("unitCost", *MONEY),
        Field("creativeSelection", symbols=("OPTIMIZED", "ROUND_ROBIN")),
        Field("audienceExpansionEnabled", "boolean"),
        Field("offsiteDeliveryEnabled", "boolean"),
        Field("storyDeliveryEnabled", "boolean"),
        Field("connectedTelevisionOnly", "boolean"),
        Field("politicalIntent", symbols=("POLITICAL", "NOT_POLITICAL", "NOT_DECLARED")),
        record(
            "offsitePreferences",
            record("iabCategories", Field("exclude", "list[any]")),
            record(
                "publisherRestrictionFiles",
                *(Field(name, "list[any]") for name in ("include", "exclude")),
            ),
        ),
        record(
            "optimizationPreference",
            record(
                "frequencyOptimizationPreference",
                Field("optimizationType"),
                Field("frequency", "long"),
                record("timeSpan", Field("duration", "long"), Field("unit")),
            ),
        ),
        record("targetingCriteria", *TARGETING),
        Field("targeting", "record", read_only=True),
        Field("test", "boolean"),
        SERVING_STATUSES,
        *KEPT,
    ),
    methods=ALL_METHODS - {"GET_ALL"},
    finders=(SEARCH,),
    home=home_below_accounts("adCampaigns"),
    mint=lambda serial, _entity: 710_000_001 + serial,
    complete=lambda call, entity, key: complete(call, {"servingStatuses": [], **entity}, key),
    check=_check_campaign,
)
