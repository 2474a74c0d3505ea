"""Rewrites configurations of older versions in the current format.

The known connector had `org_id` as an integer (0.1.0), a top-level `access_token` (to
1.0.6) and, before its first release, `org_ids` alone with plain dates. Tools that write
configurations nest credentials under the name of their kind, or leave `auth_method` out.

This module does not validate: it leaves unknown values as they are, and `settings` reports them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from linkedin_api.errors import InvalidArgumentError
from linkedin_api.sources.scope import read_organization

Config = dict[str, Any]

OAUTH: Final = "oAuth2.0"
ACCESS_TOKEN: Final = "access_token"  # noqa: S105  a kind of credentials
PROFILE: Final = "profile"
_METHODS: Final = {method.lower(): method for method in (OAUTH, ACCESS_TOKEN, PROFILE)}
_OAUTH_FIELDS: Final = frozenset({"client_id", "client_secret", "refresh_token"})


def to_current(config: Mapping[str, Any]) -> Config:
    """Return a configuration in the current format, as a copy.

    Example:
        >>> to_current({"org_id": 1337, "access_token": "secret"})
        {'org_id': '1337', 'credentials': {'access_token': 'secret', \
'auth_method': 'access_token'}}
    """
    current = _without_nulls(config)
    for rewrite in _REWRITES:
        current = rewrite(current)
    return current


def _without_nulls(config: Mapping[str, Any]) -> Config:
    """Remove options that are null."""
    return {
        name: _without_nulls(value) if isinstance(value, Mapping) else value
        for name, value in config.items()
        if value is not None
    }


def _organization_of_draft(config: Config) -> Config:
    """Use the first of `org_ids` as a missing `org_id`; that format had plain dates."""
    numbers = config.get("org_ids")
    if "org_id" in config or not isinstance(numbers, list) or not numbers:
        return config
    start = config.get("start_date")
    if isinstance(start, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", start):
        config = {**config, "start_date": f"{start}T00:00:00Z"}
    return {**config, "org_id": numbers[0]}


def _organizations_as_text(config: Config) -> Config:
    """Write organizations as numbers, from integers and URNs."""
    config = dict(config)
    if "org_id" in config:
        config["org_id"] = _number(config["org_id"])
    if isinstance(config.get("org_ids"), list):
        config["org_ids"] = [_number(each) for each in config["org_ids"]]
    return config


def _number(organization: Any) -> Any:
    try:
        return str(read_organization(organization))
    except InvalidArgumentError:
        return organization


def _token_at_the_top(config: Config) -> Config:
    """Move a top-level token into the credentials, where it is masked."""
    if ACCESS_TOKEN not in config:
        return config
    rest = {name: value for name, value in config.items() if name != ACCESS_TOKEN}
    return (
        rest
        if rest.get("credentials")
        else {**rest, "credentials": {ACCESS_TOKEN: config[ACCESS_TOKEN]}}
    )


def _unwrapped(config: Config) -> Config:
    """Unwrap credentials that are nested under the name of their kind."""
    credentials = config.get("credentials")
    if isinstance(credentials, dict) and len(credentials) == 1:
        (inner,) = credentials.values()
        if isinstance(inner, dict):
            return {**config, "credentials": inner}
    return config


def _method_inferred(config: Config) -> Config:
    """Infer the kind of credentials from their fields."""
    credentials = config.get("credentials")
    if not isinstance(credentials, dict) or not credentials:
        return config
    method = credentials.get("auth_method")
    if method is None or method == "":
        method = _method_of(credentials.keys())
    else:
        method = _METHODS.get(str(method).lower(), method)
    return {**config, "credentials": {**credentials, "auth_method": method}}


def _method_of(fields: AbstractSet[str]) -> str:
    """The kind of credentials with these fields."""
    if not fields >= _OAUTH_FIELDS:
        for method in (ACCESS_TOKEN, PROFILE):
            if method in fields:
                return method
    return OAUTH


_REWRITES: Final[tuple[Callable[[Config], Config], ...]] = (
    _organization_of_draft,
    _organizations_as_text,
    _token_at_the_top,
    _unwrapped,
    _method_inferred,
)
