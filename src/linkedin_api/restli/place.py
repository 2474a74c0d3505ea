"""Where a page of a list begins, and what it covers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl, urlencode

from linkedin_api.argument_checks import check
from linkedin_api.restli.page_fields import as_number


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
        """Read the place from query parameters; `count` stays with the caller.

        Raises:
            InvalidArgumentError: `start` is no number.
        """
        given = params.get("start")
        start = as_number(given)
        is_number = start is not None or given is None
        check(is_number, "query_params['start']", "a whole number", given)
        return cls(start, None, params.get("pageToken"))

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
            as_number(params.get("start")), as_number(params.get("count")), params.get("pageToken")
        )
        is_cursor = params and str(place) == cursor
        check(is_cursor, "cursor", "the cursor of a page, such as 'start=20&count=10'", cursor)
        return place


class Position(NamedTuple):
    """Where a page is.

    Attributes:
        start: index of the first element.
        length: number of elements received.
        size: number of elements requested.
        is_empty: whether it has nothing that the page before does not have.
    """

    start: int
    length: int
    size: int
    is_empty: bool

    @property
    def reached(self) -> int:
        """Index behind the last element."""
        return self.start + self.length
