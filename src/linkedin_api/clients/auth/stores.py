"""Token stores: where tokens are saved between runs of a program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.file_lock import FileLock
from linkedin_api.clients.named_files import (
    SharedFileError,
    read_private,
    refuse_unless_plain,
    write_private,
)
from linkedin_api.errors import InvalidArgumentError, TokenStoreError

__all__ = ["FileStore", "KeyringStore", "LockingTokenStore", "MemoryStore", "TokenStore"]

#: A function that releases a lock.
Release = Callable[[], object]


class TokenStore(Protocol):
    """Saves one token. Any object with these two methods is a store, such as a database row.

    A provider loads before it saves, and leaves a token of another process that ends later.

    Both methods may block. They may be called from any thread, but never concurrently by the
    same provider. A store that several processes share should be a `LockingTokenStore`.
    """

    def load(self) -> Token | None:
        """Return the last saved token; `None` if there is none."""

    def save(self, token: Token) -> None:
        """Replace the saved token, completely or not at all."""


class LockingTokenStore(TokenStore, Protocol):
    """A store that lets one process at a time renew its token, such as `FileStore`.

    The process that renews takes the lock before it reads the store, and holds it until it has
    saved the new token. So the others find the new token and need not renew.
    """

    def try_lock(self) -> Release | None:
        """Take the lock without waiting; `None` while another process has it.

        Returns a function that releases it. It may be called from any thread, and again every
        tenth of a second while another process has the lock. The lock must end with the process
        that holds it.
        """


class MemoryStore:
    """Keeps a token in memory; for providers that share one, and for tests.

    Example:
        >>> store = MemoryStore()
        >>> store.save(Token("secret", "client", issued_at=0.0))
        >>> store.load()
        Token(client_id='client', issued_at=0.0, ...)
    """

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        """Return the token."""
        return self._token

    def save(self, token: Token) -> None:
        """Save the token."""
        self._token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class FileStore:
    """Saves a token in a file that only its owner may read.

    It writes a new file and then moves it into place, so a reader finds the old token or the
    new one, even after a crash. It creates missing directories.

    Several processes can share a file. A lock file beside it, which the system releases when a
    process dies, lets one of them renew while the others wait for the new token. On a file
    system without locks, two may renew at the same moment; the file then contains the token that
    ends later.

    Args:
        path: path of the file; `~` is the home directory.

    Raises:
        InvalidArgumentError: `path` is not a valid path.

    Example:
        >>> import tempfile
        >>> store = FileStore(tempfile.mkdtemp() + "/linkedin/token.json")
        >>> store.load() is None
        True
        >>> store.save(Token("secret", "client", issued_at=0.0))
        >>> store.load()
        Token(client_id='client', issued_at=0.0, ...)
        >>> oct(store.path.stat().st_mode & 0o777)
        '0o600'
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            self.path = Path(path).expanduser()
            os.fsencode(self.path)
        except (TypeError, ValueError, RuntimeError) as error:
            raise InvalidArgumentError(f"path must be a valid file path: {error}") from error

    def load(self) -> Token | None:
        """Read the token.

        Raises:
            TokenStoreError: other users may read the file, or it contains no token.
        """
        with converted(f"{self.path} cannot be read"):
            try:
                return Token.from_json(read_private(self.path))
            except FileNotFoundError:
                return None
            except SharedFileError as error:
                raise TokenStoreError(str(error)) from None

    def save(self, token: Token) -> None:
        """Write the token.

        Raises:
            TokenStoreError: it cannot be written; the old token is still there.
        """
        with converted(f"{self.path} cannot be written"):
            write_private(self._place(), token.to_json())

    def try_lock(self) -> Release | None:
        """Take the lock, a file `.NAME.lock` beside the token's file, without waiting.

        Returns:
            A function that releases it; `None` while another provider or process has it.

        Raises:
            TokenStoreError: the lock file cannot be created.
        """
        with converted(f"{self.path} cannot be locked"):
            place = self._place()
            lock = FileLock.taken(place.with_name(f".{place.name}.lock"))
            return None if lock is None else lock.release

    def _place(self) -> Path:
        """The real path of the file, with links resolved and its directory created.

        Raises:
            OSError: there is something else that must not be replaced.
        """
        with suppress(FileNotFoundError):
            refuse_unless_plain(self.path, self.path.stat().st_mode)
        place = self.path.resolve()  # otherwise a link would be replaced, not its target
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"


class KeyringStore:
    """Saves a token in the keyring of the operating system.

    It needs the extra `keyring`. On Windows, the Credential Manager accepts at most 1,280
    characters, which can be too few for an access token with a refresh token.

    Args:
        service: the service name in the keyring.
        name: distinguishes several tokens, such as a member's id.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """

    def __init__(self, service: str = "linkedin-api-client", name: str = "default") -> None:
        self._keyring = _load_keyring()
        self.service = service
        self.name = name

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_keyring"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state, _keyring=_load_keyring())

    def load(self) -> Token | None:
        """Read the token.

        Raises:
            TokenStoreError: the keyring is locked or missing, or contains something else.
        """
        with converted(f"{self!r} cannot be read", self._keyring.errors.KeyringError):
            text = self._keyring.get_password(self.service, self.name)
            return None if text is None else Token.from_json(text)

    def save(self, token: Token) -> None:
        """Write the token.

        Raises:
            TokenStoreError: the keyring is locked or missing, or the token is too long.
        """
        with converted(f"{self!r} cannot be written", self._keyring.errors.KeyringError):
            self._keyring.set_password(self.service, self.name, token.to_json())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.service}/{self.name}>"


@contextmanager
def converted(what: str, *kinds: type[Exception]) -> Iterator[None]:
    """Convert errors of a store into a `TokenStoreError` that names the store."""
    # The system raises `ValueError` for an invalid file name.
    known: tuple[type[Exception], ...] = (OSError, ValueError)
    try:
        yield
    except known + kinds as error:
        # A decoding error contains the secret bytes, so it must not be the cause.
        cause = None if isinstance(error, UnicodeDecodeError) else error
        reason = "it is not text" if cause is None else getattr(error, "strerror", None) or error
        raise TokenStoreError(f"{what}: {reason}") from cause


def _load_keyring() -> ModuleType:
    try:
        import_module("keyring.errors")
        return import_module("keyring")
    except ModuleNotFoundError as error:
        needed = 'KeyringStore needs: pip install "linkedin-api-client[keyring]"'
        raise ModuleNotFoundError(needed, name=error.name) from error
