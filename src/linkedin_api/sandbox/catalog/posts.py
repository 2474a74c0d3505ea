"""Posts of members and organizations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.call import Call
from linkedin_api.sandbox.catalog.identity import MEMBER
from linkedin_api.sandbox.keys import SimpleKey
from linkedin_api.sandbox.resource import (
    ALL_METHODS,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    Resource,
    Seeding,
    Seeds,
)

_FIRST_SHARE: Final = 7_400_000_000_000_000_001
_FIRST_CREATED: Final = 7_500_000_000_000_000_001
#: Milliseconds: 2026-09-01 UTC, when the first seeded post was published.
_SEEDED: Final = 1_788_220_800_000
_HOUR: Final = 3_600_000
_AUTHORS: Final = ("urn:li:organization:2414183", f"urn:li:person:{MEMBER}")
_DISTRIBUTION: Final = {
    "feedDistribution": "MAIN_FEED",
    "targetEntities": [],
    "thirdPartyDistributionChannels": [],
}


def _check_urn(value: str) -> None:
    if not value.startswith(("urn:li:share:", "urn:li:ugcPost:")):
        raise ValueError(value)


def _mint(serial: int, entity: Entity) -> str:
    """Name a post: those with a video or a document are ugcPosts, others are shares."""
    media = entity.get("content", {}).get("media")
    media = str(media.get("id")) if isinstance(media, dict) else ""
    kind = "ugcPost" if media.startswith(("urn:li:video:", "urn:li:document:")) else "share"
    return f"urn:li:{kind}:{_FIRST_CREATED + serial}"


def _complete(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    now = call.clock.milliseconds()
    existing = call.collection.entities.get(key)
    completed = {
        **entity,
        "id": key,
        "createdAt": now if existing is None else existing["createdAt"],
        "lastModifiedAt": now,
        "lifecycleStateInfo": {"isEditedByAuthor": existing is not None},
    }
    if completed["lifecycleState"] == "PUBLISHED":
        published = None if existing is None else existing.get("publishedAt")
        completed["publishedAt"] = now if published is None else published
    return completed


def _seed(seeding: Seeding) -> Seeds:
    posts = {}
    for index in range(25):
        key = f"urn:li:share:{_FIRST_SHARE + index}"
        time = _SEEDED + index * _HOUR + seeding.random.randrange(_HOUR)
        posts[key] = {
            "id": key,
            "author": _AUTHORS[index % 5 == 4],
            "commentary": f"Note {chr(65 + index)} on the analytical engine",
            "visibility": "PUBLIC",
            "distribution": _DISTRIBUTION,
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
            "createdAt": time,
            "publishedAt": time,
            "lastModifiedAt": time,
            "lifecycleStateInfo": {"isEditedByAuthor": False},
        }
    return posts.items()


def _by_author(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    field = {"CREATED": "createdAt"}.get(call.params.get("sortBy", ""), "lastModifiedAt")
    found = [entity for entity in entities if entity["author"] == call.params["author"]]
    return sorted(found, key=lambda entity: int(entity[field]), reverse=True)


POSTS: Final = (
    Resource(
        "posts",
        key=SimpleKey("urn", _check_urn),
        fields=(
            Field("id", "urn", read_only=True),
            Field("author", "urn", required=True),
            Field("commentary", required=True),
            Field("visibility", required=True, symbols=("PUBLIC", "CONNECTIONS", "LOGGED_IN")),
            Field("distribution", "record", required=True),
            Field("content", "record"),
            Field(
                "lifecycleState",
                required=True,
                symbols=("DRAFT", "PUBLISHED", "PUBLISH_REQUESTED", "PUBLISH_FAILED"),
            ),
            Field("isReshareDisabledByAuthor", "boolean"),
            Field("reshareContext", "record"),
        ),
        methods=ALL_METHODS
        - {"GET_ALL", "UPDATE", "BATCH_UPDATE", "BATCH_CREATE", "BATCH_PARTIAL_UPDATE"},
        finders=(
            Finder(
                "author",
                (
                    Param("author", "urn", required=True),
                    Param("sortBy", symbols=("LAST_MODIFIED", "CREATED")),
                    Param("viewContext", symbols=("READER", "AUTHOR")),
                ),
                _by_author,
            ),
        ),
        params={"GET": (Param("viewContext", symbols=("READER", "AUTHOR")),)},
        paging=Paging(maximum=100),
        read_scopes=frozenset({"r_organization_social", "r_member_social"}),
        write_scopes=frozenset({"w_organization_social", "w_member_social"}),
        seed=_seed,
        mint=_mint,
        complete=_complete,
        idempotent_delete=True,
        batch_statuses="failures",
        new_style_errors=True,
    ),
)
