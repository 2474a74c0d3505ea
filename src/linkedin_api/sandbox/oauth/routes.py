"""The authorization server over HTTP: everything under `/oauth`, as Starlette functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from linkedin_api.sandbox.addresses import Addresses
from linkedin_api.sandbox.journal import HIDDEN, KNOWN
from linkedin_api.sandbox.members import MEMBERS
from linkedin_api.sandbox.oauth.consent import Authorization
from linkedin_api.sandbox.oauth.consent_page import ask_page, refusal_page, sign_in_page
from linkedin_api.sandbox.oauth.consent_steps import Ask, Redirect, Refusal, Remember, Step, Visit
from linkedin_api.sandbox.oauth.oidc import discovery_document
from linkedin_api.sandbox.oauth.refusals import OAuthRefused
from linkedin_api.sandbox.oauth.signing import public_keys
from linkedin_api.sandbox.oauth.token_endpoint import (
    Form,
    Given,
    TokenEndpoint,
    read_basic,
    read_form,
)
from linkedin_api.sandbox.protocol.incoming import FORM_LIMIT, read_body
from linkedin_api.sandbox.web.page import PAGE_HEADERS
from linkedin_api.sandbox.web.redaction import SECRET_NAMES

#: Cookie with the id of the member who is signed in.
MEMBER_COOKIE: Final = "li_sandbox_member"


class OAuthPages:
    """The endpoints under `/oauth`."""

    def __init__(self, authorization: Authorization, addresses: Callable[[], Addresses]) -> None:
        self._authorization = authorization
        self._addresses = addresses
        self._endpoint = TokenEndpoint(
            authorization.apps, authorization.tokens, authorization.choices, lambda: addresses().www
        )

    def routes(self) -> list[Route]:
        """Return the routes."""
        post, both = ["POST"], ["GET", "POST"]
        return [
            Route("/oauth/v2/accessToken", self.access_token, methods=post),
            Route("/oauth/v2/introspectToken", self.introspect, methods=post),
            Route("/oauth/v2/authorization", self.authorization, methods=both),
            Route("/oauth/native-pkce/authorization", self.authorization, methods=both),
            Route("/oauth/.well-known/openid-configuration", self.discovery),
            Route("/oauth/openid/jwks", self.keys),
        ]

    async def access_token(self, request: Request) -> Response:
        """POST /oauth/v2/accessToken."""
        return await self._answer(request, self._endpoint.exchange)

    async def introspect(self, request: Request) -> Response:
        """POST /oauth/v2/introspectToken."""
        return await self._answer(request, self._endpoint.introspect)

    async def _answer(
        self, request: Request, run: Callable[[Form, tuple[Form, ...]], Given]
    ) -> Response:
        form, basic = await _read_form(request), read_basic(request.headers.get("authorization"))
        note = ""
        try:
            body, note = run(form, basic)
            response = JSONResponse(body)
        except OAuthRefused as refused:
            response = JSONResponse(refused.problem.body(), refused.problem.status)
        response.headers["Cache-Control"] = "no-store"
        _note(request, {**(basic[0] if basic else {}), **form}, note)
        return response

    async def authorization(self, request: Request) -> Response:
        """GET and POST /oauth/v2/authorization and /oauth/native-pkce/authorization."""
        params = dict(parse_qsl(request.url.query, keep_blank_values=True))
        member = request.cookies.get(MEMBER_COOKIE)
        visit = Visit(
            params,
            native=request.url.path.startswith("/oauth/native-pkce/"),
            member=member if member in MEMBERS else None,
            form=await _read_form(request) if request.method == "POST" else {},
        )
        _note(request, params)
        step = self._authorization.step(visit)
        return _show(step, f"{request.url.path}?{request.url.query}")

    async def discovery(self, _request: Request) -> Response:
        """GET /oauth/.well-known/openid-configuration."""
        return JSONResponse(discovery_document(self._addresses()))

    async def keys(self, _request: Request) -> Response:
        """GET /oauth/openid/jwks."""
        return JSONResponse(public_keys())


def _note(request: Request, params: Mapping[str, str], note: str = "") -> None:
    """Put into the scope what its record shows."""
    shown = {name: HIDDEN if name in SECRET_NAMES else text for name, text in params.items()}
    size = sum(map(len, params.values()))
    request.scope[KNOWN].update(params=shown, note=note, size=size)


async def _read_form(request: Request) -> dict[str, str]:
    body = await read_body(request.receive, FORM_LIMIT)
    return read_form(body, request.headers.get("content-type", ""))


def _show(step: Step, here: str) -> Response:
    """Turn a step into an answer; `here` is path and query of the page itself."""
    match step:
        case Redirect(url):
            return RedirectResponse(url, 302, headers={"Cache-Control": "no-store"})
        case Remember(member):
            return _remember(member, here)
        case Refusal(text, hint):
            return HTMLResponse(refusal_page(text, hint), 401, headers=PAGE_HEADERS)
        case Ask(asked, member):
            return HTMLResponse(ask_page(asked, MEMBERS[member]), headers=PAGE_HEADERS)
        case _:
            return HTMLResponse(sign_in_page(step.request), headers=PAGE_HEADERS)


def _remember(member: str | None, here: str) -> Response:
    response = RedirectResponse(here, 303)
    response.set_cookie(
        MEMBER_COOKIE,
        member or "",
        max_age=0 if member is None else None,  # not a moment, which `delete_cookie` would name
        path="/oauth",
        httponly=True,
        samesite="lax",
    )
    return response
