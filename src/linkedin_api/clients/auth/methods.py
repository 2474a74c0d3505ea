"""The calls of the authorization server, the same for both clients."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from linkedin_api.clients.argument_docs import document_arguments
from linkedin_api.clients.auth import grants
from linkedin_api.clients.auth import response as responses
from linkedin_api.clients.auth.identity import Identity
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.exchange.task import Task
from linkedin_api.clients.headers import checked_headers
from linkedin_api.clients.limits import Timeout, checked_timeout
from linkedin_api.clients.options import Headers, adjusted

#: What a call returns: the response of this name, or a coroutine of it.
AccessToken3LResponse = TypeVar("AccessToken3LResponse")
RefreshTokenExchangeResponse = TypeVar("RefreshTokenExchangeResponse")
AccessToken2LResponse = TypeVar("AccessToken2LResponse")
IntrospectTokenResponse = TypeVar("IntrospectTokenResponse")


@document_arguments
class AuthMethods(
    Identity,
    Generic[
        AccessToken3LResponse,
        RefreshTokenExchangeResponse,
        AccessToken2LResponse,
        IntrospectTokenResponse,
    ],
):
    """The methods of an application that send something."""

    _run: Any  # of the shell, which returns a response or a coroutine of one

    def exchange_auth_code_for_access_token(
        self,
        code: str,
        *,
        code_verifier: str | None = None,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> AccessToken3LResponse:
        """Exchange a member's authorization code for an access token.

        HTTP: `POST /oauth/v2/accessToken`

        Args:
            code: the `code` from the redirect; valid once, for 30 minutes.
            code_verifier: `Pkce.verifier`, for native applications, which send no secret.

        Raises:
            MissingArgumentError: the client has no `redirect_url`, or no secret.

        Example:
            >>> from linkedin_api import AuthClient
            >>> auth = AuthClient(sandbox.client_id, sandbox.client_secret, sandbox.redirect_url)
            >>> code = sandbox.authorization_code(["openid", "profile"])
            >>> auth.exchange_auth_code_for_access_token(code).scopes
            ('openid', 'profile')
        """
        task = grants.authorization_code(self._app, code, code_verifier)
        return self._exchange(task, responses.AccessToken3LResponse, timeout, headers)

    def exchange_refresh_token_for_access_token(
        self, refresh_token: str, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> RefreshTokenExchangeResponse:
        """Exchange a refresh token for a new access token.

        This does not extend the refresh token, which is valid for a year from the consent.

        HTTP: `POST /oauth/v2/accessToken`

        Args:
            refresh_token: of the member; it came with their access token.
        """
        task = grants.refresh_token(self._app, refresh_token)
        return self._exchange(task, responses.RefreshTokenExchangeResponse, timeout, headers)

    def get_two_legged_access_token(
        self, *, timeout: Timeout | None = None, headers: Headers | None = None
    ) -> AccessToken2LResponse:
        """Get an access token for the application itself (client credentials).

        HTTP: `POST /oauth/v2/accessToken`
        """
        task = grants.client_credentials(self._app)
        return self._exchange(task, responses.AccessToken2LResponse, timeout, headers)

    def introspect_access_token(
        self,
        access_token: str | Token,
        *,
        timeout: Timeout | None = None,
        headers: Headers | None = None,
    ) -> IntrospectTokenResponse:
        """Look up whether a token is active, its owner, its scopes and when it expires.

        HTTP: `POST /oauth/v2/introspectToken`

        Args:
            access_token: the bearer token as a string, or a `Token`.
        """
        task = grants.introspection(self._app, access_token)
        return self._exchange(task, responses.IntrospectTokenResponse, timeout, headers)

    def _exchange(
        self, task: Task, response_type: type[Any], timeout: Timeout | None, headers: Headers | None
    ) -> Any:
        timeout = None if timeout is None else checked_timeout(timeout)
        return self._run(adjusted(task, timeout, checked_headers(headers)), response_type)
