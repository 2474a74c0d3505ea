"""What reads: posts, their reactions and comments, their statistics."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from linkedin_api import posts
from linkedin_api.assistants.account import as_documented, member_of
from linkedin_api.cli.calling import calling
from linkedin_api.cli.output import Grid, show
from linkedin_api.little_text import unescape_little_text
from linkedin_api.restli.urn import Urn

if TYPE_CHECKING:
    from linkedin_api.clients.restli.client import RestliClient

_STATISTICS: Final = (
    "impressionCount", "uniqueImpressionsCount", "clickCount", "likeCount", "commentCount",
    "shareCount", "engagement",
)  # fmt: skip


def show_posts(typed: Mapping[str, Any]) -> None:
    """Print the newest posts of an author."""
    query: dict[str, Any] = {"sortBy": "CREATED", "count": min(typed["limit"], 100)}
    if typed["drafts"]:
        query["viewContext"] = "AUTHOR"
    with calling(typed, typed["api_version"]) as client:
        query["author"] = typed["author"] or member_of(client)
        listed = client.paginate("/posts", "author", query_params=query)
        found = list(islice(listed, typed["limit"]))
    documents = list(map(_document, found))
    rows = [(each["published"], each["urn"], " ".join(each["text"].split())) for each in documents]
    show(
        typed,
        {"posts": documents},
        Grid(("published", "post", "text"), rows) if rows else "there are no posts",
    )


def show_post(typed: Mapping[str, Any]) -> None:
    """Print a post with its reactions and comments."""
    keys = {"urn": typed["urn"]}
    with calling(typed, typed["api_version"]) as client:
        query = {"viewContext": "AUTHOR"}
        post = client.get("/posts/{urn}", path_keys=keys, query_params=query).entity
        social = client.get("/socialMetadata/{urn}", path_keys=keys).entity
    document = {**_document(post), **_responses(social)}
    summary = ", ".join(f"{each:,} {kind.lower()}" for kind, each in document["reactions"].items())
    facts = document["author"], document["published"], (document["visibility"] or "").lower()
    show(
        typed,
        document,
        ", ".join(filter(None, facts)),
        document["text"],
        f"shows {document['content'] or 'text alone'}; {document['url']}",
        f"{summary or 'no reactions'}; {document['comments']:,} comments",
    )


def show_statistics(typed: Mapping[str, Any]) -> None:
    """Print the statistics of posts: one call for each kind of post."""
    by_kind: dict[str, list[str]] = {}
    for text in typed["urns"]:
        by_kind.setdefault(Urn.parse(text).type, []).append(text)
    author = typed["author"]
    if author is None:
        raise click.UsageError(
            "give the organization that published the posts with --as or LINKEDIN_AUTHOR;"
            " LinkedIn has no statistics of members"
        )
    with calling(typed, typed["api_version"]) as client:
        found = [
            element
            for kind, urns in by_kind.items()
            for element in _statistics(client, author, kind, urns)
        ]
    posts_found = dict(found)
    rows = [(urn, *map(_cell, _STATISTICS, map(totals.get, _STATISTICS))) for urn, totals in found]
    headings = ("post", "shown", "unique", "clicks", "likes", "comments", "shares", "engagement")
    missing = [urn for urn in typed["urns"] if urn not in posts_found]
    reason = "LinkedIn has none for a post that nobody saw, or of another organization"
    shown = [Grid(headings, rows)] if rows else []
    lines = [f"no statistics of {urn}: {reason}" for urn in missing]
    show(typed, {"posts": posts_found, "without_statistics": missing}, *shown, *lines)


def _cell(name: str, value: Any) -> str | int:
    if value is None:
        return ""
    return f"{value:.2%}" if name == "engagement" else int(value)


@as_documented()
def _statistics(
    client: RestliClient, author: str, kind: str, urns: list[str]
) -> list[tuple[str, Mapping[str, Any]]]:
    """HTTP: `GET /rest/organizationalEntityShareStatistics?q=organizationalEntity`"""
    query = {"organizationalEntity": author, f"{kind}s": urns}
    path = "/organizationalEntityShareStatistics"
    page = client.finder(path, "organizationalEntity", query_params=query)
    return [(each[kind], each["totalShareStatistics"]) for each in page.elements]


@as_documented()
def _responses(social: Mapping[str, Any]) -> dict[str, Any]:
    summaries = social.get("reactionSummaries", {})
    return {
        "reactions": {kind: summary["count"] for kind, summary in summaries.items()},
        "comments": social.get("commentSummary", {}).get("count", 0),
    }


@as_documented()
def _document(post: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "urn": post["id"],
        "url": posts.link(post["id"]),
        "author": post["author"],
        "text": _text(post),
        "published": _day(post),
        "state": post.get("lifecycleState"),
        "visibility": post.get("visibility"),
        "content": next(iter(post.get("content", {})), None),
    }


def _day(post: Mapping[str, Any]) -> str:
    if "publishedAt" not in post:
        return str(post.get("lifecycleState", "unpublished")).lower()
    return f"{datetime.fromtimestamp(post['publishedAt'] / 1000, UTC):%Y-%m-%d}"


def _text(post: Mapping[str, Any]) -> str:
    """The text that people read; a post that shares another one may have none."""
    return unescape_little_text(post.get("commentary") or "")
