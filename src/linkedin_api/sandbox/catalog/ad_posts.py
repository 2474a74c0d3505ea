"""Direct sponsored content: the posts that creatives show and no feed has.

Each creative that exists at the start refers to one. It is made on first use and belongs to the
organization of its account. The kinds STANDARD and VIDEO are documented, the others chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_numbers import (
    ACCOUNT,
    ACCOUNTS,
    CREATIVE,
    CREATIVES_EACH,
    FIRST_ACCOUNT,
    FIRST_REFERENCE,
    AdNumbers,
    shown_days,
)
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.figures.organizations import FIRST_ORGANIZATION
from linkedin_api.sandbox.protocol.resource import Entity

#: Videos that exist at the start have this and the number of the post that shows them.
VIDEO: Final = "urn:li:video:C5605AQ"
#: Kinds of advertisements by what a post shows; all others are STANDARD.
_BY_CONTENT: Final = {"carousel": "CAROUSEL"}
_BY_MEDIA: Final = {"video": "VIDEO", "document": "NATIVE_DOCUMENT"}
AD_TYPES: Final = ("CAROUSEL", "EVENT", "JOB_POSTING", "NATIVE_DOCUMENT", "STANDARD", "VIDEO")


def ad_type_of(content: Mapping[str, Any]) -> str:
    """Return the kind of advertisement that a post with this content is."""
    for kind, name in _BY_CONTENT.items():
        if kind in content:
            return name
    media = str(content.get("media", {}).get("id", "urn:li::")).split(":")
    return _BY_MEDIA.get(media[2], "STANDARD")


class AdPosts:
    """The posts of the creatives that exist at the start.

    Args:
        numbers: which creatives those are.
    """

    def __init__(self, numbers: AdNumbers) -> None:
        self._numbers = numbers

    def find(self, urn: str) -> Entity | None:
        """Return the post with that URN; `None` if no creative refers to it."""
        number = urn.rpartition(":")[2]
        if not number.isdecimal() or len(number) > len(str(FIRST_REFERENCE)):
            return None
        creatives = self._numbers.creatives_row
        place = creatives.find(str(int(number) - FIRST_REFERENCE))
        if place is None:
            return None
        creative = creatives.make(place[0] * creatives.each + place[1])
        return _post(creative, *place) if creative["content"]["reference"] == urn else None

    def of(self, account: str) -> Iterator[str]:
        """Return the URNs of an account's posts."""
        number = account.removeprefix(ACCOUNT)
        place = int(number) - FIRST_ACCOUNT if number.isdecimal() else -1
        creatives = self._numbers.creatives_row
        if 0 <= place < len(ACCOUNTS):
            for index in range(creatives.each):
                creative = creatives.make(place * creatives.each + index)
                yield creative["content"]["reference"]


def _post(creative: Entity, account: int, index: int) -> dict[str, Any]:
    moment = shown_days(index // CREATIVES_EACH)[0] * DAY
    reference = creative["content"]["reference"]
    content = _content(creative, is_video=reference.startswith("urn:li:ugcPost:"))
    return {
        "id": reference,
        "author": f"urn:li:organization:{FIRST_ORGANIZATION + account}",
        "commentary": f"What {creative['name']} says",
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "NONE",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "content": content,
        "adContext": {
            "dscAdAccount": creative["account"],
            "dscAdType": ad_type_of(content),
            "dscName": creative["name"],
            "dscStatus": "ACTIVE",
            "isDsc": True,
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": True,
        "createdAt": moment,
        "publishedAt": moment,
        "lastModifiedAt": moment,
        "lifecycleStateInfo": {"isEditedByAuthor": False},
    }


def _content(creative: Entity, *, is_video: bool) -> dict[str, Any]:
    number = int(creative["id"].removeprefix(CREATIVE))
    title = f"About {creative['name']}"
    if is_video:
        video = f"{VIDEO}{FIRST_REFERENCE + number:016x}"
        return {"media": {"id": video, "title": title}}
    return {"article": {"source": f"https://example.com/{number}", "title": title}}
