"""The advertising accounts of a sandbox: their campaign groups, campaigns and creatives.

Everything follows from its place in the tree, so nothing is stored. All accounts have the same
number of groups, campaigns and creatives, and each account has its own range of numbers.

Chosen: the third account is a test account, where nothing ever happens. Of every twelve campaigns,
six run without an end, two are paused after 120 days, one is completed after 90, one is archived
after 150 and one is removed after 60; two are drafts, which nobody ever sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import day_date
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION, describe

ACCOUNT: Final = "urn:li:sponsoredAccount:"
GROUP: Final = "urn:li:sponsoredCampaignGroup:"
CAMPAIGN: Final = "urn:li:sponsoredCampaign:"
CREATIVE: Final = "urn:li:sponsoredCreative:"
COMPANY: Final = "urn:li:organization:"
FIRST_ACCOUNT: Final = 512_000_001
#: Creatives refer to posts with this number and their own.
FIRST_REFERENCE: Final = 7_450_000_000_000_000_000
MOST_ACCOUNTS: Final = 1000
#: Campaigns of an account (documented).
MOST_CAMPAIGNS: Final = 5000
#: Creatives of a campaign; as many numbers as an account has room for.
MOST_CREATIVES: Final = 20
GROUPS_EACH: Final = 12
#: Place of the account for tests.
TEST_PLACE: Final = 2
#: 2026-01-01 as the number of a day: when seeded entities were last written.
SEEDED_DAY: Final = 20_454
#: Days before it in which campaigns began, unless `ad_days` says otherwise.
DEFAULT_SPAN: Final = 360
#: Currencies by place of the account, and what a unit of each is worth in millionths of a dollar.
_CURRENCIES: Final = ("USD", "EUR", "GBP")
DOLLARS: Final = {"USD": 1_000_000, "EUR": 1_080_000, "GBP": 1_270_000}
#: What becomes of campaigns in the end, of every twelve; and the days until then.
_FATES: Final = (
    "ACTIVE", "ACTIVE", "PAUSED", "ACTIVE", "COMPLETED", "DRAFT",
    "ACTIVE", "ACTIVE", "PAUSED", "ARCHIVED", "REMOVED", "DRAFT",
)  # fmt: skip
_LENGTHS: Final = {"PAUSED": 120, "COMPLETED": 90, "ARCHIVED": 150, "REMOVED": 60, "DRAFT": 0}
#: Types of campaigns.
CAMPAIGN_TYPES: Final = ("DYNAMIC", "SPONSORED_INMAILS", "SPONSORED_UPDATES", "TEXT_AD")
_GROUP_STATUSES: Final = ("ACTIVE", "PAUSED", "DRAFT")
#: Of every twelve groups, those that are no longer used.
_GROUP_FATES: Final = {9: "ARCHIVED", 10: "REMOVED"}
_VIDEO: Final = "VIDEO_VIEW"
#: Objectives, and the formats of campaigns with each.
_FORMATS: Final = {
    "WEBSITE_VISIT": ("STANDARD_UPDATE", "CAROUSEL", "TEXT_AD"),
    "BRAND_AWARENESS": ("SPONSORED_UPDATE_NATIVE_DOCUMENT", "SPONSORED_UPDATE_EVENT"),
    "LEAD_GENERATION": ("STANDARD_UPDATE", "SPONSORED_INMAILS"),
    _VIDEO: ("SINGLE_VIDEO",),
}
_OBJECTIVES: Final = tuple(_FORMATS)
#: Formats whose creatives show no post, and the types of their campaigns.
_WITHOUT_POST: Final = {"SPONSORED_INMAILS": "SPONSORED_INMAILS", "TEXT_AD": "TEXT_AD"}


@dataclass(frozen=True, slots=True)
class AdAccount:
    """An advertising account.

    Attributes:
        place: in the list, from 0.
        name: as people read it.
        currency: of its money.
        organization: number of the organization that it advertises.
        is_test: whether it is a test account, where nothing ever happens.
    """

    place: int
    name: str
    currency: str
    organization: int
    is_test: bool

    @property
    def number(self) -> int:
        """Its id."""
        return FIRST_ACCOUNT + self.place

    @property
    def urn(self) -> str:
        """Such as `urn:li:sponsoredAccount:512000001`."""
        return f"{ACCOUNT}{self.number}"


@dataclass(frozen=True, slots=True)
class AdCampaignGroup:
    """A campaign group.

    Attributes:
        number: its id.
        account: number of its account.
        index: its place in the account, from 0.
        status: as the API returns it.
    """

    number: int
    account: int
    index: int
    status: str

    @property
    def urn(self) -> str:
        """Such as `urn:li:sponsoredCampaignGroup:600000001`."""
        return f"{GROUP}{self.number}"


@dataclass(frozen=True, slots=True)
class AdCampaign:
    """A campaign.

    Attributes:
        number: its id.
        account: number of its account.
        group: number of its campaign group.
        index: its place in the account, from 0.
        fate: the status that it has in the end: `ACTIVE` for ever, or what it becomes when it ends.
        objective: such as `LEAD_GENERATION`.
        format: such as `SINGLE_VIDEO`.
        begin: number of the first day it was shown.
        end: number of the first day after; `None` for no end.
        chance: determines the rest.
    """

    number: int
    account: int
    group: int
    index: int
    fate: str
    objective: str
    format: str
    begin: int
    end: int | None
    chance: int

    @property
    def urn(self) -> str:
        """Such as `urn:li:sponsoredCampaign:610000001`."""
        return f"{CAMPAIGN}{self.number}"

    @property
    def first_day(self) -> date:
        """The first day it was shown; for a draft, the day it was written."""
        return day_date(self.begin)

    @property
    def last_day(self) -> date | None:
        """The last day on which it is shown; `None` for no end. A draft ends before it begins."""
        return None if self.end is None else day_date(self.end - 1)

    @property
    def is_video(self) -> bool:
        """Whether its creatives show videos."""
        return self.objective == _VIDEO

    @property
    def has_posts(self) -> bool:
        """Whether its creatives show posts, as all do but messages and text ads."""
        return self.format not in _WITHOUT_POST

    @property
    def type(self) -> str:
        """One of `CAMPAIGN_TYPES`."""
        return _WITHOUT_POST.get(self.format, "SPONSORED_UPDATES")

    def status(self, today: int) -> str:
        """Return its status on the day with that number, as the API returns it."""
        is_over = self.end is not None and self.end <= today
        return self.fate if is_over or self.fate == "DRAFT" else "ACTIVE"


@dataclass(frozen=True, slots=True)
class AdCreative:
    """A creative, one advertisement of a campaign.

    Attributes:
        number: of its URN.
        campaign: the campaign.
        version: its place in the campaign, from 0.
    """

    number: int
    campaign: AdCampaign
    version: int

    @property
    def urn(self) -> str:
        """Such as `urn:li:sponsoredCreative:620000001`, its id."""
        return f"{CREATIVE}{self.number}"

    @property
    def post(self) -> str | None:
        """URN of the post that it shows; `None` for messages and text ads."""
        if not self.campaign.has_posts:
            return None
        kind = "ugcPost" if self.campaign.is_video else "share"
        return f"urn:li:{kind}:{FIRST_REFERENCE + self.number}"


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers of one kind of entity: each account has its own range of them.

    Attributes:
        first: number of the first one.
        stride: numbers set aside for each account.
        each: how many each account has.
        accounts: how many accounts there are.
    """

    first: int
    stride: int
    each: int
    accounts: int

    def number(self, account: int, index: int) -> int:
        """Return the number of an account's entity, by both places."""
        return self.first + account * self.stride + index

    def find(self, number: str) -> tuple[int, int] | None:
        """Return an entity's account and its place there; `None` if it is none of these."""
        known = read_number(number)
        if known is None:
            return None
        account, index = divmod(known - self.first, self.stride)
        return (account, index) if 0 <= account < self.accounts and index < self.each else None


