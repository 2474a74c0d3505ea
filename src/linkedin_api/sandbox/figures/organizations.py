"""The organizations of a sandbox: who they are, how big, and who administers them.

An organization follows from its place in the list, so it is the same under every seed:
`2414183` is always Lovelace Engines. Its figures follow from the seed.

Chosen, so that a program meets the cases it will meet at LinkedIn: of every ten organizations
the eighth is a brand of the first and the tenth is empty (no followers, no posts); the
member is an analyst, not an administrator, at every fiftieth, and was never approved at one
of every hundred. LinkedIn itself, 1337, also exists; nobody has a role there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.members import ADA, MEMBERS

#: Number of the first organization; LinkedIn's documentation uses it throughout.
FIRST_ORGANIZATION: Final = 2_414_183
#: LinkedIn's own number: it is public, and nobody administers it.
FOREIGN_ORGANIZATION: Final = 1337
STAFF_RANGES: Final = (
    "SIZE_1",
    "SIZE_2_TO_10",
    "SIZE_11_TO_50",
    "SIZE_51_TO_200",
    "SIZE_201_TO_500",
    "SIZE_501_TO_1000",
    "SIZE_1001_TO_5000",
    "SIZE_5001_TO_10000",
    "SIZE_10001_OR_MORE",
)
#: The least number of people who LinkedIn knows work there, by staff range.
_STAFF: Final = (1, 2, 11, 51, 201, 501, 1001, 5001, 10_001)
_FOUNDERS: Final = (
    "Lovelace", "Babbage", "Menabrea", "Somerville", "Jacquard", "Gauß", "Ångström", "Noether",
    "Boole", "De Morgan", "Hopper", "Zuse", "Turing", "Herschel", "Faraday", "Germain", "Hilbert",
    "Kovalevskaya", "Ramanujan", "Shannon",
)  # fmt: skip
_TRADES: Final = (
    "Engines", "& Sons", "Notes", "Works", "Looms", "Instrumente", "Optik", "Rings", "Logic",
    "Laws", "Compilers",
)  # fmt: skip
_SLUG: Final = str.maketrans({"ß": "ss", "Å": "A", "ö": "o", " ": "-", "&": "and"})
#: Of ten organizations: the brand of the first, and the empty one.
_BRAND, _EMPTY = 7, 9
#: Two of the sandbox's other members: one writes for every second organization, the other
#: did administer every third.
_WRITER, _FORMER = (member for member in MEMBERS if member != ADA.id)
_ANALYST_EACH, _ANALYST = 50, 49
_REQUESTED_EACH, _REQUESTED = 100, 98
#: Milliseconds: 2019-01-01 UTC; no organization is younger than this and three years.
_OLDEST: Final = 1_546_300_800_000


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization.

    Attributes:
        number: its id.
        place: in the list, from 0; -1 for LinkedIn itself.
        name: as people read it.
        vanity: as in the URL of its page.
        locale: language and country of its name.
        staff: place of its size in `STAFF_RANGES`.
        employees: how many of its followers work there, at most.
        parent: number of the organization whose brand it is.
        empty: whether it has neither followers nor posts.
        created: milliseconds since 1970.
    """

    number: int
    place: int
    name: str
    vanity: str
    locale: tuple[str, str]
    staff: int
    employees: int
    parent: int | None
    empty: bool
    created: int

    @property
    def urn(self) -> str:
        """Such as `urn:li:organization:2414183`."""
        return f"urn:li:organization:{self.number}"


@dataclass(frozen=True, slots=True)
class Role:
    """What a member may do for an organization.

    Attributes:
        organization: number.
        member: id of the person.
        role: such as `ADMINISTRATOR` or `ANALYST`.
        state: `APPROVED`, `REQUESTED`, `REJECTED` or `REVOKED`.
        since: milliseconds since 1970.
    """

    organization: int
    member: str
    role: str
    state: str
    since: int

    @property
    def administers(self) -> bool:
        """Whether it gives access to statistics and settings."""
        return self.role == "ADMINISTRATOR" and self.state == "APPROVED"


def describe(place: int) -> Organization:
    """Return the organization at a place of the list; -1 is LinkedIn itself."""
    if place < 0:
        return _LINKEDIN
    founder = _FOUNDERS[place % len(_FOUNDERS)]
    trade = _TRADES[place % len(_TRADES)]
    lap = place // (len(_FOUNDERS) * len(_TRADES))
    name = f"{founder} {trade}" + (f" {lap + 1}" if lap else "")
    chance = draw(stream(0, "organization"), place)
    staff = chance % len(STAFF_RANGES)
    brand = place % 10 == _BRAND
    return Organization(
        number=FIRST_ORGANIZATION + place,
        place=place,
        name=name,
        vanity=name.translate(_SLUG).lower(),
        locale=("de", "DE") if founder in {"Gauß", "Zuse", "Hilbert"} else ("en", "US"),
        staff=staff,
        employees=_STAFF[staff],
        parent=FIRST_ORGANIZATION + place - _BRAND if brand else None,
        empty=place % 10 == _EMPTY,
        created=_OLDEST + (chance >> 8) % (1095 * DAY),
    )


_LINKEDIN: Final = Organization(
    FOREIGN_ORGANIZATION, -1, "LinkedIn", "linkedin", ("en", "US"), 8, 10_001, None, False,
    1_041_379_200_000,
)  # fmt: skip


def roles_at(organization: Organization, owner: str) -> tuple[Role, ...]:
    """Return who has a role at an organization: the sandbox's member, and colleagues."""
    place, number, since = organization.place, organization.number, organization.created
    if place < 0:
        return ()
    role = "ANALYST" if place % _ANALYST_EACH == _ANALYST else "ADMINISTRATOR"
    state = "REQUESTED" if place % _REQUESTED_EACH == _REQUESTED else "APPROVED"
    own = Role(number, owner, role, state, since)
    founder = Role(number, f"founder{place}B", "ADMINISTRATOR", "APPROVED", since)
    writer = Role(number, _WRITER, "CONTENT_ADMINISTRATOR", "APPROVED", since + 30 * DAY)
    former = Role(number, _FORMER, "ADMINISTRATOR", "REVOKED", since + 60 * DAY)
    return (own, founder, *((writer,) if place % 2 else ()), *(() if place % 3 else (former,)))
