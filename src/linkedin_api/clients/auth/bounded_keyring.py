"""Entries of the operating system's keyring, read and written within a few seconds.

A keyring can hang: one that is locked waits for a person, and a desktop's message bus may not
answer on a machine without a desktop.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import Final, TypeVar

from linkedin_api.clients.auth.stores import KeyringStore
from linkedin_api.clients.auth.token import Token
from linkedin_api.errors import TokenStoreError

T = TypeVar("T")

#: Seconds after which a keyring that does not answer is given up.
PATIENCE: Final = 5.0


class BoundedKeyring(KeyringStore):
    """One entry of the keyring: a token or another secret.

    Raises:
        TokenStoreError: the extra `keyring` is not installed.
    """

    def __init__(self, name: str) -> None:
        try:
            super().__init__(name=name)
        except ModuleNotFoundError as error:
            raise TokenStoreError(str(error)) from None

    def load(self) -> Token | None:
        """Read the entry as a token.

        Raises:
            TokenStoreError: the keyring cannot be read, or does not answer.
        """
        return self._within(super().load)

    def save(self, token: Token) -> None:
        """Write a token.

        Raises:
            TokenStoreError: the keyring cannot be written, or does not answer.
        """
        save = super().save
        self._within(lambda: save(token))

    def read(self) -> str | None:
        """Read the entry as text; `None` if there is none."""
        found: str | None = self._within(
            lambda: self._keyring.get_password(self.service, self.name)
        )
        return found

    def write(self, secret: str) -> None:
        """Write a text."""
        self._within(lambda: self._keyring.set_password(self.service, self.name, secret))

    def delete(self) -> None:
        """Delete the entry, if there is one."""

        def delete() -> None:
            with suppress(self._keyring.errors.PasswordDeleteError):  # there is none
                self._keyring.delete_password(self.service, self.name)

        self._within(delete)

    def _within(self, act: Callable[[], T]) -> T:
        done: Future[T] = Future()
        Thread(target=_settle, args=(done, act), daemon=True).start()
        try:
            return done.result(PATIENCE)
        except TimeoutError:
            raise TokenStoreError(
                f"the keyring has not answered for {PATIENCE:.0f} seconds; it may be locked"
            ) from None
        except self._keyring.errors.KeyringError as error:
            raise TokenStoreError(f"the keyring cannot be used: {error}") from error


def _settle(done: Future[T], act: Callable[[], T]) -> None:
    try:
        done.set_result(act())
    except BaseException as error:  # noqa: BLE001  it reaches the caller
        done.set_exception(error)
