"""Visitors of an organization's page, by day.

A day is one row of numbers, made from one draw; any period is the sum of its rows.
The names and sums that LinkedIn reports are made from such a row at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from linkedin_api.sandbox.figures.chance import draw, split, stream

#: Parts of a page, and how many of a hundred visits look at each.
SECTIONS: Final = {
    "overview": 100,
    "careers": 12,
    "jobs": 9,
    "lifeAt": 5,
    "about": 11,
    "people": 8,
    "insights": 2,
    "products": 3,
}
DEVICES: Final = ("desktop", "mobile")
#: Clicks on the careers page per hundred views of it.
CLICKS: Final = {
    "careersPageBannerPromoClicks": 3,
    "careersPagePromoLinksClicks": 4,
    "careersPageEmployeesClicks": 7,
    "careersPageJobsClicks": 20,
}
_COLUMNS: Final = len(SECTIONS) * len(DEVICES)
_CAREERS: Final = 2 * list(SECTIONS).index("careers")
#: All of a page, then section by section: both devices, a desktop, a mobile.
_VIEW_NAMES: Final = (
    "allPageViews",
    "allDesktopPageViews",
    "allMobilePageViews",
    *(
        name
        for section in SECTIONS
        for title in [section[0].upper() + section[1:]]
        for name in (f"{section}PageViews", f"desktop{title}PageViews", f"mobile{title}PageViews")
    ),
)
#: Of a hundred visits, those from a desktop.
_DESKTOP: Final = 58


@dataclass(frozen=True, slots=True)
class PageTotals:
    """What happened to a page in some days.

    Attributes:
        row: views by section and device, the same of unique visitors, then clicks by
            device and kind.
    """

    row: tuple[int, ...] = (0,) * (2 * _COLUMNS + 2 * len(CLICKS))

    def views(self) -> dict[str, int]:
        """Return views under LinkedIn's names, such as `allMobilePageViews`."""
        return _name(self.row[:_COLUMNS])

    def unique_views(self) -> dict[str, int]:
        """Return visitors under the same names; summed over days (chosen)."""
        return _name(self.row[_COLUMNS : 2 * _COLUMNS])

    def clicks(self, device: str) -> dict[str, int]:
        """Return clicks on the careers page, from `desktop` or `mobile`."""
        begin = 2 * _COLUMNS + DEVICES.index(device) * len(CLICKS)
        return dict(zip(CLICKS, self.row[begin:], strict=False))

    def split(self, weights: list[int]) -> list[PageTotals]:
        """Divide everything by weight; the parts sum to the whole."""
        columns = [split(number, weights) for number in self.row]
        return [PageTotals(row) for row in zip(*columns, strict=True)]


def _name(row: tuple[int, ...]) -> dict[str, int]:
    desktop, mobile = row[0::2], row[1::2]
    numbers = [sum(row), sum(desktop), sum(mobile)]
    for from_desktop, from_mobile in zip(desktop, mobile, strict=True):
        numbers += (from_desktop + from_mobile, from_desktop, from_mobile)
    return dict(zip(_VIEW_NAMES, numbers, strict=True))


def _pace(visits: int) -> tuple[int, ...]:
    """Return average views of a day, in units that the sixteen steps of a draw divide."""
    return tuple(
        visits * share * of_device
        for share in SECTIONS.values()
        for of_device in (_DESKTOP, 100 - _DESKTOP)
    )


def pages_by_day(
    seed: int, organization: int, audience: int, days: Iterable[int]
) -> list[PageTotals]:
    """Return what happened to an organization's page on each of the days."""
    if not audience:
        return [PageTotals() for _ in days]
    state = stream(seed, "pages", organization)
    pace = _pace(audience // 150 + 3)
    return [PageTotals(_day(draw(state, day), pace)) for day in days]


def _day(chance: int, pace: tuple[int, ...]) -> tuple[int, ...]:
    # Four bits for each column: from 60 to 135 per cent of the average.
    views = [
        average * (12 + (chance >> 4 * column & 15)) // 200_000
        for column, average in enumerate(pace)
    ]
    repeated = 3 + (chance >> 61)
    visitors = [number - number // repeated for number in views]
    clicks = [
        # Rounded up or down by chance, so that few views have some clicks in the long run.
        (views[_CAREERS + device] * rate + (chance >> 8 * (4 * device + place)) % 100) // 100
        for device in range(len(DEVICES))
        for place, rate in enumerate(CLICKS.values())
    ]
    return (*views, *visitors, *clicks)


def add_up(days: Iterable[PageTotals]) -> PageTotals:
    """Return the sum."""
    rows = [day.row for day in days]
    return PageTotals(tuple(map(sum, zip(*rows, strict=True)))) if rows else PageTotals()
