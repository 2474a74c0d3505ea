"""What all queries of a sync share: the client, the scope, and lists of posts."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Self

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.errors import ResponseFormattingError
from linkedin_api.sources.queries.ad_session import AdSession
from linkedin_api.sources.queries.completeness import check_organization
from linkedin_api.sources.queries.organization_roles import Administered, administered_organizations
from linkedin_api.sources.queries.shared_tasks import SharedTasks
from linkedin_api.sources.scope import Scope, urn_of

Post = dict[str, Any]
#: The table of posts, and all tables that need an organization's list of posts.
POSTS: Final = "posts"
POST_TABLES: Final = frozenset({POSTS, "post_statistics", "social_metadata"})


@dataclass(slots=True)
class _PostList:
    """A list of posts, or only its URNs, which need a fiftieth of the memory."""

    urns: list[str]
    posts: list[Post] | None


@dataclass(slots=True)
class _Shared:
    """A list of posts, and the number of tables that still need it."""

    task: asyncio.Task[_PostList]
    left: int


class Session:
    """What all queries of a sync share.

    Args:
        client: a client that raises an error for every status other than 2xx.
        scope: what to read.
        tables: names of the tables that will be read. The session fetches an organization's
            list of posts once for all of them, and drops it after the last one.

    Attributes:
        ads: what the queries of advertising share.
    """

    def __init__(
        self, client: AsyncRestliClient, scope: Scope, tables: Collection[str] = ()
    ) -> None:
        self.client = client
        self.scope = scope
        self._keeps_posts = POSTS in tables
        self._readers_of_posts = max(1, len(POST_TABLES.intersection(tables)))
        self._shared_tasks = SharedTasks()
        self.ads = AdSession(client, self._shared_tasks)
        self._posts: dict[int, _Shared] = {}

    async def with_organizations(self) -> Scope:
        """Return the scope with its organizations; without any, those that the member administers.

        HTTP: `GET /rest/organizationAcls?q=roleAssignee`, once for all tables

        Raises:
            NotAdministratorError: the member administers none.
            LinkedInError: LinkedIn refuses to list them.
        """
        if self.scope.organizations is not None:
            return self.scope
        found = await self.administered()
        return replace(self.scope, organizations=found.organizations)

    async def administered(self) -> Administered:
        """Return what the member administers.

        HTTP and errors: as `with_organizations` without organizations
        """
        find = partial(administered_organizations, self.client)
        return await self._shared_tasks.once("administered", find)

    async def posts_of(self, organization: int) -> list[Post]:
        """Return all posts of an organization, the newest first; for the table of posts.

        HTTP: `GET /rest/posts?q=author&author={urn}&sortBy=CREATED`, one call per 99 posts, once
        for all tables
        """
        found = await self._post_list(organization)
        posts, found.posts = found.posts, None
        return await self._list_posts(organization) if posts is None else posts

    async def post_urns_of(self, organization: int) -> list[str]:
        """Return the URNs of all posts of an organization, the newest first.

        HTTP: as `posts_of`
        """
        return (await self._post_list(organization)).urns

    async def newest_post_of(self, organization: int) -> str | None:
        """Return the URN of one post of an organization; `None` if it has none.

        HTTP: `GET /rest/posts?q=author&author={urn}&count=1`, once for all tables
        """
        find = partial(self._newest_post, organization)
        return await self._shared_tasks.once(("newest post", organization), find)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop fetching what several tables share."""
        await self._shared_tasks.close()

    async def _post_list(self, organization: int) -> _PostList:
        shared = self._posts.get(organization)
        if shared is None:
            task = self._shared_tasks.begin(self._fetch_list(organization))
            shared = self._posts[organization] = _Shared(task, self._readers_of_posts)
        shared.left -= 1
        if not shared.left:
            del self._posts[organization]
        return await asyncio.shield(shared.task)

    async def _fetch_list(self, organization: int) -> _PostList:
        posts = await self._list_posts(organization)
        return _PostList([post["id"] for post in posts], posts if self._keeps_posts else None)

    async def _newest_post(self, organization: int) -> str | None:
        params = {"author": urn_of(organization), "count": 1}
        response = await self.client.finder("/posts", "author", query_params=params)
        return next((_checked(post)["id"] for post in response.elements), None)

    async def _list_posts(self, organization: int) -> list[Post]:
        # By default, LinkedIn sorts by the last change: an edit would move a post that has not been
        # read to where the list has been read.
        params = {"author": urn_of(organization), "sortBy": "CREATED"}
        listing = self.client.paginate("/posts", "author", query_params=params)
        posts = [_checked(post) async for post in listing]
        check_organization("author", posts, organization)
        return posts


def _checked(post: Any) -> Post:
    if isinstance(post, dict) and isinstance(post.get("id"), str):
        return post
    raise ResponseFormattingError("a post has no id")
