"""Where tokens are kept between runs of a program."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from linkedin_api.clients.auth.file_lock import FileLock
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.named_files import SharedFileError, read_private, refuse_unless_plain
from linkedin_api.errors import InvalidArgumentError, TokenStoreError

__all__ = ["FileStore", "KeyringStore", "LockingTokenStore", "MemoryStore", "TokenStore"]

#: What gives a lock back.
Release = Callable[[], object]


class TokenStore(Protocol):
    """Keeps one token. Anything with these two methods is one, such as a row of a database.

    Both may block and may be called from any thread, but never twice at once by the same
    provider. A store that several processes share should be a `LockingTokenStore`.
    """

    def load(self) -> Token | None:
        """Return what was saved last, `None` if there is nothing."""

    def save(self, token: Token) -> None:
        """Keep a token in the place of the last one, wholly or not at all."""


class LockingTokenStore(TokenStore, Protocol):
    """A store that lets one process at a time renew its token, such as `FileStore`.

    Whoever renews holds the lock from before it looks into the store until it has saved the
    new token, so that the others find that one there and need not renew.
    """

    def try_lock(self) -> Release | None:
        """Take the lock at once and return what gives it back; `None` while another has it.

        It is called from any thread, and again every tenth of a second while the lock is
        another's. It must end with the process that holds it.
        """


class MemoryStore:
    """Keeps a token as long as the program runs; for providers that share one, and for tests.

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
        """Keep the token."""
        self._token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class FileStore:
    """Keeps a token in a file that only its owner may read.

    A new token is written beside the file and put in its place at once, so whoever reads,
    even after a crash, finds the old one or the new one. Directories that are missing are
    made.

    Several processes may share a file. A lock in a file beside it, which the system releases
    when a process dies, has one of them renew while the others wait for the new token. Where
    the file system has no locks, two may renew at the same moment; both tokens are then good,
    and the file holds the later one.

    Args:
        path: of the file; `~` is the home directory.

    Raises:
        InvalidArgumentError: `path` cannot be one.

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
            raise InvalidArgumentError(f"path must be the path of a file: {error}") from error

    def load(self) -> Token | None:
        """Read the token.

        Raises:
            TokenStoreError: others may read the file, or it is not a token's.
        """
        with _told(f"{self.path} cannot be read"):
            try:
                return Token.from_json(read_private(self.path))
            except FileNotFoundError:
                return None
            except SharedFileError as error:
                raise TokenStoreError(str(error)) from None

    def save(self, token: Token) -> None:
        """Write the token.

        Raises:
            TokenStoreError: it cannot be written; what was there before still is.
        """
        with _told(f"{self.path} cannot be written"):
            place = self._place()
            descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
            try:
                with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123  a descriptor
                    file.write(token.to_json())
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(name, place)  # noqa: PTH105  names
            except BaseException:
                os.unlink(name)  # noqa: PTH108  a name
                raise
            _make_lasting(place.parent)

    def try_lock(self) -> Release | None:
        """Take the lock of the file, `.NAME.lock` beside it, without waiting for it.

        Returns:
            What gives it back; `None` while another has it, in this process or elsewhere.

        Raises:
            TokenStoreError: it cannot be made.
        """
        with _told(f"{self.path} cannot be locked"):
            place = self._place()
            lock = FileLock.taken(place.with_name(f".{place.name}.lock"))
            return None if lock is None else lock.release

    def _place(self) -> Path:
        """Where the file lies, whatever links lead to it; its directory is there then.

        Raises:
            OSError: what lies there must not be replaced.
        """
        with suppress(FileNotFoundError):
            refuse_unless_plain(self.path, self.path.stat().st_mode)
        place = self.path.resolve()  # or a link would be replaced, not what it leads to
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"


class KeyringStore:
    """Keeps a token in the keyring of the operating system.

    Needs the extra `keyring`. On Windows, the Credential Manager takes at most 1,280
    characters, which can be too few for an access token with a refresh token.

    Args:
        service: what the keyring lists it under.
        name: tells several tokens apart, such as a member's id.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """

    def __init__(self, service: str = "linkedin-api-client", name: str = "default") -> None:
        self._keyring = _load_keyring()
        self.service = service
        self.name = name

    def __reduce__(self) -> tuple[type[KeyringStore], tuple[str, str]]:
        return type(self), (self.service, self.name)

    def load(self) -> Token | None:
        """Read the token.

        Raises:
            TokenStoreError: the keyring is locked or absent, or holds something else.
        """
        with _told(f"{self!r} cannot be read", self._keyring.errors.KeyringError):
            text = self._keyring.get_password(self.service, self.name)
            return None if text is None else Token.from_json(text)

    def save(self, token: Token) -> None:
        """Write the token.

        Raises:
            TokenStoreError: the keyring is locked or absent, or the token too long for it.
        """
        with _told(f"{self!r} cannot be written", self._keyring.errors.KeyringError):
            self._keyring.set_password(self.service, self.name, token.to_json())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.service}/{self.name}>"


@contextmanager
def _told(what: str, *kinds: type[Exception]) -> Iterator[None]:
    """Raise what goes wrong with a store as a `TokenStoreError` that says which."""
    # A `ValueError` is what the system says of a name that no file can have.
    known: tuple[type[Exception], ...] = (OSError, ValueError)
    try:
        yield
    except known + kinds as error:
        # An error of decoding holds what it could not read, so it is no cause to show.
        cause = None if isinstance(error, UnicodeDecodeError) else error
        told = "it is not text" if cause is None else getattr(error, "strerror", None) or error
        raise TokenStoreError(f"{what}: {told}") from cause


def _make_lasting(directory: Path) -> None:
    """Have the name of a file in a directory survive a loss of power."""
    if os.name != "posix":
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _load_keyring() -> ModuleType:
    try:
        import_module("keyring.errors")
        return import_module("keyring")
    except ModuleNotFoundError as error:
        needed = 'KeyringStore needs: pip install "linkedin-api-client[keyring]"'
        raise ModuleNotFoundError(needed, name=error.name) from error
