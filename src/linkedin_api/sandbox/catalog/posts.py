"""Posts of members and organizations: `posts` and the older `ugcPosts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import check_role
from linkedin_api.sandbox.catalog.ad_posts import AD_TYPES
from linkedin_api.sandbox.catalog.post_book import book_of, open_book
from linkedin_api.sandbox.catalog.post_fields import POST_FIELDS
from linkedin_api.sandbox.catalog.post_rules import ROLES, check_post, check_reader
from linkedin_api.sandbox.catalog.post_writing import POST_KEY, complete_post, mint_urn
from linkedin_api.sandbox.catalog.ugc_posts import UGC_POSTS
from linkedin_api.sandbox.protocol.entities import Part
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.protocol.store import Collection

_VIEW_CONTEXT: Final = Param("viewContext", symbols=("READER", "AUTHOR"))
_READING: Final = frozenset({"GET", "BATCH_GET", "FINDER"})


def _home(call: Call) -> Collection:
    """Show readers published posts, and writers and authors all posts."""
    shelf = open_book(call.store)
    if call.method in _READING and call.params.get("viewContext") != "AUTHOR":
        return shelf.seen_as(Part(shelf.entities, _is_published))
    return shelf


def _is_published(post: Entity) -> bool:
    return bool(post["lifecycleState"] == "PUBLISHED")


def _by_author(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    author = call.params["author"]
    check_reader(call, author)
    field = {"CREATED": "createdAt"}.get(call.params.get("sortBy", ""), "lastModifiedAt")
    found = book_of(call.store).by(author)
    if call.params.get("viewContext") != "AUTHOR":
        found = (post for post in found if _is_published(post))
    return sorted(found, key=lambda post: int(post[field]), reverse=True)


def _by_ad_account(call: Call, _entities: Iterable[Entity]) -> list[Entity]:
    account, wanted = call.params["dscAdAccount"], call.params.get("dscAdTypes", AD_TYPES)
    if not set(wanted) <= set(AD_TYPES):
        raise Refused(bad_parameter("dscAdTypes"))
    check_role(call, account)
    found = [
        post
        for post in book_of(call.store).of_account(account)
        if _is_published(post) and post["adContext"]["dscAdType"] in wanted
    ]
    return sorted(found, key=lambda post: int(post["lastModifiedAt"]), reverse=True)


POSTS: Final = (
    Resource(
        "posts",
        key=POST_KEY,
        fields=POST_FIELDS,
        methods=frozenset(
            {"GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE", "DELETE", "BATCH_DELETE"}
        ),
        finders=(
            Finder(
                "author",
                (
                    Param("author", "urn", required=True),
                    Param("sortBy", symbols=("LAST_MODIFIED", "CREATED")),
                    _VIEW_CONTEXT,
                ),
                _by_author,
            ),
            Finder(
                "dscAdAccount",
                (Param("dscAdAccount", "urn", required=True), Param("dscAdTypes", "list[string]")),
                _by_ad_account,
            ),
        ),
        params={"GET": (_VIEW_CONTEXT,), "BATCH_GET": (_VIEW_CONTEXT,)},
        paging=Paging(maximum=100),
        read_scopes=frozenset({"r_organization_social", "r_member_social"}),
        write_scopes=frozenset({"w_organization_social", "w_member_social"}),
        scopes={"FINDER-dscAdAccount": frozenset({"r_ads", "rw_ads", "r_organization_social"})},
        rules=(ROLES,),
        home=_home,
        mint=mint_urn,
        complete=complete_post,
        check=check_post,
        idempotent_delete=True,
        batch_statuses="failures",
        new_style_errors=True,
    ),
    UGC_POSTS,
)
