"""Who is calling: `me` and `userinfo`."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.members import ADA, PICTURE, find_member
from linkedin_api.sandbox.oauth.oidc import userinfo
from linkedin_api.sandbox.protocol.resource import Call, Resource
from linkedin_api.sandbox.world import world_of

#: Id of the person who is logged in to a sandbox.
MEMBER: Final = ADA.id


def _me(call: Call) -> dict[str, Any]:
    person = find_member(call.token.member or MEMBER)
    locale = person.locale_parts
    return {
        "id": person.id,
        "localizedFirstName": person.first_name,
        "localizedLastName": person.last_name,
        "localizedHeadline": person.headline,
        "vanityName": person.vanity_name,
        "firstName": _localized(person.first_name, locale),
        "lastName": _localized(person.last_name, locale),
        "profilePicture": {"displayImage": PICTURE},
    }


def _localized(text: str, locale: dict[str, str]) -> dict[str, Any]:
    tag = f"{locale['language']}_{locale['country']}"
    return {"localized": {tag: text}, "preferredLocale": locale}


def _userinfo(call: Call) -> dict[str, Any]:
    return userinfo(call.token.member or MEMBER, call.token.scopes, world_of(call).oauth)


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
