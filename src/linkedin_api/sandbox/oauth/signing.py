"""RS256 signatures (RSA PKCS#1 v1.5 with SHA-256) by the standard library alone.

The private key is the same in every sandbox and public here: it opens
nothing but sandboxes. Do not use it to protect anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

KEY_ID: Final = "linkedin-sandbox"
_EXPONENT: Final = 65537
_P: Final = int(
    "c4fd0bd4dab6b11716141d3a5f638e85be2f76534767db1b8b410abebf6b0c9f"
    "6b8246f34dcb66c50d139e206a5cd39ae6419c5d320f7e19cf7efc0654c73137"
    "c44f325f1f7071aba3eadca21b4961c6c18b7dcf2e7cd8a011baf9d51b05edf8"
    "3213a77e725bc64f47d718bf629258289dd518cd89461bc1d14711ae8c6d806b",
    16,
)
_Q: Final = int(
    "bc05b788b2dc77815d1eb96a1e0bd94aa625be610dbf869691306a599c28f4cd"
    "b4958d3243f4ae2ddcdea6293af6a0de5351ca8b50da4ee42e6187eae9491500"
    "1bc801a872f761a4388c971664d8c1e34db750135273d74fc1c1e584bbb54759"
    "e851ae72451c4784a5abc45c124f7c84431af1c5e1ec9ff4a57176b08b03a735",
    16,
)
# The prefix of a SHA-256 digest (RFC 8017, section 9.2, note 1).
_SHA256_INFO: Final = bytes.fromhex("3031300d060960864801650304020105000420")


class _Key(NamedTuple):
    """The key and what makes signing four times as fast (Chinese remainder theorem)."""

    modulus: int
    size: int
    p_exponent: int
    q_exponent: int
    q_inverse: int


@cache
def _key() -> _Key:
    modulus = _P * _Q
    private = pow(_EXPONENT, -1, (_P - 1) * (_Q - 1))
    return _Key(
        modulus, modulus.bit_length() // 8, private % (_P - 1), private % (_Q - 1), pow(_Q, -1, _P)
    )


def sign(message: bytes) -> bytes:
    """Return the signature of a message, 256 bytes."""
    key = _key()
    info = _SHA256_INFO + hashlib.sha256(message).digest()
    padded = b"\x00\x01" + b"\xff" * (key.size - len(info) - 3) + b"\x00" + info
    number = int.from_bytes(padded)
    by_p, by_q = pow(number, key.p_exponent, _P), pow(number, key.q_exponent, _Q)
    signature = by_q + (by_p - by_q) * key.q_inverse % _P * _Q
    return signature.to_bytes(key.size)


def make_jwt(claims: Mapping[str, Any]) -> str:
    """Return a signed JSON Web Token."""
    header = {"alg": "RS256", "kid": KEY_ID, "typ": "JWT"}
    texts = (json.dumps(part, separators=(",", ":")) for part in (header, claims))
    head, body = (_base64url(text.encode()) for text in texts)
    return f"{head}.{body}.{_base64url(sign(f'{head}.{body}'.encode()))}"


def public_keys() -> dict[str, Any]:
    """Return the public key as a JSON Web Key Set, for whoever checks a token."""
    key = _key()
    return {
        "keys": [
            {
                "kty": "RSA",
                "use": "sig",
                "alg": "RS256",
                "kid": KEY_ID,
                "n": _base64url(key.modulus.to_bytes(key.size)),
                "e": _base64url(_EXPONENT.to_bytes(3)),
            }
        ]
    }


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
