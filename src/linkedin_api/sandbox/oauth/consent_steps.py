"""What a browser sends to the authorization endpoint, and what it gets back: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linkedin_api.sandbox.oauth.redirects import with_answer
from linkedin_api.sandbox.oauth.tokens import App


@dataclass(frozen=True, slots=True)
class Redirect:
    """Send the browser back to the application."""

    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Show a page: the application cannot be trusted with an answer.

    Attributes:
        text: LinkedIn's text.
        hint: the sandbox's remark.
    """

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Ask the member to sign in."""

    request: AuthorizationRequest


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the member, who is signed in, for consent."""

    request: AuthorizationRequest
    member: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Set who is signed in, `None` for nobody, and reload."""

    member: str | None


Step = Redirect | Refusal | SignIn | Ask | Remember


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A valid authorization request.

    Attributes:
        app: who asks.
        scopes: for what.
        redirect_uri: where the answer goes.
        state: sent back unchanged, `None` if there was none.
        challenge: of PKCE, `None` without.
    """

    app: App
    scopes: frozenset[str]
    redirect_uri: str
    state: str | None
    challenge: str | None

    def answer(self, **params: str) -> Redirect:
        """Return the way back, with these parameters and the state."""
        return Redirect(with_answer(self.redirect_uri, params, self.state))


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser sends.

    Attributes:
        params: of the query.
        native: whether it came to the endpoint for native clients, with PKCE.
        member: who is signed in, `None` for nobody.
        form: what a button sent; empty when the page is just opened.
    """

    params: Mapping[str, str]
    native: bool = False
    member: str | None = None
    form: Mapping[str, str] = field(default_factory=dict)
