"""Profiles: an application and its token under a name, kept between programs.

`linkedin auth login` makes them. Settings are in a private file; the secret and the token are in
the keyring of the operating system, or in private files where there is no keyring.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, Self, get_args

from linkedin_api.clients.auth.bounded_keyring import BoundedKeyring
from linkedin_api.clients.auth.providers import ClientCredentials, RefreshToken, StaticToken
from linkedin_api.clients.auth.stores import FileStore, Release, TokenStore, converted
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.auth.token_provider import TokenProvider
from linkedin_api.clients.configuration import (
    API_URL,
    API_URL_VARIABLE,
    OAUTH_URL,
    OAUTH_URL_VARIABLE,
    resolve_base_url,
)
from linkedin_api.clients.exchange.retry import DEFAULT_RETRY, Retry
from linkedin_api.clients.file_lock import FileLock
from linkedin_api.clients.named_files import SharedFileError, read_private, write_private
from linkedin_api.errors import InvalidArgumentError, ProfileError
from linkedin_api.near_names import did_you_mean

__all__ = ["DEFAULT_PROFILE", "PROFILE_VARIABLE", "Profile", "Profiles"]

DEFAULT_PROFILE: Final = "default"
#: The environment variable that chooses the profile.
PROFILE_VARIABLE: Final = "LINKEDIN_PROFILE"
#: The one that chooses the folder of all profiles.
FOLDER_VARIABLE: Final = "LINKEDIN_CONFIG_DIR"
_FOLDER: Final = "linkedin-api-client"

Place = Literal["keyring", "file"]
#: Settings of a profile, by what they can be.
_TEXTS: Final = ("client_id", "base_url", "oauth_url")
_TEXTS_OR_NONE: Final = ("client_secret", "redirect_url")
_is_name = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}").fullmatch


@dataclass(frozen=True, slots=True)
class Profile:
    """An application, and whose token it has. The repr hides the secret.

    Attributes:
        name: up to 64 letters, digits, dots, underscores and hyphens.
        client_id: the application's id; empty for a token from the developer portal.
        client_secret: its secret; `None` for an application that uses PKCE.
        redirect_url: where LinkedIn sends members back.
        scopes: the scopes asked for at the last sign-in.
        is_member: whether the token is a member's; otherwise it is the application's own.
        base_url: the API that the token is for.
        oauth_url: the authorization server that renews it.
        place: where the secret and the token are.
    """

    name: str
    client_id: str = ""
    client_secret: str | None = field(default=None, repr=False)
    redirect_url: str | None = None
    scopes: tuple[str, ...] = ()
    is_member: bool = True
    base_url: str = API_URL
    oauth_url: str = OAUTH_URL
    place: Place = "file"

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not _is_name(self.name):
            raise InvalidArgumentError(
                "a profile's name must have up to 64 letters, digits, dots, underscores or"
                f" hyphens, not {self.name!r}"
            )

    @classmethod
    def for_environment(cls, name: str, **settings: Any) -> Self:
        """Return a profile for the servers that the environment names, otherwise LinkedIn's.

        Args:
            name: of the profile.
            settings: the other attributes.

        Raises:
            InvalidArgumentError: the name or a URL is invalid.
        """
        return cls(
            name,
            base_url=resolve_base_url(None, API_URL_VARIABLE, API_URL),
            oauth_url=resolve_base_url(None, OAUTH_URL_VARIABLE, OAUTH_URL),
            **settings,
        )


class _LockedKeyring(BoundedKeyring):
    """A keyring entry with a lock file, so that one process at a time renews its token."""

    def __init__(self, name: str, lock: Path) -> None:
        super().__init__(name)
        self._lock = lock

    def try_lock(self) -> Release | None:
        """Take the lock without waiting; `None` while another process has it."""
        with converted(f"{self!r} cannot be locked"):
            lock = FileLock.taken(self._lock)
        return None if lock is None else lock.release


class Profiles:
    """The profiles of this user.

    Args:
        folder: where their files are; `None` for `LINKEDIN_CONFIG_DIR`, otherwise the folder
            `linkedin-api-client` in the user's folder for settings.

    Example:
        >>> import tempfile
        >>> profiles = Profiles(tempfile.mkdtemp())
        >>> profiles.save(Profile("work", "86app"), Token("secret", "86app", issued_at=0.0))
        >>> profiles.names()
        ('work',)
        >>> profiles.load("work").client_id
        '86app'
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self.folder = Path(folder) if folder is not None else _default_folder()

    def names(self) -> tuple[str, ...]:
        """Return the names of all profiles, sorted."""
        found = (path.stem for path in self.folder.glob("*.json"))
        return tuple(sorted(name for name in found if _is_name(name)))

    def load(self, name: str | None = None) -> Profile:
        """Return a profile.

        Args:
            name: of the profile; `None` for `LINKEDIN_PROFILE`, otherwise `default`.

        Raises:
            InvalidArgumentError: it is no name.
            ProfileError: there is none of this name, or its file cannot be read or trusted.
            TokenStoreError: the keyring with its secret cannot be read.
        """
        if name is None:
            name = os.environ.get(PROFILE_VARIABLE) or DEFAULT_PROFILE
        profile = _profile_of(name, self._settings(name))
        if profile.place == "keyring":
            secret = self._secrets(name).read()
            profile = replace(profile, client_secret=secret or None)
        return profile

    def save(self, profile: Profile, token: Token | None) -> None:
        """Write a profile and its token.

        Args:
            profile: replaces the one of the same name.
            token: `None` for an application's profile, which gets a token when it needs one.

        Raises:
            TokenStoreError: the keyring cannot be written, or the file of the token.
            ProfileError: the file of the profile cannot be written.
        """
        settings = asdict(profile)
        del settings["name"]
        path = self._file(profile.name)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if token is not None:
                self.store(profile).save(token)
            if profile.place == "keyring":
                self._secrets(profile.name).write(settings.pop("client_secret") or "")
            write_private(path, json.dumps(settings, indent=2))
            if profile.place == "keyring":  # before, there may have been none
                self._token_file(profile.name).unlink(missing_ok=True)
        except OSError as error:
            raise ProfileError(f"{path} cannot be written: {error}") from error

    def delete(self, name: str) -> None:
        """Remove a profile, its secret and its token.

        Raises:
            ProfileError: there is none of this name.
            TokenStoreError: the keyring cannot be written.
        """
        profile = _profile_of(name, self._settings(name))
        if profile.place == "keyring":
            for entry in (self._secrets(name), BoundedKeyring(name)):
                entry.delete()
        token = self._token_file(name)
        locks = (self._lock_file(name), token.with_name(f".{token.name}.lock"))
        for path in (token, *locks, self._file(name)):
            path.unlink(missing_ok=True)

    def store(self, profile: Profile) -> TokenStore:
        """Return where the token of a profile is; one process at a time may renew it."""
        if profile.place == "keyring":
            return _LockedKeyring(profile.name, self._lock_file(profile.name))
        return FileStore(self._token_file(profile.name))

    def provider(
        self,
        profile: Profile,
        *,
        retry: Retry = DEFAULT_RETRY,
        clock: Callable[[], float] = time.time,
    ) -> TokenProvider:
        """Return a provider of the tokens of a profile, which renews them in time.

        Args:
            profile: the profile.
            retry: when to retry requests to the authorization server.
            clock: seconds since 1970.

        Raises:
            ProfileError: the profile has no token, or one that has expired and cannot be
                renewed.
            TokenStoreError: the token cannot be read.
        """
        store = self.store(profile)
        given: dict[str, Any] = {
            "store": store,
            "base_url": profile.oauth_url,
            "retry": retry,
            "clock": clock,
        }
        if not profile.is_member:
            return ClientCredentials(profile.client_id, profile.client_secret or "", **given)
        token = store.load()
        if token is None:
            raise ProfileError(f"profile {profile.name!r} has no token: {_sign_in(profile.name)}")
        if token.refresh_token and profile.client_secret:
            return RefreshToken(profile.client_id, profile.client_secret, **given)
        if token.state(clock()) == "expired":
            raise ProfileError(
                f"the token of profile {profile.name!r} has expired: {_sign_in(profile.name)}"
            )
        return StaticToken(token.access_token, scopes=token.scopes)

    def _settings(self, name: str) -> Mapping[str, Any]:
        Profile(name)  # refuses a name that is no file name
        path = self._file(name)
        try:
            settings = json.loads(read_private(path))
        except FileNotFoundError:
            raise ProfileError(self._missing(name)) from None
        except SharedFileError as error:
            raise ProfileError(str(error)) from None
        except ValueError:
            settings = None
        except OSError as error:
            raise ProfileError(f"{path} cannot be read: {error.strerror or error}") from error
        if not _are_settings(settings):
            raise ProfileError(f"{path} is not a profile; sign in again to replace it")
        return settings  # type: ignore[no-any-return]

    def _missing(self, name: str) -> str:
        names = self.names()
        others = f", which has {', '.join(names)}" if names else ""
        missing = f"there is no profile {name!r} in {self.folder}{others}: {_sign_in(name)}"
        return missing + did_you_mean(name, names)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _token_file(self, name: str) -> Path:
        return self.folder / "tokens" / f"{name}.json"

    def _lock_file(self, name: str) -> Path:
        return self.folder / f".{name}.lock"

    @staticmethod
    def _secrets(name: str) -> BoundedKeyring:
        return BoundedKeyring(f"{name}/application")


def _are_settings(settings: Any) -> bool:
    """Whether this is what the file of a profile has; a later release may keep more in it."""
    return (
        isinstance(settings, dict)
        and all(isinstance(settings.get(name, ""), str) for name in _TEXTS)
        and all(isinstance(settings.get(name), str | None) for name in _TEXTS_OR_NONE)
        and isinstance(scopes := settings.get("scopes", []), list)
        and all(isinstance(scope, str) for scope in scopes)
        and isinstance(settings.get("is_member", True), bool)
        and settings.get("place", "file") in get_args(Place)
    )


def _profile_of(name: str, settings: Mapping[str, Any]) -> Profile:
    known = {key: value for key, value in settings.items() if key in Profile.__slots__}
    return Profile(**{**known, "name": name, "scopes": tuple(known.get("scopes", ()))})


def _sign_in(name: str) -> str:
    option = "" if name == DEFAULT_PROFILE else f" --profile {name}"
    return f"run `linkedin auth login{option}`"


def _default_folder() -> Path:
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen).expanduser()
    if os.name == "nt":
        base = os.environ.get("APPDATA") or "~"
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / _FOLDER
