"""Who is calling: `me` and `userinfo`."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.call import Call
from linkedin_api.sandbox.resource import Resource

#: Id of the person who is logged in to a sandbox.
MEMBER: Final = "782bbtaQ"

_LOCALE: Final = {"country": "US", "language": "en"}
_PICTURE: Final = "urn:li:digitalmediaAsset:C4D03AQGFBHiaY1XXNA"


def _me(call: Call) -> dict[str, Any]:
    return {
        "id": call.token.member,
        "localizedFirstName": "Ada",
        "localizedLastName": "Lovelace",
        "localizedHeadline": "Analyst of engines",
        "vanityName": "ada-lovelace-sandbox",
        "firstName": {"localized": {"en_US": "Ada"}, "preferredLocale": _LOCALE},
        "lastName": {"localized": {"en_US": "Lovelace"}, "preferredLocale": _LOCALE},
        "profilePicture": {"displayImage": _PICTURE},
    }


def _userinfo(call: Call) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "sub": call.token.member,
        "name": "Ada Lovelace",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "picture": "https://media.licdn.example/sandbox/ada.jpg",
        "locale": "en-US",
    }
    if "email" in call.token.scopes:
        claims |= {"email": "ada@sandbox.example", "email_verified": True}
    return claims


IDENTITY: Final = (
    Resource(
        "me",
        kind="simple",
        methods=frozenset({"GET"}),
        roots=("/v2", "/rest"),
        read_scopes=frozenset({"r_basicprofile", "r_liteprofile"}),
        member_only=True,
        compute=_me,
    ),
    Resource(
        "userinfo",
        kind="simple",
        methods=frozenset({"GET"}),
        roots=("/v2",),
        read_scopes=frozenset({"openid"}),
        member_only=True,
        compute=_userinfo,
    ),
)
