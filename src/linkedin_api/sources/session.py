"""One reading of LinkedIn: its client, what is wanted, and what several tables share."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Final

from linkedin_api.clients.restli.async_client import AsyncRestliClient
from linkedin_api.sources.discovery import administered
from linkedin_api.sources.scope import Scope

#: Tables that are made from an organization's list of posts.
POST_TABLES: Final = frozenset({"posts", "post_statistics", "social_metadata"})


class Session:
    """What ways of asking work with.

    Args:
        client: raises for every status that is not 2xx.
        scope: what is wanted.
        readers_of_posts: how many tables will ask for the list of posts of each
            organization. It is fetched once and forgotten when the last has had it.
    """

    def __init__(self, client: AsyncRestliClient, scope: Scope, readers_of_posts: int = 1) -> None:
        self.client = client
        self.scope = scope
        self._readers_of_posts = readers_of_posts
        self._posts: dict[int, tuple[asyncio.Task[list[dict[str, Any]]], int]] = {}
        self._administered: asyncio.Task[tuple[int, ...]] | None = None

    async def with_organizations(self) -> Scope:
        """Return the scope with its organizations named: those administered, if it names none.

        HTTP: `GET /rest/organizationAcls?q=roleAssignee`, once for all tables

        Raises:
            NotAdministratorError: there are none.
            LinkedInError: they cannot be listed.
        """
        if self.scope.organizations is not None:
            return self.scope
        if self._administered is None:
            self._administered = asyncio.create_task(administered(self.client))
        return replace(self.scope, organizations=await asyncio.shield(self._administered))

    async def posts_of(self, organization: int) -> list[dict[str, Any]]:
        """Return all posts of an organization, the newest first.

        HTTP: `GET /rest/posts?q=author&author={urn}`, a call per 100 posts, once for all
        tables.
        """
        task, left = self._posts.pop(organization, (None, self._readers_of_posts))
        if task is None:
            task = asyncio.create_task(self._list_posts(organization))
        if left > 1:
            self._posts[organization] = (task, left - 1)
        return await asyncio.shield(task)

    async def _list_posts(self, organization: int) -> list[dict[str, Any]]:
        author = f"urn:li:organization:{organization}"
        listing = self.client.paginate("/posts", "author", query_params={"author": author})
        return [post async for post in listing]
