"""Credentials: from an argument, or from dlt's secrets or the environment.

A source is created where its definition is loaded, and schedulers load definitions where no
secrets exist. So missing credentials are resolved again when the source runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

import dlt
from dlt.common.configuration import resolve_configuration
from dlt.common.configuration.exceptions import ConfigurationValueError
from dlt.common.configuration.specs import CredentialsConfiguration, configspec
from dlt.common.typing import TSecretStrValue

from linkedin_api.sources.plan import ADS_SOURCE, LEARNING_SOURCE, PAGES_SOURCE
from linkedin_api.sources.reading.access import Access

_GIVEN: Final = "_given_access"
#: The credentials to fetch a token, by the name of the source.
_MAKERS: Final[Mapping[str, tuple[str, ...]]] = {
    PAGES_SOURCE: ("client_id", "client_secret", "refresh_token"),
    LEARNING_SOURCE: ("client_id", "client_secret"),
    ADS_SOURCE: ("client_id", "client_secret", "refresh_token"),
}


@configspec
class LinkedInCredentials(CredentialsConfiguration):
    """An access token, or the credentials to fetch one: see `Access`.

    In `secrets.toml` they are under `[sources.linkedin_pages.credentials]`; in the
    environment they are `SOURCES__LINKEDIN_PAGES__CREDENTIALS__ACCESS_TOKEN` and so on.
    """

    access_token: TSecretStrValue | None = None
    client_id: str | None = None
    client_secret: TSecretStrValue | None = None
    refresh_token: TSecretStrValue | None = None

    __config_gen_annotations__: ClassVar[list[str]] = ["access_token"]

    def parse_native_representation(self, native_value: Any) -> None:
        """Accept an `Access`, or a string as access token."""
        if isinstance(native_value, Access):
            self.__dict__[_GIVEN] = native_value
        elif isinstance(native_value, str):
            self.access_token = native_value
        else:
            raise ConfigurationValueError(
                "credentials must be an access token, an Access or named credentials"
            )

    def access(self) -> Access:
        """Return the credentials for the reader."""
        given: Access | None = self.__dict__.get(_GIVEN)
        return given or Access(
            self.access_token, self.client_id, self.client_secret, self.refresh_token
        )

    def lacking(self, source: str) -> list[str]:
        """Return the names of missing credentials of a source; empty if they are complete."""
        if self.access_token or _GIVEN in self.__dict__:
            return []
        return [name for name in _MAKERS[source] if not self[name]]


def access_at_run(
    credentials: LinkedInCredentials | Access | str | None,
    profile: str | None,
    source: str,
    now: Callable[[], float],
) -> Access:
    """Return the credentials for the reader; call this where dlt runs the source.

    Args:
        credentials: the credentials from the creation of the source.
        profile: name of the profile from the creation of the source; `None` for none.
        source: its name.
        now: current time in seconds since 1970.

    Raises:
        ConfigurationValueError: credentials are missing; the message names them. Or there are
            credentials and a profile, and it is not clear which to use.
        ProfileError: there is no such profile, or it has no usable token.
    """
    given = _as_dlts(credentials)
    if profile is None and given.lacking(source):
        given = resolve_configuration(LinkedInCredentials(), sections=("sources", source))
        profile = dlt.config.get(f"sources.{source}.profile", str)
    missing = given.lacking(source)
    if profile is not None:
        if not missing:
            raise ConfigurationValueError(
                f"profile {profile!r} and credentials are both set; remove one of them"
            )
        return Access.from_profile(profile, clock=now)
    if missing:
        raise ConfigurationValueError(_what_to_write(source, missing))
    return given.access()


def _as_dlts(credentials: LinkedInCredentials | Access | str | None) -> LinkedInCredentials:
    if isinstance(credentials, LinkedInCredentials):
        return credentials
    own = LinkedInCredentials()
    if credentials is not None:
        own.parse_native_representation(credentials)
    return own


def _what_to_write(source: str, missing: list[str]) -> str:
    makers = _MAKERS[source]
    needed = f"credentials: set access_token, or {', '.join(makers[:-1])} and {makers[-1]}"
    if len(missing) < len(makers):
        needed += f" ({' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing)"
    variable = f"sources__{source}__credentials__access_token".upper()
    return (
        f"{needed}, under [sources.{source}.credentials] in .dlt/secrets.toml or as environment"
        f" variables ({variable} and so on); or set profile under [sources.{source}]"
    )
