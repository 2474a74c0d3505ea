"""The check of a connection, which Airbyte runs before it saves one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final

from airbyte_cdk.models import AirbyteConnectionStatus, Status
from airbyte_cdk.utils.airbyte_secrets_utils import filter_secrets

from linkedin_api.clients.exchange.retry import Retry
from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.checking.check import Checkup, Finding, check
from linkedin_api.sources.engines.airbyte.failures import advice
from linkedin_api.sources.engines.airbyte.settings import Settings
from linkedin_api.sources.reading.loop_thread import LoopThread
from linkedin_api.sources.reading.problems import Problem

#: The stream that the known connector checks: the organization itself.
_DECISIVE: Final = PAGES["organization_lookup"]


def check_connection(
    settings: Settings,
    logger: logging.Logger,
    retry: Retry | None,
    now: Callable[[], float],
) -> AirbyteConnectionStatus:
    """Check that an organization can be read, and report what else is missing.

    The check fails if no organization can be read, as in the known connector. If a stream or one
    of several organizations cannot be read, it only warns: the connection still works without
    that stream, and for the other organizations.

    HTTP: as `linkedin_api.sources.checking.check.check`
    """
    tables = PAGES.values()
    with LoopThread() as loop:
        checkup = loop.run(check(settings.access, settings.scope, tables, retry=retry, now=now))
    missing = _sentences(checkup)
    message = filter_secrets(". ".join(missing)) or None
    if any(_is_decisive(finding, checkup) for finding in checkup.findings):
        return AirbyteConnectionStatus(Status.FAILED, message)
    for sentence in missing:
        logger.warning("%s", sentence)
    return AirbyteConnectionStatus(Status.SUCCEEDED, message)


def _is_decisive(finding: Finding, checkup: Checkup) -> bool:
    """Whether a finding means that no organization can be read."""
    if finding.is_ok or finding.table not in (None, _DECISIVE.name):
        return False
    lacking = set(finding.organizations)
    return finding.cause != "role" or lacking >= set(checkup.organizations)


def _sentences(checkup: Checkup) -> list[str]:
    """Describe what is missing, once for all streams that lack the same."""
    alike: dict[object, list[Finding]] = {}
    for finding in checkup.findings:
        if not finding.is_ok:
            kind = (finding.cause, finding.needs, finding.organizations)
            alike.setdefault(kind, []).append(finding)
    return [_sentence(findings) for findings in alike.values()]


def _sentence(findings: Sequence[Finding]) -> str:
    first = findings[0]
    streams = ", ".join(finding.table for finding in findings if finding.table)
    sentence = f"{streams}: {first.text}" if streams else first.text
    if first.error is None or streams:
        return sentence
    hint = advice(Problem("", (), first.error), _DECISIVE)
    return f"{sentence}; {hint}" if hint else sentence
