"""Records that several entities of advertising have: money, times, what LinkedIn itself keeps."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sandbox.protocol.resource import Call, Entity, Field, record
from linkedin_api.sandbox.world import person_of

#: Documented: the amount is a text.
MONEY: Final = (Field("amount", required=True), Field("currencyCode", required=True))
#: Milliseconds since 1970.
RUN_SCHEDULE: Final = (Field("start", "long"), Field("end", "long"))
LOCALE: Final = (Field("country", required=True), Field("language", required=True))
#: Who wrote it when, and how often.
KEPT: Final = (
    Field("changeAuditStamps", "record", read_only=True),
    Field("version", "record", read_only=True),
)
#: Of groups, campaigns and creatives.
STATUSES: Final = (
    "ACTIVE", "ARCHIVED", "CANCELED", "DRAFT", "PAUSED", "PENDING_DELETION", "REMOVED",
)  # fmt: skip
SERVING_STATUSES: Final = Field("servingStatuses", "list[string]", read_only=True)
#: `include:(and:List((or:(facet:List(value)))))`: facets and their values are URNs.
_ANY_OF: Final = Field("or", "map[list[string]]")
TARGETING: Final = (
    record("include", record("and", _ANY_OF, many=True)),
    record("exclude", _ANY_OF),
)


def stamps(call: Call, existing: Entity) -> dict[str, Any]:
    """Return the audit stamps of an entity that a call writes now."""
    stamp = {"actor": person_of(call), "time": call.clock.milliseconds()}
    created = existing.get("changeAuditStamps", {}).get("created", stamp)
    return {"changeAuditStamps": {"created": created, "lastModified": stamp}}


def complete(call: Call, entity: dict[str, Any], key: Any) -> dict[str, Any]:
    """Add id, audit stamps and the next version to an entity that is written."""
    existing = call.collection.entities.get(str(key), {})
    tag = int(existing.get("version", {}).get("versionTag", 0)) + 1
    return {**entity, "id": key, **stamps(call, existing), "version": {"versionTag": str(tag)}}
