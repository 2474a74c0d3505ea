"""URLs as in 0.3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkedin_api.clients.configuration import API_URL, API_URL_VARIABLE, resolve_base_url
from linkedin_api.restli.paths import fill_path
from linkedin_api.restli.request import UNVERSIONED_BASE, VERSIONED_BASE


def get_rest_api_base_url(version_string: str | None) -> str:
    """The base URL for paths."""
    base = UNVERSIONED_BASE if version_string is None else VERSIONED_BASE
    return resolve_base_url(None, API_URL_VARIABLE, API_URL) + base


def build_rest_url(
    resource_path: str,
    path_keys: Mapping[str, Any] | None = None,
    version_string: str | None = None,
) -> str:
    """The URL of a resource, with its keys encoded."""
    return get_rest_api_base_url(version_string) + fill_path(resource_path, path_keys)
