"""Join the pages of a list that may change while it is read.

Each page repeats the last element of the page before. If it begins with that element, nothing
moved between the two requests. If it begins with an earlier one, the list moved towards its end:
something came in further ahead. If it begins with an unknown one, something further ahead is
gone, and an element may have slipped between the pages.

Source: LinkedIn's pages are cut by position (documented), so they drift with every change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from linkedin_api.restli.element_keys import ElementKey, KeyReader, Remembered

#: So many elements of a list move, at most, between two calls.
_MOVES_A_CALL: Final = 2


class Expected(NamedTuple):
    """With which element of the page before a page begins, if nothing moved.

    Attributes:
        place: index of that element; negative if the page begins before that page.
        hidden: by how many places it may begin earlier because elements are hidden.
        doubtful: whether the elements it repeats may be hidden.
        returned: whether it is requested because the last one did not join.
        repeats: whether it repeats any element; of pages of one element, none does.
        is_last: whether the page before looks like the last one.
    """

    place: int
    hidden: int = 0
    doubtful: bool = False
    returned: bool = False
    repeats: bool = True
    is_last: bool = False


class Overlap:
    """Which elements of each page are new, and whether the list changed.

    Attributes:
        size: how many elements the next page repeats.
        changed: whether the list has changed since the first page.
        unsettled: whether it has changed since the last `read_again`.
        is_again: whether it is being read again.
        expected: what the next page begins with; `None` if it repeats nothing.
    """

    def __init__(self, keys: KeyReader) -> None:
        self.size = 1
        self.changed = self.unsettled = self.is_again = False
        self.expected: Expected | None = None
        self._keys = keys
        self._remembered = Remembered()
        self._before: list[int] = []
        self._has_equals = self._shares_keys = False
        self._read = self._missed = self._calls = self._run = self._wanted_run = 0

    @property
    def length(self) -> int:
        """How many elements the page before has."""
        return len(self._before)

    @property
    def is_lost(self) -> bool:
        """Whether the list is read again further than its elements are remembered."""
        return self.is_again and not self._remembered.knows_first(self._read)

    def read_keys(self, elements: Sequence[Any]) -> list[ElementKey]:
        """Read the keys of a page."""
        return [self._keys.read(element) for element in elements]

    def repeats(self, page: Sequence[ElementKey]) -> bool:
        """Whether a page has the same elements as the page before."""
        return bool(page) and [each.key for each in page] == self._before

    def repeated(self, page: Sequence[ElementKey], *, is_same_total: bool) -> int | None:
        """How many places at the beginning of a page belong to the page before.

        Returns:
            `None` if the page does not join what was read: an element may be missing.
        """
        expected = self.expected
        if expected is None or not (expected.repeats or expected.hidden or has_key(page)):
            return 0
        index = self._index_of(page[0].key, expected.place) if page else None
        if index is not None:
            self._note_move(expected, expected.place - index)
            return len(self._before) - index
        if not expected.repeats or (expected.doubtful and is_same_total):
            return 0
        if expected.is_last and not page:
            return 0  # there was nothing behind it that could be missed
        is_known = [each.key in self._remembered for each in page]
        is_early = expected.place < 0 and is_known[:1] == [True]
        is_flooded = all(is_known) and len(page) >= len(self._before)
        if is_flooded and not (expected.returned or self.is_again):
            self._note(len(page))  # more elements came in than fit on a page
            return 0
        self._note(0)
        return 0 if is_early else None

    def take(
        self, elements: Sequence[Any], page: Sequence[ElementKey], repeated: int
    ) -> tuple[list[Any], bool]:
        """Take a page.

        Returns:
            The elements that were not taken before, and whether a list that is read again has
            nothing more to give.
        """
        known = self._known(page, repeated)
        fresh = [element for element, old in zip(elements, known, strict=True) if not old]
        for each in page:
            self._remembered.add(each)
        self._before = [each.key for each in page]
        self._read += len(page)
        self._calls += 1
        if not self.is_again:
            return fresh, False
        self._missed -= len(fresh)
        self._run = self._run + len(known) if all(known) else known[::-1].index(False)
        return fresh, self._missed <= 0 and self._run >= max(len(page) // 2, self._wanted_run)

    def read_again(self) -> None:
        """Begin again, to find the elements that moved to where the list had been read.

        They stand at the beginning, or are as many as the places by which the list moved. Behind
        the beginning stand known elements only; how many in a row are enough depends on the
        number of calls, since an element may have moved between any two.
        """
        self._missed = 0 if self.is_again else self._missed
        self._wanted_run, self._calls = _MOVES_A_CALL * self._calls, 0
        self.unsettled, self.is_again, self.expected = False, True, None
        self._before, self._read, self._run = [], 0, 0

    def _index_of(self, key: int, near: int) -> int | None:
        places = [i for i, each in enumerate(self._before) if each == key]
        return min(places, key=lambda place: abs(place - near)) if places else None

    def _note_move(self, expected: Expected, places: int) -> None:
        if places > expected.hidden:
            self._note(places)
        elif places < 0 and not expected.doubtful:
            self._note(0)

    def _note(self, places: int) -> None:
        self.changed = self.unsettled = True
        if not self.is_again:
            self._missed += places  # so many elements came in where the list had been read

    def _known(self, page: Sequence[ElementKey], repeated: int) -> list[bool]:
        """For each element, whether it was taken before."""
        tail = set(self._before[len(self._before) - repeated :]) if repeated else set()
        on_page: dict[int, int | None] = {}
        known = []
        for place, each in enumerate(page):
            if place < repeated and each.key in tail:
                known.append(True)
            elif each.key in on_page:
                known.append(self._is_twice_on_page(each, on_page[each.key]))
            else:
                known.append(self._was_taken(each))
            on_page.setdefault(each.key, each.content)
        return known

    def _is_twice_on_page(self, each: ElementKey, content: int | None) -> bool:
        """Whether an element that a page has twice is given only once: not without a key."""
        if each.content != content:
            self._shares_keys = True
            return False
        if each.is_whole:
            self._has_equals = True
            return False
        return True

    def _was_taken(self, each: ElementKey) -> bool:
        if each.key not in self._remembered:
            return False
        if each.is_whole:
            return self.changed and not self._has_equals
        if self._shares_keys and not self._remembered.has_equal(each):
            return False
        if not self.is_again:
            self._note(self.expected is None)
        return True


def has_key(page: Sequence[ElementKey]) -> bool:
    """Whether the first element of a page has a key."""
    return bool(page) and not page[0].is_whole
