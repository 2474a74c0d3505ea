"""What a client takes in the place of a token: something that gives one for each sending."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkedin_api.clients.exchange.loop import Steps
    from linkedin_api.errors import TokenReason

__all__ = ["TokenProvider"]


class TokenProvider(ABC):
    """Gives a bearer token for each sending, and is told when LinkedIn refuses it.

    One provider may serve many clients, threads and tasks at once, synchronous and
    asynchronous ones together.
    """

    __slots__ = ()

    @abstractmethod
    def steps(self) -> Steps[str]:
        """Come by a token, as steps that the client performs; returns the token."""

    @abstractmethod
    def refuse(self, token: str, reason: TokenReason) -> bool:
        """Take note that LinkedIn refused a token.

        Returns:
            Whether `steps` will give another one.
        """

    def token(self) -> str:
        """The token to use now, for use without a client.

        HTTP: `POST /oauth/v2/accessToken`, if it must be renewed.
        """
        from linkedin_api.clients.configuration import Limits
        from linkedin_api.clients.transports.sync_transport import Transport

        transport = Transport(Limits())
        try:
            return transport.run(self.steps(), str)
        finally:
            transport.session.close()

    async def token_async(self) -> str:
        """Do what `token` does, without blocking."""
        from linkedin_api.clients.configuration import Limits
        from linkedin_api.clients.transports.async_transport import AsyncTransport

        transport = AsyncTransport(Limits(), 1)
        try:
            return await transport.run(self.steps(), str)
        finally:
            await transport.close()
