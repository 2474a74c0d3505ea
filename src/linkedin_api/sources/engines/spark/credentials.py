"""What only the driver may know: it stays behind when Spark sends an object to executors."""

from __future__ import annotations

from typing import Any

from linkedin_api.errors import LinkedInError
from linkedin_api.sources.reading.access import Access


class DriverSecrets:
    """Credentials that cannot leave their process: a pickle of them is empty."""

    def __init__(self, access: Access) -> None:
        self._provider = access.provider()

    def token(self) -> str:
        """Return an access token, the same one as long as it is valid.

        HTTP: `POST /oauth/v2/accessToken`, if there is no token yet

        Raises:
            LinkedInError: the authorization server refuses, or this is not the driver.
        """
        provider = getattr(self, "_provider", None)
        if provider is None:
            raise LinkedInError("the credentials are with the driver; executors have none")
        token: str = provider.token()
        return token

    def __getstate__(self) -> dict[str, Any]:
        return {}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """There is nothing to take over."""
