"""The ways in which LinkedIn is asked for tables; a table names one of them.

Each divides what is wanted into parts, and reads a part with as few calls as LinkedIn
allows. An answer that is not what it should be is an error, never an empty part.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from linkedin_api.clients.restli.response import BatchGetResponse, CollectionResponse
from linkedin_api.errors import (
    NotFoundError,
    ResponseFormattingError,
    StatusError,
    TruncatedError,
    status_error_type,
)
from linkedin_api.restli.records import ErrorRecord
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.session import Session
from linkedin_api.sources.table import Answer, Part, Record
from linkedin_api.sources.windows import Window

T = TypeVar("T")
#: Keys that go into one batch: few calls, and answers that stay small.
BATCH: Final = 100
#: Makes a row of what LinkedIn told about an organization, given its URN.
Shape = Callable[[Record, str], Record]


def as_told(record: Record, _organization: str) -> Record:
    """The row is what LinkedIn told."""
    return record


def urn_of(organization: int) -> str:
    """Return the URN of an organization."""
    return f"urn:li:organization:{organization}"


@dataclass(frozen=True, slots=True)
class _PerOrganization:
    """A part for each organization."""

    def parts(self, scope: Scope, cursors: Mapping[int, int], now: float) -> Sequence[Part]:
        """Divide by organization, those first that were not read for the longest time.

        So each has its turn, even if a limit of a day never lets all be read at once.
        """
        del now
        waiting = sorted(scope.organizations or (), key=lambda number: cursors.get(number, 0))
        return [Part((organization,)) for organization in waiting]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Many organizations by their numbers with one call.

    HTTP: `GET /rest/{path}?ids=List(…)`
    """

    path: str

    def parts(self, scope: Scope, cursors: Mapping[int, int], now: float) -> Sequence[Part]:
        """Divide into batches."""
        del cursors, now
        return [Part(tuple(ids)) for ids in _batches(scope.organizations or ())]

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read a batch; an organization that LinkedIn refuses does not harm the others."""
        response = await session.client.batch_get(self.path, part.organizations)
        results = {number: _result(response, number) for number in part.organizations}
        yield Answer(
            [found for found in results.values() if not isinstance(found, StatusError)],
            {n: error for n, error in results.items() if isinstance(error, StatusError)},
        )


@dataclass(frozen=True, slots=True)
class Get(_PerOrganization):
    """One entity per organization.

    HTTP: `GET /rest/{path}/{urn}?{params}`
    """

    path: str
    params: Mapping[str, Any] = field(default_factory=dict)
    shape: Shape = as_told

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read the entity of one organization."""
        urn = urn_of(part.organizations[0])
        response = await session.client.get(
            f"{self.path}/{{urn}}", path_keys={"urn": urn}, query_params=self.params
        )
        if not isinstance(response.entity, dict):
            raise ResponseFormattingError(f"{self.path} of {urn} is no object", response=response)
        yield Answer([self.shape(response.entity, urn)])


