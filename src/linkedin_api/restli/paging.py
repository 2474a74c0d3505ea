"""Find the next page from an answer, without sending anything.

LinkedIn has three ways of paging, and an answer usually shows which one applies:
`metadata.nextPageToken` (cursor), `paging.links` with `rel=next`, or `paging` with only `start`
and `count`. Only `start`, `count` and `pageToken` are taken from a link. So parameters that
LinkedIn drops from it, such as `fields`, are sent again, and the access token never goes to
another host.

A short page is not necessarily the last one, since resources leave out elements that the caller
may not see. The last page reaches the total, has no next token, or is empty.

Source: rest.li `RestUtils.buildMetadata` (observed); LinkedIn's documentation of pagination and
cursors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, Self
from urllib.parse import parse_qsl, urlencode

from linkedin_api.errors import InvalidArgumentError, PagingError, TruncatedError
from linkedin_api.restli.calls import Call
from linkedin_api.restli.records import Paging
from linkedin_api.restli.resource_paging import ResourcePaging

#: Elements per page if neither request nor answer says (rest.li `DEFAULT_COUNT`).
DEFAULT_COUNT: Final = 10

#: Why there is no next page.
End = Literal["empty page", "total reached", "no next token", "not paged"]

#: A total is wrong if this many empty pages in a row do not reach it.
_MOST_EMPTY: Final = 1_000
#: No list has this many elements.
_BEYOND: Final = 10**18
_is_number = re.compile(r"[0-9]{1,18}").fullmatch

# If these are filtered, an answer may not say where the next page is.
_NEEDED_WHOLE: Final = ("metadataFields", "pagingFields")


class Place(NamedTuple):
    """Where a page begins: the paging parameters of its request.

    Attributes:
        start: index of the first element.
        size: number of elements requested, if a link gave one.
        token: the page token.
    """

    start: int | None = None
    size: int | None = None
    token: str | None = None

    @property
    def params(self) -> dict[str, Any]:
        """The query parameters."""
        values = {"start": self.start, "count": self.size, "pageToken": self.token}
        return {name: value for name, value in values.items() if value is not None}

    def __str__(self) -> str:
        return urlencode(self.params)

    @classmethod
    def of_params(cls, params: Mapping[str, Any]) -> Self:
        """Read the place from query parameters; `count` stays with the caller."""
        return cls(_number(params.get("start")), None, params.get("pageToken"))

    @classmethod
    def parse(cls, cursor: str) -> Self:
        """Parse a saved cursor.

        Raises:
            InvalidArgumentError: it is not a `page.cursor`.

        Example:
            >>> Place.parse("start=20&count=10")
            Place(start=20, size=10, token=None)
        """
        params = dict(parse_qsl(cursor)) if isinstance(cursor, str) else {}
        place = cls(
            _number(params.get("start")), _number(params.get("count")), params.get("pageToken")
        )
        if not params or str(place) != cursor:
            raise InvalidArgumentError(
                f"cursor must be the cursor of a page, such as 'start=20&count=10', not {cursor!r}"
            )
        return place


class Walk:
    """A walk through the pages of one list: where the next page begins, and why the list ends.

    Args:
        call: requests the list, without a start position.
        habit: how the resource is known to page.
        begin: the first page.

    Attributes:
        place: where the next page begins; `None` when there is none.
        repeated: whether the last page repeated the one before, because the resource ignores
            `start` and returns everything at once.
    """

    def __init__(self, call: Call, habit: ResourcePaging, begin: Place) -> None:
        self.place: Place | None = begin
        self.repeated = False
        self._call = call
        self._habit = habit
        self._guessed_after: Sequence[Any] | None = None
        self._filled: Sequence[Any] | None = None
        self._stride = 0
        self._total: int | None = None
        self._marked: str | None = begin.token
        self._steps = 0
        self._empty = 0

    def call_at(self, place: Place) -> Call:
        """The call for the page that begins at `place`."""
        return self._call._replace(query_params={**(self._call.query_params or {}), **place.params})

    def read(
        self, elements: Sequence[Any], paging: Paging, metadata: Mapping[str, Any] | None
    ) -> End | None:
        """Take the page at `place` and move on.

        Returns:
            Why there is no next page; `None` if there is one.

        Raises:
            PagingError: the pages form a loop, or their order is inconsistent.
            TruncatedError: LinkedIn truncated the page.
        """
        if self.place is None:
            raise PagingError("there are no more pages")
        filled, self._filled = self._filled, None
        if filled is not None and elements == filled:
            self.place, self.repeated = None, True
            return "not paged"
        self._check(elements, paging)
        self._stride, self._total = len(elements), _as_count(paging.total)
        self._empty = 0 if elements else self._empty
        found = self._decide(self.place, elements, paging, metadata)
        self.place = found if isinstance(found, Place) else None
        return None if isinstance(found, Place) else found

    def ahead(self, pages: int) -> list[Place]:
        """Where the next pages will probably begin; empty if the total is unknown."""
        place, total, stride = self.place, self._total, self._stride
        if place is None or place.start is None or total is None or not stride:
            return []
        starts = range(place.start, min(total, place.start + pages * stride), stride)
        return [place._replace(start=start) for start in starts]

    def _check(self, elements: Sequence[Any], paging: Paging) -> None:
        asked = self.place.start if self.place is not None else None
        came = _as_count(paging.start)
        if asked is not None and came is not None and came != asked:
            raise self._error(f"requested the page from {asked}, but got the one from {came}")
        if elements and elements == self._guessed_after:
            raise self._error(
                "the same elements came again for another `start`: this resource has no"
                " pages; fetch it with one call"
            )
        self._guessed_after = None
        cap = self._habit.cap
        if cap is not None and len(elements) >= cap:
            raise TruncatedError(
                f"{self._call.resource_path}: LinkedIn truncates its answer at {cap:,} elements,"
                f" and {len(elements):,} came; {self._habit.how_to_split}"
            )

    def _decide(
        self,
        here: Place,
        elements: Sequence[Any],
        paging: Paging,
        metadata: Mapping[str, Any] | None,
    ) -> Place | End:
        link = _next_link(paging)
        token = (metadata or {}).get("nextPageToken") or (link or {}).get("pageToken")
        if token:
            return self._follow_token(here, token)
        silent = not paging and (metadata is not None or self._habit.kind == "cursor")
        if here.token is not None or silent:
            return "no next token"
        start = _first(here.start, _as_count(paging.start), 0)
        reached = start + len(elements)
        if self._total == reached:
            return "total reached"
        more = self._total is not None and self._total > reached
        if self._habit.kind == "whole" and not more:
            if link is None:
                return "not paged"
            self._doubt(elements, paging)
        if link is not None and (onward := self._follow_link(link, start, elements)):
            return onward
        if not elements:
            return self._pass_over(here, start, paging, self._total or 0)
        if not more or _as_count(paging.start) is None:
            self._guessed_after = elements
        return Place(reached, here.size)

    def _doubt(self, elements: Sequence[Any], paging: Paging) -> None:
        """Check an answer that should be complete but links to a next page.

        The framework of LinkedIn's servers adds a link whenever a page is full (observed): only
        a request for the next page shows whether there is more.
        """
        if len(elements) != _as_count(paging.count):
            advice = self._habit.how_to_split or "request less at a time"
            raise TruncatedError(
                f"{self._call.resource_path}: LinkedIn links to a next page, but this resource"
                f" returns everything at once; {advice}"
            )
        self._filled = elements

    def _follow_token(self, here: Place, token: Any) -> Place:
        """Follow a token; remember one at ever longer intervals, so that a loop must meet it."""
        if not _is_sendable(token):
            raise self._error(f"the answer has a page token that cannot be sent: {token!r:.40}")
        if token in (here.token, self._marked):
            raise self._error("a page token came twice, so the pages would never end")
        self._steps += 1
        if self._steps & (self._steps - 1) == 0:
            self._marked = token
        return Place(token=token)

    def _follow_link(
        self, link: Mapping[str, str], start: int, elements: Sequence[Any]
    ) -> Place | None:
        """Follow a link. An empty page may link to itself (observed), which ends the list."""
        onward = _number(link.get("start"))
        if onward is not None and onward > start:
            return Place(onward, _number(link.get("count")))
        if not elements:
            return None
        if onward is None:
            raise self._error("the link to the next page has neither start nor pageToken")
        raise self._error(f"the link to the next page leads from {start} to {onward}, not forward")

    def _pass_over(self, here: Place, start: int, paging: Paging, total: int) -> Place | End:
        """Skip an empty page if the total says that more elements follow."""
        self._empty += 1
        if self._empty > _MOST_EMPTY:
            raise self._error(f"{_MOST_EMPTY:,} pages in a row are empty, but the total is {total}")
        sent = (self._call.query_params or {}).get("count")
        size = _first(here.size, _as_count(paging.count), _number(sent), DEFAULT_COUNT)
        return Place(start + size, here.size) if start + size < total else "empty page"

    def _error(self, reason: str) -> PagingError:
        return PagingError(f"{self._call.resource_path}: {reason}")


def begin(call: Call, habit: ResourcePaging, cursor: str | None) -> Walk:
    """Begin a walk.

    Args:
        call: a `get_all` or `finder`; its parameters may say where to begin.
        habit: how the resource is known to page.
        cursor: where to begin instead.

    Raises:
        InvalidArgumentError: the parameters would hide paging data, or `cursor` is invalid.
    """
    params = dict(call.query_params or {})
    if hidden := [name for name in _NEEDED_WHOLE if params.get(name) is not None]:
        raise InvalidArgumentError(
            f"query_params must not contain {hidden[0]!r}: paging needs the data that it filters"
        )
    for name in ("count", "pageSize"):
        if params.get(name) in (0, "0"):
            raise InvalidArgumentError(
                f"query_params must not set {name!r} to 0, which asks for no elements"
            )
    place = Place.of_params(params) if cursor is None else Place.parse(cursor)
    for name in ("start", "pageToken"):
        params.pop(name, None)
    if habit.kind == "start" and habit.maximum is not None and params.get("count") is None:
        params["count"] = (
            habit.maximum
        )  # takes a tenth of the calls that LinkedIn's default size takes
    return Walk(call._replace(query_params=params), habit, place)


def _next_link(paging: Paging) -> Mapping[str, str] | None:
    """The parameters of the link to the next page; those of protocol 1.0 are harmless."""
    for link in paging.links:
        if link.rel == "next":
            return dict(parse_qsl(str(link.href).partition("?")[2]))
    return None


def _number(value: Any) -> int | None:
    if isinstance(value, str):
        return int(value) if _is_number(value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _as_count(value: Any) -> int | None:
    """A number of elements in an answer; `None` for anything that cannot be one."""
    number = _number(value)
    return number if number is not None and 0 <= number < _BEYOND else None


def _is_sendable(token: Any) -> bool:
    """Whether a token is a string without lone surrogates, which a URL cannot contain."""
    if not isinstance(token, str):
        return False
    try:
        token.encode()
    except UnicodeEncodeError:
        return False
    return True


def _first(*values: int | None) -> int:
    return next(value for value in values if value is not None)
