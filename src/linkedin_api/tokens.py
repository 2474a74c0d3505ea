"""Automatic token renewal: token providers, and stores that save tokens.

Example:
    >>> provider = RefreshToken(sandbox.client_id, sandbox.client_secret, sandbox.refresh_token())
    >>> RestliClient(access_token=provider).get("/me").entity["localizedFirstName"]
    'Ada'
"""

from linkedin_api.clients.auth.providers import ClientCredentials, RefreshToken, StaticToken
from linkedin_api.clients.auth.stores import (
    FileStore,
    KeyringStore,
    LockingTokenStore,
    MemoryStore,
    TokenStore,
)
from linkedin_api.clients.auth.token import Token
from linkedin_api.clients.auth.token_provider import TokenProvider

__all__ = [
    "ClientCredentials",
    "FileStore",
    "KeyringStore",
    "LockingTokenStore",
    "MemoryStore",
    "RefreshToken",
    "StaticToken",
    "Token",
    "TokenProvider",
    "TokenStore",
]