@dataclass(frozen=True, slots=True)
class Statistics(_PerOrganization):
    """What a statistics finder tells of all time, for each organization.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}`
    """

    path: str
    finder: str
    shape: Shape = as_told

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read the statistics of one organization."""
        urn = urn_of(part.organizations[0])
        response = await session.client.finder(
            self.path, self.finder, query_params={self.finder: urn}
        )
        if _goes_on(response):
            raise TruncatedError(f"{self.path} of {urn}: LinkedIn names a next page")
        yield Answer([self.shape(element, urn) for element in _elements(response)])


@dataclass(frozen=True, slots=True)
class Buckets:
    """What a statistics finder tells by day or month, for each organization.

    All buckets of a window come with one call, however long it is.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&timeIntervals=(…)`
    """

    path: str
    finder: str

    def parts(self, scope: Scope, cursors: Mapping[int, int], now: float) -> Sequence[Part]:
        """Divide by organization, leaving out those of which there is nothing new."""
        windows = {n: scope.span.window(now, cursors.get(n)) for n in scope.organizations or ()}
        return [Part((number,), window) for number, window in windows.items() if window]

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read one window of one organization."""
        if part.window is not None:
            yield Answer(await self._read(session, urn_of(part.organizations[0]), part.window))

    async def _read(self, session: Session, urn: str, window: Window) -> list[Record]:
        """Read a window; by halves, should LinkedIn stop short of its end."""
        span = session.scope.span
        intervals = {
            "timeRange": {"start": window.start, "end": window.end},
            "timeGranularityType": span.granularity,
        }
        response = await session.client.finder(
            self.path, self.finder, query_params={self.finder: urn, "timeIntervals": intervals}
        )
        if not _goes_on(response):
            return [bucket(element, response) for element in _elements(response)]
        halves = span.halves(window)
        if halves is None:
            raise TruncatedError(f"{self.path} of {urn}, {window}: LinkedIn names a next page")
        return [row for half in halves for row in await self._read(session, urn, half)]


def bucket(element: Record, response: Any = None) -> Record:
    """Make the row of a bucket: its bounds become fields, `timeRange` stays, empty.

    So the rows of the Airbyte connector look (observed), and tables made of them.

    Raises:
        ResponseFormattingError: the bucket does not say when it was.

    Example:
        >>> bucket({"timeRange": {"start": 0, "end": 86400000}, "followerGains": {}})
        {'timeRange': {}, 'followerGains': {}, 'timeRangeStart': 0, 'timeRangeEnd': 86400000}
    """
    told = element.get("timeRange")
    if not (isinstance(told, dict) and all(type(told.get(k)) is int for k in ("start", "end"))):
        raise ResponseFormattingError("a bucket does not say when it was", response=response)
    return {
        **element,
        "timeRange": {},
        "timeRangeStart": told["start"],
        "timeRangeEnd": told["end"],
    }


@dataclass(frozen=True, slots=True)
class Listing(_PerOrganization):
    """A list that belongs to an organization, to its last page.

    HTTP: `GET /rest/{path}?q={finder}&{finder}={urn}&start=…`
    """

    path: str
    finder: str
    shape: Shape = as_told

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read the list of one organization."""
        urn = urn_of(part.organizations[0])
        listing = session.client.paginate(self.path, self.finder, query_params={self.finder: urn})
        yield Answer([self.shape(element, urn) async for element in listing])


@dataclass(frozen=True, slots=True)
class Posts(_PerOrganization):
    """The posts of each organization.

    HTTP: `GET /rest/posts?q=author&author={urn}`, a call per 100 posts
    """

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read the posts of one organization."""
        yield Answer(list(await session.posts_of(part.organizations[0])))


#: By the type of a post's URN: the parameter that names posts, the field that does.
_POST_FIELDS: Final = {"share": ("shares", "share"), "ugcPost": ("ugcPosts", "ugcPost")}


@dataclass(frozen=True, slots=True)
class PostStatistics(_PerOrganization):
    """What became of each post of each organization.

    LinkedIn leaves out posts to which nothing happened (documented); they are rows of
    zeros here.

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

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read the statistics of the posts of one organization."""
        urn = urn_of(part.organizations[0])
        posts = await session.posts_of(part.organizations[0])
        rows: list[Record] = []
        for batch in _batches([str(post["id"]) for post in posts]):
            rows += await self._read(session, urn, batch)
        yield Answer(rows)

    async def _read(self, session: Session, urn: str, posts: Sequence[str]) -> list[Record]:
        params: dict[str, Any] = {self.finder: urn}
        for kind, (parameter, _) in _POST_FIELDS.items():
            if named := [post for post in posts if post.startswith(f"urn:li:{kind}:")]:
                params[parameter] = named
        response = await session.client.finder(self.path, self.finder, query_params=params)
        if _goes_on(response):
            raise TruncatedError(f"{self.path} of posts of {urn}: LinkedIn names a next page")
        told = {_post_of(element): element for element in _elements(response)}
        return [{**(told.get(post) or self._nothing(urn, post)), "post": post} for post in posts]

    def _nothing(self, urn: str, post: str) -> Record:
        kind = post.split(":")[2]
        return {
            "organizationalEntity": urn,
            "totalShareStatistics": dict(self.nothing),
            _POST_FIELDS[kind][1]: post,
        }


def _post_of(element: Record) -> str | None:
    return element.get("share") or element.get("ugcPost")


@dataclass(frozen=True, slots=True)
class PostBatches(_PerOrganization):
    """What LinkedIn knows of each post of each organization by the post's URN.

    Rows say in `post` for which post they were asked.

    HTTP: `GET /rest/{path}?ids=List(…)`, a call per 100 posts
    """

    path: str
    shape: Shape = as_told

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read what is known of the posts of one organization."""
        organization = part.organizations[0]
        posts = [str(post["id"]) for post in await session.posts_of(organization)]
        rows: list[Record] = []
        for batch in _batches(posts):
            response = await session.client.batch_get(self.path, batch)
            for post, found in ((post, _result(response, post)) for post in batch):
                if isinstance(found, NotFoundError):
                    continue  # deleted since the list was made
                if isinstance(found, StatusError):
                    raise found
                rows.append({**self.shape(found, urn_of(organization)), "post": post})
        yield Answer(rows)


class Choice(NamedTuple):
    """What a catalogue is asked for at one go.

    Attributes:
        params: of the query.
        added: what each row gets to tell that it was asked for so.
    """

    params: Mapping[str, Any]
    added: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A list of LinkedIn Learning, to its last page, for each choice of what is wanted.

    HTTP: `GET /v2/{path}?q={finder}&…`, a call per 100 entries

    Attributes:
        path: the resource.
        finder: its finder.
        choices: what to ask for.
    """

    path: str
    finder: str
    choices: Callable[[Scope], Iterable[Choice]]

    def parts(self, scope: Scope, cursors: Mapping[int, int], now: float) -> Sequence[Part]:
        """Divide by choice."""
        del cursors, now
        return [Part(choice=choice) for choice in self.choices(scope)]

    async def ask(self, session: Session, part: Part) -> AsyncIterator[Answer]:
        """Read one list, page by page."""
        choice: Choice = part.choice
        listing = session.client.paginate(
            self.path, self.finder, query_params=choice.params, version_string=None
        )
        async for page in listing.pages():
            yield Answer([{**element, **choice.added} for element in page.elements])


def _batches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    return (keys[i : i + BATCH] for i in range(0, len(keys), BATCH))


def _elements(response: CollectionResponse) -> list[Record]:
    elements = response.elements
    if elements is None:
        told = f"{response.status_code} without elements ({response.url.partition('?')[0]})"
        raise ResponseFormattingError(told, response=response)
    return elements


def _goes_on(response: CollectionResponse) -> bool:
    """Whether an answer that should be whole is only its first page."""
    return any(link.rel == "next" for link in response.paging.links)


def _result(response: BatchGetResponse, key: int | str) -> Record | StatusError:
    """What a batch says of one of its keys: the entity, or why there is none."""
    if response.results is None:
        raise ResponseFormattingError("a batch without results", response=response)
    found = response.result_for(key)
    if found is not None:
        return found
    record = response.error_for(key) or ErrorRecord({"message": "not in the answer"})
    status = int(response.status_for(key) or record.status or 404)
    told = f"{status} {record.summary} (GET {response.url.partition('?')[0]}, {key})"
    return status_error_type(status)(told, status=status, error=record, response=response)
