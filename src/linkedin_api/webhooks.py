"""Webhooks: prove to LinkedIn that a URL is yours, and recognize what LinkedIn sends to it.

LinkedIn sends notifications to an HTTPS server of yours: about comments, likes and mentions of a
page, and about new leads. Every two hours it sends a challenge to the URL, and blocks a URL that
fails three times in a row. Both steps use the secret of your application.

Sources: LinkedIn's documentation, "Webhook validation". For signatures, working receivers differ
from it, so `is_signed` accepts both forms.
"""

from __future__ import annotations

import hmac
from typing import Final

from linkedin_api.argument_checks import check_kind, filled

__all__ = ["SIGNATURE_HEADER", "challenge_response", "is_signed"]

#: The header with the signature of a notification.
SIGNATURE_HEADER: Final = "X-LI-Signature"
_PREFIX: Final = "hmacsha256="


def challenge_response(challenge_code: str, client_secret: str) -> dict[str, str]:
    """Return the JSON that answers a challenge.

    LinkedIn requests the URL with the query parameter `challengeCode`. It expects the status 200,
    the content type `application/json` and this body, within three seconds.

    Args:
        challenge_code: the query parameter `challengeCode`.
        client_secret: secret of the application that owns the webhook.

    Raises:
        InvalidArgumentError: an argument is empty or no text.

    Example:
        >>> challenge_response("3c1b1d0e-0000-4000-8000-000000000000", "s")["challengeResponse"]
        '1d4a67708a74736edaf973aaed95ef05cca9d44608359ddf54f46e9c74c913a2'
    """
    return {
        "challengeCode": filled("challenge_code", challenge_code),
        "challengeResponse": _digest(client_secret, challenge_code.encode()),
    }


def is_signed(body: bytes, signature: str | None, client_secret: str) -> bool:
    """Return whether LinkedIn sent a notification.

    The comparison takes the same time whatever the signature is.

    Args:
        body: the body of the request, byte for byte as received; not parsed and written again.
        signature: the header `X-LI-Signature`; `None` if the request has none.
        client_secret: secret of the application that owns the webhook.

    Raises:
        InvalidArgumentError: the body is not bytes, the signature no string, or the secret empty.

    Example:
        >>> digest = "eadd280c9406e74b57a782130b14599cf5cc5b879030cb9a8ec281b715630017"
        >>> is_signed(b"{}", digest, "s")
        True
        >>> is_signed(b'{"type": "other"}', None, "s")
        False
    """
    is_body = isinstance(body, bytes | bytearray)
    check_kind(is_body, "body", "the bytes of the request as received", body)
    is_header = isinstance(signature, str | None)
    check_kind(is_header, "signature", f"the header {SIGNATURE_HEADER} as a string", signature)
    recipes = (_PREFIX.encode() + body, bytes(body))
    expected = [_digest(client_secret, message).encode() for message in recipes]
    received = (signature or "").removeprefix(_PREFIX).encode(errors="surrogatepass")
    return sum(hmac.compare_digest(received, each) for each in expected) > 0  # always both


def _digest(client_secret: str, message: bytes) -> str:
    secret = filled("client_secret", client_secret)
    return hmac.new(secret.encode(), message, "sha256").hexdigest()
