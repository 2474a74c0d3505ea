"""Which advertisements the facets of a report select."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from linkedin_api.sandbox.figures.ad_tree import (
    ACCOUNT,
    CAMPAIGN,
    COMPANY,
    CREATIVE,
    FIRST_ACCOUNT,
    GROUP,
    AdAccount,
    AdCampaign,
    AdCreative,
    AdTree,
    Range,
)

#: URNs by LinkedIn's name of the facet.
Facets = Mapping[str, Collection[str]]


def chosen_by(
    tree: AdTree, facets: Facets, may_use: Callable[[AdAccount], bool] | None = None
) -> Iterator[tuple[AdAccount, AdCreative]]:
    """Yield the creatives that facets select, with their accounts.

    Args:
        tree: all advertisements.
        facets: the facets; several narrow each other.
        may_use: whether an account may be seen; `None` for all.
    """
    for place in _accounts(tree, facets):
        account = tree.account(place)
        company = f"{COMPANY}{account.organization}"
        if account.is_test or not _admits(facets, "companies", company):
            continue
        if may_use is not None and not may_use(account):
            continue
        for campaign in _campaigns(tree, facets, place):
            for creative in tree.creatives_of(campaign):
                if _admits(facets, "creatives", creative.urn) and (
                    "shares" not in facets or creative.post in facets["shares"]
                ):
                    yield account, creative


def _accounts(tree: AdTree, facets: Facets) -> list[int]:
    """Return the places of the accounts that facets allow, in order."""
    allowed = set(range(tree.accounts))
    for name, prefix, numbers in (
        ("accounts", ACCOUNT, Range(FIRST_ACCOUNT, 1, 1, tree.accounts)),
        ("campaignGroups", GROUP, tree.groups),
        ("campaigns", CAMPAIGN, tree.campaigns),
        ("creatives", CREATIVE, tree.creatives),
    ):
        if name in facets:
            found = (numbers.find(urn.removeprefix(prefix)) for urn in facets[name])
            allowed &= {spot[0] for spot in found if spot}
    return sorted(allowed)


def _campaigns(tree: AdTree, facets: Facets, place: int) -> Iterator[AdCampaign]:
    """Yield the campaigns of an account that facets allow, without drafts, in order."""
    indexes: Iterable[int] = range(tree.campaigns.each)
    for name, prefix, numbers, each in (
        ("campaigns", CAMPAIGN, tree.campaigns, 1),
        ("creatives", CREATIVE, tree.creatives, tree.creatives_each),
    ):
        if name in facets:
            found = (numbers.find(urn.removeprefix(prefix)) for urn in facets[name])
            own = {index // each for spot in found if spot for account, index in (spot,)
                   if account == place}  # fmt: skip
            indexes = sorted(own & set(indexes))
    for index in indexes:
        campaign = tree.campaign(place, index)
        if _admits(facets, "campaignGroups", f"{GROUP}{campaign.group}") and (
            campaign.end is None or campaign.end > campaign.begin
        ):
            yield campaign


def _admits(facets: Facets, name: str, urn: str) -> bool:
    return name not in facets or urn in facets[name]
