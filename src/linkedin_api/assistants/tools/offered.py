"""What is offered to an assistant: methods with a title, a description and hints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from mcp_types import ToolAnnotations

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.changes import Uncertain
from linkedin_api.assistants.plans import PlanBook
from linkedin_api.assistants.setup import Setup
from linkedin_api.assistants.synced import Synced

Method = TypeVar("Method", bound=Callable[..., Any])

#: Reads LinkedIn, or tables that came from there.
READING: Final = ToolAnnotations(read_only_hint=True, open_world_hint=True)
#: Reads what is on this machine alone.
READING_HERE: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
#: Writes the synced tables, and nothing at LinkedIn.
LOADING: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=True
)
#: The attribute of a method that is a tool.
_MARK: Final = "offered"


class Offered(NamedTuple):
    """A tool, which has the name of its function.

    Attributes:
        run: does it.
        title: its name for people.
        description: when to use it and what it returns, for the assistant.
        hints: what a client may know of its effects.
    """

    run: Callable[..., Any]
    title: str
    description: str
    hints: ToolAnnotations = READING


def tool(
    title: str, description: str, hints: ToolAnnotations = READING
) -> Callable[[Method], Method]:
    """Make a method of `Tools` a tool; the arguments are those of `Offered`.

    The description is no docstring, since `python -OO` drops those.
    """

    def mark(method: Method) -> Method:
        setattr(method, _MARK, (title, description, hints))
        return method

    return mark


class Shared:
    """What all tools of a server work with.

    Args:
        setup: what the server is started with.

    Attributes:
        account: the credentials.
        synced: the synced tables of LinkedIn Pages.
        ads: those of LinkedIn Ads.
        uncertain: changes that may or may not have happened; reading settles them.
        book: keeps the plans.
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.account = Account(setup)
        self.synced = Synced(setup)
        self.ads = self.synced.beside(
            setup.ads_dataset,
            f"ask the person to run `linkedin ads sync --database {setup.database}`",
        )
        self.uncertain = Uncertain()
        self.book = PlanBook(setup.now)


class Tools:
    """The tools of one subject.

    Args:
        shared: what they work with.
    """

    def __init__(self, shared: Shared) -> None:
        self._setup = shared.setup
        self._account = shared.account
        self._synced = shared.synced
        self._ads = shared.ads
        self._uncertain = shared.uncertain
        self._book = shared.book

    def offered(self) -> Sequence[Offered]:
        """Return the tools, in the order of their methods."""
        methods = [getattr(self, name) for name in vars(type(self))]
        return [Offered(each, *getattr(each, _MARK)) for each in methods if hasattr(each, _MARK)]
