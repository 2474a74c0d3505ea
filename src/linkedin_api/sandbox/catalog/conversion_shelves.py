"""Where the rules that count conversions are, and which campaigns each is associated with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_shelves import numbers_of
from linkedin_api.sandbox.figures.ad_parts import CONVERSION, CONVERSION_STRIDE, FIRST_CONVERSION
from linkedin_api.sandbox.figures.ad_tree import CAMPAIGN, SEEDED_DAY
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.keys import CompoundKey
from linkedin_api.sandbox.protocol.resource import Entity
from linkedin_api.sandbox.protocol.store import Collection, Store

#: Rules that each account has at the start: name, type, method, campaigns associated.
_SEEDED: Final = (
    ("Demo asked for", "LEAD", "INSIGHT_TAG_URL_MATCH_RULES", 3),
    ("Purchase", "PURCHASE", "CONVERSIONS_API", 1),
    ("Brochure", "DOWNLOAD", "INSIGHT_TAG_JAVASCRIPT_EVENT", 0),
)
_THANKS: Final = {"matchType": "STARTS_WITH", "matchValue": "https://example.com/thanks"}
ASSOCIATION_KEY: Final = CompoundKey({"campaign": "urn", "conversion": "urn"})
#: What a new rule has; documented.
DEFAULTS: Final[Mapping[str, Any]] = {
    "enabled": True,
    "attributionType": "LAST_TOUCH_BY_CAMPAIGN",
    "postClickAttributionWindowSize": 30,
    "viewThroughAttributionWindowSize": 7,
}


def rules_of(store: Store) -> Collection:
    """Return the rules, without their campaigns."""
    return store.shelf("conversions", lambda store: Collection(_first_rules(store)))


def associations_of(store: Store) -> Collection:
    """Return the associations of rules and campaigns."""
    return store.shelf(
        "campaignConversions", lambda store: Collection(dict(_first_associations(store)))
    )


def with_associations(store: Store) -> Callable[[Entity], Entity]:
    """Return a function that shows a rule with the campaigns associated with it now."""

    @cache
    def associated() -> dict[str, list[Entity]]:
        by_rule: dict[str, list[Entity]] = {}
        for each in associations_of(store).entities.values():
            by_rule.setdefault(each["conversion"], []).append(each)
        return by_rule

    def show(rule: Entity) -> Entity:
        found = associated().get(f"{CONVERSION}{rule['id']}", [])
        campaigns = [each["campaign"] for each in found]
        return {**rule, "campaigns": campaigns, "associatedCampaigns": found}

    return show


def _first_rules(store: Store) -> dict[str, Entity]:
    rules: dict[str, Entity] = {}
    for account in numbers_of(store).ads.accounts:
        for place, (name, kind, method, _) in enumerate(_SEEDED):
            number, moment = _number(account.place, place), (SEEDED_DAY - place) * DAY
            rule: dict[str, Any] = {
                "id": number,
                "name": name,
                "account": account.urn,
                "type": kind,
                "conversionMethod": method,
                **DEFAULTS,
                "value": {"currencyCode": account.currency, "amount": f"{40 + place * 20}.0"},
                "urlRules": [],
                "created": moment,
                "lastModified": moment,
            }
            if method == "INSIGHT_TAG_URL_MATCH_RULES":
                rule["urlMatchRuleExpression"] = [[_THANKS]]
            rules[str(number)] = rule
    return rules


def _number(account: int, place: int) -> int:
    return FIRST_CONVERSION + account * CONVERSION_STRIDE + place


def _first_associations(store: Store) -> Iterator[tuple[str, Entity]]:
    numbers = numbers_of(store).tree.campaigns
    for account in range(numbers.accounts):
        for place, (_, _, _, campaigns) in enumerate(_SEEDED):
            for index in range(min(campaigns, numbers.each)):
                campaign = f"{CAMPAIGN}{numbers.number(account, index)}"
                conversion = f"{CONVERSION}{_number(account, place)}"
                yield associate(campaign, conversion, SEEDED_DAY * DAY)


def associate(campaign: str, conversion: str, moment: int) -> tuple[str, Entity]:
    """Return the key of an association made at a time in milliseconds, and itself."""
    parts = {"campaign": campaign, "conversion": conversion}
    return ASSOCIATION_KEY.of(parts).text, {**parts, "associatedAt": moment}
