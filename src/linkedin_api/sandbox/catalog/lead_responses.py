"""`leadFormResponses`: the leads, people's answers to the forms.

They follow from the seed: a few for each published form and day, until now. The people are
fictitious. A lead is made when it is read. Documented: leads are kept for 365 days.
Observed: the shape, and that pages are shorter than `count` although more
follow. Here every 25th lead is counted on its page and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, Final, NamedTuple

from linkedin_api.sandbox.catalog.ad_numbers import (
    ACCOUNTS,
    CAMPAIGN,
    CREATIVE,
    CREATIVES_EACH,
    SEEDED_DAY,
    is_test,
)
from linkedin_api.sandbox.catalog.ad_shelves import numbers_of
from linkedin_api.sandbox.catalog.lead_forms import (
    CHOICES,
    FIRST_FORM,
    SEEDED,
    STRIDE,
    forms_of,
    version_urn,
)
from linkedin_api.sandbox.catalog.lead_owners import (
    LEAD_ROLES,
    LEAD_SCOPES,
    OWNER,
    check_account_role,
    is_owner,
    may_see,
    page_of,
    read_owner,
)
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.figures.chance import draw, stream
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.entities import View
from linkedin_api.sandbox.protocol.fields import Field
from linkedin_api.sandbox.protocol.keys import Key, SimpleKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.protocol.store import Collection, Home
from linkedin_api.sandbox.world import figures_of

_KEPT_DAYS: Final = 365
#: Milliseconds beyond any time range.
_FOREVER: Final = 2**62
_MOST_A_DAY: Final = 3
#: One in this many leads is counted and left out; is a test; has no submitter.
_LEFT_OUT, _TESTS, _GUESTS = 25, 10, 5
#: From this day on, forms of two versions have the second.
_SECOND_VERSION: Final = SEEDED_DAY + 60
_TYPES: Final = ("COMPANY", "EVENT", "ORGANIZATION_PRODUCT", "SPONSORED")
_NO_PAGE_OWNER: Final = Problem(
    400, "Leads of type SPONSORED belong to a sponsoredAccount, not to {owner}", source="chosen"
)
_FIRST_NAMES: Final = ("Ada", "Charles", "Mary", "Joseph", "Emmy", "Augusta", "Luigi", "Maria")
_LAST_NAMES: Final = ("Fiore", "Weaver", "Miller", "Carder", "Wheeler", "Gauge", "Shuttle")
_TITLES: Final = ("Engineer", "Weaver", "Mathematician", "Overseer")


class _Lead(NamedTuple):
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
        return bool(self.chance % _LEFT_OUT)

    @property
    def is_test(self) -> bool:
        return not (self.chance >> 8) % _TESTS

    @property
    def version(self) -> int:
        second = SEEDED[_place(self.form)[1]][3] > 1 and self.day >= _SECOND_VERSION
        return 2 if second else 1

    @property
    def key(self) -> str:
        number = f"{self.form:08x}-{self.day:04x}-4000-8000-{self.serial:012x}"
        return f"{number}-{_place(self.form)[1] + 1}"


def _place(form: int) -> tuple[int, int]:
    """Return the place of a form's account, and of the form there."""
    return divmod(form - FIRST_FORM, STRIDE)


def _forms() -> Iterator[int]:
    """Return the forms with leads: those shown, without test accounts."""
    for account in range(len(ACCOUNTS)):
        for place, (_, _, state, _) in enumerate(SEEDED):
            if state == "PUBLISHED" and not is_test(account):
                yield FIRST_FORM + account * STRIDE + place


def _leads_on(call: Call, form: int, day: int) -> Iterator[_Lead]:
    """Return the leads of a day, as far as it is over."""
    state, now = stream(call.store.seed, "leads", form), call.clock.milliseconds()
    for serial in range(draw(state, day) % (_MOST_A_DAY + 1)):
        chance = draw(state, (day << 8) + serial + 1)
        submitted = day * DAY + (chance >> 16) % DAY
        if submitted <= now:
            yield _Lead(submitted, form, day, serial, chance)


def _kept(call: Call) -> range:
    today = figures_of(call).today
    return range(today - _KEPT_DAYS + 1, today + 1)


