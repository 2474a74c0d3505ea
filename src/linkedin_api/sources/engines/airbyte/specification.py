"""The schema of the configuration: a superset of the known connector's.

Its four properties keep their names, order, titles, constraints and secrets (observed). The
additional properties are optional.
"""

from __future__ import annotations

from typing import Any, Final

from linkedin_api.sources.reading.reader import DEFAULT_CONCURRENCY
from linkedin_api.sources.windows import GRANULARITIES, OLDEST_DAYS
from linkedin_api.versions import KNOWN_GOOD

#: Times in UTC, as in the known connector.
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
        "client_id": _secret("Client ID", "The client ID of your LinkedIn application."),
        "client_secret": _secret(
            "Client secret", "The client secret of your LinkedIn application."
        ),
        "refresh_token": _secret(
            "Refresh token",
            f"Valid for one year after the member's consent. {_GENERATOR} creates one together with"
            " an access token, if your application may use refresh tokens.",
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
            f"Valid for two months. {_GENERATOR} creates one.",
        ),
    },
}
_PROFILE: Final[Property] = {
    "type": "object",
    "title": "Profile on this machine",
    "required": ["profile"],
    "properties": {
        "auth_method": {"type": "string", "const": "profile"},
        "profile": {
            "type": "string",
            "title": "Profile",
            "description": "Name of a profile of the command `linkedin auth login`, for a"
            " connector that runs where you signed in, such as in PyAirbyte.",
            "examples": ["default"],
        },
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
            "oneOf": [_OAUTH, _TOKEN, _PROFILE],
        },
        "org_id": {
            "type": "string",
            "title": "Organization ID",
            "description": "The number of the page's organization. It is in the URL of the"
            " page's admin view: linkedin.com/company/123456789/admin.",
            "examples": ["123456789"],
            "order": 1,
            "airbyte_secret": True,
        },
        "start_date": {
            "type": "string",
            "title": "Start Date",
            "description": "First day of statistics by day or month, in UTC. LinkedIn has"
            " statistics of the last 12 months, with a two-day delay; an earlier date means"
            " as early as possible.",
            "pattern": MOMENT_PATTERN,
            "format": "date-time",
            "default": "2023-01-01T00:00:00Z",
            "order": 2,
        },
        "time_granularity_type": {
            "type": "string",
            "title": "Time Granularity Type",
            "description": "Whether a row of time-bound statistics covers a day or a month.",
            "enum": list(GRANULARITIES),
            "default": "DAY",
            "order": 3,
        },
        "org_ids": {
            "type": "array",
            "items": {"type": "string"},
            "title": "Further Organization IDs",
            "description": "Numbers of further organizations to read with the same credentials."
            " Their rows are in the same streams.",
            "examples": [["123456789", "987654321"]],
            "order": 4,
        },
        "lookback_days": {
            "type": "integer",
            "title": "Lookback Days",
            "description": "Number of days before the end of the last sync to read again,"
            " because LinkedIn may correct numbers. The destination appends these rows"
            " again, unless it removes duplicates.",
            "minimum": 0,
            "maximum": OLDEST_DAYS,
            "default": 0,
            "order": 5,
        },
        "concurrency": {
            "type": "integer",
            "title": "Concurrent Calls",
            "description": "Maximum number of concurrent calls.",
            "minimum": 1,
            "maximum": MOST_CONCURRENCY,
            "default": DEFAULT_CONCURRENCY,
            "order": 6,
        },
        "api_version": {
            "type": "string",
            "title": "API Version",
            "description": "Version of LinkedIn's API, as YYYYMM.",
            "pattern": VERSION_PATTERN,
            "default": KNOWN_GOOD,
            "order": 7,
            "airbyte_hidden": True,
        },
    },
}
