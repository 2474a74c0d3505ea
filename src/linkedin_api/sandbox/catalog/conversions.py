"""`conversions`, the rules that count conversions, and `campaignConversions`.

A rule belongs to an account; an association says that it counts a campaign. A rule
also lists its associations, as of each read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_accounts import check_role, may_use
from linkedin_api.sandbox.catalog.ad_campaigns import check_there
from linkedin_api.sandbox.catalog.ad_records import MONEY
from linkedin_api.sandbox.catalog.ad_shelves import accounts_of, campaigns_below, shelf_of
from linkedin_api.sandbox.catalog.conversion_shelves import (
    ASSOCIATION_KEY,
    DEFAULTS,
    associate,
    associations_of,
    rules_of,
    with_associations,
)
from linkedin_api.sandbox.figures.ad_parts import CONVERSION
from linkedin_api.sandbox.figures.ad_tree import ACCOUNT, CAMPAIGN
from linkedin_api.sandbox.protocol.entities import Part
from linkedin_api.sandbox.protocol.problems import wrong_value
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    Call,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    Resource,
    record,
)
from linkedin_api.sandbox.protocol.store import Collection

_FIRST_CREATED: Final = 204_001
_TYPES: Final = (
    "ADD_BILLING_INFO", "ADD_TO_CART", "ADD_TO_LIST", "AD_CLICK", "AD_VIEW", "BOOK_APPOINTMENT",
    "COMPLETE_SIGNUP", "CONTACT", "DONATE", "DOWNLOAD", "INSTALL", "INVITE", "JOB_APPLY",
    "KEY_PAGE_VIEW", "LEAD", "LOGIN", "MARKETING_QUALIFIED_LEAD", "OTHER", "OUTBOUND_CLICK",
    "PHONE_CALL", "PURCHASE", "QUALIFIED_LEAD", "RATE", "REQUEST_QUOTE", "SALES_QUALIFIED_LEAD",
    "SAVE", "SCHEDULE", "SEARCH", "SHARE", "SIGN_UP", "START_CHECKOUT", "START_TRIAL",
    "SUBMIT_APPLICATION", "SUBSCRIBE", "TALENT_LEAD", "VIEW_CONTENT", "VIEW_VIDEO",
)  # fmt: skip
_METHODS: Final = ("CONVERSIONS_API", "INSIGHT_TAG_JAVASCRIPT_EVENT", "INSIGHT_TAG_URL_MATCH_RULES")
#: Days; a year only for some types. Documented.
_WINDOWS: Final = (1, 7, 30, 90)
_YEAR: Final = 365
_YEAR_TYPES: Final = frozenset(
    {"ADD_TO_CART", "LEAD", "PURCHASE", "QUALIFIED_LEAD", "SUBMIT_APPLICATION"}
)
_WINDOW_FIELDS: Final = ("postClickAttributionWindowSize", "viewThroughAttributionWindowSize")
_DELETIONS: Final = frozenset({"DELETE", "BATCH_DELETE"})
#: Campaigns that ALL_CAMPAIGNS associates.
_ASSOCIABLE: Final = frozenset({"ACTIVE", "DRAFT", "PAUSED"})
#: Objectives that OBJECTIVE_BASED finds fitting, for types that count leads and for others.
_LEAD_OBJECTIVES: Final = frozenset({"LEAD_GENERATION"})
_OTHER_OBJECTIVES: Final = frozenset({"WEBSITE_CONVERSION", "WEBSITE_VISIT"})


def _home(call: Call) -> Collection:
    """Show the rules of accounts that the member may use, of one account if it is named."""
    shelf, account = rules_of(call.store), call.params.get("account")
    usable = cache(partial(may_use, call))

    def admits(rule: Entity) -> bool:
        return account in {None, rule["account"]} and usable(rule["account"])

    return shelf.seen_as(Part(shelf.entities, admits, show=with_associations(call.store)))


def _by_account(call: Call, entities: Iterable[Entity]) -> Iterable[Entity]:
    check_role(call, call.params["account"])
    return entities


def _check(call: Call, rule: Entity, key: Any) -> None:
    check_there("account", rule["account"], ACCOUNT, accounts_of(call.store).entities)
    check_role(call, rule["account"], writes=True)
    if key is not None and rules_of(call.store).entities[str(key)]["account"] != rule["account"]:
        raise wrong_value("account", rule["account"])
    windows = (*_WINDOWS, _YEAR) if rule["type"] in _YEAR_TYPES else _WINDOWS
    for name in _WINDOW_FIELDS:
        if rule.get(name, DEFAULTS[name]) not in windows:
            raise wrong_value(name, rule[name])


def _complete(call: Call, rule: dict[str, Any], key: Any) -> dict[str, Any]:
    now = call.clock.milliseconds()
    existing = rules_of(call.store).entities.get(str(key))
    if existing is None:
        _associate_automatically(call, rule, f"{CONVERSION}{key}")
    made = {"campaigns", "associatedCampaigns"}
    return {
        **DEFAULTS,
        "urlRules": [],
        **{name: value for name, value in rule.items() if name not in made},
        "id": key,
        "created": now if existing is None else existing["created"],
        "lastModified": now,
    }


def _associate_automatically(call: Call, rule: Entity, conversion: str) -> None:
    how = call.params.get("autoAssociationType", "NONE")
    if how == "NONE":
        return
    leads = "LEAD" in rule["type"]
    fitting = _LEAD_OBJECTIVES if leads else _OTHER_OBJECTIVES
    number, now = int(rule["account"].removeprefix(ACCOUNT)), call.clock.milliseconds()
    associations = associations_of(call.store).entities
    for campaign in campaigns_below(call.store, number).values():
        fits = how == "ALL_CAMPAIGNS" or campaign.get("objectiveType") in fitting
        if fits and campaign["status"] in _ASSOCIABLE:
            key, made = associate(f"{CAMPAIGN}{campaign['id']}", conversion, now)
            associations[key] = made


def _home_of_associations(call: Call) -> Collection:
    shelf, rules = associations_of(call.store), rules_of(call.store).entities
    usable = cache(partial(may_use, call))  # there may be as many as campaigns times rules

    def admits(association: Entity) -> bool:
        account = rules[association["conversion"].removeprefix(CONVERSION)]["account"]
        if call.method in _DELETIONS:
            check_role(call, account, writes=True)
        return usable(account)

    return shelf.seen_as(Part(shelf.entities, admits))


def _by_campaigns(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    wanted = set(call.params["campaigns"])
    return [entity for entity in entities if entity["campaign"] in wanted]


def _check_association(call: Call, association: Entity, key: Any) -> None:
    for name in ASSOCIATION_KEY.parts:
        if association[name] != key[name]:
            raise wrong_value(name, association[name])
    rules, campaigns = rules_of(call.store).entities, shelf_of(call.store, "adCampaigns").entities
    campaign = check_there("campaign", key["campaign"], CAMPAIGN, campaigns)
    rule = check_there("conversion", key["conversion"], CONVERSION, rules)
    if campaign["account"] != rule["account"]:
        raise wrong_value("campaign", key["campaign"])
    check_role(call, rule["account"], writes=True)


def _complete_association(call: Call, _association: dict[str, Any], key: Any) -> dict[str, Any]:
    text, made = associate(key["campaign"], key["conversion"], call.clock.milliseconds())
    return {**made, **associations_of(call.store).entities.get(text, {})}


_READ: Final = frozenset({"rw_conversions", "r_ads", "rw_ads"})
_WRITE: Final = frozenset({"rw_conversions"})
_ACCOUNT: Final = (Param("account", "urn", required=True),)

CONVERSIONS: Final = (
    Resource(
        "conversions",
        fields=(
            Field("id", "long", read_only=True),
            Field("name", required=True),
            Field("account", "urn", required=True),
            Field("type", required=True, symbols=_TYPES),
            Field("conversionMethod", required=True, symbols=_METHODS),
            Field("enabled", "boolean"),
            Field(
                "attributionType", symbols=("LAST_TOUCH_BY_CAMPAIGN", "LAST_TOUCH_BY_CONVERSION")
            ),
            *(Field(name, "int") for name in _WINDOW_FIELDS),
            Field("valueType", symbols=("DYNAMIC", "FIXED", "NO_VALUE")),
            record("value", *reversed(MONEY)),
            Field("urlRules", "list[any]"),
            Field("urlMatchRuleExpression", "list[any]"),
            Field("imagePixelTag", read_only=True),
            Field("campaigns", "list[urn]", read_only=True),
            Field("associatedCampaigns", "list[record]", read_only=True),
            Field("created", "long", read_only=True),
            Field("lastModified", "long", read_only=True),
            Field("lastCallbackAt", "long", read_only=True),
            Field("latestFirstPartyCallbackAt", "long", read_only=True),
        ),
        methods=frozenset({"GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE"}),
        finders=(Finder("account", _ACCOUNT, _by_account),),
        params={
            "GET": _ACCOUNT,
            "PARTIAL_UPDATE": _ACCOUNT,
            "CREATE": (
                Param("autoAssociationType", symbols=("ALL_CAMPAIGNS", "NONE", "OBJECTIVE_BASED")),
            ),
        },
        paging=Paging(total="unknown"),
        returns_entity=frozenset({"CREATE"}),
        # LinkedIn answered without associations.
        returns=lambda rule: {**rule, "campaigns": [], "associatedCampaigns": []},
        read_scopes=_READ,
        write_scopes=_WRITE,
        home=_home,
        mint=lambda serial, _rule: _FIRST_CREATED + serial,
        complete=_complete,
        check=_check,
        new_style_errors=True,
    ),
    Resource(
        "campaignConversions",
        kind="association",
        key=ASSOCIATION_KEY,
        fields=(
            Field("campaign", "urn", required=True),
            Field("conversion", "urn", required=True),
            Field("associatedAt", "long", read_only=True),
        ),
        methods=ALL_METHODS
        - {"GET_ALL", "CREATE", "BATCH_CREATE", "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE"},
        finders=(
            Finder("campaigns", (Param("campaigns", "list[urn]", required=True),), _by_campaigns),
        ),
        read_scopes=_READ,
        write_scopes=_WRITE,
        home=_home_of_associations,
        complete=_complete_association,
        check=_check_association,
        new_style_errors=True,
        upsert=True,
        upsert_status=204,
    ),
)
