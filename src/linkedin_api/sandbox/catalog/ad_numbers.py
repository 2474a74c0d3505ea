"""The entities of advertising that exist at the start, as the API returns them.

An entity follows from its place in the tree of `figures`, so none is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.figures.ad_leads import FIRST_FORM, FORM_STRIDE
from linkedin_api.sandbox.figures.ad_tree import (
    COMPANY,
    CREATIVE,
    GROUP,
    SEEDED_DAY,
    AdAccount,
    AdCampaign,
    AdCreative,
    Range,
)
from linkedin_api.sandbox.figures.ads import Advertising
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.resource import Entity

#: Resources below accounts.
Kind = Literal["adCampaignGroups", "adCampaigns", "creatives"]
#: Milliseconds: 2026-01-01 UTC, when accounts and groups were last written.
_SEEDED: Final = SEEDED_DAY * DAY
_PERSON: Final = f"urn:li:person:{MEMBER}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of entities that all accounts have the same number of.

    Attributes:
        numbers: of the entities.
        write: makes the entity from the account's place and its own place there.
        prefix: of the key, before the number.
    """

    numbers: Range
    write: Callable[[int, int], Entity]
    prefix: str = ""

    @property
    def each(self) -> int:
        """How many each account has."""
        return self.numbers.each

    def __len__(self) -> int:
        return self.each * self.numbers.accounts

    def key(self, place: int) -> str:
        """Return the key of the entity at a place."""
        return f"{self.prefix}{self.numbers.number(*divmod(place, self.each))}"

    def place(self, key: str) -> int | None:
        """Return the place of a key; `None` if it is none of these."""
        found = self.numbers.find(key.removeprefix(self.prefix))
        return None if found is None else found[0] * self.each + found[1]

    def make(self, place: int) -> Entity:
        """Return the entity at a place."""
        return self.write(*divmod(place, self.each))


class AdNumbers:
    """All entities of advertising at the start.

    Attributes:
        rows: the campaign groups, campaigns and creatives.
    """

    def __init__(self, ads: Advertising) -> None:
        self.tree = ads.tree
        self.ads = ads
        self._budgets = stream(ads.seed, "budget")
        self.rows: Mapping[Kind, Numbers] = {
            "adCampaignGroups": Numbers(ads.tree.groups, self._group),
            "adCampaigns": Numbers(ads.tree.campaigns, self._campaign),
            "creatives": Numbers(ads.tree.creatives, self._creative, CREATIVE),
        }

    def accounts(self) -> Mapping[str, Entity]:
        """Return the accounts by key."""
        return {str(account.number): _account(account) for account in self.ads.accounts}

    def _group(self, account: int, index: int) -> Entity:
        group, above = self.tree.group(account, index), self.tree.account(account)
        budget = 100 + draw(self._budgets, group.number) % 9_900
        entity = {
            "id": group.number,
            "name": f"Campaign group {index + 1}",
            "account": above.urn,
            "status": group.status,
            "runSchedule": {"start": _SEEDED - index * DAY},
            "totalBudget": {"amount": f"{budget}.00", "currencyCode": above.currency},
            "servingStatuses": ["RUNNABLE" if group.status == "ACTIVE" else "STOPPED"],
            "backfilled": False,
            "test": above.is_test,
        }
        return stamped(entity, _SEEDED - index * DAY)

    def _campaign(self, account: int, index: int) -> Entity:
        campaign, above = self.tree.campaign(account, index), self.tree.account(account)
        chance, begin = campaign.chance, campaign.begin * DAY
        status = campaign.status(self.ads.today)
        end = {"end": campaign.end * DAY} if campaign.end else {}
        entity = {
            "id": campaign.number,
            "name": f"Campaign {index + 1}",
            "account": above.urn,
            "campaignGroup": f"{GROUP}{campaign.group}",
            "associatedEntity": f"{COMPANY}{above.organization}",
            "status": status,
            "type": campaign.type,
            "costType": ("CPM", "CPC")[chance & 1],
            "objectiveType": campaign.objective,
            "format": campaign.format,
            "optimizationTargetType": _TARGETS[campaign.objective],
            "pacingStrategy": "LIFETIME",
            "locale": {"country": "US", "language": "en"},
            **_budget(campaign, above.currency),
            "unitCost": _money(2 + (chance >> 12) % 12, "50", above.currency),
            "runSchedule": {"start": begin} | (end if campaign.fate != "DRAFT" else {}),
            "creativeSelection": "OPTIMIZED",
            "audienceExpansionEnabled": bool(chance >> 20 & 1),
            "offsiteDeliveryEnabled": bool(chance >> 21 & 1),
            "politicalIntent": "NOT_POLITICAL",
            "targetingCriteria": _targeting(chance),
            "servingStatuses": ["RUNNABLE" if status == "ACTIVE" else "STOPPED"],
            "test": above.is_test,
        }
        return stamped(entity, begin, _changed(campaign, status))

    def _creative(self, account: int, index: int) -> Entity:
        creative, above = self.tree.creative(account, index), self.tree.account(account)
        campaign = creative.campaign
        status, begin = campaign.status(self.ads.today), campaign.begin * DAY
        is_serving = status == "ACTIVE" and not above.is_test
        entity: dict[str, Any] = {
            "id": creative.urn,
            "name": f"Creative {campaign.index + 1}.{creative.version + 1}",
            "account": above.urn,
            "campaign": campaign.urn,
            "intendedStatus": "ACTIVE" if status == "COMPLETED" else status,
            "isServing": is_serving,
            "isTest": above.is_test,
            "content": _content(creative),
            "review": {"status": "PENDING" if status == "DRAFT" else "APPROVED"},
            "createdAt": begin,
            "createdBy": _PERSON,
            "lastModifiedAt": _changed(campaign, status),
            "lastModifiedBy": _PERSON,
        }
        if not is_serving:
            entity["servingHoldReasons"] = ["CAMPAIGN_STOPPED"]
        if campaign.objective == "LEAD_GENERATION" and campaign.has_posts:
            form = FIRST_FORM + account * FORM_STRIDE + campaign.index % 2
            destination = f"urn:li:adForm:{form}"
            entity["leadgenCallToAction"] = {"destination": destination, "label": "REGISTER"}
        return entity


