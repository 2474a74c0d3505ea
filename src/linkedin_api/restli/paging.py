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

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from linkedin_api.errors import InvalidArgumentError, ListChangedError, PagingError, TruncatedError
from linkedin_api.restli.calls import Call
from linkedin_api.restli.element_keys import ElementKey, KeyReader
from linkedin_api.restli.overlap import Expected, Overlap
from linkedin_api.restli.page_fields import as_count, as_number, first_of, is_sendable, next_link
from linkedin_api.restli.place import Place, Position
from linkedin_api.restli.records import Paging
from linkedin_api.restli.resource_paging import ResourcePaging

#: Elements per page if neither request nor answer says (rest.li `DEFAULT_COUNT`).
DEFAULT_COUNT: Final = 10

#: Why there is no next page.
End = Literal["empty page", "total reached", "no next token", "not paged"]

#: A total is wrong if this many empty pages in a row do not reach it.
_MOST_EMPTY: Final = 1_000
#: A change by a few elements can make a small page look like the one before.
_FEW: Final = 5
#: A list that changes may cost this many calls more, and as many as it took to read it; as many
#: again to look for what moved.
_PATIENCE: Final = 20

# If these are filtered, an answer may not say where the next page is.
_NEEDED_WHOLE: Final = ("metadataFields", "pagingFields")


class Step(NamedTuple):
    """What a page gives.

    Attributes:
        elements: those that did not come before.
        end: why there is no next page; `None` if there is one.
    """

    elements: list[Any]
    end: End | None


