"""The whole sandbox as one ASGI application: OAuth by Starlette, the rest by `Api`."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.consent import Redirect, authorize
from linkedin_api.sandbox.incoming import Receive, Scope, Send
from linkedin_api.sandbox.journal import Journal, RequestRecord
from linkedin_api.sandbox.oauth import OAuthRefused, TokenEndpoint, read_form
from linkedin_api.sandbox.tokens import ALL_SCOPES, App, TokenBook

_SECRETS: Final = frozenset(
    {"client_secret", "code", "code_verifier", "refresh_token", "token", "state"}
)
_OIDC_SCOPES: Final = ("openid", "profile", "email")
_CLAIMS: Final = (
    "iss", "aud", "iat", "exp", "sub", "name", "given_name", "family_name", "picture",
    "email", "email_verified", "locale",
)  # fmt: skip


class SandboxApp:
    """ASGI application: `/oauth` goes to the authorization server, all else to the API.

    Args:
        api: the Rest.li side.
        apps: registered applications, by client id.
        tokens: the book of codes and tokens.
        member: id of the person who is logged in.
        journal: where requests are noted.
    """

    def __init__(
        self,
        api: Api,
        apps: Mapping[str, App],
        tokens: TokenBook,
        member: str,
        journal: Journal,
    ) -> None:
        self._api = api
        self._oauth = _OAuthPages(apps, tokens, member, journal, api).starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        serve = self._oauth if scope["path"].startswith("/oauth/") else self._api
        await serve(scope, receive, send)


class _OAuthPages:
    """The endpoints under `/oauth`, as Starlette functions."""

    def __init__(
        self,
        apps: Mapping[str, App],
        tokens: TokenBook,
        member: str,
        journal: Journal,
        api: Api,
    ) -> None:
        self._apps = apps
        self._tokens = tokens
        self._member = member
        self._journal = journal
        self._api = api
        self._endpoint = TokenEndpoint(apps, tokens)

    def starlette(self) -> Starlette:
        """Return the pages as one application."""
        post = ["POST"]
        return Starlette(
            routes=[
                Route("/oauth/v2/accessToken", self.access_token, methods=post),
                Route("/oauth/v2/introspectToken", self.introspect, methods=post),
                Route("/oauth/v2/authorization", self.authorization),
                Route("/oauth/native-pkce/authorization", self.authorization),
                Route("/oauth/.well-known/openid-configuration", self.discovery),
            ]
        )

    async def access_token(self, request: Request) -> Response:
        """POST /oauth/v2/accessToken."""
        return await self._answer(request, self._endpoint.exchange)

    async def introspect(self, request: Request) -> Response:
        """POST /oauth/v2/introspectToken."""
        return await self._answer(request, self._endpoint.introspect)

    async def _answer(self, request: Request, run: Any) -> Response:
        began = time.perf_counter()
        headers = request.headers
        form = read_form(
            await request.body(), headers.get("content-type", ""), headers.get("authorization")
        )
        try:
            response = JSONResponse(run(form))
        except OAuthRefused as refused:
            response = JSONResponse(refused.problem.body(), refused.problem.status)
        self._note(request, form, response.status_code, began)
        return response

    async def authorization(self, request: Request) -> Response:
        """GET /oauth/v2/authorization and /oauth/native-pkce/authorization."""
        began = time.perf_counter()
        params = dict(parse_qsl(request.url.query, keep_blank_values=True))
        native = request.url.path.startswith("/oauth/native-pkce/")
        decision = authorize(params, self._apps, self._tokens, self._member, native=native)
        response: Response
        if isinstance(decision, Redirect):
            response = RedirectResponse(decision.url, 302)
        else:
            response = PlainTextResponse(decision.text, decision.status)
        self._note(request, params, response.status_code, began)
        return response

    async def discovery(self, _request: Request) -> Response:
        """GET /oauth/.well-known/openid-configuration."""
        url = self._api.url
        return JSONResponse(
            {
                "issuer": f"{url}/oauth",
                "authorization_endpoint": f"{url}/oauth/v2/authorization",
                "token_endpoint": f"{url}/oauth/v2/accessToken",
                "userinfo_endpoint": f"{url}/v2/userinfo",
                "jwks_uri": f"{url}/oauth/openid/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": [name for name in _OIDC_SCOPES if name in ALL_SCOPES],
                "claims_supported": list(_CLAIMS),
            }
        )

    def _note(self, request: Request, params: Mapping[str, str], status: int, began: float) -> None:
        shown = {name: "***" if name in _SECRETS else text for name, text in params.items()}
        self._journal.add(
            RequestRecord(
                verb=request.method,
                path=request.url.path,
                status=status,
                ms=(time.perf_counter() - began) * 1000,
                at=self._tokens.clock.now(),
                method="OAUTH",
                params=shown,
            )
        )
