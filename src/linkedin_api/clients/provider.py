"""Token providers: clients accept them in place of a token."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkedin_api.clients.exchange import Steps
    from linkedin_api.errors import TokenReason


class TokenProvider(ABC):
    """Provides a bearer token for each request, and learns when LinkedIn refuses it.

    One provider can serve many clients, threads and tasks at once, both synchronous and
    asynchronous.
    """

    @abstractmethod
    def steps(self) -> Steps[str]:
        """Get a token, as steps that the client performs; returns the token."""

    @abstractmethod
    def refuse(self, token: str, reason: TokenReason) -> bool:
        """Note that LinkedIn refused a token.

        Returns:
            Whether `steps` will return another one.
        """

    def token(self) -> str:
        """Get a token for use without a client.

        HTTP: `POST /oauth/v2/accessToken`, if the token must be renewed.
        """
        from linkedin_api.clients.configuration import Limits
        from linkedin_api.clients.transport import Transport

        transport = Transport(Limits())
        try:
            return transport.run(self.steps(), str)
        finally:
            transport.session.close()

    async def token_async(self) -> str:
        """Get a token like `token`, without blocking."""
        from linkedin_api.clients.async_transport import AsyncTransport
        from linkedin_api.clients.configuration import Limits

        transport = AsyncTransport(Limits(), 1)
        try:
            return await transport.run(self.steps(), str)
        finally:
            await transport.close()
