"""Reactions to a post: their counts, and whether comments are open."""

from __future__ import annotations

from typing import Final

from linkedin_api.sandbox.catalog.social_rules import READ, WRITE
from linkedin_api.sandbox.catalog.social_threads import Threads, threads_of
from linkedin_api.sandbox.protocol.entities import Derived
from linkedin_api.sandbox.protocol.keys import SimpleKey
from linkedin_api.sandbox.protocol.resource import Entity, Field, Param, Resource
from linkedin_api.sandbox.protocol.store import Collection


class _Metadata(Derived):
    """The counts of the threads, and whether comments are open."""

    def __init__(self, threads: Threads) -> None:
        super().__init__(self._count)
        self._threads = threads

    def _count(self, urn: str) -> Entity:
        counted = self._threads.summary(urn)
        if counted is None:
            raise KeyError(urn)
        return {
            "entity": urn,
            "commentsState": "OPEN" if counted.is_open else "CLOSED",
            "commentSummary": {"count": counted.comments, "topLevelCount": counted.top_level},
            "reactionSummaries": {
                kind: {"reactionType": kind, "count": count}
                for kind, count in counted.reactions.items()
                if count > 0
            },
        }

    def __setitem__(self, urn: str, metadata: Entity) -> None:
        self._threads.close(urn, is_open=metadata.get("commentsState", "OPEN") == "OPEN")


SOCIAL_METADATA: Final = (
    Resource(
        "socialMetadata",
        key=SimpleKey("urn"),
        fields=(
            Field("entity", "urn", read_only=True),
            Field("commentsState", symbols=("OPEN", "CLOSED")),
            Field("commentSummary", "record", read_only=True),
            Field("reactionSummaries", "map[record]", read_only=True),
        ),
        methods=frozenset({"GET", "BATCH_GET", "PARTIAL_UPDATE"}),
        params={"PARTIAL_UPDATE": (Param("actor", "urn"),)},
        read_scopes=READ | {"w_member_social"},
        write_scopes=WRITE,
        home=lambda call: Collection(_Metadata(threads_of(call.store))),
        source="observed",
    ),
)
