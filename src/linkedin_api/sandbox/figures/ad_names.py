"""What the values of demographic pivots are called, and by which facets ads can aim at them.

Names of industries, seniorities, functions and countries are LinkedIn's. Regions and titles are
fictitious, and companies are the sandbox's organizations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from linkedin_api.sandbox.figures.ad_parts import PEOPLE
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION, describe

FACET: Final = "urn:li:adTargetingFacet:"
#: Facets by the type of URN, and the type of entity that LinkedIn calls it.
FACETS: Final[Mapping[str, tuple[str, str]]] = {
    "function": ("jobFunctions", "JOB_FUNCTION"),
    "geo": ("locations", "GEO"),
    "industry": ("industries", "INDUSTRY"),
    "organization": ("employers", "COMPANY"),
    "seniority": ("seniorities", "SENIORITY"),
    "title": ("titles", "TITLE"),
}
_INDUSTRIES: Final = {
    4: "Software Development",
    6: "Technology, Information and Internet",
    11: "Business Consulting and Services",
    14: "Hospitals and Health Care",
    43: "Financial Services",
    48: "Construction",
    68: "Higher Education",
    80: "Advertising Services",
    96: "IT Services and IT Consulting",
    104: "Staffing and Recruiting",
}
_SENIORITIES: Final = (
    "Unpaid", "Training", "Entry", "Senior", "Manager", "Director", "VP", "CXO", "Partner", "Owner",
)  # fmt: skip
_FUNCTIONS: Final = (
    "Accounting", "Administrative", "Arts and Design", "Business Development",
    "Community and Social Services", "Consulting", "Education", "Engineering", "Entrepreneurship",
    "Finance", "Healthcare Services", "Human Resources", "Information Technology", "Legal",
    "Marketing", "Media and Communication", "Military and Protective Services", "Operations",
    "Product Management", "Program and Project Management", "Purchasing", "Quality Assurance",
    "Real Estate", "Research", "Sales", "Customer Success and Support",
)  # fmt: skip
_COUNTRIES: Final = {
    101165590: "United Kingdom",
    101282230: "Germany",
    102713980: "India",
    103644278: "United States",
    105015875: "France",
}
_GRADES: Final = ("Junior", "Senior", "Chief", "Assistant", "Travelling")
_TRADES: Final = ("Engineer", "Weaver", "Mathematician", "Overseer", "Instrument Maker")


@dataclass(frozen=True, slots=True)
class Target:
    """Something that ads can aim at.

    Attributes:
        urn: such as `urn:li:geo:101282230`.
        facet: name of its facet, such as `locations`.
        name: in English.
    """

    urn: str
    facet: str
    name: str


@cache
def targets() -> Mapping[str, Target]:
    """Return everything that ads can aim at, by URN."""
    found = {}
    for urn in chain.from_iterable(PEOPLE.values()):
        kind, _, number = urn.removeprefix("urn:li:").partition(":")
        if kind in FACETS:
            found[urn] = Target(urn, FACETS[kind][0], _name(kind, int(number)))
    return found


def _name(kind: str, number: int) -> str:
    if kind == "geo":
        return _COUNTRIES.get(number, f"Greater Analytical Area {number % 1000}")
    if kind == "industry":
        return _INDUSTRIES[number]
    if kind == "organization":
        return describe(number - FIRST_ORGANIZATION).name
    if kind == "title":
        lap, trade = divmod(number // 6, len(_TRADES))
        again, grade = divmod(lap, len(_GRADES))
        return f"{_GRADES[grade]} {_TRADES[trade]}" + (f" {again + 1}" if again else "")
    return (_SENIORITIES if kind == "seniority" else _FUNCTIONS)[number - 1]
