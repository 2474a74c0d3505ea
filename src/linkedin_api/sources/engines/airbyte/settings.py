"""Parses a configuration for the reader. Errors name the field and show no secret."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NoReturn, Self

from linkedin_api.errors import InvalidArgumentError, ProfileError, TokenStoreError
from linkedin_api.sources.engines.airbyte.legacy_config import (
    ACCESS_TOKEN,
    OAUTH,
    PROFILE,
    to_current,
)
from linkedin_api.sources.engines.airbyte.specification import (
    CONNECTION,
    MOMENT_PATTERN,
    VERSION_PATTERN,
)
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.scope import Scope, read_organizations
from linkedin_api.sources.windows import GRANULARITIES, Granularity, Span

#: The fields of each kind of credentials.
_FIELDS: Final = {
    OAUTH: ("client_id", "client_secret", "refresh_token"),
    ACCESS_TOKEN: (ACCESS_TOKEN,),
    PROFILE: (PROFILE,),
}
_PROPERTIES: Final = CONNECTION["properties"]


class ConfigError(InvalidArgumentError):
    """A configuration is wrong; the message names the field."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What a sync needs of a parsed configuration."""

    access: Access
    scope: Scope
    concurrency: int


@dataclass(frozen=True, slots=True)
class Settings(ReadSettings):
    """A parsed configuration of LinkedIn Pages."""

    @classmethod
    def read(cls, config: Mapping[str, Any], now: Callable[[], float] = time.time) -> Self:
        """Parse a configuration of any version.

        Raises:
            ConfigError: a field is missing or wrong.

        Example:
            >>> config = {"org_id": 1337, "credentials": {"access_token": "secret"}}
            >>> Settings.read(config).organizations
            (1337,)
        """
        config = to_current(config)
        organizations = _organizations(config)
        access = read_access(config, now)
        span = Span(_start(config), _granularity(config), read_integer(config, "lookback_days"))
        return cls(access, Scope(organizations, span), read_integer(config, "concurrency"))

    @property
    def organizations(self) -> tuple[int, ...]:
        """Numbers; that of `org_id` comes first."""
        return self.scope.organizations or ()

    @property
    def span(self) -> Span:
        """Which statistics to read."""
        return self.scope.span


def reject(name: str, must: str, value: Any) -> NoReturn:
    """Refuse the value of a field.

    Raises:
        ConfigError: always.
    """
    raise ConfigError(f"{name} must be {must}, not {value!r}")


def _organizations(config: Mapping[str, Any]) -> tuple[int, ...]:
    if "org_id" not in config:
        raise ConfigError("org_id is missing: set the number of the page's organization")
    others = config.get("org_ids", [])
    if not isinstance(others, list):
        reject("org_ids", "a list of organization numbers", others)
    for name, values in (("org_id", [config["org_id"]]), ("org_ids", others)):
        try:
            read_organizations(values)
        except InvalidArgumentError as error:
            raise ConfigError(f"{name}: {error}") from None
    return read_organizations([config["org_id"], *others])


def read_access(config: Mapping[str, Any], now: Callable[[], float]) -> Access:
    """Return the credentials of a configuration.

    Raises:
        ConfigError: they are missing or wrong.
    """
    credentials = config.get("credentials")
    if not credentials:
        raise ConfigError(
            "credentials must be given: client_id, client_secret and refresh_token, or"
            " access_token, or profile"
        )
    if not isinstance(credentials, dict):
        raise ConfigError("credentials must be an object")
    method = credentials.get("auth_method")
    if method not in _FIELDS:
        reject("credentials.auth_method", " or ".join(map(repr, _FIELDS)), method)
    given: dict[str, Any] = {name: _text(credentials, name) for name in _FIELDS[method]}
    if method == PROFILE:
        return _access_of_profile(given[PROFILE], _version(config), now)
    return Access(**given, version=_version(config))


def _access_of_profile(name: str, version: str, now: Callable[[], float]) -> Access:
    try:
        return Access.from_profile(name, version=version, clock=now)
    except (InvalidArgumentError, ProfileError, TokenStoreError) as error:
        raise ConfigError(f"credentials.profile: {error}") from None


def _text(credentials: Mapping[str, Any], name: str) -> str:
    value = credentials.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"credentials.{name} must be a non-empty string")
    return value.strip()


def _version(config: Mapping[str, Any]) -> str:
    version = config.get("api_version", _PROPERTIES["api_version"]["default"])
    if not isinstance(version, str) or not re.fullmatch(VERSION_PATTERN, version):
        reject("api_version", "a version such as '202608'", version)
    return version


def _start(config: Mapping[str, Any]) -> date | None:
    """The first day to read; `None` for as early as possible."""
    start = config.get("start_date")
    if start is None:
        return None
    try:
        if re.fullmatch(MOMENT_PATTERN, start):
            return datetime.fromisoformat(start).date()
    except (TypeError, ValueError):
        pass
    reject("start_date", "a UTC time such as '2026-01-31T00:00:00Z'", start)


def _granularity(config: Mapping[str, Any]) -> Granularity:
    value = config.get("time_granularity_type", "DAY")
    for granularity in GRANULARITIES:
        if value == granularity:
            return granularity
    reject("time_granularity_type", " or ".join(map(repr, GRANULARITIES)), value)


def read_integer(
    config: Mapping[str, Any], name: str, properties: Mapping[str, Any] = _PROPERTIES
) -> int:
    """Return the value of a field that is a whole number.

    Raises:
        ConfigError: it is none, or out of the range that the specification says.
    """
    known = properties[name]
    value = config.get(name, known["default"])
    least, most = known["minimum"], known["maximum"]
    if type(value) is not int or not least <= value <= most:
        reject(name, f"a whole number from {least} to {most}", value)
    return value
