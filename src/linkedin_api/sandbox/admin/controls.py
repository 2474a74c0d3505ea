"""What a sandbox is steered by, apart from requests to it: for the admin paths and the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.journal import Journal
from linkedin_api.sandbox.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Controls:
    """Everything that can be moved or looked at while a sandbox runs.

    Attributes:
        clock: its time.
        faults: what goes wrong on demand.
        quotas: how many calls are let through.
        journal: what it was asked.
        reset: forgets writes, requests, faults and what was used of quotas.
        access_token: makes a token; arguments as those of `Sandbox.access_token`.
        admin: whether the admin paths answer.
    """

    clock: Clock
    faults: FaultBook
    quotas: Quotas
    journal: Journal
    reset: Callable[[], None]
    access_token: Callable[..., str]
    admin: bool = False
