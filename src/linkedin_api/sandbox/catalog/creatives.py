"""Creatives: the advertisements themselves, below their accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_campaigns import check_there
from linkedin_api.sandbox.catalog.ad_records import STATUSES
from linkedin_api.sandbox.catalog.ad_search import ad_resource, in_order
from linkedin_api.sandbox.catalog.ad_shelves import home_below_accounts, shelf_of
from linkedin_api.sandbox.figures.ad_tree import CAMPAIGN, CREATIVE
from linkedin_api.sandbox.protocol.keys import urn_key
from linkedin_api.sandbox.protocol.resource import (
    ALL_METHODS,
    Call,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    record,
)
from linkedin_api.sandbox.world import person_of

#: What is shown: one of these. The fields of the last four are not publicly known.
_CONTENT: Final = (
    Field("reference", "urn"),
    record(
        "textAd",
        Field("headline"),
        Field("description"),
        Field("landingPage"),
        Field("image", "urn"),
    ),
    *(Field(name, "record") for name in ("spotlight", "follow", "jobs", "eventAd")),
)
#: Documented: shorter than those of campaigns.
_PAGES: Final = Paging("cursor", default=100, maximum=100)
_LABELS: Final = (
    "APPLY", "DOWNLOAD", "VIEW_QUOTE", "LEARN_MORE", "SIGN_UP", "SUBSCRIBE", "REGISTER",
    "REQUEST_DEMO", "JOIN", "ATTEND", "UNLOCK_FULL_DOCUMENT",
)  # fmt: skip
#: Parameters of the criteria finder that select: their types, and the fields they look at.
_CRITERIA: Final = (
    (Param("creatives", "list[urn]"), ("id",)),
    (Param("campaigns", "list[urn]"), ("campaign",)),
    (Param("intendedStatuses", "list[string]"), ("intendedStatus",)),
    (Param("contentReferences", "list[urn]"), ("content", "reference")),
    (
        Param("leadgenCreativeCallToActionDestinations", "list[urn]"),
        ("leadgenCallToAction", "destination"),
    ),
)
_CRITERIA_PARAMS: Final = (
    *(param for param, _ in _CRITERIA),
    Param("isTestAccount", "boolean"),
    Param("sortOrder", symbols=("ASCENDING", "DESCENDING")),
)


def _by_criteria(call: Call, _entities: Iterable[Entity]) -> Sequence[Entity]:
    narrows = set(call.params) - {"sortOrder"}
    backwards = call.params.get("sortOrder") == "DESCENDING"
    return in_order(call, partial(_matches, call) if narrows else None, "id", backwards)


def _matches(call: Call, entity: Entity) -> bool:
    wanted = call.params
    for param, path in _CRITERIA:
        value: Any = entity
        for field in path:
            value = value.get(field, {})
        if param.name in wanted and value not in wanted[param.name]:
            return False
    return wanted.get("isTestAccount") in {None, entity["isTest"]}


def _check(call: Call, entity: Entity, key: Any) -> None:
    """Refuse a creative without a campaign of this account, or with a changed campaign."""
    campaigns = shelf_of(call.store, "adCampaigns").entities
    campaign = check_there("campaign", entity["campaign"], CAMPAIGN, campaigns)
    account = campaign["account"].rpartition(":")[2]
    elsewhere = bool(call.parents) and account != call.parents[0].text
    changed = key is not None and call.collection.entities[key]["campaign"] != entity["campaign"]
    if elsewhere or changed:
        check_there("campaign", entity["campaign"], "", {})


def _complete(call: Call, entity: dict[str, Any], urn: Any) -> dict[str, Any]:
    now = call.clock.milliseconds()
    existing = call.collection.entities.get(urn, {})
    campaigns = shelf_of(call.store, "adCampaigns").entities
    campaign = campaigns[entity["campaign"].removeprefix(CAMPAIGN)]
    return {
        "review": {"status": "PENDING"},
        **entity,
        "id": urn,
        "account": campaign["account"],
        "isServing": existing.get("isServing", False),
        "isTest": bool(campaign.get("test")),
        "createdAt": existing.get("createdAt", now),
        "createdBy": existing.get("createdBy", person_of(call)),
        "lastModifiedAt": now,
        "lastModifiedBy": person_of(call),
    }


CREATIVES: Final = ad_resource(
    "creatives",
    key=urn_key(CREATIVE),
    fields=(
        Field("id", "urn", read_only=True),
        Field("campaign", "urn", required=True),
        record("content", *_CONTENT, required=True),
        Field("intendedStatus", required=True, symbols=STATUSES),
        Field("name"),
        Field("account", "urn", read_only=True),
        Field("isServing", "boolean", read_only=True),
        Field("isTest", "boolean", read_only=True),
        record("leadgenCallToAction", Field("destination", "urn"), Field("label", symbols=_LABELS)),
        Field("review", "record", read_only=True),
        Field("servingHoldReasons", "list[string]", read_only=True),
        Field("createdAt", "long", read_only=True),
        Field("createdBy", "urn", read_only=True),
        Field("lastModifiedAt", "long", read_only=True),
        Field("lastModifiedBy", "urn", read_only=True),
    ),
    methods=ALL_METHODS - {"GET_ALL", "UPDATE", "BATCH_UPDATE"},
    finders=(Finder("criteria", _CRITERIA_PARAMS, _by_criteria, paging=_PAGES),),
    home=home_below_accounts("creatives"),
    mint=lambda serial, _entity: f"{CREATIVE}{720_000_001 + serial}",
    complete=_complete,
    check=_check,
)
