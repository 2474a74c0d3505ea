"""Leads as the API returns them. The people are fictitious."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.catalog.lead_forms import CHOICES, forms_of, version_urn
from linkedin_api.sandbox.figures.ad_leads import Lead
from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import figures_of

_FIRST_NAMES: Final = ("Ada", "Charles", "Mary", "Joseph", "Emmy", "Augusta", "Luigi", "Maria")
_LAST_NAMES: Final = ("Fiore", "Weaver", "Miller", "Carder", "Wheeler", "Gauge", "Shuttle")
_TITLES: Final = ("Engineer", "Weaver", "Mathematician", "Overseer")


def associated(call: Call, lead: Lead) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the creative and the campaign behind a lead; neither for a page's own."""
    ads = figures_of(call).ads
    campaign = ads.leads.campaign_of(lead)
    if campaign is None:
        return {}, {}
    creative = ads.tree.creatives_of(campaign)[0]
    metadata = {"sponsoredLeadMetadata": {"campaign": campaign.urn}}
    return {"associatedCreative": creative.urn}, metadata


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
    if not lead.is_of_guest:
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