class Walk:
    """A walk through the pages of one list: where the next page begins, and why the list ends.

    A list of positions may change between two pages. Each page repeats an element of the page
    before, which shows it; then the walk goes back, and at the end looks once more at the
    beginning, where elements may have moved to.

    Args:
        call: requests the list, without a start position.
        habit: how the resource is known to page.
        begin: the first page.
        key: fields that identify an element; empty if the resource's are right.

    Attributes:
        place: where the next page begins; `None` when there is none.
    """

    def __init__(
        self, call: Call, habit: ResourcePaging, begin: Place, key: Sequence[str] = ()
    ) -> None:
        self.place: Place | None = begin
        self._begin = begin
        self._call = call
        self._habit = habit
        self._overlap = Overlap(KeyReader(key or habit.key))
        self._resume: Place | None = None
        self._is_guess = self._is_filled = self._was_repeated = self._went_back = False
        self._reached = self._stride = self._returns = 0
        self._pages = self._idle = 0
        self._largest = 0
        self._total: int | None = None
        self._end: End | None = None
        self._marked: str | None = begin.token
        self._steps = 0
        self._empty = 0

    @property
    def cursor(self) -> str | None:
        """Where to resume after the last page; `None` if there is no next page."""
        return None if self.place is None else str(self._resume or self.place)

    def call_at(self, place: Place) -> Call:
        """The call for the page that begins at `place`."""
        return self._call._replace(query_params={**(self._call.query_params or {}), **place.params})

    def read(
        self, elements: Sequence[Any], paging: Paging, metadata: Mapping[str, Any] | None
    ) -> Step:
        """Take the page at `place` and move on.

        Returns:
            The elements that did not come before, and why there is no next page.

        Raises:
            PagingError: the pages form a loop, or their order is inconsistent.
            ListChangedError: the list changes faster than it can be read.
            TruncatedError: LinkedIn truncated the page.
        """
        if self.place is None:
            raise PagingError("there are no more pages")
        here, page = self.place, self._overlap.read_keys(elements)
        if self._is_filled and self._overlap.repeats(page):
            self.place = None
            return Step([], "not paged")
        self._check(page, paging)
        total = as_count(paging.total)
        is_same_total = total is not None and total == self._total
        repeated = self._overlap.repeated(page, is_same_total=is_same_total)
        if repeated is None and not self._is_at_beginning(here):
            return self._go_back(here)
        fresh, is_settled = self._overlap.take(elements, page, repeated or 0)
        self._count(fresh, len(page) - (repeated or 0))
        self._total = total
        answer = self._position(here, len(page), repeated or 0, paging)
        found = self._decide(here, answer, paging, metadata)
        return Step(fresh, self._move(self._end if is_settled and self._end else found))

    def ahead(self, pages: int) -> list[Place]:
        """Where the next pages will probably begin; empty if the total is unknown."""
        place, total = self.place, self._total
        if place is None or place.start is None or total is None or self._stride < 1:
            return []
        if self._overlap.unsettled or self._end is not None:
            return []
        repeated = 0 if self._overlap.expected is None else self._overlap.size
        stop = min(total - repeated, place.start + pages * self._stride)
        return [place._replace(start=n) for n in range(place.start, stop, self._stride)]

    def _is_at_beginning(self, here: Place) -> bool:
        return (here.start or 0) <= (self._begin.start or 0)

    def _check(self, page: Sequence[ElementKey], paging: Paging) -> None:
        asked = self.place.start if self.place is not None else None
        came = as_count(paging.start)
        if asked is not None and came is not None and came != asked:
            raise self._error(f"requested the page from {asked}, but got the one from {came}")
        is_again = self._is_guess and self._pages < 2 and self._overlap.repeats(page)
        if is_again and (self._was_repeated or self._stride > _FEW):
            raise self._error(
                "the same elements came again for another `start`: this resource has no"
                " pages; fetch it with one call"
            )
        self._was_repeated = is_again
        cap = self._habit.cap
        if cap is not None and len(page) >= cap:
            raise TruncatedError(
                f"{self._call.resource_path}: LinkedIn truncates its answer at {cap:,} elements,"
                f" and {len(page):,} came; {self._habit.how_to_split}"
            )

    def _count(self, fresh: Sequence[Any], beyond: int) -> None:
        """Count the pages, and those in a row that gave nothing."""
        self._returns = 0 if beyond > 0 else self._returns
        if fresh and not self._overlap.is_again:
            self._pages += 1
        elif self._overlap.changed:
            self._be_patient()
        if self._overlap.is_lost:
            raise self._changed()

    def _be_patient(self) -> None:
        """Count the calls that changes cost."""
        self._idle += 1
        if self._idle > _PATIENCE + self._pages * (2 if self._overlap.is_again else 1):
            raise self._changed()

    def _go_back(self, here: Place) -> Step:
        """Request an earlier page, since this one does not join what was read."""
        self._be_patient()
        self._returns += 1
        length, floor = self._overlap.length, self._begin.start or 0
        a_tenth = min(max(2, self._size(here, Paging()) // 10), max(1, length // 2))
        size = 1 + a_tenth if self._returns == 1 else length * 4 ** (self._returns - 2)
        start = max(floor, self._reached - max(size, 1))
        hidden = self._overlap.expected.hidden if self._overlap.expected else 0
        place = length - (self._reached - start)
        self._overlap.expected = Expected(place, hidden, returned=True)
        self._overlap.size = a_tenth if self._went_back else 1
        self._went_back, self._is_guess = True, False
        self.place = self._resume = Place(start, here.size)
        return Step([], None)

    def _position(self, here: Place, length: int, repeated: int, paging: Paging) -> Position:
        start = first_of(here.start, as_count(paging.start), 0)
        size = self._size(here, paging)
        self._largest = max(self._largest, length)
        is_empty = length <= repeated and (not length or length < min(size, self._largest))
        return Position(start, length, size, is_empty)

    def _size(self, here: Place, paging: Paging) -> int:
        """How many elements the page may have: what the answer says, or the request."""
        sent = (self._call.query_params or {}).get("count")
        stated = as_count(paging.count) or None
        return first_of(stated, here.size, as_number(sent), DEFAULT_COUNT)

    def _decide(
        self, here: Place, at: Position, paging: Paging, metadata: Mapping[str, Any] | None
    ) -> Place | End:
        self._is_guess = self._is_filled = False
        self._reached, self._empty = at.reached, self._empty if at.is_empty else 0
        link = next_link(paging)
        token = (metadata or {}).get("nextPageToken") or (link or {}).get("pageToken")
        if token:
            return self._follow_token(here, token)
        silent = not paging and (metadata is not None or self._habit.kind == "cursor")
        if here.token is not None or silent:
            return "no next token"
        if self._total == at.reached or self._is_behind_total(at):
            return "total reached"
        more = self._total is not None and self._total > at.reached
        if self._habit.kind == "whole" and not more:
            if link is None:
                return "not paged"
            self._doubt(at, paging)
        if link is not None and (onward := self._follow_link(link, at)):
            return self._join(onward, at)
        if at.is_empty:
            return self._pass_over(here, at, self._total or 0)
        self._is_guess = not more or as_count(paging.start) is None
        stride = at.size if self._habit.hides else at.length
        return self._join(Place(at.start + max(stride, at.length), here.size), at)

    def _is_behind_total(self, at: Position) -> bool:
        """Whether a page that leaves elements out ends with the list."""
        return self._habit.hides and self._total is not None and at.start + at.size >= self._total

    def _join(self, onward: Place, at: Position) -> Place:
        """Begin the next page with the last elements of this one."""
        self._resume, start = onward, onward.start or 0
        self._overlap.expected, self._stride = None, start - at.start
        if not at.length or self._habit.kind in ("whole", "number"):
            return onward
        repeated = min(self._overlap.size, at.length - 1)
        is_doubtful = start > at.reached
        hidden = 0 if is_doubtful else max(0, at.size - at.length)
        is_last = hidden > 0 and (at.length < self._largest or self._pages < 2)
        self._overlap.expected = Expected(
            at.length - repeated, hidden, is_doubtful, repeats=repeated > 0, is_last=is_last
        )
        self._stride -= repeated
        return onward._replace(start=start - repeated)

    def _move(self, found: Place | End) -> End | None:
        """Move on; at the end of a list that changed, back to its beginning."""
        if isinstance(found, Place):
            self.place = found
            if self._overlap.expected is None or not self._overlap.expected.repeats:
                self._resume = found
            return None
        if not self._overlap.unsettled:
            self.place = None
            return self._end or found
        self._end, self.place, self._resume = self._end or found, self._begin, self._begin
        self._overlap.read_again()
        self._marked, self._steps, self._returns = self._begin.token, 0, 0
        self._is_guess = False
        return None

    def _doubt(self, at: Position, paging: Paging) -> None:
        """Check an answer that should be complete but links to a next page.

        The framework of LinkedIn's servers adds a link whenever a page is full (observed): only
        a request for the next page shows whether there is more.
        """
        if at.length != as_count(paging.count):
            advice = self._habit.how_to_split or "request less at a time"
            raise TruncatedError(
                f"{self._call.resource_path}: LinkedIn links to a next page, but this resource"
                f" returns everything at once; {advice}"
            )
        self._is_filled = True

    def _follow_token(self, here: Place, token: Any) -> Place:
        """Follow a token; remember one at ever longer intervals, so that a loop must meet it."""
        if not is_sendable(token):
            raise self._error(f"the answer has a page token that cannot be sent: {token!r:.40}")
        if token in (here.token, self._marked):
            raise self._error("a page token came twice, so the pages would never end")
        self._steps += 1
        if self._steps & (self._steps - 1) == 0:
            self._marked = token
        self._overlap.expected = None
        return Place(token=token)

    def _follow_link(self, link: Mapping[str, str], at: Position) -> Place | None:
        """Follow a link. An empty page may link to itself (observed), which ends the list."""
        onward = as_number(link.get("start"))
        if onward is not None and onward > at.start:
            return Place(onward, as_number(link.get("count")))
        if at.is_empty:
            return None
        if onward is None:
            raise self._error("the link to the next page has neither start nor pageToken")
        raise self._error(
            f"the link to the next page leads from {at.start} to {onward}, not forward"
        )

    def _pass_over(self, here: Place, at: Position, total: int) -> Place | End:
        """Skip an empty page if the total says that more elements follow."""
        self._empty += 1
        if self._empty > _MOST_EMPTY:
            raise self._error(f"{_MOST_EMPTY:,} pages in a row are empty, but the total is {total}")
        hidden = max(0, at.size - at.length)
        again = Expected(at.length, hidden, repeats=False) if at.length else None
        self._overlap.expected = again
        onward = at.start + (at.length or at.size)
        return Place(onward, here.size) if onward < total else "empty page"

    def _changed(self) -> ListChangedError:
        return ListChangedError(
            f"{self._call.resource_path}: the list changes faster than it can be read, so"
            " elements may be missing; read it again later, or request less at a time"
        )

    def _error(self, reason: str) -> PagingError:
        return PagingError(f"{self._call.resource_path}: {reason}")


def begin(call: Call, habit: ResourcePaging, cursor: str | None, key: Sequence[str] = ()) -> Walk:
    """Begin a walk at a cursor, or else where the parameters of the call say.

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
        params["count"] = habit.maximum  # a tenth of the calls that the default size takes
    return Walk(call._replace(query_params=params), habit, place, key)
