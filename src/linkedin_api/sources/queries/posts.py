"""Posts of organizations, and what is known of each of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.clients.restli.response import CollectionResponse
from linkedin_api.errors import (
    NotFoundError,
    ResponseFormattingError,
    StatusError,
    TruncatedError,
)
from linkedin_api.sources.queries.answers import (
    MakeRow,
    batches,
    elements,
    has_reason,
    may_have_more,
    result,
    unchanged,
)
from linkedin_api.sources.queries.organizations import PerOrganization
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import urn_of


@dataclass(frozen=True, slots=True)
class Posts(PerOrganization):
    """The posts of each organization.

    HTTP: `GET /rest/posts?q=author&author={urn}`, a call per 100 posts
    """

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the posts of one organization."""
        yield QueryResult(await session.posts_of(part.organizations[0]))

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read one post of one organization."""
        del now
        await session.newest_post_of(organization)


#: By the type of a post's URN: the parameter that names posts, the field that does.
_POST_FIELDS: Final = {"share": ("shares", "share"), "ugcPost": ("ugcPosts", "ugcPost")}


@dataclass(frozen=True, slots=True)
class PostStatistics(PerOrganization):
    """What became of each post of each organization.

    LinkedIn leaves out posts to which nothing happened (documented); they are rows of
    zeros here. Posts that are neither shares nor UGC posts have no statistics and no row.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&shares=List(…)&ugcPosts=List(…)`, a call
    per 100 posts

    Attributes:
        path: the resource.
        finder: its finder.
        nothing: the statistics of a post to which nothing happened.
    """

    path: str
    finder: str
    nothing: Mapping[str, float]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the statistics of the posts of one organization."""
        organization = part.organizations[0]
        posts = [p for p in await session.post_urns_of(organization) if _kind(p) in _POST_FIELDS]
        rows: list[Record] = []
        for batch in batches(posts):
            rows += await self._read(session, urn_of(organization), batch)
        yield QueryResult(rows)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the statistics of one post, or if there is none, of all of none."""
        del now
        post = await session.newest_post_of(organization)
        elements(await self._send(session, urn_of(organization), [post] if post else []))

    async def _send(
        self, session: Session, urn: str, posts: Sequence[str]
    ) -> CollectionResponse[Any]:
        params: dict[str, Any] = {self.finder: urn}
        for kind, (parameter, _) in _POST_FIELDS.items():
            if named := [post for post in posts if _kind(post) == kind]:
                params[parameter] = named
        return await session.client.finder(self.path, self.finder, query_params=params)

    async def _read(self, session: Session, urn: str, posts: Sequence[str]) -> list[Record]:
        """Read the statistics of some posts; by halves, should LinkedIn not tell of all."""
        response = await self._send(session, urn, posts)
        told = {_post_of(element): element for element in elements(response)}
        if strangers := told.keys() - set(posts):
            raise ResponseFormattingError(
                f"{self.path} of {urn}: of {strangers.pop()}, which was not asked for",
                response=response,
            )
        if may_have_more(response) and len(told) < len(posts):
            return await self._read_halves(session, urn, posts)
        return [{**(told.get(post) or self._nothing(urn, post)), "post": post} for post in posts]

    async def _read_halves(self, session: Session, urn: str, posts: Sequence[str]) -> list[Record]:
        middle = len(posts) // 2
        if not middle:
            raise TruncatedError(f"{self.path} of {posts[0]}: LinkedIn names a next page")
        first = await self._read(session, urn, posts[:middle])
        return first + await self._read(session, urn, posts[middle:])

    def _nothing(self, urn: str, post: str) -> Record:
        return {
            "organizationalEntity": urn,
            "totalShareStatistics": dict(self.nothing),
            _POST_FIELDS[_kind(post)][1]: post,
        }


def _kind(post: str) -> str:
    """The type in a post's URN."""
    return post.removeprefix("urn:li:").partition(":")[0]


def _post_of(element: Record) -> str | None:
    """Of which post an element tells; `None` if it does not say."""
    return element.get("share") or element.get("ugcPost")


@dataclass(frozen=True, slots=True)
class PostBatchGet(PerOrganization):
    """What LinkedIn knows of each post of each organization by the post's URN.

    Rows say in `post` for which post they were asked.

    HTTP: `GET /rest/{path}?ids=List(…)`, a call per 100 posts
    """

    path: str
    make_row: MakeRow = unchanged

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read what is known of the posts of one organization."""
        organization = part.organizations[0]
        rows: list[Record] = []
        for batch in batches(await session.post_urns_of(organization)):
            told = await self._read(session, batch)
            urn = urn_of(organization)
            rows += [{**self.make_row(found, urn), "post": post} for post, found in told.items()]
        yield QueryResult(rows)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read what is known of one post, if there is one."""
        del now
        post = await session.newest_post_of(organization)
        if post is not None:
            await self._read(session, [post])

    async def _read(self, session: Session, posts: Sequence[str]) -> dict[str, Record]:
        """Read what is known of some posts, but for those deleted since they were listed."""
        response = await session.client.batch_get(self.path, posts)
        told: dict[str, Record] = {}
        for post in posts:
            found = result(response, post)
            if not isinstance(found, StatusError):
                told[post] = found
            elif not isinstance(found, NotFoundError) or not has_reason(response, post):
                raise found
        return told
