"""The schema of the configuration: that of the known connector, and a few optional properties."""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.engines.airbyte.specification import CONNECTION as PAGES_CONNECTION
from linkedin_api.sources.engines.airbyte.specification import MOST_CONCURRENCY
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.windows import OLDEST_DAYS

Property = dict[str, Any]
_PAGES: Final = PAGES_CONNECTION["properties"]
#: Granularities that reports can have, by LinkedIn's names.
GRANULARITIES: Final = ("DAILY", "MONTHLY", "YEARLY")
_NAME: Final[Property] = {
    "type": "string",
    "title": "Name",
    "description": "The stream is called custom_, and this name.",
}
_GRANULARITY: Final[Property] = {
    "type": "string",
    "title": "Time Granularity",
    "description": "Whether a row covers a day or a month.",
    "enum": list(GRANULARITIES),
}
_STATISTICS: Final = [name for name, pivot in PIVOTS.items() if not pivot.is_of_members]

#: JSON schema (draft 7) of a configuration.
CONNECTION: Final[dict[str, Any]] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["start_date"],
    "additionalProperties": True,
    "properties": {
        "credentials": _PAGES["credentials"],
        "start_date": {
            "type": "string",
            "title": "Start Date",
            "description": "First day of reports, in UTC. LinkedIn keeps ten years, of members"
            " two.",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2026-01-31"],
            "format": "date",
            "order": 1,
        },
        "account_ids": {
            "type": "array",
            "items": {"type": "integer"},
            "title": "Account IDs",
            "description": "Numbers of the advertising accounts to read; empty for all that the"
            " member can use.",
            "examples": [[512000001, 512000002]],
            "default": [],
            "order": 2,
        },
        "lookback_window": {
            "type": "integer",
            "title": "Lookback Window",
            "description": "Number of days before the end of the last sync to read again, since"
            " LinkedIn corrects numbers: 30 is a good choice. The destination appends these rows"
            " again, unless it removes duplicates.",
            "minimum": 0,
            "maximum": OLDEST_DAYS,
            "default": 0,
            "order": 3,
        },
        "ad_analytics_reports": {
            "type": "array",
            "title": "Reports by one pivot",
            "items": {
                "type": "object",
                "required": ["name", "pivot_by", "time_granularity"],
                "properties": {
                    "name": _NAME,
                    "pivot_by": {
                        "type": "string",
                        "title": "Pivot",
                        "description": "What rows are broken down by, beside the campaign.",
                        "enum": list(PIVOTS),
                    },
                    "time_granularity": _GRANULARITY,
                },
            },
            "default": [],
            "order": 4,
        },
        "ad_statistics_reports": {
            "type": "array",
            "title": "Reports by several pivots",
            "items": {
                "type": "object",
                "required": ["name", "pivots", "time_granularity"],
                "properties": {
                    "name": {
                        **_NAME,
                        "description": "The stream is called custom_statistics_, and this name.",
                    },
                    "pivots": {
                        "type": "array",
                        "title": "Pivots",
                        "description": "What rows are broken down by: one or two, or three with"
                        " CAMPAIGN.",
                        "items": {"type": "string", "enum": _STATISTICS},
                        "minItems": 1,
                        "maxItems": 3,
                    },
                    "time_granularity": _GRANULARITY,
                },
            },
            "default": [],
            "order": 5,
        },
        "num_workers": {
            "type": "integer",
            "title": "Concurrent Calls",
            "description": "Maximum number of concurrent calls.",
            "minimum": 1,
            "maximum": MOST_CONCURRENCY,
            "default": 6,
            "order": 6,
        },
        "campaign_in_keys": {
            "type": "boolean",
            "title": "Campaign in the Keys of Member Streams",
            "description": "The keys of the streams ad_member_…_analytics do not have the campaign,"
            " so that removing duplicates also removes rows of other campaigns. This adds it; the"
            " destination then needs a refresh of these streams.",
            "default": False,
            "order": 7,
        },
        "api_version": {**_PAGES["api_version"], "order": 8},
    },
}
