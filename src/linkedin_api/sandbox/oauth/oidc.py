"""OpenID Connect as LinkedIn does it: discovery, the claims about a member, id tokens."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from linkedin_api.sandbox.addresses import Addresses
from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.members import find_member
from linkedin_api.sandbox.oauth.behaviours import OAuthChoices
from linkedin_api.sandbox.oauth.signing import make_jwt

#: Seconds. Chosen.
ID_TOKEN_LIFE: Final = 3600


def _claims_about(member: str, scopes: Collection[str]) -> dict[str, Any]:
    """Return what an application with these scopes may know of a member, as documented."""
    person = find_member(member)
    claims: dict[str, Any] = {"sub": person.id}
    if "profile" in scopes:
        claims |= {
            "name": person.name,
            "given_name": person.first_name,
            "family_name": person.last_name,
            "picture": person.picture,
            "locale": person.locale,
        }
    if "email" in scopes:
        claims |= {"email": person.email, "email_verified": True}
    return claims


def userinfo(member: str, scopes: Collection[str], choices: OAuthChoices) -> dict[str, Any]:
    """Return the answer of `userinfo`."""
    claims = _claims_about(member, scopes)
    if "locale" in claims and choices.userinfo_locale == "object":
        claims["locale"] = find_member(member).locale_parts
    return claims


def make_id_token(
    url: str,
    client_id: str,
    member: str,
    scopes: Collection[str],
    clock: Clock,
    choices: OAuthChoices,
) -> str:
    """Return a signed id token for an application, about a member."""
    claims = _claims_about(member, scopes)
    if "email_verified" in claims and choices.email_verified == "text":
        claims["email_verified"] = str(claims["email_verified"]).lower()
    now = int(clock.now())
    issued = {"iss": issuer(url), "aud": client_id, "iat": now, "exp": now + ID_TOKEN_LIFE}
    return make_jwt(issued | claims)


def issuer(url: str) -> str:
    """Return the issuer of a sandbox's id tokens."""
    return f"{url}/oauth"


def discovery_document(addresses: Addresses) -> dict[str, Any]:
    """Return the provider's metadata, as LinkedIn's but for the addresses."""
    url = addresses.www
    return {
        "issuer": issuer(url),
        "authorization_endpoint": f"{url}/oauth/v2/authorization",
        "token_endpoint": f"{url}/oauth/v2/accessToken",
        "userinfo_endpoint": f"{addresses.api}/v2/userinfo",
        "jwks_uri": f"{url}/oauth/openid/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": [
            "iss", "aud", "iat", "exp", "sub", "name", "given_name", "family_name", "picture",
            "email", "email_verified", "locale",
        ],
    }  # fmt: skip
