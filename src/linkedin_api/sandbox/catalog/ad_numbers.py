"""The entities of advertising that exist at the start.

An entity follows from its place, so none is stored: every account has the same number of
groups, campaigns and creatives, and its own range of ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION
from linkedin_api.sandbox.protocol.resource import Entity

ACCOUNT: Final = "urn:li:sponsoredAccount:"
GROUP: Final = "urn:li:sponsoredCampaignGroup:"
CAMPAIGN: Final = "urn:li:sponsoredCampaign:"
CREATIVE: Final = "urn:li:sponsoredCreative:"
FIRST_ACCOUNT: Final = 512_000_001
#: Names and currencies of the accounts; the last is a test account without advertisements.
ACCOUNTS: Final = (
    ("Lovelace Engines", "USD"),
    ("Babbage & Sons", "EUR"),
    ("Menabrea Notes (test)", "GBP"),
)
#: Creatives refer to posts with this number and their own.
FIRST_REFERENCE: Final = 7_450_000_000_000_000_000
GROUPS_EACH: Final = 12
CREATIVES_EACH: Final = 2
#: Milliseconds: 2026-01-01 UTC, when all seeded entities were last written.
_SEEDED: Final = 1_767_225_600_000
#: 2026-01-01 as the number of a day.
SEEDED_DAY: Final = _SEEDED // DAY
_PERSON: Final = f"urn:li:person:{MEMBER}"
_GROUP_STATUSES: Final = ("ACTIVE", "PAUSED", "DRAFT")
#: Of every six campaigns; two more tables say how long such campaigns were shown.
_STATUSES: Final = ("ACTIVE", "ACTIVE", "PAUSED", "ACTIVE", "COMPLETED", "DRAFT")
_SHOWN_DAYS: Final = {"PAUSED": 120, "COMPLETED": 90, "DRAFT": 0}
_VIDEO: Final = "VIDEO_VIEW"
_OBJECTIVES: Final = ("WEBSITE_VISIT", "BRAND_AWARENESS", "LEAD_GENERATION", _VIDEO)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of entities that all accounts have the same number of.

    Attributes:
        first: number of the first one.
        stride: numbers set aside for each account.
        each: how many each account has.
        write: makes the entity from the account's place, its own place there, and its number.
        prefix: of the key, before the number.
    """

    first: int
    stride: int
    each: int
    write: Callable[[int, int, int], Entity]
    prefix: str = ""

    def __len__(self) -> int:
        return self.each * len(ACCOUNTS)

    def key(self, place: int) -> str:
        """Return the key of the entity at a place."""
        return f"{self.prefix}{self.number(*divmod(place, self.each))}"

    def number(self, account: int, index: int) -> int:
        """Return the number of an account's entity."""
        return self.first + account * self.stride + index

    def place(self, key: str) -> int | None:
        """Return the place of a key; `None` if it is none of these."""
        found = self.find(key.removeprefix(self.prefix))
        return None if found is None else found[0] * self.each + found[1]

    def find(self, number: str) -> tuple[int, int] | None:
        """Return an entity's account and its place there; `None` if it is none of these."""
        if not number.isdecimal():
            return None
        account, index = divmod(int(number) - self.first, self.stride)
        return (account, index) if 0 <= account < len(ACCOUNTS) and index < self.each else None

    def make(self, place: int) -> Entity:
        """Return the entity at a place."""
        account, index = divmod(place, self.each)
        return self.write(account, index, self.number(account, index))


