"""Take turns at renewing a token, among processes that share a store."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from linkedin_api.clients.auth.stores import Release
from linkedin_api.clients.forking import renew_in_children


class Turn:
    """A turn that is taken without waiting and always released.

    It may be given up while another thread is about to take it, for example if the task that
    waits for the thread is cancelled. Then that thread releases it.
    """

    def __init__(self, try_lock: Callable[[], Release | None]) -> None:
        self._try_lock = try_lock
        self._release: Release | None = None
        self._is_given_up = False
        self.after_fork()
        renew_in_children(self)

    def after_fork(self) -> None:
        """Create a new lock; the store's own lock stays with the parent."""
        self._lock = Lock()

    def take(self) -> bool:
        """Try to take the turn; returns whether it succeeded.

        Raises:
            TokenStoreError: the store cannot be locked.
        """
        with self._lock:
            if self._release is None and not self._is_given_up:
                self._release = self._try_lock()
            return self._release is not None

    def give_up(self) -> None:
        """Release the turn; the second call does nothing."""
        with self._lock:
            self._is_given_up = True
            release, self._release = self._release, None
        if release is not None:
            release()
