"""How often a source asks again: five attempts, also for answers that are not whole."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

from linkedin_api.clients.retry import Attempt, Retry, Verdict
from linkedin_api.errors import throttle_window
from linkedin_api.sources.queries.completeness import missing_field

#: The documentation of the known source promises five attempts.
ATTEMPTS: Final = 5
_WAIT: Final = 1.0
#: Four waits of it outlast a limit per minute.
_LONGEST_WAIT: Final = 16.0


def source_retry(wait_initial: float = _WAIT, wait_max: float = _LONGEST_WAIT) -> Retry:
    """Return the retry policy of a source: five attempts for everything.

    Beside what clients ask again by themselves, an entity without a field that each has is
    asked for again, and so is a batch of which LinkedIn could not serve a part. A limit per
    minute is waited out.

    Args:
        wait_initial: seconds before the first retry; doubled before each further one.
        wait_max: seconds before any.
    """

    def hook(attempt: Attempt) -> Verdict | None:
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


def _is_limit_per_minute(attempt: Attempt) -> bool:
    """Whether a minute has to pass, as far as LinkedIn does not say how long it takes."""
    reply = attempt.outcome.reply
    if reply is None or reply.status != 429 or reply.error is None:
        return False
    if "retry-after" in reply.headers:
        return False
    return throttle_window(reply.error) == "MINUTE"


def _fault(attempt: Attempt) -> str | None:
    """What is wrong with an answer that says it is good; `None` if nothing is."""
    reply = attempt.outcome.reply
    if reply is None or reply.error is not None:
        return None
    if attempt.method == "GET" and (missing := missing_field(attempt.resource, reply.json)):
        return f"an answer without {missing}"
    return _passing_fault_of_a_key(reply.json) if attempt.method == "BATCH_GET" else None


def _passing_fault_of_a_key(batch: Mapping[str, Any]) -> str | None:
    """Why part of a batch may come if it is asked for again; `None` if it would not."""
    errors = batch.get("errors")
    records = errors.values() if isinstance(errors, dict) else ()
    for record in records:
        status = record.get("status") if isinstance(record, dict) else None
        if isinstance(status, int) and status >= 500:
            return f"{status} for part of a batch"
    return None
