"""The fields of a lead form, as observed, and which states follow which (chosen)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linkedin_api.sandbox.catalog.ad_records import LOCALE
from linkedin_api.sandbox.catalog.lead_owners import OWNER_FIELDS
from linkedin_api.sandbox.protocol.fields import Field

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
_CHOICE_FIELDS: Final = (Field("id", "int"), Field("text", "record", fields=_TEXT))
_DETAILS: Final = (
    Field("textQuestionDetails", "record", fields=(Field("maxResponseLength", "int"),)),
    Field(
        "multipleChoiceQuestionDetails",
        "record",
        fields=(Field("options", "list[record]", required=True, fields=_CHOICE_FIELDS),),
    ),
)
_QUESTION: Final = (
    Field("questionId", "long"),
    Field("name"),
    Field("label"),
    Field("predefinedField"),
    Field("responseRequired", "boolean"),
    Field("responseEditable", "boolean"),
    Field("question", "record", required=True, fields=_TEXT),
    Field("questionDetails", "record", fields=_DETAILS),
    Field("questionSubmissionCriteria", "record"),
)
_LEGAL: Final = (
    Field("legalInfoId", "long"),
    Field("privacyPolicyUrl", required=True),
    Field("legalDisclaimer", "record", fields=_TEXT),
    Field(
        "consents",
        "list[record]",
        fields=(
            Field("id", "int"),
            Field("checkRequired", "boolean"),
            Field("consent", "record", required=True, fields=_TEXT),
        ),
    ),
)
_AFTERWARDS: Final = (
    Field("message", "record", fields=_TEXT),
    Field(
        "callToAction",
        "record",
        fields=(
            Field("callToActionLabel"),
            Field("callToActionTarget", "record", fields=(Field("landingPageUrl"),)),
        ),
    ),
)
_CONTENT: Final = (
    Field("headline", "record", required=True, fields=_TEXT),
    Field("description", "record", fields=_TEXT),
    Field("questions", "list[record]", required=True, fields=_QUESTION),
    Field("legalInfo", "record", fields=_LEGAL),
    Field("postSubmissionInfo", "record", fields=_AFTERWARDS),
)

LEAD_FORM_FIELDS: Final = (
    Field("id", "long", read_only=True),
    Field("versionId", "int", read_only=True),
    Field("versionTag", read_only=True),
    Field("name", required=True),
    Field("owner", "record", required=True, fields=OWNER_FIELDS),
    Field("state", symbols=tuple(TRANSITIONS)),
    Field("creationLocale", "record", required=True, fields=LOCALE),
    Field(
        "hiddenFields",
        "list[record]",
        fields=(Field("name", required=True), Field("value", required=True)),
    ),
    Field("content", "record", required=True, fields=_CONTENT),
    Field("reviewInfo", "record", read_only=True),
    Field("created", "long", read_only=True),
    Field("lastModified", "long", read_only=True),
)
