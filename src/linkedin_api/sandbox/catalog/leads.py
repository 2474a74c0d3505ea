"""Leads, people's answers to the forms: a few for each published form and day, from the seed.

A lead is made when it is read. The people are fictitious. Documented: leads are kept for 365
days. Chosen: their number, and that every 25th is counted on its page and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from linkedin_api.sandbox.catalog.ad_numbers import FIRST_FORM, FORM_STRIDE
from linkedin_api.sandbox.catalog.lead_forms import (
    CHOICES,
    SEEDED,
    forms_of,
    version_urn,
)
from linkedin_api.sandbox.figures.ad_tree import SEEDED_DAY, AdCampaign
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import figures_of

_KEPT_DAYS: Final = 365
_MOST_A_DAY: Final = 3
#: Campaigns among which one for leads is looked for.
_TRIED: Final = 8
#: One in this many leads is counted and left out; is a test; has no submitter.
_LEFT_OUT, _TESTS, _GUESTS = 25, 10, 5
#: From this day on, forms of two versions have the second.
_SECOND_VERSION: Final = SEEDED_DAY + 60
_FIRST_NAMES: Final = ("Ada", "Charles", "Mary", "Joseph", "Emmy", "Augusta", "Luigi", "Maria")
_LAST_NAMES: Final = ("Fiore", "Weaver", "Miller", "Carder", "Wheeler", "Gauge", "Shuttle")
_TITLES: Final = ("Engineer", "Weaver", "Mathematician", "Overseer")


class Lead(NamedTuple):
    """One lead by its numbers.

    Attributes:
        submitted: milliseconds.
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
    def is_shown(self) -> bool:
        """Whether it is more than a number on its page."""
        return bool(self.chance % _LEFT_OUT)

    @property
    def is_test(self) -> bool:
        """Whether it is a test."""
        return not (self.chance >> 8) % _TESTS

    @property
    def type(self) -> str:
        """`SPONSORED` for a form of an advertising account, `COMPANY` for one of a page."""
        return "SPONSORED" if SEEDED[_place(self.form)[1]][0] == "sponsoredAccount" else "COMPANY"

    @property
    def version(self) -> int:
        """The version of the form that it answers."""
        second = SEEDED[_place(self.form)[1]][3] > 1 and self.day >= _SECOND_VERSION
        return 2 if second else 1

    @property
    def key(self) -> str:
        """Its id."""
        number = f"{self.form:08x}-{self.day:04x}-4000-8000-{self.serial:012x}"
        return f"{number}-{_place(self.form)[1] + 1}"


def _place(form: int) -> tuple[int, int]:
    """Return the place of a form's account, and of the form there."""
    return divmod(form - FIRST_FORM, FORM_STRIDE)


def forms_with_leads(call: Call) -> Iterator[int]:
    """Return the forms with leads: those shown, without test accounts."""
    for account in figures_of(call).ads.accounts:
        for place, (_, _, state, _) in enumerate(SEEDED):
            if state == "PUBLISHED" and not account.is_test:
                yield FIRST_FORM + account.place * FORM_STRIDE + place


def leads_on(call: Call, form: int, day: int) -> Iterator[Lead]:
    """Return the leads of a day, as far as it is over."""
    state, now = stream(call.store.seed, "leads", form), call.clock.milliseconds()
    for serial in range(draw(state, day) % (_MOST_A_DAY + 1)):
        chance = draw(state, (day << 8) + serial + 1)
        submitted = day * DAY + (chance >> 16) % DAY
        if submitted <= now:
            yield Lead(submitted, form, day, serial, chance)


def kept_days(call: Call) -> range:
    """Return the numbers of the days whose leads are kept."""
    today = figures_of(call).today
    return range(today - _KEPT_DAYS + 1, today + 1)


def leads_of(call: Call, forms: Iterable[int], days: Iterable[int]) -> Iterator[Lead]:
    """Return the leads of some forms and days, day by day."""
    chosen = list(forms)
    return (lead for day in days for form in chosen for lead in leads_on(call, form, day))


def associated(call: Call, lead: Lead) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the creative and the campaign behind a lead; neither for a page's own."""
    tree = figures_of(call).ads.tree
    if lead.type != "SPONSORED" or not tree.campaigns.each:
        return {}, {}
    campaign = _campaign_of(call, lead)
    creative = tree.creatives_of(campaign)[0]
    metadata = {"sponsoredLeadMetadata": {"campaign": campaign.urn}}
    return {"associatedCreative": creative.urn}, metadata


def _campaign_of(call: Call, lead: Lead) -> AdCampaign:
    """Return the campaign behind a lead: one for leads, if there is one among a few."""
    tree, account = figures_of(call).ads.tree, _place(lead.form)[0]
    first = lead.chance >> 24
    few = [tree.campaign(account, (first + step) % tree.campaigns.each) for step in range(_TRIED)]
    return next((each for each in few if each.objective == "LEAD_GENERATION"), few[0])


def lead_entity(call: Call, lead: Lead) -> Entity:
    """Return a lead as the API does."""
    form = forms_of(call.store).entities[str(lead.form)]
    creative, metadata = associated(call, lead)
    entity: dict[str, Any] = {
        "id": lead.key,
        "owner": form["owner"],
        "leadType": lead.type,
        "submittedAt": lead.submitted,
        "testLead": lead.is_test,
        "versionedLeadGenFormUrn": version_urn(lead.form, lead.version),
        "formResponse": _response(form, lead),
    }
    if creative:
        entity |= {"associatedEntity": creative, "leadMetadata": metadata}
    if (lead.chance >> 4) % _GUESTS:
        entity["submitter"] = f"urn:li:person:lead{lead.chance % 10**8:08}"
    if "form" in call.masks.get("fields", {}):
        entity["form"] = form
    return entity


def _response(form: Entity, lead: Lead) -> dict[str, Any]:
    first = _FIRST_NAMES[lead.chance % len(_FIRST_NAMES)]
    last = _LAST_NAMES[(lead.chance >> 3) % len(_LAST_NAMES)]
    texts = {
        "FIRST_NAME": first,
        "LAST_NAME": last,
        "EMAIL": f"{first}.{last}@example.com".lower(),
        "JOB_TITLE": _TITLES[(lead.chance >> 6) % len(_TITLES)],
    }
    answers = [
        {
            "questionId": question["questionId"],
            "answerDetails": _answer(texts.get(question.get("predefinedField", "")), lead),
        }
        for question in form["content"]["questions"]
    ]
    consents = form["content"].get("legalInfo", {}).get("consents", [])
    return {
        "answers": answers,
        "consentResponses": [{"consentId": each["id"], "accepted": True} for each in consents],
    }


def _answer(text: str | None, lead: Lead) -> dict[str, Any]:
    if text is None:
        return {"multipleChoiceAnswer": {"options": [(lead.chance >> 10) % len(CHOICES)]}}
    return {"textQuestionAnswer": {"answer": text}}
