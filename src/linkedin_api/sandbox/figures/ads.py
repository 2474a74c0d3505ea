"""All of advertising in one place, for the sandbox's resources and for tests of programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

from linkedin_api.sandbox.arguments import instance, whole_number
from linkedin_api.sandbox.figures.ad_choices import AdChoices
from linkedin_api.sandbox.figures.ad_facets import Facets, chosen_by
from linkedin_api.sandbox.figures.ad_leads import Leads
from linkedin_api.sandbox.figures.ad_metrics import METRIC_NAMES, Form
from linkedin_api.sandbox.figures.ad_names import targets
from linkedin_api.sandbox.figures.ad_parts import PEOPLE
from linkedin_api.sandbox.figures.ad_report import PIVOTS, Days, Part, Report, parts
from linkedin_api.sandbox.figures.ad_tree import (
    ACCOUNT,
    CAMPAIGN,
    DEFAULT_SPAN,
    FIRST_ACCOUNT,
    GROUPS_EACH,
    MOST_ACCOUNTS,
    MOST_CAMPAIGNS,
    MOST_CREATIVES,
    SEEDED_DAY,
    AdAccount,
    AdCampaign,
    AdCampaignGroup,
    AdCreative,
    AdTree,
)
from linkedin_api.sandbox.figures.days import (
    DAY,
    day_date,
    day_number,
    month_start,
    months_later,
)
from linkedin_api.sandbox.protocol.rows import Made

if TYPE_CHECKING:
    from linkedin_api.sandbox.clock import Clock

Granularity = Literal["ALL", "DAILY", "MONTHLY", "YEARLY"]
#: What reports can be cut to, by LinkedIn's names.
GRANULARITIES: Final[tuple[str, ...]] = get_args(Granularity)
#: A whole number, money in the account's currency, or a fraction.
Amount = int | Decimal | float
_MONEY: Final = Decimal(100)


class AdRow(NamedTuple):
    """What some advertisements had in some days: an element of a report, typed.

    Attributes:
        pivot_values: one for each pivot, such as `urn:li:sponsoredCampaign:610000001`.
        first: day.
        last: day, included.
        metrics: by LinkedIn's name; those that are nothing are left out.
    """

    pivot_values: tuple[str, ...]
    first: date
    last: date
    metrics: Mapping[str, Amount]


class Advertising:
    """What happened to the advertisements of a sandbox: `Sandbox.figures.ads`.

    Every number is computed from the seed, the creative and the day; nothing is stored. Numbers of
    the last 30 days still change from day to day, until they are settled (`Sandbox(ads=…)`). They
    add up exactly: days to months, creatives to campaigns, to campaign groups, accounts, companies
    and objectives, and placements, devices and conversions to what they are parts of. Only reach,
    averages, costs per something and what is about people (`MEMBER_…`) do not.

    Args:
        seed: seed of the sandbox.
        clock: the sandbox's clock.
        accounts: number of accounts; the third is a test account without advertisements.
        campaigns: how many each account has.
        creatives: how many each campaign has.
        organizations: how many there are to advertise.
        days: days of history before the start; `None` for campaigns that began in 2025.
        choices: how reports answer where what is known of LinkedIn differs.

    Attributes:
        leads: people's answers to lead forms.
        tree: accounts, groups, campaigns and creatives by their places.
        choices: the same.

    Raises:
        ValueError: a number is not whole or out of range; the message names it.

    Example:
        >>> from linkedin_api.sandbox.clock import Clock
        >>> ads = Advertising(seed=0, clock=Clock())
        >>> account = ads.accounts[0]
        >>> account.urn, ads.campaigns(account.number)[0].urn
        ('urn:li:sponsoredAccount:512000001', 'urn:li:sponsoredCampaign:610000001')
        >>> rows = ads.rows(["CAMPAIGN"], accounts=[account.number])
        >>> clicks = sum(row.metrics.get("clicks", 0) for row in rows)
        >>> clicks == ads.totals(accounts=[account.number])["clicks"]
        True
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        clock: Clock,
        accounts: int = 3,
        campaigns: int = 20,
        creatives: int = 2,
        organizations: int = 10,
        days: int | None = None,
        choices: AdChoices = AdChoices(),  # noqa: B008  # frozen
    ) -> None:
        whole_number("ad_accounts", accounts, 0, MOST_ACCOUNTS)
        whole_number("campaigns", campaigns, 0, MOST_CAMPAIGNS)
        whole_number("creatives", creatives, 1, MOST_CREATIVES)
        self.seed = seed
        self.choices = instance("ads", choices, AdChoices)
        self._clock = clock
        began = SEEDED_DAY - DEFAULT_SPAN, DEFAULT_SPAN
        if days is not None:
            whole_number("ad_days", days, 1)
            # Campaigns begin in the first half of the history, so that the second has all.
            began = self.today - days, max(1, days // 2)
        #: Number of the first day with figures.
        self.began = began[0]
        self.tree = AdTree(seed, accounts, campaigns, creatives, organizations, began)
        self.leads = Leads(seed, clock, self.tree)

    @property
    def today(self) -> int:
        """Number of the day it is on the sandbox's clock."""
        return int(self._clock.now()) * 1000 // DAY

    @property
    def first_day(self) -> date:
        """The first day on which a campaign may have been shown."""
        return day_date(self.began)

    @property
    def metric_names(self) -> tuple[str, ...]:
        """LinkedIn's names of all metrics."""
        return METRIC_NAMES

    @property
    def pivots(self) -> tuple[str, ...]:
        """LinkedIn's names of the pivots that have elements."""
        return PIVOTS

    @property
    def accounts(self) -> Sequence[AdAccount]:
        """All accounts, the test account included."""
        return Made(range(self.tree.accounts), self.tree.account)

    def campaign_groups(self, account: int) -> Sequence[AdCampaignGroup]:
        """Return the campaign groups of an account, by its number."""
        return Made(range(GROUPS_EACH), partial(self.tree.group, self._place(account)))

    def campaigns(self, account: int) -> Sequence[AdCampaign]:
        """Return the campaigns of an account, by its number, each made when it is looked at."""
        places = range(self.tree.campaigns.each)
        return Made(places, partial(self.tree.campaign, self._place(account)))

    def creatives(self, account: int) -> Sequence[AdCreative]:
        """Return the creatives of an account, by its number, each made when it is looked at."""
        places = range(self.tree.creatives.each)
        return Made(places, partial(self.tree.creative, self._place(account)))

    def rows(
        self,
        pivots: Sequence[str],
        first: date | None = None,
        last: date | None = None,
        *,
        granularity: Granularity = "DAILY",
        metrics: Iterable[str] = ("impressions", "clicks"),
        accounts: Iterable[int] | None = None,
        campaigns: Iterable[int] | None = None,
    ) -> Iterator[AdRow]:
        """Yield what reports of `adAnalytics` contain in all, without its limit of 15,000.

        Rows are ordered by pivot values, then by days; days without impressions have none.

        Args:
            pivots: LinkedIn's names: one to three of ACCOUNT, COMPANY, CAMPAIGN_GROUP, CAMPAIGN,
                CREATIVE, SHARE, OBJECTIVE_TYPE, IMPRESSION_DEVICE_TYPE, SERVING_LOCATION,
                PLACEMENT_NAME and CONVERSION; or one MEMBER_ pivot alone.
            first: day; `None` for `first_day`.
            last: day, included; `None` for today.
            granularity: what the days are cut to.
            metrics: names; `metric_names` has all.
            accounts: numbers; `None` for all.
            campaigns: numbers; `None` for all.

        Raises:
            ValueError: a name or a number is wrong; the message names it.

        Example:
            >>> from linkedin_api.sandbox.clock import Clock
            >>> ads = Advertising(seed=0, clock=Clock())
            >>> row = next(ads.rows(["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"]))
            >>> row.pivot_values
            ('urn:li:sponsoredCampaign:610000001', 'MOBILE_APP')
        """
        report = self._report(tuple(pivots), first, last, granularity, frozenset(metrics))
        facets = {}
        if accounts is not None:
            facets["accounts"] = {
                f"{ACCOUNT}{FIRST_ACCOUNT + self._place(each)}" for each in accounts
            }
        if campaigns is not None:
            facets["campaigns"] = {f"{CAMPAIGN}{each}" for each in campaigns}
        chosen = self.chosen(facets)
        return (_row(report, part) for part in parts(report, chosen, self.seed))

    def totals(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        metrics: Iterable[str] = ("impressions", "clicks"),
        accounts: Iterable[int] | None = None,
        campaigns: Iterable[int] | None = None,
    ) -> dict[str, Amount]:
        """Return what advertisements had together; takes the arguments of `rows`.

        Returns:
            Amounts by metric, 0 for those that are nothing. Averages and the like are sums of
            those of the accounts, which mean nothing.
        """
        names = tuple(metrics)
        sums: dict[str, Any] = dict.fromkeys(names, 0)
        found = self.rows(
            ("ACCOUNT",), first, last, granularity="ALL", metrics=names,
            accounts=accounts, campaigns=campaigns,
        )  # fmt: skip
        for row in found:
            for name, amount in row.metrics.items():
                sums[name] += amount
        return sums

    def name_of(self, urn: str) -> str | None:
        """Return what a value of a demographic pivot is called; `None` if it has no name.

        Example:
            >>> from linkedin_api.sandbox.clock import Clock
            >>> Advertising(clock=Clock()).name_of("urn:li:geo:101282230")
            'Germany'
        """
        found = targets().get(urn)
        return None if found is None else found.name

    def chosen(
        self, facets: Facets, may_use: Callable[[AdAccount], bool] | None = None
    ) -> Iterator[tuple[AdAccount, AdCreative]]:
        """Return the creatives that some facets of a report select, with their accounts.

        Args:
            facets: URNs by LinkedIn's name of the facet; several narrow each other.
            may_use: whether an account may be seen; `None` for all.
        """
        return chosen_by(self.tree, facets, may_use)

    def stretches(self, days: Days, granularity: str) -> list[Days]:
        """Cut days into the periods of a report's elements, without those before all figures.

        Args:
            days: numbers of the first and the last day.
            granularity: LinkedIn's name.
        """
        if granularity == "ALL":
            return [days]
        first, last = max(days[0], self.began), days[1]
        cut = []
        while first <= min(last, self.today):
            after = _after(first, granularity)
            cut.append((first, min(after - 1, last)))
            first = after
        return cut

    def _report(
        self,
        pivots: tuple[str, ...],
        first: date | None,
        last: date | None,
        granularity: Granularity,
        metrics: frozenset[str],
    ) -> Report:
        _check_pivots(pivots)
        if granularity not in GRANULARITIES:
            right = ", ".join(GRANULARITIES)
            raise ValueError(f"granularity must be one of {right}, not {granularity!r}")
        for name in metrics - set(METRIC_NAMES):
            raise ValueError(f"metrics must be names from metric_names, not {name!r}")
        days = day_number(first or self.first_day), day_number(last) if last else self.today
        if days[0] > days[1]:
            raise ValueError(f"first must not be after last, {day_date(days[1])}")
        stretches = self.stretches(days, granularity)
        span = days[1] - days[0] + 1
        return Report(pivots, stretches, metrics, self.today, span, settles=self.choices.settles)

    def _place(self, account: int) -> int:
        place = account - FIRST_ACCOUNT
        if not 0 <= place < self.tree.accounts:
            raise ValueError(f"account must be the number of an account, not {account}")
        return place


def _check_pivots(pivots: tuple[str, ...]) -> None:
    for pivot in pivots:
        if pivot not in PIVOTS:
            raise ValueError(f"pivots must be among {', '.join(PIVOTS)}, not {pivot!r}")
    if not pivots or (len(pivots) > 1 and set(pivots) & set(PEOPLE)):
        raise ValueError("pivots must have one or more names, or one MEMBER_ pivot alone")


def _after(day: int, granularity: str) -> int:
    if granularity == "DAILY":
        return day + 1
    months = 1 if granularity == "MONTHLY" else 13 - day_date(day).month
    return months_later(month_start(day), months)


def _row(report: Report, part: Part) -> AdRow:
    amounts = {name: _typed(amount, report.forms[name]) for name, amount in part.amounts.items()}
    return AdRow(part.values, day_date(part.days[0]), day_date(part.days[1]), amounts)


def _typed(amount: Any, form: Form) -> Amount:
    typed: Amount = Decimal(amount) / _MONEY if form == "money" else amount
    return typed
