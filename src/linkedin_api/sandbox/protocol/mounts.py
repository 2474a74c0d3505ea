"""The two base paths of LinkedIn's API, `/rest` and `/v2`, and their differences, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mount:
    """A base path.

    Attributes:
        prefix: the start of paths.
        versioned: whether `LinkedIn-Version` is needed.
        gateway: whether wrong calls are answered by LinkedIn's gateway, with
            `RESOURCE_NOT_FOUND`, `PARAM_INVALID` and the like, or by the framework itself.
    """

    prefix: str
    versioned: bool
    gateway: bool


#: Tried in this order. The last, without a prefix, is for resources that tests declare.
MOUNTS: Final = (
    Mount("/rest", versioned=True, gateway=True),
    Mount("/v2", versioned=False, gateway=False),
    Mount("", versioned=False, gateway=False),
)


def find_mount(path: str) -> Mount:
    """Return the mount of a path."""
    for mount in MOUNTS:
        if path.startswith(mount.prefix + "/"):
            return mount
    return MOUNTS[-1]
