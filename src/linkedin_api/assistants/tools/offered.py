"""What is offered to an assistant: a function with its name, description and hints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from mcp_types import ToolAnnotations

#: Reads LinkedIn, or tables that came from there.
READING: Final = ToolAnnotations(read_only_hint=True, open_world_hint=True)
#: Reads what is on this machine alone.
READING_HERE: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
#: Writes the synced tables, and nothing at LinkedIn.
LOADING: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=True
)


class Offered(NamedTuple):
    """A tool.

    Attributes:
        name: of the tool.
        title: its name for people.
        description: when to use it and what it returns, for the assistant.
        run: does it.
        hints: what a client may know of its effects.
    """

    name: str
    title: str
    description: str
    run: Callable[..., Any]
    hints: ToolAnnotations = READING
