"""What both steps of writing know: planning, and sending what was planned."""

from __future__ import annotations

from linkedin_api.assistants.account import Account
from linkedin_api.assistants.changes import Uncertain
from linkedin_api.assistants.plans import PlanBook
from linkedin_api.assistants.setup import Setup


class WritingTools:
    """The tools of one step.

    Args:
        account: the credentials.
        setup: says what is allowed.
        uncertain: changes that may or may not have happened.
        book: keeps the plans.
    """

    def __init__(
        self, account: Account, setup: Setup, uncertain: Uncertain, book: PlanBook
    ) -> None:
        self._account = account
        self._setup = setup
        self._uncertain = uncertain
        self._book = book