class AdTree:
    """All entities of advertising at the start, by their places.

    Args:
        seed: of the sandbox.
        accounts: how many there are.
        campaigns: how many each account has.
        creatives: how many each campaign has.
        organizations: how many there are to advertise.
        days: first day on which a campaign began, and in how many days after it they began.

    Attributes:
        accounts: how many there are.
        groups: numbers of the campaign groups.
        campaigns: numbers of the campaigns.
        creatives: numbers of the creatives.
        creatives_each: how many creatives a campaign has.
    """

    def __init__(
        self,
        seed: int,
        accounts: int,
        campaigns: int,
        creatives: int,
        organizations: int,
        days: tuple[int, int],
    ) -> None:
        self.accounts = accounts
        self.creatives_each = creatives
        self.groups = Range(600_000_001, 1_000, GROUPS_EACH, accounts)
        self.campaigns = Range(610_000_001, 10_000, campaigns, accounts)
        self.creatives = Range(620_000_001, 100_000, campaigns * creatives, accounts)
        self._organizations = max(1, organizations)
        self._first, self._span = days
        self._chances = stream(seed, "campaign")

    def account(self, place: int) -> AdAccount:
        """Return the account at a place."""
        is_test = place == TEST_PLACE
        organization = place % self._organizations
        name = describe(place).name + (" (test)" if is_test else "")
        currency = _CURRENCIES[place % len(_CURRENCIES)]
        return AdAccount(place, name, currency, FIRST_ORGANIZATION + organization, is_test)

    def group(self, account: int, index: int) -> AdCampaignGroup:
        """Return an account's campaign group, by both places."""
        status = _GROUP_FATES.get(index, _GROUP_STATUSES[index % len(_GROUP_STATUSES)])
        return AdCampaignGroup(
            self.groups.number(account, index), FIRST_ACCOUNT + account, index, status
        )

    def campaign(self, account: int, index: int) -> AdCampaign:
        """Return an account's campaign, by both places."""
        number = self.campaigns.number(account, index)
        chance = draw(self._chances, number)
        objective = _OBJECTIVES[chance >> 1 & 3]
        fate = _FATES[index % len(_FATES)]
        begin = self._first + index * 37 % DEFAULT_SPAN * self._span // DEFAULT_SPAN
        length = _LENGTHS.get(fate)
        return AdCampaign(
            number=number,
            account=FIRST_ACCOUNT + account,
            group=self.groups.number(account, index % GROUPS_EACH),
            index=index,
            fate=fate,
            objective=objective,
            format=_FORMATS[objective][(chance >> 24) % len(_FORMATS[objective])],
            begin=begin,
            end=None if length is None else begin + length,
            chance=chance,
        )

    def creative(self, account: int, index: int) -> AdCreative:
        """Return an account's creative, by both places."""
        campaign, version = divmod(index, self.creatives_each)
        number = self.creatives.number(account, index)
        return AdCreative(number, self.campaign(account, campaign), version)

    def creatives_of(self, campaign: AdCampaign) -> list[AdCreative]:
        """Return the creatives of a campaign."""
        account = campaign.account - FIRST_ACCOUNT
        first = self.creatives.number(account, campaign.index * self.creatives_each)
        return [AdCreative(first + each, campaign, each) for each in range(self.creatives_each)]
