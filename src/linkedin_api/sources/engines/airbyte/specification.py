"""The schema of the configuration: a superset of the known connector's.

Its four properties keep their names, order, titles, constraints and secrets (observed). The
additional properties are optional.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def _text(title: str, description: str, **more: Any) -> Property:
    return {"type": "string", "title": title, "description": description, **more}


def _secret(title: str, description: str) -> Property:
    return _text(title, description, airbyte_secret=True)


def whole_number(title: str, description: str, *, least: int, most: int, default: int) -> Property:
    """A property that is a whole number."""
    limits = {"minimum": least, "maximum": most, "default": default}
    return {"type": "integer", "title": title, "description": description, **limits}


def connection(required: str, properties: Mapping[str, Property]) -> dict[str, Any]:
    """Return the JSON schema (draft 7) of a configuration.

    Args:
        required: the property that must be set.
        properties: all properties, in the order in which people see them.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "required": [required],
        "additionalProperties": True,
        "properties": {
            name: {**each, "order": place} for place, (name, each) in enumerate(properties.items())
        },
    }


def _credentials(title: str, method: str, **fields: Property) -> Property:
    return {
        "type": "object",
        "title": title,
        "required": list(fields),
        "properties": {"auth_method": {"type": "string", "const": method}, **fields},
    }


_KINDS: Final = [
    _credentials(
        "OAuth2.0",
        "oAuth2.0",
        client_id=_secret("Client ID", "The client ID of your LinkedIn application."),
        client_secret=_secret("Client secret", "The client secret of your LinkedIn application."),
        refresh_token=_secret(
            "Refresh token",
            f"Valid for one year after the member's consent. {_GENERATOR} creates one together with"
            " an access token, if your application may use refresh tokens.",
        ),
    ),
    _credentials(
        "Access token",
        "access_token",
        access_token=_secret("Access token", f"Valid for two months. {_GENERATOR} creates one."),
    ),
    _credentials(
        "Profile on this machine",
        "profile",
        profile=_text(
            "Profile",
            "Name of a profile of the command `linkedin auth login`, for a connector that runs"
            " where you signed in, such as in PyAirbyte.",
            examples=["default"],
        ),
    ),
]
CONNECTION: Final = connection(
    "org_id",
    {
        "credentials": {"type": "object", "title": "Authentication", "oneOf": _KINDS},
        "org_id": _text(
            "Organization ID",
            "The number of the page's organization. It is in the URL of the page's admin view:"
            " linkedin.com/company/123456789/admin.",
            examples=["123456789"],
            airbyte_secret=True,
        ),
        "start_date": _text(
            "Start Date",
            "First day of statistics by day or month, in UTC. LinkedIn has statistics of the last"
            " 12 months, with a two-day delay; an earlier date means as early as possible.",
            pattern=MOMENT_PATTERN,
            format="date-time",
            default="2023-01-01T00:00:00Z",
        ),
        "time_granularity_type": _text(
            "Time Granularity Type",
            "Whether a row of time-bound statistics covers a day or a month.",
            enum=list(GRANULARITIES),
            default="DAY",
        ),
        "org_ids": {
            "type": "array",
            "items": {"type": "string"},
            "title": "Further Organization IDs",
            "description": "Numbers of further organizations to read with the same credentials."
            " Their rows are in the same streams.",
            "examples": [["123456789", "987654321"]],
        },
        "lookback_days": whole_number(
            "Lookback Days",
            "Number of days before the end of the last sync to read again, because LinkedIn may"
            " correct numbers. The destination appends these rows again, unless it removes"
            " duplicates.",
            least=0,
            most=OLDEST_DAYS,
            default=0,
        ),
        "concurrency": whole_number(
            "Concurrent Calls",
            "Maximum number of concurrent calls.",
            least=1,
            most=MOST_CONCURRENCY,
            default=DEFAULT_CONCURRENCY,
        ),
        "api_version": _text(
            "API Version",
            "Version of LinkedIn's API, as YYYYMM.",
            pattern=VERSION_PATTERN,
            default=KNOWN_GOOD,
            airbyte_hidden=True,
        ),
    },
)
