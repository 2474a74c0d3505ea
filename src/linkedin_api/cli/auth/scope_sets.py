"""Scopes by what they are for, so that nobody has to look up LinkedIn's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from linkedin_api.clients.auth.scopes import split_scopes
from linkedin_api.near_names import did_you_mean

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


def doubts_about(words: Iterable[str]) -> Iterator[str]:
    """Give a sentence for each scope that is unknown here but like one that is known.

    LinkedIn may have scopes that are unknown here, so none is refused.

    Example:
        >>> list(doubts_about(["post", "w_member_socail"]))
        ['w_member_socail is no scope that is known here; did you mean w_member_social?']
    """
    from linkedin_api.sandbox.oauth.scopes import KNOWN_SCOPES

    known = sorted({*SCOPE_SETS, *KNOWN_SCOPES})
    for word in split_scopes(tuple(words)):
        meant = "" if word in known else did_you_mean(word, known)
        if meant:
            yield f"{word} is no scope that is known here{meant}"
