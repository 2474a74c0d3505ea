"""Scopes by what they are for, so that nobody has to look up LinkedIn's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from linkedin_api.clients.auth.scopes import split_scopes

#: The word of `--scope`, and LinkedIn's scopes. Products grant them: `post` comes with "Share on
#: LinkedIn" and "Sign In with LinkedIn", `pages` with the Community Management API.
SCOPE_SETS: Final[Mapping[str, tuple[str, ...]]] = {
    "post": ("openid", "profile", "w_member_social"),
    "pages": (
        "r_basicprofile",
        "rw_organization_admin",
        "r_organization_social",
        "w_organization_social",
        "r_organization_followers",
    ),
    "ads": ("r_ads", "r_ads_reporting", "rw_ads"),
}
DEFAULT_SCOPES: Final = ("post",)


def scopes_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return LinkedIn's scopes for words, each of which is a set or a scope.

    Example:
        >>> scopes_of(["post", "r_ads"])
        ('openid', 'profile', 'w_member_social', 'r_ads')
    """
    given = split_scopes(tuple(words) or DEFAULT_SCOPES)
    return split_scopes([scope for word in given for scope in SCOPE_SETS.get(word, (word,))])
