"""Protect the authorization flow: state and PKCE."""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from linkedin_api.errors import InvalidArgumentError

__all__ = ["Pkce", "is_same_state", "new_state"]

_is_verifier = re.compile(r"[A-Za-z0-9._~-]{43,128}").fullmatch


def new_state() -> str:
    """Create an unguessable `state`; keep it in the member's session until they come back."""
    return secrets.token_urlsafe(32)


def is_same_state(expected: str | None, received: str | None) -> bool:
    """Compare the `state` that came back with the one that was sent, in constant time.

    A missing state never matches. LinkedIn advises answering 401 if they differ.

    Example:
        >>> state = new_state()
        >>> is_same_state(state, state), is_same_state(state, None)
        (True, False)
    """
    if not expected or not received:
        return False
    # Whatever a stranger sends must be comparable.
    sent, came = (state.encode(errors="surrogatepass") for state in (expected, received))
    return hmac.compare_digest(sent, came)


@dataclass(frozen=True, slots=True)
class Pkce:
    """The proof key of one authorization, for applications that cannot keep a secret.

    Source: RFC 7636; LinkedIn supports only the method S256.

    Attributes:
        verifier: 43 to 128 unreserved characters; keep it secret until the exchange.

    Example:
        >>> Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    def __post_init__(self) -> None:
        if not _is_verifier(self.verifier):
            raise InvalidArgumentError(
                "verifier must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~"
            )

    @property
    def challenge(self) -> str:
        """A hash of the verifier, for the authorization URL."""
        return urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
