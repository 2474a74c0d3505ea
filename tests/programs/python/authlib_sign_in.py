"""Sign in with authlib, its secret sent as the argument says."""

import sys

from authlib.integrations.requests_client import OAuth2Session
from dialogue import CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, tell, visit
from joserfc import jwt
from joserfc.jwk import KeySet

DISCOVERY = "https://www.linkedin.com/oauth/.well-known/openid-configuration"

with OAuth2Session(
    CLIENT_ID, CLIENT_SECRET, scope="openid profile email", redirect_uri=REDIRECT_URL,
    token_endpoint_auth_method=sys.argv[1],
) as session:  # fmt: skip
    provider = session.request("GET", DISCOVERY, withhold_token=True).json()
    url, state = session.create_authorization_url(provider["authorization_endpoint"])
    token = session.fetch_token(
        provider["token_endpoint"], authorization_response=visit(url), state=state
    )
    keys = session.request("GET", provider["jwks_uri"], withhold_token=True).json()
    id_token = jwt.decode(token["id_token"], KeySet.import_key_set(keys))
    jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": provider["issuer"]},
        aud={"essential": True, "value": CLIENT_ID},
    ).validate(id_token.claims)
    userinfo = session.get(provider["userinfo_endpoint"]).json()
tell({"claims": id_token.claims, "userinfo": userinfo})
