"""`/v2/ugcPosts`: the older form of posts. `posts` shows what is written here, and the reverse.

Its text is plain, not little text; the fields that are unions name their type in full.
What `assets` registered is `urn:li:digitalmediaAsset:…` here and an image, video or document
of the same id there. Documented: body and answer of CREATE. Chosen: everything that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.assets import KINDS
from linkedin_api.sandbox.catalog.little_text import (
    COMMENTARY_LIMIT,
    escape_little_text,
    read_little_text,
)
from linkedin_api.sandbox.catalog.post_book import book_of, open_book
from linkedin_api.sandbox.catalog.post_media import check_media
from linkedin_api.sandbox.catalog.post_rules import (
    ROLES,
    check_author,
    check_duplicate,
    check_reader,
)
from linkedin_api.sandbox.catalog.post_writing import POST_KEY, complete_post, mint_urn
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.entities import Part, every
from linkedin_api.sandbox.protocol.fields import is_urn
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.protocol.resource import (
    Call,
    Entity,
    Field,
    Finder,
    Paging,
    Param,
    Resource,
    record,
)

_SHARE: Final = "com.linkedin.ugc.ShareContent"
_VISIBILITY: Final = "com.linkedin.ugc.MemberNetworkVisibility"
_VISIBILITIES: Final = ("PUBLIC", "CONNECTIONS", "LOGGED_IN")
#: `shareMediaCategory` by the kind of URN of the media.
_CATEGORY_OF: Final = {"video": "VIDEO", "document": "NATIVE_DOCUMENT"}
_CATEGORIES: Final = ("NONE", "ARTICLE", "IMAGE", *_CATEGORY_OF.values())
_KIND_OF: Final = {category: kind for kind, category in _CATEGORY_OF.items()}
_ASSETS: Final = KINDS["assets"]
_ASSET: Final = f"urn:li:{_ASSETS.urn_type}:"

#: Names from users' reports of the older documentation; their fields are kept as sent.
_SHARE_FIELDS: Final = (
    Field("shareCommentary", "record"),
    Field("shareMediaCategory"),
    record(
        "media",
        *(Field(name) for name in ("status", "media", "originalUrl")),
        *(Field(name, "record") for name in ("title", "description", "landingPage")),
        Field("thumbnails", "list[any]"),
        many=True,
    ),
    Field("shareFeatures", "record", source="chosen"),
    Field("shareCategorization", "any", source="chosen"),
    Field("primaryLandingPageUrl", source="chosen"),
)
_LITTLE_KNOWN: Final = (
    *(
        Field(name, "record", source="chosen")
        for name in ("distribution", "responseContext", "targetAudience")
    ),
    Field("containerEntity", "urn", source="chosen"),
    *(
        Field(name, "record", read_only=True, source="chosen")
        for name in ("created", "lastModified")
    ),
    Field("firstPublishedAt", "long", read_only=True, source="chosen"),
    Field("versionTag", read_only=True, source="chosen"),
)


def _to_ugc(post: Entity) -> dict[str, Any]:
    category, media = _media_of(post.get("content", {}))
    content = {
        "shareCommentary": {"text": read_little_text(post["commentary"]).plain, "attributes": []},
        "shareMediaCategory": category,
        "media": media,
    }
    return {
        "id": post["id"],
        "author": post["author"],
        "lifecycleState": post["lifecycleState"],
        "visibility": {_VISIBILITY: post["visibility"]},
        "specificContent": {_SHARE: content},
        "created": {"actor": post["author"], "time": post["createdAt"]},
        "lastModified": {"actor": post["author"], "time": post["lastModifiedAt"]},
    }


def _media_of(content: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    if "article" in content:
        article = content["article"]
        title = {"text": article["title"]}
        return "ARTICLE", [{"status": "READY", "originalUrl": article["source"], "title": title}]
    shown = content.get("multiImage", {}).get("images") or [content.get("media", {})]
    urns = [each["id"] for each in shown if "id" in each]
    if not urns:
        return "NONE", []
    category = _CATEGORY_OF.get(urns[0].split(":")[2], "IMAGE")
    return category, [{"status": "READY", "media": _older(urn)} for urn in urns]


def _older(urn: str) -> str:
    """Return the URN by which an asset is known here; others are the same everywhere."""
    number = urn.rpartition(":")[2]
    return f"{_ASSET}{number}" if number.startswith(_ASSETS.mark) else urn


def _newer(urn: str, category: str) -> str:
    """Return the URN by which `posts` shows an asset."""
    kind = _KIND_OF.get(category, "image")
    return f"urn:li:{kind}:{urn.removeprefix(_ASSET)}" if urn.startswith(_ASSET) else urn


def _to_post(ugc: Entity) -> dict[str, Any]:
    share = ugc["specificContent"][_SHARE]
    post = {
        "author": ugc["author"],
        "commentary": escape_little_text(share["shareCommentary"]["text"]),
        "visibility": ugc["visibility"][_VISIBILITY],
        "distribution": {"feedDistribution": "MAIN_FEED"},
        "lifecycleState": ugc["lifecycleState"],
    }
    category, shown = share["shareMediaCategory"], share.get("media", [])
    if not shown:
        return post
    media = shown[0]
    if category == "ARTICLE":
        title = media.get("title", {}).get("text", media["originalUrl"])
        return post | {"content": {"article": {"source": media["originalUrl"], "title": title}}}
    urns = [{"id": _newer(each["media"], category)} for each in shown]
    return post | {
        "content": {"multiImage": {"images": urns}} if len(urns) > 1 else {"media": urns[0]}
    }


def _check(call: Call, ugc: Entity, _key: Any) -> None:
    share = _record(ugc["specificContent"], _SHARE, "specificContent")
    words = _record(share, "shareCommentary", f"specificContent/{_SHARE}").get("text")
    if not isinstance(words, str) or len(words) > COMMENTARY_LIMIT:
        right = f"must be a string of at most {COMMENTARY_LIMIT:,} characters"
        raise _wrong(f"specificContent/{_SHARE}/shareCommentary/text", right)
    category = share.get("shareMediaCategory")
    if category not in _CATEGORIES:
        raise _wrong(f"specificContent/{_SHARE}/shareMediaCategory", _one_of(_CATEGORIES, category))
    _check_media(share, "originalUrl" if category == "ARTICLE" else "media")
    visibility = ugc["visibility"].get(_VISIBILITY)
    if visibility not in _VISIBILITIES:
        raise _wrong(f"visibility/{_VISIBILITY}", _one_of(_VISIBILITIES, visibility))
    check_author(call, ugc["author"])
    check_media(call, ugc["author"], _media_in(share))
    check_duplicate(call, _to_post(ugc))


def _media_in(share: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for place, each in enumerate(share.get("media", ())):
        if is_urn(each.get("media")):
            yield f"specificContent/{_SHARE}/media/{place}/media", each["media"]


def _check_media(share: Mapping[str, Any], needed: str) -> None:
    media = share.get("media", [])
    fits = isinstance(media, list) and all(
        isinstance(each, Mapping) and isinstance(each.get(needed), str) for each in media
    )
    if not fits or (share["shareMediaCategory"] == "NONE") is bool(media):
        raise _wrong(f"specificContent/{_SHARE}/media", "does not match shareMediaCategory")


def _record(above: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
    record = above.get(name)
    if not isinstance(record, Mapping):
        raise _wrong(f"{path}/{name}", "field is required but not found and has no default value")
    return record


def _one_of(possible: tuple[str, ...], value: Any) -> str:
    return f"must be one of {', '.join(possible)}, not {value}"


def _wrong(path: str, reason: str) -> Refused:
    return Refused(problems.SCHEMA.fill(errors=f"ERROR :: /{path} :: {reason}\n"))


def _by_authors(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    found: list[Entity] = []
    for author in call.params["authors"]:
        check_reader(call, author)
        found += book_of(call.store).by(author)
    found.sort(key=lambda post: int(post["createdAt"]), reverse=True)
    return [_to_ugc(post) for post in found]


UGC_POSTS: Final = Resource(
    "ugcPosts",
    key=POST_KEY,
    fields=(
        Field("id", "urn", read_only=True),
        Field("author", "urn", required=True),
        Field("lifecycleState", required=True, symbols=("DRAFT", "PUBLISHED")),
        record("specificContent", record(_SHARE, *_SHARE_FIELDS), required=True),
        record(
            "visibility",
            Field(_VISIBILITY),
            Field("com.linkedin.ugc.SponsoredContentVisibility"),
            required=True,
        ),
        *_LITTLE_KNOWN,
    ),
    methods=frozenset({"GET", "BATCH_GET", "CREATE", "DELETE"}),
    finders=(
        Finder(
            "authors", (Param("authors", "list[urn]", required=True),), _by_authors, source="chosen"
        ),
    ),
    roots=("/v2",),
    paging=Paging(maximum=100),
    read_scopes=frozenset({"r_organization_social", "r_member_social"}),
    write_scopes=frozenset({"w_organization_social", "w_member_social"}),
    rules=(ROLES,),
    home=lambda call: open_book(call.store).seen_as(Part(book_of(call.store), every, show=_to_ugc)),
    mint=lambda serial, ugc: mint_urn(serial, _to_post(ugc)),
    complete=lambda call, ugc, urn: complete_post(call, _to_post(ugc), urn),
    check=_check,
    returns_entity=frozenset({"CREATE"}),
    returns=lambda post: {"id": post["id"]},
    idempotent_delete=True,
)
