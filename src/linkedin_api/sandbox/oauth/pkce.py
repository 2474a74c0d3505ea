"""PKCE (RFC 7636), method S256: whoever redeems a code must know its verifier."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

_well_formed = re.compile(r"[A-Za-z0-9._~-]{43,128}").fullmatch


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier.

    Example:
        >>> challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def verifier_fits(challenge: str | None, verifier: str | None) -> bool:
    """Whether a verifier answers a challenge; neither may be there without the other."""
    if challenge is None or verifier is None:
        return challenge is None and verifier is None
    if not _well_formed(verifier):
        return False
    return hmac.compare_digest(challenge, challenge_of(verifier))
