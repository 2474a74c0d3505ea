"""The retry policy of sources: five attempts, also for incomplete responses."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.clients.exchange.retry import Attempt, Retry, Verdict
from linkedin_api.error_records import throttle_window
from linkedin_api.sources.queries.ad_pacing import is_value_limit
from linkedin_api.sources.queries.completeness import missing_field

#: The documentation of the Airbyte connector promises five attempts.
ATTEMPTS: Final = 5
_WAIT: Final = 1.0
#: Four of these waits are longer than the window of a limit per minute.
_LONGEST_WAIT: Final = 16.0


def source_retry(wait_initial: float = _WAIT, wait_max: float = _LONGEST_WAIT) -> Retry:
    """Return the retry policy of a source: five attempts for everything.

    In addition to a client's usual retries, it repeats a call if an entity lacks a field that
    every entity has, or if LinkedIn could not serve part of a batch. It waits until a limit per
    minute has reset. It does not wait for the limit of metric values: the query requests less.

    Args:
        wait_initial: seconds before the first retry; doubles with each further retry.
        wait_max: maximum seconds before a retry.
    """

    def hook(attempt: Attempt) -> Verdict | bool | None:
        if _is_value_limit(attempt):
            return False
        if attempt.number >= ATTEMPTS - 1:
            return None
        if _is_limit_per_minute(attempt):
            return Verdict(wait_max, "429 (MINUTE)")
        fault = _fault(attempt)
        if fault is None:
            return None
        wait = min(wait_initial * 2**attempt.number, wait_max)
        return Verdict(wait * random.uniform(0.5, 1), fault)  # noqa: S311  no secret

    return Retry(ATTEMPTS - 1, wait_initial=wait_initial, wait_max=wait_max, hook=hook)


def _is_value_limit(attempt: Attempt) -> bool:
    reply = attempt.outcome.reply
    return (
        reply is not None
        and reply.status == 429
        and reply.error is not None
        and is_value_limit(reply.error)
    )


def _is_limit_per_minute(attempt: Attempt) -> bool:
    """Whether a limit per minute is reached and LinkedIn does not say how long to wait."""
    reply = attempt.outcome.reply
    if reply is None or reply.status != 429 or reply.error is None:
        return False
    if "retry-after" in reply.headers:
        return False
    return throttle_window(reply.error) == "MINUTE"


def _fault(attempt: Attempt) -> str | None:
    """What is wrong with a successful response; `None` if nothing is."""
    reply = attempt.outcome.reply
    if reply is None or reply.error is not None:
        return None
    if attempt.method == "GET" and (missing := missing_field(attempt.resource, reply.json)):
        return f"a response without {missing}"
    return _passing_fault_of_a_key(reply.json) if attempt.method == "BATCH_GET" else None


def _passing_fault_of_a_key(batch: Mapping[str, Any]) -> str | None:
    """Why another attempt may return the missing part of a batch; `None` if it would not."""
    errors = batch.get("errors")
    records = errors.values() if isinstance(errors, dict) else ()
    for record in records:
        status = record.get("status") if isinstance(record, dict) else None
        if isinstance(status, int) and status >= 500:
            return f"{status} for part of a batch"
    return None
