"""The names in 0.3 for methods, verbs, headers and URLs."""

from __future__ import annotations

from enum import Enum
from typing import Final

from linkedin_api.clients.configuration import API_URL, OAUTH_URL
from linkedin_api.restli.methods import METHODS
from linkedin_api.restli.request import JSON, UNVERSIONED_BASE, VERSIONED_BASE
from linkedin_api.restli.tunnel import FORM

RESTLI_METHOD_TO_HTTP_METHOD_MAP: Final = {name: method.verb for name, method in METHODS.items()}

NON_VERSIONED_BASE_URL: Final = f"{API_URL}{UNVERSIONED_BASE}"
VERSIONED_BASE_URL: Final = f"{API_URL}{VERSIONED_BASE}"
OAUTH_BASE_URL: Final = f"{OAUTH_URL}/oauth/v2"


class RESTLI_METHODS(Enum):  # noqa: N801  the name in 0.3
    """The fourteen methods."""

    GET = "GET"
    BATCH_GET = "BATCH_GET"
    GET_ALL = "GET_ALL"
    FINDER = "FINDER"
    BATCH_FINDER = "BATCH_FINDER"
    CREATE = "CREATE"
    BATCH_CREATE = "BATCH_CREATE"
    UPDATE = "UPDATE"
    BATCH_UPDATE = "BATCH_UPDATE"
    PARTIAL_UPDATE = "PARTIAL_UPDATE"
    BATCH_PARTIAL_UPDATE = "BATCH_PARTIAL_UPDATE"
    DELETE = "DELETE"
    BATCH_DELETE = "BATCH_DELETE"
    ACTION = "ACTION"


class HTTP_METHODS(Enum):  # noqa: N801  the name in 0.3
    """The HTTP verbs."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"


class HEADERS(Enum):
    """Header names."""

    CONTENT_TYPE = "Content-Type"
    CONNECTION = "Connection"
    RESTLI_PROTOCOL_VERSION = "X-RestLi-Protocol-Version"
    RESTLI_METHOD = "X-RestLi-Method"
    LINKEDIN_VERSION = "LinkedIn-Version"
    AUTHORIZATION = "Authorization"
    USER_AGENT = "user-agent"
    CREATED_ENTITY_ID = "x-restli-id"


class CONTENT_TYPE(Enum):  # noqa: N801  the name in 0.3
    """Content types."""

    URL_ENCODED = FORM
    JSON = JSON
