"""A provider of tokens that also works without a client."""

from __future__ import annotations

from linkedin_api.clients.exchange.provider import Provider
from linkedin_api.clients.limits import Limits

__all__ = ["TokenProvider"]


class TokenProvider(Provider):
    """Gives a bearer token for each sending, and takes note when LinkedIn refuses it.

    One provider may serve many clients, threads and tasks at once, synchronous and
    asynchronous ones together.
    """

    __slots__ = ()

    def token(self) -> str:
        """Get a token for use without a client.

        HTTP: `POST /oauth/v2/accessToken`, if the token must be renewed.
        """
        from linkedin_api.clients.transports.sync_transport import Transport

        transport = Transport(Limits())
        try:
            return transport.run(self.steps(), str)
        finally:
            transport.session.close()

    async def token_async(self) -> str:
        """Get a token like `token`, without blocking."""
        from linkedin_api.clients.transports.async_transport import AsyncTransport

        transport = AsyncTransport(Limits(), 1)
        try:
            return await transport.run(self.steps(), str)
        finally:
            await transport.close()
