"""The environment variables that hold credentials."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: By the name of a variable: the credential of `Access`.
VARIABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LINKEDIN_ACCESS_TOKEN": "access_token",
        "LINKEDIN_CLIENT_ID": "client_id",
        "LINKEDIN_CLIENT_SECRET": "client_secret",
        "LINKEDIN_REFRESH_TOKEN": "refresh_token",
    }
)
