"""The whole sandbox as one ASGI application: pages and OAuth by Starlette, the rest by `Api`."""

from __future__ import annotations

from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.admin.routes import PREFIX
from linkedin_api.sandbox.admin.steering import Admin
from linkedin_api.sandbox.api import Api
from linkedin_api.sandbox.catalog.assets import UPLOAD_PATH
from linkedin_api.sandbox.cross_origin import CrossOrigin
from linkedin_api.sandbox.faults.delivery import Application, FaultyPages
from linkedin_api.sandbox.oauth.consent import Authorization
from linkedin_api.sandbox.oauth.routes import OAuthPages
from linkedin_api.sandbox.protocol.incoming import Receive, Scope, Send
from linkedin_api.sandbox.protocol.problems import Refused
from linkedin_api.sandbox.status.forms import FORM_PATH
from linkedin_api.sandbox.status.routes import StatusRoutes
from linkedin_api.sandbox.uploads import UPLOAD, Uploads

_ADMIN: Final = f"{PREFIX}/"
_AUTHORITY: Final = ("/oauth/", "/.well-known/")


class SandboxApp:
    """ASGI application: `/` is a page, `/oauth` the authorization server, all else the API.

    The admin paths are under `/sandbox/`, if enabled.
    """

    def __init__(self, api: Api, authorization: Authorization, controls: Controls) -> None:
        journal = api.journal
        self._admin = Admin(controls, lambda: api.url)
        oauth = OAuthPages(authorization, lambda: api.world.addresses)
        status = StatusRoutes(authorization, controls, lambda: api.url)
        self._pages = Starlette(
            routes=[*status.routes(), *oauth.routes()], exception_handlers={Refused: _say_no}
        )
        self._consent = FaultyPages(self._pages, api.faults, journal)
        uploads = Uploads(api.world.store, api.world.clock)
        self._api, self._oauth, self._uploads = (
            CrossOrigin(application, journal)
            for application in (
                api, self._consent, FaultyPages(uploads, api.faults, journal, UPLOAD),
            )
        )  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        await self._serve(scope)(scope, receive, send)

    def _serve(self, scope: Scope) -> Application:
        path = scope["path"]
        if path.startswith(_AUTHORITY):
            # Members consent on pages, which no other site may read (RFC 9700, section 2.6).
            return self._consent if path.endswith("/authorization") else self._oauth
        if path.startswith(UPLOAD_PATH):
            return self._uploads
        if path == FORM_PATH:
            return self._pages
        if path.startswith(_ADMIN) or path == PREFIX:
            return self._admin
        return self._pages if path == "/" and _is_person(scope) else self._api


async def _say_no(_request: Request, refused: Exception) -> Response:
    if not isinstance(refused, Refused):
        raise refused
    return JSONResponse(refused.problem.body(), refused.problem.status)


def _is_person(scope: Scope) -> bool:
    """Whether a browser asks; a program that sends a token gets 404, as from LinkedIn."""
    names = (name for name, _ in scope["headers"])
    return scope["method"] in {"GET", "HEAD"} and b"authorization" not in names
