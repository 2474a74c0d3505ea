"""The fields of a lead form, as observed, and which states follow which (chosen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linkedin_api.sandbox.catalog.ad_records import LOCALE
from linkedin_api.sandbox.catalog.lead_owners import OWNER_FIELDS
from linkedin_api.sandbox.protocol.fields import Field, record

#: Which states follow which; an archived form stays archived.
TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    "DRAFT": frozenset({"DRAFT", "PUBLISHED", "ARCHIVED"}),
    "PUBLISHED": frozenset({"PUBLISHED", "ARCHIVED"}),
    "ARCHIVED": frozenset({"ARCHIVED"}),
}
_TEXT: Final = (
    Field("localized", "map[string]", required=True),
    Field("preferredLocale", "record"),
)
_CHOICE_FIELDS: Final = (Field("id", "int"), record("text", *_TEXT))
_DETAILS: Final = (
    record("textQuestionDetails", Field("maxResponseLength", "int")),
    record(
        "multipleChoiceQuestionDetails",
        record("options", *_CHOICE_FIELDS, required=True, many=True),
    ),
)
_QUESTION: Final = (
    Field("questionId", "long"),
    Field("name"),
    Field("label"),
    Field("predefinedField"),
    Field("responseRequired", "boolean"),
    Field("responseEditable", "boolean"),
    record("question", *_TEXT, required=True),
    record("questionDetails", *_DETAILS),
    Field("questionSubmissionCriteria", "record"),
)
_LEGAL: Final = (
    Field("legalInfoId", "long"),
    Field("privacyPolicyUrl", required=True),
    record("legalDisclaimer", *_TEXT),
    record(
        "consents",
        Field("id", "int"),
        Field("checkRequired", "boolean"),
        record("consent", *_TEXT, required=True),
        many=True,
    ),
)
_AFTERWARDS: Final = (
    record("message", *_TEXT),
    record(
        "callToAction",
        Field("callToActionLabel"),
        record("callToActionTarget", Field("landingPageUrl")),
    ),
)
_CONTENT: Final = (
    record("headline", *_TEXT, required=True),
    record("description", *_TEXT),
    record("questions", *_QUESTION, required=True, many=True),
    record("legalInfo", *_LEGAL),
    record("postSubmissionInfo", *_AFTERWARDS),
)

LEAD_FORM_FIELDS: Final = (
    Field("id", "long", read_only=True),
    Field("versionId", "int", read_only=True),
    Field("versionTag", read_only=True),
    Field("name", required=True),
    record("owner", *OWNER_FIELDS, required=True),
    Field("state", symbols=tuple(TRANSITIONS)),
    record("creationLocale", *LOCALE, required=True),
    record("hiddenFields", Field("name", required=True), Field("value", required=True), many=True),
    record("content", *_CONTENT, required=True),
    Field("reviewInfo", "record", read_only=True),
    Field("created", "long", read_only=True),
    Field("lastModified", "long", read_only=True),
)
