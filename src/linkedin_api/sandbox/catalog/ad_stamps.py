"""What LinkedIn itself keeps with advertising entities: audit stamps and versions."""

from __future__ import annotations

from typing import Any

from linkedin_api.sandbox.protocol.resource import Call, Entity
from linkedin_api.sandbox.world import person_of


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
