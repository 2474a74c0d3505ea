"""Posts of members and organizations: `posts` and the older `ugcPosts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linkedin_api.sandbox.catalog.ad_accounts import check_role
from linkedin_api.sandbox.catalog.ad_posts import AD_TYPES
from linkedin_api.sandbox.catalog.post_book import book_of, open_book
from linkedin_api.sandbox.catalog.post_fields import POST_FIELDS
from linkedin_api.sandbox.catalog.post_rules import ROLES, check_post, check_reader
from linkedin_api.sandbox.catalog.post_writing import check_urn, complete_post, mint_urn
from linkedin_api.sandbox.catalog.ugc_posts import UGC_POSTS
from linkedin_api.sandbox.protocol.call import Call
from linkedin_api.sandbox.protocol.entities import Part, View
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.problems import Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import (
    Entity,
    Finder,
    Note,
    Paging,
    Param,
    Resource,
)
from linkedin_api.sandbox.protocol.store import Home

_VIEW_CONTEXT: Final = Param("viewContext", symbols=("READER", "AUTHOR"))
_READING: Final = frozenset({"GET", "BATCH_GET", "FINDER"})


def _home(call: Call) -> Home:
    """Show readers published posts, and writers and authors all posts."""
    shelf = open_book(call.store)
    if call.method in _READING and call.params.get("viewContext") != "AUTHOR":
        return View(shelf, Part(shelf.entities, _is_published))
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
        key=SimpleKey("urn", check_urn),
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
        scopes={
            "FINDER-dscAdAccount": frozenset({"r_ads", "rw_ads", "r_organization_social"}),
        },
        roles=(ROLES,),
        home=_home,
        mint=mint_urn,
        complete=complete_post,
        check=check_post,
        idempotent_delete=True,
        batch_statuses="failures",
        new_style_errors=True,
        notes=(
            Note(
                "At the first reserved character of `commentary` that is not escaped, the rest "
                "is dropped without an error.",
                "observed",
            ),
            Note("Only fields that LinkedIn allows to be edited can be changed.", "documented"),
            Note("A list of posts has no total.", "documented"),
            Note("Deleting a post that does not exist gets 204.", "documented"),
            Note(
                "Posting the same text again gets 422, even if the first post was deleted.",
                "observed",
            ),
            Note(
                "The same text is the same author, text, content and reshared post, within 24 "
                "hours; drafts do not count."
            ),
            Note("More than 3,000 characters of `commentary`, as sent, get 400."),
            Note("Posts with a video or a document are ugcPosts, all others shares."),
            Note(
                "A published post never becomes a draft; a requested publication happens at once."
            ),
            Note("Readers see published posts; with `viewContext=AUTHOR`, drafts too."),
            Note("A reshare needs a published parent that allows it; the sandbox sets `root`."),
            Note(
                "Media must belong to the author; others get 400 with LinkedIn's older message.",
                "observed",
            ),
            Note(
                "A multiImage has 2 to 20 images, a poll 2 to 4 options and one of four durations; "
                "more get 400 `FIELD_LENGTH_TOO_LONG`, fewer `INVALID_VALUE_FOR_FIELD`.",
                "documented",
            ),
            Note("Those codes; which images have which URN; a carousel has 2 to 10 cards."),
            Note("Media that were never uploaded get 400 `INVALID_URN_ID`."),
            Note("URNs of the wrong type get 400 `INVALID_URN_TYPE`.", "documented"),
            Note(
                "At most 140 characters of a poll's question, 30 of an option, 400 of an article's "
                "title, 4,086 of `altText`; documented by others than LinkedIn."
            ),
            Note("An empty text in a poll gets 400 `INVALID_VALUE_BLANK_FIELD`."),
            Note("Only the name of a celebration is known: its fields are kept as sent."),
            Note("Posts of organizations are the posts that the statistics count."),
            Note("Another member as author gets 403."),
            Note(
                "`adContext` needs `dscAdAccount`, else `MISSING_REQUIRED_FIELD_FOR_DSC`.",
                "observed",
            ),
            Note(
                "The finder by `dscAdAccount` needs a role in the account, and one of r_ads, "
                "rw_ads and r_organization_social; newest first."
            ),
            Note(
                "Each creative that exists at the start shows a post of its account's "
                "organization: a VIDEO if its campaign is for video views. The finder by author "
                "leaves these out, but returns posts with `adContext` that calls create."
            ),
            Note(
                "`dscAdType` follows from the content: VIDEO, NATIVE_DOCUMENT, CAROUSEL, or "
                "STANDARD."
            ),
        ),
    ),
    UGC_POSTS,
)
