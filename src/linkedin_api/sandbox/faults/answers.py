"""What a fault answers by default: one table by status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from linkedin_api.sandbox import refusals
from linkedin_api.sandbox.protocol import problems
from linkedin_api.sandbox.protocol.problems import Problem

#: From LinkedIn itself. `{resource}`, `{operation}` and `{version}` are the request's.
ANSWERS: Final[Mapping[int, Problem]] = {
    400: Problem(400, "Cannot parse request entity"),
    401: refusals.REVOKED_TOKEN,
    403: replace(
        problems.NO_PERMISSION,
        message="Not enough permissions to access: {resource}.{operation}.{version}",
    ),
    404: problems.ENTITY_NOT_FOUND,
    408: Problem(408, "Request timed out", "TIMEOUT", source="documented"),
    409: Problem(409, "Write Conflict", "CONFLICT", source="documented"),
    412: Problem(412, "Precondition failed", "PRECONDITION_FAILED", source="documented"),
    414: Problem(414, "Request URI Too Long", source="chosen"),
    426: refusals.VERSION_INACTIVE,
    429: refusals.TOO_MANY_IN_A_BURST,
    500: problems.INTERNAL,
    501: Problem(501, "Not implemented", "NOT_IMPLEMENTED", source="documented"),
    503: Problem(503, "Under maintenance", "UNDER_MAINTENANCE", source="documented"),
}

#: From a proxy in front of LinkedIn, as a page without Rest.li headers. Chosen.
PAGES: Final[Mapping[int, str]] = {502: "Bad Gateway", 504: "Gateway Time-out"}

_PAGE: Final = (
    "<html>\r\n<head><title>{status} {title}</title></head>\r\n<body>\r\n"
    "<center><h1>{status} {title}</h1></center>\r\n<hr>\r\n</body>\r\n</html>\r\n"
)


def page_of(status: int) -> str | None:
    """Return the page a proxy answers with this status, `None` if LinkedIn answers itself."""
    title = PAGES.get(status)
    return None if title is None else _PAGE.format(status=status, title=title)


def body_of(status: int, *, resource: str, operation: str, version: str) -> dict[str, Any]:
    """Return LinkedIn's body for a status."""
    problem = ANSWERS.get(status) or Problem(status, f"Status {status}", source="chosen")
    return problem.fill(
        resource=resource or "unknown",
        operation=operation or "GET",
        version=version or "NO_VERSION",
    ).body()


def oauth_body_of(status: int) -> dict[str, str]:
    """Return the authorization server's body for a status (chosen)."""
    error = "server_error" if status >= 500 else "invalid_request"
    return {"error": error, "error_description": f"The request failed with status {status}"}
