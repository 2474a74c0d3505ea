"""Direct sponsored content: the posts that creatives show and no feed has.

Each creative that exists at the start refers to one, unless it is a message or a text ad. The post
is made on first use and belongs to the organization of its account. The kinds STANDARD and VIDEO
are documented, the others chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_numbers import AdNumbers
from linkedin_api.sandbox.figures.ad_tree import (
    ACCOUNT,
    COMPANY,
    CREATIVE,
    FIRST_ACCOUNT,
    FIRST_REFERENCE,
)
from linkedin_api.sandbox.figures.numbers import read_number
from linkedin_api.sandbox.protocol.resource import Entity

#: Videos that exist at the start have this and the number of the post that shows them.
VIDEO: Final = "urn:li:video:C5605AQ"
#: Kinds of advertisements by what a post shows; all others are STANDARD.
_BY_MEDIA: Final = {"video": "VIDEO", "document": "NATIVE_DOCUMENT"}
_DISTRIBUTION: Final = {
    "feedDistribution": "MAIN_FEED",
    "targetEntities": [],
    "thirdPartyDistributionChannels": [],
}
AD_TYPES: Final = ("CAROUSEL", "EVENT", "JOB_POSTING", "NATIVE_DOCUMENT", "STANDARD", "VIDEO")


def ad_type_of(content: Mapping[str, Any]) -> str:
    """Return the kind of advertisement that a post with this content is."""
    if "carousel" in content:
        return "CAROUSEL"
    media = str(content.get("media", {}).get("id", "urn:li::")).split(":")
    return _BY_MEDIA.get(media[2], "STANDARD")


class AdPosts:
    """The posts of the creatives that exist at the start."""

    def __init__(self, numbers: AdNumbers) -> None:
        self._numbers = numbers

    def find(self, urn: str) -> Entity | None:
        """Return the post with that URN; `None` if no creative refers to it."""
        number = read_number(urn.rpartition(":")[2])
        if number is None:
            return None
        tree, creatives = self._numbers.tree, self._numbers.rows["creatives"]
        place = creatives.place(f"{CREATIVE}{number - FIRST_REFERENCE}")
        if place is None:
            return None
        creative = creatives.make(place)
        if creative["content"].get("reference") != urn:
            return None
        return _post(creative, tree.account(place // creatives.each).organization)

    def of(self, account: str) -> Iterator[str]:
        """Return the URNs of an account's posts."""
        place = (read_number(account.removeprefix(ACCOUNT)) or 0) - FIRST_ACCOUNT
        tree = self._numbers.tree
        if 0 <= place < tree.accounts:
            for index in range(tree.creatives.each):
                post = tree.creative(place, index).post
                if post is not None:
                    yield post


def _post(creative: Entity, organization: int) -> dict[str, Any]:
    reference, name = creative["content"]["reference"], creative["name"]
    content = _content(creative, is_video=reference.startswith("urn:li:ugcPost:"))
    author = f"{COMPANY}{organization}"
    return {
        **published(reference, author, f"What {name} says", creative["createdAt"]),
        "distribution": {**_DISTRIBUTION, "feedDistribution": "NONE"},
        "content": content,
        "adContext": {
            "dscAdAccount": creative["account"],
            "dscAdType": ad_type_of(content),
            "dscName": name,
            "dscStatus": "ACTIVE",
            "isDsc": True,
        },
        "isReshareDisabledByAuthor": True,
    }


def published(urn: str, author: str, words: str, time: int) -> dict[str, Any]:
    """Return a post as it is once it was published, at a time in milliseconds."""
    return {
        "id": urn,
        "author": author,
        "commentary": words,
        "visibility": "PUBLIC",
        "distribution": _DISTRIBUTION,
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        "createdAt": time,
        "publishedAt": time,
        "lastModifiedAt": time,
        "lifecycleStateInfo": {"isEditedByAuthor": False},
    }


def _content(creative: Entity, *, is_video: bool) -> dict[str, Any]:
    number = int(creative["id"].removeprefix(CREATIVE))
    title = f"About {creative['name']}"
    if is_video:
        video = f"{VIDEO}{FIRST_REFERENCE + number:016x}"
        return {"media": {"id": video, "title": title}}
    return {"article": {"source": f"https://example.com/{number}", "title": title}}
