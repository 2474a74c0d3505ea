"""Refusals of the token endpoint: one record for each, with LinkedIn's status and text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from linkedin_api.sandbox.protocol.problems import Source


@dataclass(frozen=True, slots=True)
class OAuthProblem:
    """One refusal of the authorization server.

    Attributes:
        status: HTTP status.
        error: code of RFC 6749, or LinkedIn's own.
        description: sentence; `{name}` parts are filled by `fill`.
        source: how sure we are.
    """

    status: int
    error: str
    description: str
    source: Source = "documented"

    def fill(self, **values: str) -> OAuthProblem:
        """Return the problem with the `{name}` parts of its description filled in."""
        return replace(self, description=self.description.format(**values))

    def body(self) -> dict[str, str]:
        """Return the JSON body."""
        return {"error": self.error, "error_description": self.description}


class OAuthRefused(Exception):
    """Raised for a wrong form."""

    def __init__(self, problem: OAuthProblem) -> None:
        super().__init__(problem.error, problem.description)
        self.problem = problem


MISSING: Final = OAuthProblem(400, "invalid_request", 'A required parameter "{name}" is missing')
GRANT_UNKNOWN: Final = OAuthProblem(
    400, "unsupported_grant_type", 'The grant type "{name}" is not supported', source="chosen"
)
CLIENT_UNKNOWN: Final = OAuthProblem(
    400, "invalid_client_id", 'The passed in client_id is invalid "{name}"'
)
BAD_SECRET: Final = OAuthProblem(
    401, "invalid_client", "Client authentication failed", source="chosen"
)
#: A verifier with a code that needs a secret, with or without a challenge.
VERIFIER_REFUSED: Final = OAuthProblem(
    401, "invalid_client", "Client authentication failed", source="observed"
)
BAD_SECRET_2L: Final = OAuthProblem(401, "invalid_client_id", "Client authentication failed")
NOT_ALLOWED_2L: Final = OAuthProblem(
    401, "access_denied", "This application is not allowed to create application tokens"
)
CODE_UNKNOWN: Final = OAuthProblem(
    401, "invalid_request", "Unable to retrieve access token: authorization code not found"
)
CODE_MISFIT: Final = OAuthProblem(
    400,
    "invalid_request",
    "Unable to retrieve access token: appid/redirect uri/code verifier does not match "
    "authorization code. Or authorization code expired. Or external member binding exists",
    source="observed",
)
REFRESH_INVALID: Final = OAuthProblem(
    400,
    "invalid_request",
    "The provided authorization grant or refresh token is invalid, expired or revoked",
)
TOKEN_UNKNOWN: Final = OAuthProblem(400, "invalid_request", "Invalid access token", "chosen")
