"""The status page over HTTP: the page itself, and the target of its buttons."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from linkedin_api.sandbox.admin.controls import Controls
from linkedin_api.sandbox.exposure import why_not_steered
from linkedin_api.sandbox.oauth.consent import Authorization
from linkedin_api.sandbox.oauth.token_endpoint import read_form
from linkedin_api.sandbox.protocol.incoming import FORM_LIMIT, read_body
from linkedin_api.sandbox.status.forms import FORM_PATH, apply_form
from linkedin_api.sandbox.status.page import StatusPage
from linkedin_api.sandbox.web.page import PAGE_HEADERS


class StatusRoutes:
    """The endpoints of the status page."""

    def __init__(
        self, authorization: Authorization, controls: Controls, url: Callable[[], str]
    ) -> None:
        self._controls = controls
        self._page = StatusPage(authorization, controls)
        self._url = url

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route("/", self.page), Route(FORM_PATH, self.form, methods=["POST"])]

    async def page(self, request: Request) -> Response:
        """GET /."""
        page = self._page.html(self._url(), request.query_params.get("refresh", ""))
        return HTMLResponse(page, headers=PAGE_HEADERS)

    async def form(self, request: Request) -> Response:
        """POST /sandbox/form."""
        headers = request.headers
        if not self._controls.admin:
            return PlainTextResponse("nothing is steered here: Sandbox(admin=True) allows it", 404)
        reason = why_not_steered(headers, self._url())
        if reason or "origin" not in headers:  # which browsers send with every form
            return PlainTextResponse(reason or "forms are taken from the page alone", 403)
        body = await read_body(request.receive, FORM_LIMIT)
        form = read_form(body, headers.get("content-type", ""))
        if not apply_form(form, self._controls):
            return PlainTextResponse("this form says nothing that can be done", 400)
        return RedirectResponse("/#faults" if "fault" in form["action"] else "/", 303)
