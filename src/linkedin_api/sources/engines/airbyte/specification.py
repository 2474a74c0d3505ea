"""Which configuration there may be: a superset of that of the known connector, as data.

Names, order, titles, constraints and secrets of its four properties are its own (observed);
the others are additional, and none of them is required.
"""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.windows import GRANULARITIES, OLDEST_DAYS
from linkedin_api.versions import KNOWN_GOOD

#: Whole moments in UTC, as the known connector takes them.
MOMENT_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
#: `YYYYMM`, or `YYYYMM.RR`.
VERSION_PATTERN: Final = r"^[0-9]{6}(\.[0-9]{2})?$"
MOST_CONCURRENCY: Final = 100
_GENERATOR: Final = (
    "LinkedIn's "
    '<a href="https://www.linkedin.com/developers/tools/oauth/token-generator">token generator</a>'
)

Property = dict[str, Any]


def _secret(title: str, description: str) -> Property:
    return {
        "type": "string",
        "title": title,
        "description": description,
        "airbyte_secret": True,
    }


_OAUTH: Final[Property] = {
    "type": "object",
    "title": "OAuth2.0",
    "required": ["client_id", "client_secret", "refresh_token"],
    "properties": {
        "auth_method": {"type": "string", "const": "oAuth2.0"},
        "client_id": _secret("Client ID", "Client ID of your application at LinkedIn."),
        "client_secret": _secret("Client secret", "Its client secret."),
        "refresh_token": _secret(
            "Refresh token",
            f"Lives a year from the member's consent. {_GENERATOR} makes one, together with an"
            " access token, if your application may have one.",
        ),
    },
}
_TOKEN: Final[Property] = {
    "type": "object",
    "title": "Access token",
    "required": ["access_token"],
    "properties": {
        "auth_method": {"type": "string", "const": "access_token"},
        "access_token": _secret(
            "Access token",
            f"Lives two months. {_GENERATOR} makes one.",
        ),
    },
}

#: JSON schema (draft 7) of a configuration.
CONNECTION: Final[dict[str, Any]] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["org_id"],
    "additionalProperties": True,
    "properties": {
        "credentials": {
            "type": "object",
            "title": "Authentication",
            "order": 0,
            "oneOf": [_OAUTH, _TOKEN],
        },
        "org_id": {
            "type": "string",
            "title": "Organization ID",
            "description": "Number of the page's organization, as in the address of the page"
            " when you administer it: linkedin.com/company/123456789/admin.",
            "examples": ["123456789"],
            "order": 1,
            "airbyte_secret": True,
        },
        "start_date": {
            "type": "string",
            "title": "Start Date",
            "description": "First day, in UTC, of the statistics by day or month. LinkedIn"
            " tells those of the last 12 months, up to two days ago; an earlier date means"
            " as early as possible.",
            "pattern": MOMENT_PATTERN,
            "format": "date-time",
            "default": "2023-01-01T00:00:00Z",
            "order": 2,
        },
        "time_granularity_type": {
            "type": "string",
            "title": "Time Granularity Type",
            "description": "Whether statistics over time come by day or by month.",
            "enum": list(GRANULARITIES),
            "default": "DAY",
            "order": 3,
        },
        "org_ids": {
            "type": "array",
            "items": {"type": "string"},
            "title": "Further Organization IDs",
            "description": "Numbers of more organizations to read with the same credentials."
            " Their rows come in the same streams.",
            "examples": [["123456789", "987654321"]],
            "order": 4,
        },
        "lookback_days": {
            "type": "integer",
            "title": "Lookback Days",
            "description": "How many days before the last sync are read again each time,"
            " because LinkedIn may restate numbers. Rows that come again are appended again,"
            " unless the destination removes duplicates.",
            "minimum": 0,
            "maximum": OLDEST_DAYS,
            "default": 0,
            "order": 5,
        },
        "concurrency": {
            "type": "integer",
            "title": "Concurrent Calls",
            "description": "How many calls are made at once.",
            "minimum": 1,
            "maximum": MOST_CONCURRENCY,
            "default": DEFAULT_CONCURRENCY,
            "order": 6,
        },
        "api_version": {
            "type": "string",
            "title": "API Version",
            "description": "Version of LinkedIn's API to ask for, as YYYYMM.",
            "pattern": VERSION_PATTERN,
            "default": KNOWN_GOOD,
            "order": 7,
            "airbyte_hidden": True,
        },
    },
}
