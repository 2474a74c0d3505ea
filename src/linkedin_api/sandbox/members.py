"""The people of the sandbox: who can sign in, and what their profiles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: URN of everybody's portrait.
PICTURE: Final = "urn:li:digitalmediaAsset:C4D03AQGFBHiaY1XXNA"


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an account.

    Attributes:
        id: what `sub` and `me` return, and the end of the person's URN.
        first_name: given name.
        last_name: family name.
        headline: line under the name.
        locale: language and country, such as `en-US`.
    """

    id: str
    first_name: str
    last_name: str
    headline: str = ""
    locale: str = "en-US"

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def locale_parts(self) -> dict[str, str]:
        """The locale in parts, such as `{"country": "US", "language": "en"}`."""
        language, country = self.locale.split("-")
        return {"country": country, "language": language}

    @property
    def handle(self) -> str:
        """First name as in e-mail addresses."""
        return self.first_name.lower()

    @property
    def email(self) -> str:
        """E-mail address, in a domain that nobody can own."""
        return f"{self.handle}@sandbox.example"

    @property
    def picture(self) -> str:
        """Address of a portrait; nothing answers there."""
        return f"https://media.licdn.example/sandbox/{self.handle}.jpg"

    @property
    def vanity_name(self) -> str:
        """Last part of the profile's address."""
        return f"{self.name.lower().replace(' ', '-')}-sandbox"


#: Who is signed in by default.
ADA: Final = Member("782bbtaQ", "Ada", "Lovelace", "Analyst of engines")
MEMBERS: Final[Mapping[str, Member]] = {
    each.id: each
    for each in (
        ADA,
        Member("8kBbgeQx", "Charles", "Babbage", "Inventor of engines", "en-GB"),
        Member("3fMnbrZw", "Luigi", "Menabrea", "Writer about engines", "it-IT"),
    )
}


def find_member(member: str) -> Member:
    """Return the member with an id; an unknown one is made up, so that any id works."""
    return MEMBERS.get(member) or Member(member, "Member", member)
