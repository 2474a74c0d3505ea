"""Masks secrets in messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airbyte_cdk.utils.airbyte_secrets_utils import get_secrets, update_secrets

from linkedin_api.sources.engines.airbyte.specification import CONNECTION

#: Marked as a secret, as in the known connector. But messages must name the organization, and
#: masking a short number would garble all text that contains its digits.
_READABLE = "org_id"


def mask_secrets(config: Mapping[str, Any], connection: Mapping[str, Any] = CONNECTION) -> None:
    """Mask all secrets of a configuration in logs and traces.

    Args:
        config: a configuration in the current format.
        connection: the schema of the configuration.
    """
    properties = {n: schema for n, schema in connection["properties"].items() if n != _READABLE}
    update_secrets(get_secrets({"properties": properties}, config))
