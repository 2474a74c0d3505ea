"""What the check of a connection found, for the person who sets it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from linkedin_api.sources.catalogue.pages import PAGES
from linkedin_api.sources.checking.check import Checkup, Finding
from linkedin_api.sources.engines.airbyte.failures import advice
from linkedin_api.sources.reading.problems import Problem

#: The stream that the known connector checks: the organization itself.
_DECISIVE: Final = PAGES["organization_lookup"]


def is_useless(checkup: Checkup) -> bool:
    """Return whether no organization can be read, so that the check fails as the known one does.

    If a stream or one of several organizations cannot be read, the connection still works without
    that stream, and for the other organizations.
    """
    return any(_is_decisive(finding, checkup) for finding in checkup.findings)


def _is_decisive(finding: Finding, checkup: Checkup) -> bool:
    if finding.is_ok or finding.table not in (None, _DECISIVE.name):
        return False
    lacking = set(finding.organizations)
    return finding.cause != "role" or lacking >= set(checkup.organizations)


def sentences(checkup: Checkup) -> list[str]:
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
