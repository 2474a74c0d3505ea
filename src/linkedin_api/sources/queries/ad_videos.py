"""The videos that creatives show, and the organizations beside an account."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linkedin_api.errors import RateLimitError, ServerError, StatusError
from linkedin_api.sources.past import Past
from linkedin_api.sources.queries.ad_lists import PerAccount
from linkedin_api.sources.queries.answers import batches, result
from linkedin_api.sources.queries.organization_roles import member_roles_of
from linkedin_api.sources.queries.query import Part, QueryResult, Record
from linkedin_api.sources.queries.session import Session
from linkedin_api.sources.scope import Scope

_POSTS = ("urn:li:share:", "urn:li:ugcPost:")
_VIDEO = "urn:li:video:"
#: Creatives of a page (documented).
_PAGE = 100


@dataclass(frozen=True, slots=True)
class CreativeVideos(PerAccount):
    """Reads the videos that creatives of each account show.

    Creatives that show no post, such as message ads, have none. A post or video that LinkedIn
    refuses is left out, since one of many must not hide the others. One that LinkedIn could not
    serve is a flaw: it may come another time.

    HTTP: one call per 100 creatives, `GET /rest/posts?ids=List(…)` per 100 posts, and
    `GET /rest/videos?ids=List(…)` per 100 videos
    """

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the videos of one account."""
        (account,) = part.organizations
        path = f"/adAccounts/{account}/creatives"
        listing = session.client.paginate(path, "criteria", query_params={"pageSize": _PAGE})
        shown = [_reference(creative) async for creative in listing]
        posts, lost = await _found(session, "/posts", filter(None, shown))
        videos, flaw = await _found(session, "/videos", filter(None, map(_video_of, posts)))
        yield QueryResult([self.make_row(each, account) for each in videos], flaw=lost or flaw)

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the first page of creatives."""
        path = f"/adAccounts/{organization}/creatives"
        listing = session.client.paginate(path, "criteria", query_params={"pageSize": _PAGE})
        async for page in listing.pages():
            posts = [_reference(each) for each in page.elements]
            await _found(session, "/posts", list(filter(None, posts))[:1])
            return


@dataclass(frozen=True, slots=True)
class OrganizationRoles:
    """Reads the roles of the token's member at organizations.

    HTTP: `GET /rest/organizationAcls?q=roleAssignee`, one call per 100 roles
    """

    def parts(self, scope: Scope, past: Past, now: float) -> Sequence[Part]:
        """Read all roles at once."""
        return [Part()]

    async def read(self, session: Session, part: Part) -> AsyncGenerator[QueryResult, None]:
        """Read the roles."""
        yield QueryResult(await member_roles_of(session.client))

    async def probe(self, session: Session, organization: int, now: float) -> None:
        """Read the roles."""
        await member_roles_of(session.client)


async def _found(
    session: Session, path: str, urns: Iterable[str]
) -> tuple[list[Record], StatusError | None]:
    """Return the entities that LinkedIn has, each once, and why one could not be served."""
    found: list[Record] = []
    flaw: StatusError | None = None
    for batch in batches(list(dict.fromkeys(urns))):
        response = await session.client.batch_get(path, batch)
        for urn in batch:
            entity = result(response, urn)
            if not isinstance(entity, StatusError):
                found.append(entity)
            elif isinstance(entity, ServerError | RateLimitError):
                flaw = flaw or entity
    return found, flaw


def _reference(creative: Any) -> str | None:
    """The post that a creative shows; `None` for messages and texts."""
    content = creative.get("content") if isinstance(creative, dict) else None
    urn = content.get("reference") if isinstance(content, dict) else None
    return urn if isinstance(urn, str) and urn.startswith(_POSTS) else None


def _video_of(post: Record) -> str | None:
    """The video that a post shows."""
    content = post.get("content")
    media = content.get("media") if isinstance(content, dict) else None
    urn = media.get("id") if isinstance(media, dict) else None
    return urn if isinstance(urn, str) and urn.startswith(_VIDEO) else None
