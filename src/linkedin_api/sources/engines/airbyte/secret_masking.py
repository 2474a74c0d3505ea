"""What must not appear in any message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from airbyte_cdk.utils.airbyte_secrets_utils import get_secrets, update_secrets

from linkedin_api.sources.engines.airbyte.specification import CONNECTION

#: Flagged as a secret as in the known connector, but what a message is about has to be
#: readable, and masking a short number garbles whatever else has its digits.
_READABLE = "org_id"


def mask_secrets(config: Mapping[str, Any]) -> None:
    """Have all secrets of a configuration masked in logs and traces.

    Args:
        config: in the current shape.
    """
    properties = {n: told for n, told in CONNECTION["properties"].items() if n != _READABLE}
    update_secrets(get_secrets({"properties": properties}, config))
