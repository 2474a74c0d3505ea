"""Whose turn it is to renew, among the processes that share a store."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from linkedin_api.clients.auth.stores import Release
from linkedin_api.clients.forking import renew_in_children


class Turn:
    """A turn that is taken without waiting, and given back whatever happens.

    It may be given up while another thread is about to take it, as when the task that waits
    for that thread is cancelled; then it is given back there.

    Args:
        try_lock: of a `LockingTokenStore`.
    """

    def __init__(self, try_lock: Callable[[], Release | None]) -> None:
        self._try_lock = try_lock
        self._release: Release | None = None
        self._is_given_up = False
        self.after_fork()
        renew_in_children(self)

    def after_fork(self) -> None:
        """Have a lock of one's own; the turn is left to the parent by what the store locks."""
        self._lock = Lock()

    def take(self) -> bool:
        """Whether it is one's turn now.

        Raises:
            TokenStoreError: the store cannot be locked.
        """
        with self._lock:
            if self._release is None and not self._is_given_up:
                self._release = self._try_lock()
            return self._release is not None

    def give_up(self) -> None:
        """Let others have their turn; does nothing the second time."""
        with self._lock:
            self._is_given_up = True
            release, self._release = self._release, None
        if release is not None:
            release()