_TARGETS: Final = {
    "WEBSITE_VISIT": "MAX_CLICK",
    "BRAND_AWARENESS": "MAX_IMPRESSION",
    "LEAD_GENERATION": "MAX_LEAD",
    "VIDEO_VIEW": "MAX_VIDEO_VIEW",
}
_FACET: Final = "urn:li:adTargetingFacet:"
_PLACES: Final = (103644278, 101165590, 101282230, 105015875, 102713980)


def _changed(campaign: AdCampaign, status: str) -> int:
    """Return when a campaign was changed last, in milliseconds: it began, or is over."""
    end = None if status in ("ACTIVE", "DRAFT") else campaign.end
    return (end or campaign.begin) * DAY


def _budget(campaign: AdCampaign, currency: str) -> Entity:
    """Return what may be spent: in all if a campaign ends by itself, else in a day."""
    a_day = 20 + (campaign.chance >> 3) % 200
    if campaign.fate == "COMPLETED":
        return {"totalBudget": _money(a_day * 90, "00", currency)}
    return {"dailyBudget": _money(a_day, "00", currency)}


def _money(units: int, hundredths: str, currency: str) -> Entity:
    return {"amount": f"{units}.{hundredths}", "currencyCode": currency}


def _content(creative: AdCreative) -> Entity:
    """Return what a creative shows: a post, a message, or the text of a text ad."""
    if creative.post:
        return {"reference": creative.post}
    if creative.campaign.type == "SPONSORED_INMAILS":
        return {"reference": f"urn:li:adInMailContent:{creative.number}"}
    return {
        "textAd": {
            "headline": f"Engines, model {creative.version + 1}",
            "description": "They compute tables by themselves",
            "landingPage": f"https://example.com/{creative.number}",
        }
    }


def _targeting(chance: int) -> Entity:
    place, seniority = _PLACES[(chance >> 26) % len(_PLACES)], 1 + (chance >> 30) % 9
    seniorities = [f"urn:li:seniority:{each}" for each in (seniority, seniority + 1)]
    return {
        "include": {
            "and": [
                {"or": {f"{_FACET}locations": [f"urn:li:geo:{place}"]}},
                {"or": {f"{_FACET}seniorities": seniorities}},
            ]
        }
    }


def stamped(entity: dict[str, Any], created: int, changed: int | None = None) -> dict[str, Any]:
    """Add who wrote a seeded entity when, in milliseconds, and its version."""
    stamps = {
        "created": {"actor": _PERSON, "time": created},
        "lastModified": {"actor": _PERSON, "time": created if changed is None else changed},
    }
    tag = "1" if changed in (None, created) else "2"
    return {**entity, "changeAuditStamps": stamps, "version": {"versionTag": tag}}


def _account(account: AdAccount) -> Entity:
    entity = {
        "id": account.number,
        "name": account.name,
        "currency": account.currency,
        "status": "DRAFT" if account.is_test else "ACTIVE",
        "type": "BUSINESS",
        "reference": f"{COMPANY}{account.organization}",
        "test": account.is_test,
        "servingStatuses": ["RUNNABLE"],
        "notifiedOnCampaignOptimization": True,
        "notifiedOnCreativeApproval": False,
        "notifiedOnCreativeRejection": True,
        "notifiedOnEndOfCampaign": True,
        "notifiedOnNewFeaturesEnabled": False,
    }
    return stamped(entity, _SEEDED - (300 - account.place) * DAY)
