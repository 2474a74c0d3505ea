"""What of a part has not been read yet."""

from __future__ import annotations

from collections.abc import Iterator

from linkedin_api.sources.past import Windows
from linkedin_api.sources.queries.query import Part, QueryResult
from linkedin_api.sources.windows import without


class Unread:
    """The windows of a part that are left to read, by organization."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._left = dict.fromkeys(part.organizations, part.windows)

    def take(self, result: QueryResult) -> bool:
        """Note what was read; return whether nothing is left of what the result is about."""
        for number in result.refused:
            self._left.pop(number, None)
        about = result.organizations or self._part.organizations
        left = {n: without(self._left[n], result.windows) for n in about if n in self._left}
        self._left |= left
        return not any(left.values())

    def each(self) -> Iterator[tuple[tuple[int, ...], Windows]]:
        """Give the organizations that are not read, those with the same windows together."""
        if not self._part.organizations:
            yield (), self._part.windows
            return
        groups: dict[Windows, tuple[int, ...]] = {}
        some_left = any(self._left.values())
        for number, windows in self._left.items():
            if windows or not some_left:
                groups[windows] = (*groups.get(windows, ()), number)
        for windows, numbers in groups.items():
            yield numbers, windows
