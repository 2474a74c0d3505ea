"""The application that an OAuth client acts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth.grants import Application
from linkedin_api.clients.configuration import OAUTH_URL, OAUTH_URL_VARIABLE, resolve_base_url


@document_arguments
class Identity:
    """The application of a client; changes apply from the next call."""

    _app: Application

    def _identify(
        self,
        base_url: str | None,
        client_id: str,
        client_secret: str | None,
        redirect_url: str | None,
    ) -> None:
        url = resolve_base_url(base_url, OAUTH_URL_VARIABLE, OAUTH_URL)
        self._app = Application(url, client_id, client_secret, redirect_url)

    @property
    def client_id(self) -> str:
        """The application's id."""
        return self._app.client_id

    @client_id.setter
    def client_id(self, client_id: str) -> None:
        self._app = replace(self._app, client_id=client_id)

    @property
    def client_secret(self) -> str | None:
        """The application's secret, if it has one."""
        return self._app.client_secret

    @client_secret.setter
    def client_secret(self, client_secret: str | None) -> None:
        self._app = replace(self._app, client_secret=client_secret)

    @property
    def redirect_url(self) -> str | None:
        """Where LinkedIn sends members back."""
        return self._app.redirect_url

    @redirect_url.setter
    def redirect_url(self, redirect_url: str | None) -> None:
        self._app = replace(self._app, redirect_url=redirect_url)

    def generate_member_auth_url(
        self, scopes: Sequence[str], state: str | None = None, *, code_challenge: str | None = None
    ) -> str:
        """Build the URL to send a member to, so that they can grant access.

        Args:
            scopes: such as `["r_organization_social"]`, or one string with commas or spaces
                between them; members grant all or none.
            state: comes back unchanged; create it with `new_state` and compare it with
                `is_same_state`, so that you do not accept someone else's answer.
            code_challenge: `Pkce().challenge`, for native applications; the URL is then
                that of LinkedIn's native flow.

        Raises:
            MissingArgumentError: the client has no `redirect_url`.

        Example:
            >>> from linkedin_api import AuthClient
            >>> auth = AuthClient("id", "secret", "https://example.org/back")
            >>> auth.generate_member_auth_url(["openid", "profile"], "a&b").partition("?")[2]
            'response_type=code&client_id=id&redirect_uri=https%3A%2F%2Fexample.org%2Fback&scope=openid%20profile&state=a%26b'
        """
        return grants.authorization_url(self._app, scopes, state, code_challenge)

    def __repr__(self) -> str:
        if not hasattr(self, "_app"):  # in tracebacks of its constructor
            return f"<{type(self).__name__} unfinished>"
        return f"<{type(self).__name__} {self._app.base_url} client_id={self.client_id!r}>"
