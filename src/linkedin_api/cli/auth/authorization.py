"""One authorization: the URL to send the member to, and what they come back with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlsplit

import click

from linkedin_api.clients.auth.client import AuthClient
from linkedin_api.clients.auth.pkce import Pkce, is_same_state, new_state
from linkedin_api.clients.auth.token import Token

#: LinkedIn's `error` of a redirect, in words that say what to do.
_ERRORS: Final[Mapping[str, str]] = {
    "user_cancelled_login": "the member did not sign in",
    "user_cancelled_authorize": "the member declined",
    "unauthorized_scope_error": "the application lacks the product that grants a scope: add it in"
    " the developer portal under Products, or ask for fewer scopes with --scope",
}


@dataclass(frozen=True, slots=True)
class Authorization:
    """An authorization under way.

    Attributes:
        client: the application.
        scopes: what the member is asked for.
        pkce: the proof of an application without a secret; `None` for the others.
        state: comes back unchanged.
    """

    client: AuthClient
    scopes: tuple[str, ...]
    pkce: Pkce | None = field(default=None, repr=False)
    state: str = field(default_factory=new_state, repr=False)

    @property
    def url(self) -> str:
        """Where to send the member."""
        challenge = None if self.pkce is None else self.pkce.challenge
        return self.client.generate_member_auth_url(
            self.scopes, self.state, code_challenge=challenge
        )

    def token(self, query: str, now: float) -> Token:
        """Exchange what the member came back with for a token.

        HTTP: `POST /oauth/v2/accessToken`

        Args:
            query: of the address they came back to, with or without the rest of the address.
            now: seconds since 1970.

        Raises:
            click.ClickException: the member declined, or the answer belongs to another
                authorization.
            OAuthError: LinkedIn refuses the code.
        """
        verifier = None if self.pkce is None else self.pkce.verifier
        response = self.client.exchange_auth_code_for_access_token(
            self._code(query), code_verifier=verifier
        )
        return Token.from_response(response, self.client.client_id, now=now)

    def _code(self, query: str) -> str:
        text = urlsplit(query).query or query.lstrip("?")
        fields = {name: values[0] for name, values in parse_qs(text.strip()).items()}
        if not fields.keys() & {"state", "code", "error"}:
            raise click.ClickException(
                "this is not the address of LinkedIn's answer, which has code=… and state=…; paste"
                " the whole address"
            )
        if not is_same_state(self.state, fields.get("state")):
            raise click.ClickException(
                "the answer belongs to another sign-in (its state differs); start again and use"
                " the address of this one"
            )
        if "error" in fields:
            raise click.ClickException(_refusal(fields))
        if "code" not in fields:
            raise click.ClickException("the answer has no code; paste the whole address")
        return fields["code"]


def _refusal(fields: Mapping[str, str]) -> str:
    known = _ERRORS.get(fields["error"])
    said = fields.get("error_description", fields["error"])
    return f"LinkedIn gave no token: {known or said}"