class _Leads(MutableMapping[str, Entity]):
    """All leads that a call may see, by their ids."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def __getitem__(self, key: str) -> Entity:
        lead = _find(self._call, key)
        if lead is None or not lead.is_shown:
            raise KeyError(key)
        return _response_entity(self._call, lead)

    def __setitem__(self, key: str, entity: Entity) -> None:
        raise TypeError("leads come from people")

    def __delitem__(self, key: str) -> None:
        raise TypeError("leads end by themselves")

    def __iter__(self) -> Iterator[str]:
        return (lead.key for lead in _all(self._call, _forms(), _kept(self._call)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _find(call: Call, key: str) -> _Lead | None:
    parts = key.split("-")
    try:
        form, day, serial = (int(parts[place], 16) for place in (0, 1, 4))
    except (IndexError, ValueError):
        return None
    if form not in set(_forms()) or day not in _kept(call):
        return None
    on_that_day = {lead.key: lead for lead in _leads_on(call, form, day)}
    lead = on_that_day.get(key)
    if lead is None or lead.serial != serial:
        return None
    return lead if may_see(call, _owner_of(call, form)) else None


def _owner_of(call: Call, form: int) -> Entity:
    owner: Entity = forms_of(call.store).entities[str(form)]["owner"]
    return owner


def _all(call: Call, forms: Iterable[int], days: Iterable[int]) -> Iterator[_Lead]:
    chosen = list(forms)
    return (lead for day in days for form in chosen for lead in _leads_on(call, form, day))


def _by_owner(call: Call, _entities: Iterable[Entity]) -> Made[_Lead]:
    owner, kind = read_owner(call), call.params["leadType"]["leadType"]
    if kind == "SPONSORED" and "sponsoredAccount" not in owner:
        raise Refused(_NO_PAGE_OWNER.fill(owner=owner["organization"]))
    check_account_role(call, owner)
    first, after = _read_range(call)
    days = [day for day in _kept(call) if first // DAY <= day <= after // DAY]
    forms = [form for form in _forms() if _owner_of(call, form) == owner]
    found = [
        lead
        for lead in _all(call, forms if page_of(call, owner) else (), days)
        if first <= lead.submitted < after and _fits(call, lead, kind)
    ]
    return Made(sorted(found), lambda lead: _response_entity(call, lead) if lead.is_shown else {})


def _read_range(call: Call) -> tuple[int, int]:
    sent = call.params.get("submittedAtTimeRange", {})
    first, after = sent.get("start", 0), sent.get("end", _FOREVER)
    if first > after:
        raise Refused(bad_parameter("submittedAtTimeRange"))
    return first, after


def _fits(call: Call, lead: _Lead, kind: str) -> bool:
    params = call.params
    if lead.is_test != params.get("limitedToTestLeads", False) or _type_of(lead) != kind:
        return False
    version = params.get("versionedLeadGenFormUrn")
    if version not in {None, version_urn(lead.form, lead.version)}:
        return False
    wanted: Mapping[str, Any] = params.get("associatedEntity", {})
    return not wanted or wanted.items() <= _associated(call, lead)[0].items()


def _type_of(lead: _Lead) -> str:
    return "SPONSORED" if SEEDED[_place(lead.form)[1]][0] == "sponsoredAccount" else "COMPANY"


def _associated(call: Call, lead: _Lead) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the creative and the campaign behind a lead; neither for a page's own."""
    numbers, account = numbers_of(call.store), _place(lead.form)[0]
    if _type_of(lead) != "SPONSORED" or not numbers.campaigns:
        return {}, {}
    index = (lead.chance >> 24) % numbers.campaigns
    creative = numbers.creatives_row.number(account, index * CREATIVES_EACH)
    campaign = numbers.campaigns_row.number(account, index)
    metadata = {"sponsoredLeadMetadata": {"campaign": f"{CAMPAIGN}{campaign}"}}
    return {"associatedCreative": f"{CREATIVE}{creative}"}, metadata


def _response_entity(call: Call, lead: _Lead) -> Entity:
    form = forms_of(call.store).entities[str(lead.form)]
    creative, metadata = _associated(call, lead)
    entity: dict[str, Any] = {
        "id": lead.key,
        "owner": form["owner"],
        "leadType": _type_of(lead),
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


def _response(form: Entity, lead: _Lead) -> dict[str, Any]:
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


def _answer(text: str | None, lead: _Lead) -> dict[str, Any]:
    if text is None:
        return {"multipleChoiceAnswer": {"options": [(lead.chance >> 10) % len(CHOICES)]}}
    return {"textQuestionAnswer": {"answer": text}}


def _home(call: Call) -> Home:
    return View(Collection(), _Leads(call))


def _pages(call: Call, key: Key | None) -> tuple[str, ...]:
    """Return the page of the lead, or owner, that a call is about."""
    if key is None:
        owner: Entity = call.params.get("owner", {})
        return page_of(call, owner) if is_owner(owner) else ()
    lead = _find(call, key.text)
    return () if lead is None else page_of(call, _owner_of(call, lead.form))


LEAD_RESPONSES: Final = Resource(
    "leadFormResponses",
    key=SimpleKey("string"),
    methods=frozenset({"GET", "BATCH_GET"}),
    finders=(
        Finder(
            "owner",
            (
                OWNER,
                Param(
                    "leadType",
                    "record",
                    required=True,
                    fields=(Field("leadType", required=True, symbols=_TYPES),),
                ),
                Param("versionedLeadGenFormUrn", "urn"),
                Param(
                    "associatedEntity",
                    "record",
                    fields=(Field("associatedCreative", "urn"), Field("event", "urn")),
                ),
                Param("limitedToTestLeads", "boolean"),
                Param(
                    "submittedAtTimeRange",
                    "record",
                    fields=(Field("start", "long"), Field("end", "long")),
                ),
            ),
            _by_owner,
        ),
    ),
    paging=Paging(total=True, links=False, shows=bool),
    read_scopes=LEAD_SCOPES,
    rules=(RoleRule(_pages, LEAD_ROLES),),
    home=_home,
)
