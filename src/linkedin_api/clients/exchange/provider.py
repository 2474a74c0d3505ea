"""Token providers: clients accept them in place of a token."""

from __future__ import annotations

from abc import ABC, abstractmethod

from linkedin_api.clients.exchange.steps import Steps
from linkedin_api.errors import TokenReason


class Provider(ABC):
    """Gives a bearer token for each sending, and takes note when LinkedIn refuses it."""

    __slots__ = ()

    @abstractmethod
    def steps(self) -> Steps[str]:
        """Get a token, as steps that the client performs; returns the token."""

    @property
    def known_scopes(self) -> tuple[str, ...]:
        """The scopes of its token, as far as they are known; empty if they are not."""
        return ()

    def refuse(self, token: str, reason: TokenReason) -> bool:  # noqa: ARG002
        """Note that LinkedIn refused a token.

        Returns:
            Whether `steps` will return another one; `False` unless a provider says otherwise.
        """
        return False
