"""Leads, people's answers to lead forms: a few for each published form and day, from the seed.

Documented: leads are kept for 365 days. Chosen: their number, and that every 25th is counted on
its page and left out, so that pages are shorter than they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from linkedin_api.sandbox.figures.ad_tree import (
    FIRST_ACCOUNT,
    SEEDED_DAY,
    TEST_PLACE,
    AdCampaign,
    AdTree,
)
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY, day_number

if TYPE_CHECKING:
    from linkedin_api.sandbox.clock import Clock

FIRST_FORM: Final = 9_500_001
#: Numbers set aside for the forms of each account and its page.
FORM_STRIDE: Final = 10
#: Forms of each account and of its page at the start: whose, name, state, version.
FORMS: Final = (
    ("sponsoredAccount", "Demo asked for", "PUBLISHED", 1),
    ("sponsoredAccount", "Newsletter", "PUBLISHED", 2),
    ("sponsoredAccount", "Webinar", "DRAFT", 1),
    ("organization", "Write to us", "PUBLISHED", 1),
)
_KEPT_DAYS: Final = 365
_MOST_A_DAY: Final = 3
#: Campaigns among which one for leads is looked for.
_TRIED: Final = 8
#: One in this many leads is counted and left out; is a test; has no submitter.
_LEFT_OUT, _TESTS, _GUESTS = 25, 10, 5
#: From this day on, forms of two versions have the second.
_SECOND_VERSION: Final = SEEDED_DAY + 60


class Lead(NamedTuple):
    """One lead by its numbers.

    Attributes:
        submitted: milliseconds since 1970.
        form: number of the form.
        day: number of the day.
        serial: its place on that day.
        chance: determines its content.
    """

    submitted: int
    form: int
    day: int
    serial: int
    chance: int

    @property
    def submitted_at(self) -> datetime:
        """When it was submitted, in UTC."""
        return datetime.fromtimestamp(self.submitted / 1000, UTC)

    @property
    def is_shown(self) -> bool:
        """Whether it is more than a number on its page."""
        return bool(self.chance % _LEFT_OUT)

    @property
    def is_test(self) -> bool:
        """Whether it is a test."""
        return not (self.chance >> 8) % _TESTS

    @property
    def is_of_guest(self) -> bool:
        """Whether nobody knows who submitted it."""
        return not (self.chance >> 4) % _GUESTS

    @property
    def type(self) -> str:
        """`SPONSORED` for a form of an advertising account, `COMPANY` for one of a page."""
        return "SPONSORED" if FORMS[place_of(self.form)[1]][0] == "sponsoredAccount" else "COMPANY"

    @property
    def version(self) -> int:
        """The version of the form that it answers."""
        second = FORMS[place_of(self.form)[1]][3] > 1 and self.day >= _SECOND_VERSION
        return 2 if second else 1

    @property
    def key(self) -> str:
        """Its id."""
        number = f"{self.form:08x}-{self.day:04x}-4000-8000-{self.serial:012x}"
        return f"{number}-{place_of(self.form)[1] + 1}"


def place_of(form: int) -> tuple[int, int]:
    """Return the place of a form's account, and of the form there."""
    return divmod(form - FIRST_FORM, FORM_STRIDE)


class Leads:
    """The leads of a sandbox: `Sandbox.figures.ads.leads`.

    Example:
        >>> from linkedin_api.sandbox import Sandbox
        >>> with Sandbox() as sandbox:
        ...     leads = list(sandbox.figures.ads.leads.of(512000001))
        >>> len({lead.key for lead in leads}) == len(leads)
        True
    """

    def __init__(self, seed: int, clock: Clock, tree: AdTree) -> None:
        self._seed = seed
        self._clock = clock
        self._tree = tree

    def of(
        self, account: int, first: date | None = None, last: date | None = None
    ) -> Iterator[Lead]:
        """Yield what `leadFormResponses` returns for an account: no tests, none left out.

        Args:
            account: number.
            first: day; `None` for the first that is kept.
            last: day, included; `None` for today.
        """
        kept = self.kept_days
        days = range(
            max(kept.start, day_number(first)) if first else kept.start,
            min(kept.stop, day_number(last) + 1) if last else kept.stop,
        )
        own = [form for form in self.forms() if place_of(form)[0] == account - FIRST_ACCOUNT]
        return (
            lead
            for lead in sorted(self.submitted(own, days))
            if lead.type == "SPONSORED" and lead.is_shown and not lead.is_test
        )

    def forms(self) -> Iterator[int]:
        """Return the numbers of the forms with leads: those published, without test accounts."""
        numbers = (
            FIRST_FORM + place * FORM_STRIDE + index
            for place in range(self._tree.accounts)
            for index in range(len(FORMS))
        )
        return filter(self.has, numbers)

    def has(self, form: int) -> bool:
        """Whether that is the number of a form with leads."""
        place, index = place_of(form)
        known = 0 <= place < self._tree.accounts and index < len(FORMS)
        return known and FORMS[index][2] == "PUBLISHED" and place != TEST_PLACE

    @property
    def kept_days(self) -> range:
        """Numbers of the days whose leads are kept."""
        today = self._clock.milliseconds() // DAY
        return range(today - _KEPT_DAYS + 1, today + 1)

    def submitted(self, forms: Iterable[int], days: Iterable[int]) -> Iterator[Lead]:
        """Yield all leads of some forms and days, by their numbers, day by day."""
        chosen = list(forms)
        return (lead for day in days for form in chosen for lead in self.on(form, day))

    def on(self, form: int, day: int) -> Iterator[Lead]:
        """Yield the leads of one form and day, as far as the day is over."""
        state, now = stream(self._seed, "leads", form), self._clock.milliseconds()
        for serial in range(draw(state, day) % (_MOST_A_DAY + 1)):
            chance = draw(state, (day << 8) + serial + 1)
            submitted = day * DAY + (chance >> 16) % DAY
            if submitted <= now:
                yield Lead(submitted, form, day, serial, chance)

    def campaign_of(self, lead: Lead) -> AdCampaign | None:
        """Return the campaign behind a lead: one for leads, if there is one among a few."""
        number = self._tree.campaigns.each
        if lead.type != "SPONSORED" or not number:
            return None
        account, first = place_of(lead.form)[0], lead.chance >> 24
        few = [self._tree.campaign(account, (first + step) % number) for step in range(_TRIED)]
        return next((each for each in few if each.objective == "LEAD_GENERATION"), few[0])
