"""`leadForms`: forms of advertising accounts and pages that ask people for their details.

The texts are the sandbox's own. Chosen: a change of a form's content makes a new version.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from linkedin_api.sandbox.catalog.ad_shelves import numbers_of
from linkedin_api.sandbox.catalog.lead_form_fields import LEAD_FORM_FIELDS, TRANSITIONS
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
from linkedin_api.sandbox.catalog.role_rules import RoleRule, field_of
from linkedin_api.sandbox.figures.ad_leads import FIRST_FORM, FORM_STRIDE, FORMS
from linkedin_api.sandbox.figures.ad_tree import COMPANY, SEEDED_DAY, AdAccount
from linkedin_api.sandbox.figures.days import DAY
from linkedin_api.sandbox.protocol.entities import Part
from linkedin_api.sandbox.protocol.keys import Key
from linkedin_api.sandbox.protocol.problems import wrong_value
from linkedin_api.sandbox.protocol.resource import Call, Entity, Finder, Paging, Resource
from linkedin_api.sandbox.protocol.store import Collection, Store

_FIRST_CREATED: Final = 9_600_001
_LANGUAGE: Final = "en_US"
#: Questions whose answers are known from a profile, by their names in the form's language.
_PREDEFINED: Final = (
    ("First name", "FIRST_NAME"),
    ("Last name", "LAST_NAME"),
    ("Email", "EMAIL"),
    ("Job title", "JOB_TITLE"),
)
CHOICES: Final = ("Looms", "Engines", "Tables")


def forms_of(store: Store) -> Collection:
    """Return all forms."""
    return store.shelf("leadForms", lambda store: Collection(_first_forms(store)))


def version_urn(form: int, version: int) -> str:
    """Return the URN by which leads name a version of a form."""
    return f"urn:li:versionedLeadGenForm:(urn:li:leadGenForm:{form},{version})"


def _first_forms(store: Store) -> dict[str, Entity]:
    return {
        str(number): _form(number, account, place)
        for account in numbers_of(store).ads.accounts
        for place in range(len(FORMS))
        for number in (FIRST_FORM + account.place * FORM_STRIDE + place,)
    }


def _form(number: int, account: AdAccount, place: int) -> Entity:
    kind, name, state, version = FORMS[place]
    urn = account.urn if kind == "sponsoredAccount" else f"{COMPANY}{account.organization}"
    moment = (SEEDED_DAY - 300 + place) * DAY
    return {
        "id": number,
        "versionId": version,
        "name": name,
        "owner": {kind: urn},
        "state": state,
        "creationLocale": {"country": "US", "language": "en"},
        "created": moment,
        "lastModified": moment + (version - 1) * 60 * DAY,
        "hiddenFields": [{"name": "utm_source", "value": "sandbox"}],
        "reviewInfo": _review(state, moment),
        "content": _numbered(_content(name), number),
    }


def _review(state: str, moment: int) -> dict[str, Any]:
    status = "NEEDS_REVIEW" if state == "DRAFT" else "APPROVED"
    return {"reviewStatus": status, "lastUpdated": moment, "rejectionReasons": []}


def _content(name: str) -> dict[str, Any]:
    typed = {"textQuestionDetails": {"maxResponseLength": 300}}
    options = [{"text": _text(choice)} for choice in CHOICES]
    chosen = {"multipleChoiceQuestionDetails": {"options": options}}
    asked = [
        *(_question(words, words, typed, predefinedField=field) for words, field in _PREDEFINED),
        _question("Custom question 0", "What are you interested in?", chosen),
    ]
    return {
        "headline": _text(name),
        "description": _text("We answer within a day."),
        "questions": asked,
        "legalInfo": {
            "privacyPolicyUrl": "https://example.com/privacy",
            "legalDisclaimer": _text("We keep what you send for a year."),
            "consents": [{"checkRequired": True, "consent": _text("You may write to me.")}],
        },
        "postSubmissionInfo": {
            "message": _text("Thank you."),
            "callToAction": {
                "callToActionLabel": "VISIT_COMPANY_WEBSITE",
                "callToActionTarget": {"landingPageUrl": "https://example.com/"},
            },
        },
    }


def _question(name: str, words: str, details: Entity, **known: str) -> dict[str, Any]:
    return {
        "name": name,
        **known,
        "responseRequired": True,
        "responseEditable": True,
        "question": _text(words),
        "questionDetails": details,
    }


def _text(words: str) -> dict[str, Any]:
    return {"localized": {_LANGUAGE: words}}


def _numbered(content: Entity, form: int) -> dict[str, Any]:
    """Give a form's questions ids as LinkedIn does, from their place and the form's id."""
    numbered = dict(content)
    numbered["questions"] = [
        {"questionId": int(f"{place}{form:08}"), **_with_options(question)}
        for place, question in enumerate(content["questions"], 1)
    ]
    if "legalInfo" in content:
        legal = {"legalInfoId": int(f"1{form:08}"), **content["legalInfo"]}
        if "consents" in legal:
            legal["consents"] = _with_ids(legal["consents"])
        numbered["legalInfo"] = legal
    return numbered


def _with_options(question: Entity) -> dict[str, Any]:
    details = question.get("questionDetails", {})
    choices = details.get("multipleChoiceQuestionDetails")
    if choices is None:
        return dict(question)
    numbered = {**choices, "options": _with_ids(choices.get("options", []))}
    return {**question, "questionDetails": {**details, "multipleChoiceQuestionDetails": numbered}}


def _with_ids(records: Iterable[Entity]) -> list[dict[str, Any]]:
    return [{"id": place, **record} for place, record in enumerate(records)]


def _home(call: Call) -> Collection:
    """Show the forms of pages, and of accounts in which the member has a role."""
    shelf = forms_of(call.store)
    return shelf.seen_as(Part(shelf.entities, lambda form: may_see(call, form["owner"])))


def _by_owner(call: Call, entities: Iterable[Entity]) -> list[Entity]:
    owner = read_owner(call)
    check_account_role(call, owner)
    return [form for form in entities if form["owner"] == owner]


def _pages(call: Call, key: Key | None) -> tuple[str, ...]:
    """Return the page of the form, or owner, that a call is about."""
    owner = field_of(call, key, forms_of(call.store).entities, "owner")
    return page_of(call, owner) if is_owner(owner) else ()


def _check(call: Call, form: Entity, key: Any) -> None:
    if not is_owner(form["owner"]):
        raise wrong_value("owner", form["owner"])
    check_account_role(call, form["owner"], writes=True)
    if not form["content"]["questions"]:
        raise wrong_value("content/questions", [])
    before = {} if key is None else forms_of(call.store).entities[str(key)]
    if before and before["owner"] != form["owner"]:
        raise wrong_value("owner", form["owner"])
    old, new = before.get("state", "DRAFT"), form.get("state", "DRAFT")
    if new not in TRANSITIONS[old]:
        raise wrong_value("state", new, "STATUS_CHANGE_NOT_ALLOWED")


def _complete(call: Call, form: dict[str, Any], number: Any) -> dict[str, Any]:
    now = call.clock.milliseconds()
    before = forms_of(call.store).entities.get(str(number), {})
    content = _numbered(form["content"], number)
    changed = bool(before) and before["content"] != content
    state = form.get("state", "DRAFT")
    return {
        "hiddenFields": [],
        **form,
        "id": number,
        "versionId": before.get("versionId", 1) + changed,
        "state": state,
        "created": before.get("created", now),
        "lastModified": now,
        "reviewInfo": before.get("reviewInfo", _review(state, now)),
        "content": content,
    }


LEAD_FORMS: Final = Resource(
    "leadForms",
    fields=LEAD_FORM_FIELDS,
    methods=frozenset({"GET", "BATCH_GET", "CREATE", "PARTIAL_UPDATE"}),
    finders=(Finder("owner", (OWNER,), _by_owner),),
    paging=Paging(total=True),
    read_scopes=LEAD_SCOPES,
    write_scopes=LEAD_SCOPES,
    rules=(RoleRule(_pages, LEAD_ROLES),),
    home=_home,
    mint=lambda serial, _form: _FIRST_CREATED + serial,
    complete=_complete,
    check=_check,
    new_style_errors=True,
)
