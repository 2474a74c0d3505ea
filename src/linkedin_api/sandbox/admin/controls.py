"""What steers a sandbox: for the admin paths and the status page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkedin_api.sandbox.clock import Clock
from linkedin_api.sandbox.faults.book import FaultBook
from linkedin_api.sandbox.journal import Journal
from linkedin_api.sandbox.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Controls:
    """Everything that can be changed or read while a sandbox runs.

    Attributes:
        clock: its time.
        faults: what goes wrong on demand.
        quotas: how many calls are allowed.
        journal: the requests it got.
        reset: forgets writes, requests, faults and used quotas.
        access_token: makes a token; takes the arguments of `Sandbox.access_token`.
        admin: whether the admin paths answer.
    """

    clock: Clock
    faults: FaultBook
    quotas: Quotas
    journal: Journal
    reset: Callable[[], None]
    access_token: Callable[..., str]
    admin: bool = False
