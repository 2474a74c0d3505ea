"""The scopes LinkedIn grants, in words for the consent page. The words are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from linkedin_api.sandbox import arguments

SCOPE_WORDS: Final[Mapping[str, str]] = {
    "openid": "Know who you are",
    "profile": "Use your name and photo",
    "email": "Use the primary email address of your account",
    "r_basicprofile": "Use your basic profile: name, photo, headline and public address",
    "r_1st_connections_size": "See how many first-degree connections you have",
    "w_member_social": "Post, comment and react on your behalf",
    "r_ads": "See your advertising accounts",
    "rw_ads": "Manage your advertising accounts",
    "r_ads_reporting": "See reports of your advertising accounts",
    "rw_conversions": "Manage the conversions of your advertising accounts",
    "r_member_social": "See your posts and how they are doing",
    "r_organization_social": "See your organizations' posts and how they are doing",
    "w_organization_social": "Post, comment and react on your organizations' behalf",
    "r_organization_admin": "See your organizations' pages and their statistics",
    "rw_organization_admin": "Manage your organizations' pages and see their statistics",
    "r_organization_followers": "See the followers of your organizations",
    "r_organization_social_feed": "See comments and reactions on your organizations' posts",
    "w_organization_social_feed": "Comment and react on your organizations' behalf",
    "w_member_social_feed": "Comment and react on your behalf",
    "r_member_postAnalytics": "See how your posts are doing",
    "r_member_profileAnalytics": "See how your profile is doing",
    "r_marketing_leadgen_automation": "See the leads of your advertising accounts",
    "rw_dmp_segments": "Manage the audiences of your advertising accounts",
}
#: Names that exist but no application of the sandbox has by default: closed
#: programmes, and what sign-in used before OpenID Connect.
CLOSED_SCOPE_WORDS: Final[Mapping[str, str]] = {
    "r_compliance": "See your activity, for compliance",
    "w_compliance": "Change your activity, for compliance",
    "r_liteprofile": "Use your name and photo",
    "r_emailaddress": "Use the primary email address of your account",
}
#: Everything an application may request by default; also the scopes of a token made without any.
ALL_SCOPES: Final = frozenset(SCOPE_WORDS)
KNOWN_SCOPES: Final = ALL_SCOPES | frozenset(CLOSED_SCOPE_WORDS)
_name = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII).fullmatch


def read_scope(text: str) -> str:
    """Return the name of a scope; LinkedIn may have some that the sandbox does not know.

    Raises:
        ValueError: it cannot be one; the message continues from the name of an argument.
    """
    if not _name(text):
        raise ValueError(f"must be names of scopes, such as openid,profile,email, not {text!r}")
    return text


def split_scopes(*texts: str) -> list[str]:
    """Return the scopes of texts with spaces or commas between them.

    Example:
        >>> split_scopes("openid profile,email", "r_ads")
        ['openid', 'profile', 'email', 'r_ads']
    """
    return [scope for text in texts for scope in text.replace(",", " ").split()]


def scope_names(scopes: str | Iterable[str] | None) -> Iterable[str]:
    """Return scopes one by one: all of them for `None`, else those of a text or of several.

    Raises:
        ValueError: they are neither; the message names the argument.
    """
    if scopes is None:
        return ALL_SCOPES
    return split_scopes(
        *arguments.listed("scopes", [scopes] if isinstance(scopes, str) else scopes, str)
    )


def in_order(scopes: Iterable[str]) -> list[str]:
    """Sort scopes in the order of this module, from who one is to what one manages."""
    places = {scope: place for place, scope in enumerate((*SCOPE_WORDS, *CLOSED_SCOPE_WORDS))}
    return sorted(scopes, key=lambda scope: (places.get(scope, len(places)), scope))


def in_words(scope: str) -> str:
    """Say what a scope allows; the name itself if there is no description."""
    return SCOPE_WORDS.get(scope) or CLOSED_SCOPE_WORDS.get(scope) or scope
