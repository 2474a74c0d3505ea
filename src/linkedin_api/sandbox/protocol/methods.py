"""The names of Rest.li's methods, and of the protocol's versions."""

from __future__ import annotations

from typing import Final

OLD_PROTOCOL: Final = "1.0.0"
PROTOCOL: Final = "2.0.0"

#: Every method a collection can have; finders and actions follow from their tuples.
ALL_METHODS: Final = frozenset(
    {
        "GET", "BATCH_GET", "GET_ALL", "CREATE", "BATCH_CREATE", "UPDATE", "BATCH_UPDATE",
        "PARTIAL_UPDATE", "BATCH_PARTIAL_UPDATE", "DELETE", "BATCH_DELETE",
    }
)  # fmt: skip


def operation_of(method: str, name: str) -> str:
    """Return a method with the name of its finder or action, as LinkedIn writes them.

    Example:
        >>> operation_of("FINDER", "roleAssignee"), operation_of("GET", "")
        ('FINDER-roleAssignee', 'GET')
    """
    return f"{method}-{name}" if name else method
