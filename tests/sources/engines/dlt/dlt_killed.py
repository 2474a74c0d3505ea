"""Syncs in processes of their own, killed without warning at a chosen moment."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import dlt
import warm

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.engines.dlt import Plan, Target, sync
from linkedin_api.sources.reading.access import Access
from linkedin_api.sources.reading.retry_policy import source_retry
from linkedin_api.sources.scope import Scope
from linkedin_api.sources.windows import Span

warm.load("dlt_killed")


class Moment(NamedTuple):
    """When a process is killed: before or after a call of a function.

    Attributes:
        where: module and name of the function.
        call: the first call is 1.
        is_after: or before.
    """

    where: str
    call: int = 1
    is_after: bool = False


@dataclass(frozen=True)
class Order:
    """What a process loads; only what can be sent to it.

    Attributes:
        url: of the sandbox.
        token: for it.
        now: seconds since 1970.
        folder: for dlt's work, and for the DuckDB file.
        organizations: numbers.
        write_disposition: as in `Plan`.
        first_day: of statistics.
        lookback_days: as in `Span`.
        postgres_url: `None` for DuckDB.
        dataset: of PostgreSQL.
        home: for dlt's work, if another folder than that of the file.
    """

    url: str
    token: str
    now: float
    folder: Path
    organizations: tuple[int, ...]
    write_disposition: Any = "merge"
    first_day: date | None = None
    lookback_days: int = 0
    postgres_url: str | None = None
    dataset: str = "linkedin_pages"
    tables: tuple[str, ...] = tuple(PAGES)
    home: Path | None = None

    @property
    def target(self) -> Target:
        pipelines = (self.home or self.folder) / "pipelines"
        if self.postgres_url is None:
            file = self.folder / "linkedin.duckdb"
            return Target(dataset=self.dataset, database=file, pipelines_dir=pipelines)
        destination = dlt.destinations.postgres(self.postgres_url)
        return Target(destination, dataset=self.dataset, pipelines_dir=pipelines)

    @property
    def plan(self) -> Plan:
        return Plan(
            Access(self.token, base_url=self.url, oauth_url=self.url),
            Scope(self.organizations, Span(self.first_day, "DAY", self.lookback_days)),
            tuple(PAGES[name] for name in self.tables),
            write_disposition=self.write_disposition,
            retry=source_retry(0, 0),
            now=lambda: self.now,
        )


def sync_and_be_killed(order: Order, moment: Moment) -> bool:
    """Sync in a process that is killed at a moment; returns whether that moment came."""
    process = warm.PROCESSES.Process(target=_sync, args=(order, moment), daemon=True)
    process.start()
    process.join(60)
    return process.exitcode == -signal.SIGKILL


def sync_and_be_killed_after(order: Order, seconds: float) -> bool:
    """Sync in a process that is killed after some time; returns whether it still ran.

    The time begins when the process does what a sync does, not when it starts.
    """
    begun = warm.PROCESSES.Event()
    process = warm.PROCESSES.Process(target=_sync, args=(order, None, begun), daemon=True)
    process.start()
    begun.wait(60)
    process.join(seconds)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def seconds_of(order: Order) -> float:
    """Sync in a process that nobody kills; return how long it took."""
    begun = warm.PROCESSES.Event()
    process = warm.PROCESSES.Process(target=_sync, args=(order, None, begun), daemon=True)
    process.start()
    begun.wait(60)
    start = time.monotonic()
    process.join()
    return time.monotonic() - start


def sync_together(*orders: Order) -> list[str]:
    """Sync in several processes at once; return what each said, which is empty if all was well."""
    context = warm.PROCESSES
    start, said = context.Event(), [context.SimpleQueue() for _ in orders]
    processes = [
        context.Process(target=_sync_and_say, args=(order, start, queue), daemon=True)
        for order, queue in zip(orders, said, strict=True)
    ]
    for process in processes:
        process.start()
    start.set()
    words: list[str] = [queue.get() for queue in said]
    for process in processes:
        process.join()
    return words


def _sync_and_say(order: Order, start: Any, said: Any) -> None:
    start.wait()
    try:
        sync(order.plan, order.target)
    except Exception as error:  # noqa: BLE001
        said.put(f"{type(error).__name__}: {error}")
    else:
        said.put("")


def _sync(order: Order, moment: Moment | None, begun: Any = None) -> None:
    if moment is not None:
        _arm(moment)
    if begun is not None:
        begun.set()
    sync(order.plan, order.target)


def _arm(moment: Moment) -> None:
    module, _, path = moment.where.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    setattr(owner, name, _deadly(getattr(owner, name), moment))


def _deadly(function: Callable[..., Any], moment: Moment) -> Callable[..., Any]:
    calls = 0

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        is_now = calls == moment.call
        if is_now and not moment.is_after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **kwargs)
        if is_now:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return call
