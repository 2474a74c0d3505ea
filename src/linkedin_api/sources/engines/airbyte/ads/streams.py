"""All streams of a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from airbyte_cdk.models import AirbyteCatalog

from linkedin_api.sources.engines.airbyte.ads.entity_streams import ENTITIES
from linkedin_api.sources.engines.airbyte.ads.report_streams import (
    MEMBERS,
    REPORTS,
    custom_stream,
    member_stream,
)
from linkedin_api.sources.engines.airbyte.ads.settings import AdsSettings
from linkedin_api.sources.engines.airbyte.ads.stream import AdsStream
from linkedin_api.sources.engines.airbyte.streams import stream_of


def streams_of(settings: AdsSettings) -> Mapping[str, AdsStream]:
    """Return all streams of a configuration, by name."""
    found = [*ENTITIES, *REPORTS]
    found += [member_stream(name, pivot, settings) for name, pivot in MEMBERS.items()]
    found += [custom_stream(report) for report in settings.reports]
    return {stream.name: stream for stream in found}


def catalog(settings: AdsSettings) -> AirbyteCatalog:
    """Return all streams of a configuration."""
    found = streams_of(settings).values()
    return AirbyteCatalog(
        streams=[stream_of(each.table, each.cursor, each.table.primary_key) for each in found]
    )


class StreamNames:
    """The names that streams can have; those of custom reports begin alike."""

    def __contains__(self, name: object) -> bool:
        return name in _NAMES or (isinstance(name, str) and name.startswith("custom_"))


_NAMES: Final = frozenset({*(each.name for each in (*ENTITIES, *REPORTS)), *MEMBERS})
