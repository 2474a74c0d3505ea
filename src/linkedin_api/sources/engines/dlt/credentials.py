"""Credentials as dlt finds them: in its secrets, in the environment, or given."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from dlt.common.configuration.exceptions import ConfigurationValueError
from dlt.common.configuration.specs import CredentialsConfiguration, configspec
from dlt.common.typing import TSecretStrValue

from linkedin_api.errors import MissingArgumentError
from linkedin_api.sources.access import Access

_GIVEN: Final = "_given_access"
_WHERE: Final = (
    "Write them under [sources.linkedin_pages.credentials] in .dlt/secrets.toml, or set"
    " SOURCES__LINKEDIN_PAGES__CREDENTIALS__ACCESS_TOKEN and so on"
    " (linkedin_learning for LinkedIn Learning)"
)


@configspec
class LinkedInCredentials(CredentialsConfiguration):
    """A token, or what one is made from: see `Access`.

    In `secrets.toml` they stand under `[sources.linkedin_pages.credentials]`; in the
    environment they are `SOURCES__LINKEDIN_PAGES__CREDENTIALS__ACCESS_TOKEN` and so on.
    """

    access_token: TSecretStrValue | None = None
    client_id: str | None = None
    client_secret: TSecretStrValue | None = None
    refresh_token: TSecretStrValue | None = None

    __config_gen_annotations__: ClassVar[list[str]] = ["access_token"]

    def parse_native_representation(self, native_value: Any) -> None:
        """Take an `Access` as it is, and a text for an access token."""
        if isinstance(native_value, Access):
            self.__dict__[_GIVEN] = native_value
        elif isinstance(native_value, str):
            self.access_token = native_value
        else:
            raise ConfigurationValueError("credentials must be an access token, or have names")

    def on_resolved(self) -> None:
        """Refuse what no token can be had from."""
        try:
            self.access().checked()
        except MissingArgumentError as error:
            raise ConfigurationValueError(f"credentials: {error}. {_WHERE}") from None

    def access(self) -> Access:
        """Return what the reader needs."""
        given: Access | None = self.__dict__.get(_GIVEN)
        return given or Access(
            self.access_token, self.client_id, self.client_secret, self.refresh_token
        )


def access_of(credentials: LinkedInCredentials | Access | str) -> Access:
    """Return credentials as the reader wants them, whether dlt made them its own or not."""
    if not isinstance(credentials, LinkedInCredentials):
        own = LinkedInCredentials()
        own.parse_native_representation(credentials)
        return own.access()
    return credentials.access()
