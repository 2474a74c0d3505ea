"""Lead forms, and what members sent in with them: personal data."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.resource_access import LEADS as PRODUCT
from linkedin_api.sources.catalogue.ads.records import (
    GUIDE,
    LEADS,
    TIMES,
    as_json,
    json_text,
    localized,
    row_maker,
    table_of_accounts,
)
from linkedin_api.sources.catalogue.schema import (
    array,
    boolean,
    integer,
    locale,
    moment,
    record,
    required,
    text,
    urn,
)
from linkedin_api.sources.queries.ad_lists import AdList, LeadResponses
from linkedin_api.sources.queries.query import Record

_OWNER: Final = record(
    {"sponsoredAccount": urn("the account"), "organization": urn("the organization")},
    "whose it is",
)
_QUESTION: Final = record(
    {
        "questionId": integer("number of the question in its form"),
        "name": text("its name"),
        "predefinedField": text("what LinkedIn fills in, such as `EMAIL`"),
        "label": text("a short name"),
        "question": localized("the question"),
        "responseEditable": boolean("whether members can change what LinkedIn fills in"),
        "responseRequired": boolean("whether it must be answered"),
        "questionDetails": json_text("the kind of question, and its options"),
    }
)
_make_form = row_maker(id="formId", created="createdAt", lastModified="lastModifiedAt")
#: Parts of a form whose own fields LinkedIn does not document.
_TEXTS: Final = ("legalInfo", "postSubmissionInfo")


def _form(entity: Record, account: int) -> Record:
    """Make the row of a form; parts without a fixed form become JSON."""
    made = _make_form(entity, account)
    content = made.get("content")
    if not isinstance(content, dict):
        return made
    content = {name: as_json(each) if name in _TEXTS else each for name, each in content.items()}
    questions = content.get("questions")
    if isinstance(questions, list):
        content["questions"] = [_question(each) for each in questions]
    return {**made, "content": content}


def _question(question: Any) -> Any:
    if not isinstance(question, dict) or "questionDetails" not in question:
        return question
    return {**question, "questionDetails": as_json(question["questionDetails"])}


LEAD_FORMS: Final = table_of_accounts(
    name="ad_lead_forms",
    about="A form in which members leave their contact details.",
    query=AdList(
        _form,
        "/leadForms",
        "owner",
        lambda account: {"owner": {"sponsoredAccount": account}, "count": 100},
    ),
    fields={
        "formId": required(integer("number of the form")),
        "name": text("its name"),
        "owner": _OWNER,
        "state": text("such as `PUBLISHED`"),
        "creationLocale": locale("the language of the form"),
        "versionId": integer("number of its version"),
        "versionTag": text("its version, for changes"),
        "content": record(
            {
                "headline": localized("its headline"),
                "description": localized("its description"),
                "questions": array(_QUESTION, "its questions"),
                "legalInfo": json_text("what members agree to"),
                "postSubmissionInfo": json_text("what members see afterwards"),
            },
            "what members see",
        ),
        "hiddenFields": array(
            record({"name": text(), "value": text()}), "values that each response gets"
        ),
        "reviewInfo": record(
            {
                "reviewStatus": text("such as `APPROVED`"),
                "rejectionReasons": array(text(), "why it was rejected"),
                "lastUpdated": moment("when it was last reviewed"),
            },
            "LinkedIn's review",
        ),
        **TIMES,
    },
    key=("formId",),
    resource="leadForms",
    product=PRODUCT,
    source=f"{GUIDE}/lead-sync/leadsync",
    calls="one for each 100 lead forms of an account",
    permissions=(LEADS,),
    notes="A form that is changed keeps its number and gets a new `versionId`.",
)
_ANSWER: Final = record(
    {
        "questionId": integer("number of the question in its form"),
        "name": text("name of the question"),
        "answerDetails": record(
            {
                "textQuestionAnswer": record({"answer": text("the answer")}),
                "multipleChoiceAnswer": record({"options": array(integer(), "options chosen")}),
            }
        ),
    }
)
LEAD_FORM_RESPONSES: Final = table_of_accounts(
    name="ad_lead_form_responses",
    about="What one member sent in with a lead form: names, addresses and other personal data.",
    query=LeadResponses(row_maker(id="responseId")),
    fields={
        "responseId": required(text("id of the response")),
        "leadType": text("`SPONSORED`"),
        "owner": _OWNER,
        "submittedAt": required(moment("when it was sent in")),
        "testLead": boolean("whether it is a test"),
        "submitter": urn("the member; absent for guests"),
        "versionedLeadGenFormUrn": urn("the form and its version"),
        "associatedEntity": record(
            {"associatedCreative": urn("the creative")}, "what the member had seen"
        ),
        "leadMetadata": record(
            {"sponsoredLeadMetadata": record({"campaign": urn("the campaign")})},
            "where it came from",
        ),
        "formResponse": record(
            {
                "answers": array(_ANSWER, "the answers"),
                "consentResponses": array(
                    record({"consentId": integer(), "accepted": boolean()}),
                    "what the member agreed to",
                ),
            },
            "what was sent in",
        ),
    },
    key=("responseId",),
    resource="leadFormResponses",
    product=PRODUCT,
    source=f"{GUIDE}/lead-sync/leadsync",
    calls="one for each 100 new responses of an account, plus one",
    cursor="submittedAt",
    permissions=(LEADS,),
    options=lambda _scope: {},
    is_optional=True,
    notes="**Personal data.** It is read only if you name it, and never appears in logs. Decide"
    " first who may see it and when it is deleted: LinkedIn deletes responses after some time, and"
    " this table does not.",
)
LEADS_TABLES: Final = (LEAD_FORMS, LEAD_FORM_RESPONSES)
