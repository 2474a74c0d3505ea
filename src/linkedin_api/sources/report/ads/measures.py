"""What the report of advertising shows of each day, and the columns with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DAILY: Final = "ad_campaign_daily"
CREATIVES_DAILY: Final = "ad_creative_daily"
DEMOGRAPHICS: Final = "ad_campaign_demographics"
#: What the report reads beside.
OTHERS: Final = ("ad_accounts", "ad_campaigns", "ad_creatives", DEMOGRAPHICS, "ad_names")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of each day that adds up over days, creatives and campaigns.

    Attributes:
        key: its name in the report's data.
        title: its name for people.
        column: the column with it, as the dlt engine names it.
        is_money: whether it is an amount of money, which adds up within one currency.
    """

    key: str
    title: str
    column: str
    is_money: bool = False


#: The amount in the currency of the account.
COST: Final = Measure("cost", "Spend", "cost_in_local_currency", is_money=True)
#: The amount in US dollars, as LinkedIn converts it: the only one that accounts have in common.
USD: Final = Measure("usd", "Spend in US dollars", "cost_in_usd", is_money=True)
IMPRESSIONS: Final = Measure("impressions", "Impressions", "impressions")
CLICKS: Final = Measure("clicks", "Clicks", "clicks")
CONVERSIONS: Final = Measure("conversions", "Conversions", "external_website_conversions")
LEADS: Final = Measure("leads", "Leads", "one_click_leads")
MEASURES: Final = (COST, USD, IMPRESSIONS, CLICKS, CONVERSIONS, LEADS)
#: What the tables have of members, as far as the report shows it.
OF_MEMBERS: Final = (IMPRESSIONS, CLICKS, CONVERSIONS)


@dataclass(frozen=True, slots=True)
class Rate:
    """A number that is one measure divided by another.

    Attributes:
        key: its name in the report's data.
        title: its name for people.
        over: key of the measure that is divided.
        under: key of the measure that it is divided by.
        is_money: whether it is an amount of money; otherwise it is a share.
    """

    key: str
    title: str
    over: str
    under: str
    is_money: bool = True


RATES: Final = (
    Rate("ctr", "CTR", "clicks", "impressions", is_money=False),
    Rate("cpc", "CPC", "cost", "clicks"),
    Rate("cost_per_conversion", "Cost per conversion", "cost", "conversions"),
    Rate("cost_per_lead", "Cost per lead", "cost", "leads"),
)


@dataclass(frozen=True, slots=True)
class Facet:
    """A breakdown of the members who saw advertisements.

    Attributes:
        pivot: LinkedIn's name of it.
        title: its name for people.
    """

    pivot: str
    title: str

    @property
    def key(self) -> str:
        """Its name in the report's data."""
        return self.pivot.removeprefix("MEMBER_").removesuffix("_V2").lower()


FACETS: Final = (
    Facet("MEMBER_SENIORITY", "Seniority"),
    Facet("MEMBER_JOB_FUNCTION", "Job function"),
    Facet("MEMBER_JOB_TITLE", "Job title"),
    Facet("MEMBER_INDUSTRY", "Industry"),
    Facet("MEMBER_COMPANY", "Company"),
    Facet("MEMBER_COMPANY_SIZE", "Company size"),
    Facet("MEMBER_COUNTRY_V2", "Country"),
    Facet("MEMBER_REGION_V2", "Region"),
    Facet("MEMBER_COUNTY", "County"),
)
