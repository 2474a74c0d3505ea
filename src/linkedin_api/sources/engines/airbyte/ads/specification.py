"""The schema of the configuration: that of the known connector, and a few optional properties."""

from __future__ import annotations

from typing import Final

from linkedin_api.sources.engines.airbyte.specification import CONNECTION as PAGES_CONNECTION
from linkedin_api.sources.engines.airbyte.specification import (
    MOST_CONCURRENCY,
    Property,
    connection,
    whole_number,
)
from linkedin_api.sources.queries.ad_pivots import PIVOTS
from linkedin_api.sources.windows import OLDEST_DAYS

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

CONNECTION: Final = connection(
    "start_date",
    {
        "credentials": _PAGES["credentials"],
        "start_date": {
            "type": "string",
            "title": "Start Date",
            "description": "First day of reports, in UTC. LinkedIn keeps ten years, of members"
            " two.",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "examples": ["2026-01-31"],
            "format": "date",
        },
        "account_ids": {
            "type": "array",
            "items": {"type": "integer"},
            "title": "Account IDs",
            "description": "Numbers of the advertising accounts to read; empty for all that the"
            " member can use.",
            "examples": [[512000001, 512000002]],
            "default": [],
        },
        "lookback_window": whole_number(
            "Lookback Window",
            "Number of days before the end of the last sync to read again, since LinkedIn corrects"
            " numbers: 30 is a good choice. The destination appends these rows again, unless it"
            " removes duplicates.",
            least=0,
            most=OLDEST_DAYS,
            default=0,
        ),
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
        },
        "num_workers": whole_number(
            "Concurrent Calls",
            "Maximum number of concurrent calls.",
            least=1,
            most=MOST_CONCURRENCY,
            default=6,
        ),
        "campaign_in_keys": {
            "type": "boolean",
            "title": "Campaign in the Keys of Member Streams",
            "description": "The keys of the streams ad_member_…_analytics do not have the campaign,"
            " so that removing duplicates also removes rows of other campaigns. This adds it; the"
            " destination then needs a refresh of these streams.",
            "default": False,
        },
        "api_version": _PAGES["api_version"],
    },
)
