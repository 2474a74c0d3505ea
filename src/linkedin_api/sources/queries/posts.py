"""Posts of organizations, and the statistics and reactions of each post."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from linkedin_api.clients.restli.response import CollectionResponse
from linkedin_api.errors import (
    ForbiddenError,
    NotFoundError,
    ResponseFormattingError,
    StatusError,
    TruncatedError,
)
from linkedin_api.sources.queries.answers import (
    batches,
    elements,
    has_reason,
    may_have_more,
    result,
)
from linkedin_api.sources.queries.completeness import check_organization
from linkedin_api.sources.queries.organizations import PerOrganization
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import urn_of


@dataclass(frozen=True, slots=True)
class Posts(PerOrganization):
    """Reads the posts of each organization.

    HTTP: `GET /rest/posts?q=author&author={urn}&sortBy=CREATED`, one call per 99 posts
    """

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the posts of one organization."""
        yield QueryResult(await session.posts_of(part.organizations[0]))

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read one post of one organization."""
        await session.newest_post_of(organization)


#: By the type in a post's URN: the parameter and the field that contain it.
_POST_FIELDS: Final = {"share": ("shares", "share"), "ugcPost": ("ugcPosts", "ugcPost")}


@dataclass(frozen=True, slots=True)
class PostStatistics(PerOrganization):
    """Reads the statistics of each post of each organization.

    LinkedIn leaves out posts without any activity (documented); here they are rows of zeros.
    Posts that are neither shares nor UGC posts have no statistics and no row.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&shares=List(…)&ugcPosts=List(…)`, one
    call per 100 posts

    Attributes:
        nothing: the statistics of a post without any activity.
    """

    path: str
    finder: str
    nothing: Mapping[str, float]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the statistics of the posts of one organization."""
        organization = part.organizations[0]
        posts, flaw = _requestable(await session.post_urns_of(organization))
        posts = [post for post in posts if _kind(post) in _POST_FIELDS]
        rows: list[Record] = []
        for batch in batches(posts):
            rows += await self._read(session, urn_of(organization), batch)
        yield QueryResult(rows, flaw=flaw)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the statistics of one post; without any post, the statistics of no post."""
        post = await session.newest_post_of(organization)
        elements(await self._send(session, urn_of(organization), [post] if post else []))

    async def _send(
        self, session: Session, urn: str, posts: Sequence[str]
    ) -> CollectionResponse[Any]:
        params: dict[str, Any] = {self.finder: urn}
        for kind, (parameter, _) in _POST_FIELDS.items():
            if chosen := [post for post in posts if _kind(post) == kind]:
                params[parameter] = chosen
        return await session.client.finder(self.path, self.finder, query_params=params)

    async def _read(self, session: Session, urn: str, posts: Sequence[str]) -> list[Record]:
        """Read the statistics of some posts; in halves if the response is incomplete."""
        response = await self._send(session, urn, posts)
        check_organization(self.finder, elements(response), urn, response)
        found = {_post_of(element): element for element in elements(response)}
        if strangers := found.keys() - set(posts):
            raise ResponseFormattingError(
                f"{self.path} of {urn}: contains {strangers.pop()}, which was not requested",
                response=response,
            )
        if may_have_more(response) and len(found) < len(posts):
            return await self._read_halves(session, urn, posts)
        return [{**(found.get(post) or self._nothing(urn, post)), "post": post} for post in posts]

    async def _read_halves(self, session: Session, urn: str, posts: Sequence[str]) -> list[Record]:
        middle = len(posts) // 2
        if not middle:
            raise TruncatedError(f"{self.path} of {posts[0]}: the response announces a next page")
        first = await self._read(session, urn, posts[:middle])
        return first + await self._read(session, urn, posts[middle:])

    def _nothing(self, urn: str, post: str) -> Record:
        return {
            "organizationalEntity": urn,
            "totalShareStatistics": dict(self.nothing),
            _POST_FIELDS[_kind(post)][1]: post,
        }


def _requestable(posts: Sequence[str]) -> tuple[list[str], ResponseFormattingError | None]:
    """Leave out the posts whose URN no request can contain, and name the first."""
    odd = [post for post in posts if not _is_text(post)]
    if not odd:
        return list(posts), None
    error = ResponseFormattingError(f"no request can contain the URN {odd[0]!a} of a post")
    return [post for post in posts if _is_text(post)], error


def _is_text(urn: str) -> bool:
    """Whether a URN has no lone surrogate."""
    try:
        urn.encode()
    except UnicodeEncodeError:
        return False
    return True


def _kind(post: str) -> str:
    """The type in a post's URN."""
    return post.removeprefix("urn:li:").partition(":")[0]


def _post_of(element: Record) -> str | None:
    """The URN of the post that an element is about; `None` if it names none."""
    return element.get("share") or element.get("ugcPost")


@dataclass(frozen=True, slots=True)
class PostBatchGet(PerOrganization):
    """Reads an entity for each post of each organization, by the post's URN.

    HTTP: `GET /rest/{path}?ids=List(…)`, one call per 100 posts

    Attributes:
        organization: the field of a row for the organization; `post` has the requested URN.
    """

    path: str
    organization: str

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the entities of the posts of one organization."""
        organization = part.organizations[0]
        rows: list[Record] = []
        posts, flaw = _requestable(await session.post_urns_of(organization))
        refused: ForbiddenError | None = None
        for batch in batches(posts):
            found, error = await self._read(session, batch)
            refused = refused or error
            own = {self.organization: urn_of(organization)}
            rows += [{**entity, **own, "post": post} for post, entity in found.items()]
        if refused is not None and not rows:  # it is not about one post
            raise refused
        yield QueryResult(rows, flaw=flaw or refused)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the entity of one post, if there is one."""
        post = await session.newest_post_of(organization)
        if post is not None:
            _, refused = await self._read(session, [post])
            if refused is not None:
                raise refused

    async def _read(
        self, session: Session, posts: Sequence[str]
    ) -> tuple[dict[str, Record], ForbiddenError | None]:
        """Read the entities of some posts, except posts deleted since they were listed.

        Returns:
            The entities, and why LinkedIn refuses a post, if it refuses any.
        """
        response = await session.client.batch_get(self.path, posts)
        entities: dict[str, Record] = {}
        refused: ForbiddenError | None = None
        for post in posts:
            found = result(response, post)
            if not isinstance(found, StatusError):
                entities[post] = found
            elif isinstance(found, ForbiddenError):
                refused = refused or found
            elif not isinstance(found, NotFoundError) or not has_reason(response, post):
                raise found
        return entities, refused
