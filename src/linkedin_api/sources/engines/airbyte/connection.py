"""Whether a connection can be used: what Airbyte asks before it saves one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from airbyte_cdk.models import AirbyteConnectionStatus, Status

from linkedin_api.clients.retry import Retry
from linkedin_api.sources.engines.airbyte.failures import stream_failure
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.loop_thread import LoopThread
from linkedin_api.sources.pages import PAGES
from linkedin_api.sources.problems import Problem
from linkedin_api.sources.reader import Reader

_TABLE = PAGES["organization_lookup"]


def check_connection(
    settings: Settings,
    logger: logging.Logger,
    retry: Retry | None,
    now: Callable[[], float],
) -> AirbyteConnectionStatus:
    """Return whether organizations can be read, and if not, what is missing.

    HTTP: `GET /rest/organizations?ids=List(…)`
    """
    with LoopThread() as loop:
        problems, rows = loop.run(_read(settings, retry, now))
    if not problems:
        return AirbyteConnectionStatus(Status.SUCCEEDED)
    failure = stream_failure(_TABLE, problems)
    if not rows:
        return AirbyteConnectionStatus(Status.FAILED, failure.message)
    logger.warning("%s", failure.message)
    return AirbyteConnectionStatus(Status.SUCCEEDED)


async def _read(
    settings: Settings, retry: Retry | None, now: Callable[[], float]
) -> tuple[list[Problem], int]:
    async with Reader(settings.access, settings.scope, [_TABLE], retry=retry, now=now) as reader:
        error: Exception | None = None
        try:
            async for _ in reader.read(_TABLE):
                pass
        except Exception as caught:  # noqa: BLE001  told in the answer
            error = caught
        problems = list(reader.problems)
        if error is not None:
            problems.append(Problem(_TABLE.name, (), error))
        return problems, reader.tallies[_TABLE.name].rows
