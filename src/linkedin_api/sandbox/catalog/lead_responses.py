"""`leadFormResponses`: leads by id, and by the owner of their form.

Observed: that pages are shorter than `count` although more follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from linkedin_api.sandbox.catalog.lead_forms import forms_of, version_urn
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
from linkedin_api.sandbox.catalog.leads import associated, lead_entity
from linkedin_api.sandbox.catalog.role_rules import RoleRule
from linkedin_api.sandbox.figures.ad_leads import Lead
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.fields import Field, record
from linkedin_api.sandbox.protocol.keys import Key, SimpleKey
from linkedin_api.sandbox.protocol.problems import Problem, Refused, bad_parameter
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Param, Resource
from linkedin_api.sandbox.protocol.rows import Made
from linkedin_api.sandbox.protocol.store import Collection
from linkedin_api.sandbox.world import figures_of

#: Milliseconds beyond any time range.
_FOREVER: Final = 2**62
_TYPES: Final = ("COMPANY", "EVENT", "ORGANIZATION_PRODUCT", "SPONSORED")
_NO_PAGE_OWNER: Final = Problem(
    400, "Leads of type SPONSORED belong to a sponsoredAccount, not to {owner}", source="chosen"
)


def _find(call: Call, key: str) -> Lead | None:
    parts = key.split("-")
    try:
        form, day, serial = (int(parts[place], 16) for place in (0, 1, 4))
    except (IndexError, ValueError):
        return None
    leads = figures_of(call).ads.leads
    if not leads.has(form) or day not in leads.kept_days:
        return None
    on_that_day = {lead.key: lead for lead in leads.on(form, day)}
    lead = on_that_day.get(key)
    if lead is None or lead.serial != serial:
        return None
    return lead if may_see(call, _owner_of(call, form)) else None


def _owner_of(call: Call, form: int) -> Entity:
    owner: Entity = forms_of(call.store).entities[str(form)]["owner"]
    return owner


def _by_owner(call: Call, _entities: Iterable[Entity]) -> Made[Entity]:
    owner, kind = read_owner(call), call.params["leadType"]["leadType"]
    if kind == "SPONSORED" and "sponsoredAccount" not in owner:
        raise Refused(_NO_PAGE_OWNER.fill(owner=owner["organization"]))
    check_account_role(call, owner)
    first, after = _read_range(call)
    leads = figures_of(call).ads.leads
    days = [day for day in leads.kept_days if first // DAY <= day <= after // DAY]
    forms = [form for form in leads.forms() if _owner_of(call, form) == owner]
    found = [
        lead
        for lead in leads.submitted(forms if page_of(call, owner) else (), days)
        if first <= lead.submitted < after and _fits(call, lead, kind)
    ]
    return Made(sorted(found), lambda lead: lead_entity(call, lead) if lead.is_shown else {})


def _read_range(call: Call) -> tuple[int, int]:
    sent = call.params.get("submittedAtTimeRange", {})
    first, after = sent.get("start", 0), sent.get("end", _FOREVER)
    if first > after:
        raise Refused(bad_parameter("submittedAtTimeRange"))
    return first, after


def _fits(call: Call, lead: Lead, kind: str) -> bool:
    params = call.params
    if lead.is_test != params.get("limitedToTestLeads", False) or lead.type != kind:
        return False
    version = params.get("versionedLeadGenFormUrn")
    if version not in {None, version_urn(lead.form, lead.version)}:
        return False
    wanted: Mapping[str, Any] = params.get("associatedEntity", {})
    return not wanted or wanted.items() <= associated(call, lead)[0].items()


def _home(call: Call) -> Collection:
    """Show all leads that a call may see, by their ids."""

    def make(key: str) -> Entity:
        lead = _find(call, key)
        if lead is None or not lead.is_shown:
            raise KeyError(key)
        return lead_entity(call, lead)

    return Collection(Derived(make))


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
                record("leadType", Field("leadType", required=True, symbols=_TYPES), required=True),
                Param("versionedLeadGenFormUrn", "urn"),
                record(
                    "associatedEntity", Field("associatedCreative", "urn"), Field("event", "urn")
                ),
                Param("limitedToTestLeads", "boolean"),
                record("submittedAtTimeRange", Field("start", "long"), Field("end", "long")),
            ),
            _by_owner,
        ),
    ),
    paging=Paging(total=True, links=False, shows=bool),
    read_scopes=LEAD_SCOPES,
    rules=(RoleRule(_pages, LEAD_ROLES),),
    home=_home,
)