class AdNumbers:
    """All entities of advertising at the start.

    Args:
        seed: of the sandbox.
        campaigns: how many each account has.

    Attributes:
        groups_row: the campaign groups.
        campaigns_row: the campaigns.
        creatives_row: the creatives.
    """

    def __init__(self, seed: int, campaigns: int) -> None:
        self.campaigns = campaigns
        self._budgets = stream(seed, "budget")
        self._chances = stream(seed, "campaign")
        each = campaigns * CREATIVES_EACH
        self.groups_row = Numbers(600_000_001, 1_000, GROUPS_EACH, self._group)
        self.campaigns_row = Numbers(610_000_001, 10_000, campaigns, self._campaign)
        self.creatives_row = Numbers(620_000_001, 100_000, each, self._creative, CREATIVE)

    def accounts(self) -> Mapping[str, Entity]:
        """Return the accounts by key."""
        return {str(FIRST_ACCOUNT + place): _account(place) for place in range(len(ACCOUNTS))}

    def _group(self, account: int, index: int, number: int) -> Entity:
        budget = 100 + draw(self._budgets, number) % 9_900
        entity = {
            "id": number,
            "name": f"Campaign group {index + 1}",
            "account": f"{ACCOUNT}{FIRST_ACCOUNT + account}",
            "status": _GROUP_STATUSES[index % len(_GROUP_STATUSES)],
            "runSchedule": {"start": _SEEDED - index * DAY},
            "totalBudget": {"amount": f"{budget}.00", "currencyCode": ACCOUNTS[account][1]},
            "test": is_test(account),
        }
        return stamped(entity, index)

    def _campaign(self, account: int, index: int, number: int) -> Entity:
        chance = draw(self._chances, number)
        begin, end = shown_days(index)
        currency = ACCOUNTS[account][1]
        entity = {
            "id": number,
            "name": f"Campaign {index + 1}",
            "account": f"{ACCOUNT}{FIRST_ACCOUNT + account}",
            "campaignGroup": f"{GROUP}{self.groups_row.number(account, index % GROUPS_EACH)}",
            "associatedEntity": f"urn:li:organization:{FIRST_ORGANIZATION + account}",
            "status": campaign_status(index),
            "type": "SPONSORED_UPDATES",
            "costType": ("CPM", "CPC")[chance & 1],
            "objectiveType": _objective(chance),
            "locale": {"country": "US", "language": "en"},
            "dailyBudget": {"amount": f"{20 + (chance >> 3) % 200}.00", "currencyCode": currency},
            "unitCost": {"amount": f"{2 + (chance >> 12) % 12}.50", "currencyCode": currency},
            "runSchedule": {"start": begin * DAY} | ({"end": end * DAY} if end else {}),
            "creativeSelection": "OPTIMIZED",
            "audienceExpansionEnabled": bool(chance >> 20 & 1),
            "offsiteDeliveryEnabled": bool(chance >> 21 & 1),
            "servingStatuses": ["RUNNABLE" if campaign_status(index) == "ACTIVE" else "STOPPED"],
            "test": is_test(account),
        }
        return stamped(entity, index % 300)

    def _creative(self, account: int, index: int, number: int) -> Entity:
        campaign, version = divmod(index, CREATIVES_EACH)
        begin, _ = shown_days(campaign)
        status = campaign_status(campaign)
        above = self.campaigns_row.number(account, campaign)
        shows = "ugcPost" if _objective(draw(self._chances, above)) == _VIDEO else "share"
        return {
            "id": f"{CREATIVE}{number}",
            "name": f"Creative {campaign + 1}.{version + 1}",
            "account": f"{ACCOUNT}{FIRST_ACCOUNT + account}",
            "campaign": f"{CAMPAIGN}{above}",
            "intendedStatus": "ACTIVE" if status == "COMPLETED" else status,
            "isServing": status == "ACTIVE" and not is_test(account),
            "isTest": is_test(account),
            "content": {"reference": f"urn:li:{shows}:{FIRST_REFERENCE + number}"},
            "review": {"status": "PENDING" if status == "DRAFT" else "APPROVED"},
            "createdAt": begin * DAY,
            "createdBy": _PERSON,
            "lastModifiedAt": begin * DAY,
            "lastModifiedBy": _PERSON,
        }


def _objective(chance: int) -> str:
    return _OBJECTIVES[chance >> 1 & 3]


def is_test(account: int) -> bool:
    """Whether the account at a place is for tests."""
    return account == len(ACCOUNTS) - 1


def campaign_status(index: int) -> str:
    """Return the status of a campaign by its place in the account."""
    return _STATUSES[index % len(_STATUSES)]


def shown_days(index: int) -> tuple[int, int | None]:
    """Return the first day a campaign was shown, and the first after it; `None` for no end."""
    begin = SEEDED_DAY - index * 37 % 360
    length = _SHOWN_DAYS.get(campaign_status(index))
    return begin, None if length is None else begin + length


def stamped(entity: dict[str, Any], age_days: int = 0) -> dict[str, Any]:
    """Add who wrote a seeded entity when, and its version."""
    stamp = {"actor": _PERSON, "time": _SEEDED - age_days * DAY}
    stamps = {"created": stamp, "lastModified": stamp}
    return {**entity, "changeAuditStamps": stamps, "version": {"versionTag": "1"}}


def _account(place: int) -> Entity:
    name, currency = ACCOUNTS[place]
    entity = {
        "id": FIRST_ACCOUNT + place,
        "name": name,
        "currency": currency,
        "status": "DRAFT" if is_test(place) else "ACTIVE",
        "type": "BUSINESS",
        "reference": f"urn:li:organization:{FIRST_ORGANIZATION + place}",
        "test": is_test(place),
        "servingStatuses": ["RUNNABLE"],
        "notifiedOnCampaignOptimization": True,
    }
    return stamped(entity, 300 - place)
